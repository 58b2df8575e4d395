"""The parts: their words, and that nothing typed becomes mark-up in them."""

import re

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.web.strict_templates import MissingVariable
from trafficking_cases.web.gallery import SHOWN
from trafficking_cases.web.shapes import Barred, Cell, Clock, Column, Entry, Fact, Place, Row, TableRow
from trafficking_cases.web.templatetags.parts import CLOCK_SIGNS, tabbar

HOSTILE = '<img src=x onerror="alert(1)">'


def drawn(template: str, **context: object) -> str:
    return re.sub(r"\s+", " ", Template("{% load parts %}" + template).render(Context(context))).strip()


@pytest.mark.parametrize("state", CLOCK_SIGNS)
def test_a_time_limit_is_a_word_a_sign_and_a_colour(state: str) -> None:
    chip = drawn("{% clock state text %}", state=state, text="Wed 25, 17:00")

    assert f"tc-clock--{state}" in chip
    assert f"#i-{CLOCK_SIGNS[state]}" in chip
    assert chip.endswith("Wed 25, 17:00</span>")


def test_a_rule_leads_to_its_sentence() -> None:
    assert drawn('{% rule "R2" %}') == '<a class="rule" href="/rules/#R2"><span class="sr">Rule </span>R2</a>'


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("", "Not recorded"),
        ("not_known", "Not known"),
        ("declined", "Asked, chose not to say"),
        ("not_applicable", "Does not apply"),
        ("withheld", "Withheld"),
    ],
)
def test_each_nothing_has_words_of_its_own(kind: str, words: str) -> None:
    shown = render_to_string("govuk/facts.html", {"rows": [Fact("Religion", none=kind)]})

    assert f">{words}</span>" in shown


def test_typed_text_stays_text_in_every_part() -> None:
    page = "".join(
        [
            render_to_string("govuk/facts.html", {"rows": [Fact(HOSTILE, HOSTILE, aside=HOSTILE)]}),
            render_to_string("govuk/summary_list.html", {"rows": [Fact(HOSTILE, HOSTILE, change="#")]}),
            render_to_string(
                "govuk/timeline.html", {"entries": [Entry(HOSTILE, HOSTILE, source=HOSTILE, more=HOSTILE)]}
            ),
            render_to_string("govuk/do_not_contact.html", {"lines": [Barred(HOSTILE, who=HOSTILE)]}),
            render_to_string("govuk/rows.html", {"rows": [Row(HOSTILE, "#", Clock("over", HOSTILE), meta=HOSTILE)]}),
            render_to_string("govuk/identity.html", {"name": HOSTILE, "reference": "C-1", "meta": HOSTILE}),
            drawn("{% panel title=text %}{{ text }}{% endpanel %}", text=HOSTILE),
            drawn(
                "{% data_table caption=text columns=columns rows=rows %}",
                text=HOSTILE,
                columns=[Column(HOSTILE)],
                rows=[TableRow([Cell(HOSTILE)])],
            ),
        ]
    )

    assert "<img" not in page
    assert page.count("&lt;img") >= 18


def test_a_line_break_that_was_typed_is_kept() -> None:
    assert "one\ntwo" in render_to_string("govuk/value.html", {"value": "one\ntwo"})


def test_a_button_that_waits_says_for_what_and_stays_in_reach() -> None:
    button = render_to_string("govuk/button.html", {"text": "Sign", "id": "sign", "waits_for": "the Police (R3)"})

    assert 'type="button"' in button
    assert 'aria-disabled="true" aria-describedby="sign-waits"' in button
    assert " disabled" not in button
    assert '<p class="waits" id="sign-waits">Waiting for: the Police (R3)</p>' in button


def test_do_not_contact_is_never_folded() -> None:
    band = render_to_string("govuk/do_not_contact.html", {"lines": SHOWN["barred"]})

    assert "<details" not in band
    assert "<button" not in band


def test_a_table_names_each_cell_for_a_phone() -> None:
    table = drawn(
        '{% data_table caption="Waiting" columns=columns rows=rows %}',
        columns=[Column("Child"), Column("From"), Column("Action", hidden=True)],
        rows=[TableRow([Cell("Jonah", header=True), Cell("School"), Cell("Open")], tone="hot")],
    )

    assert '<th scope="row" role="rowheader">Jonah</th>' in table
    assert '<td role="cell" data-l="From">School</td>' in table
    assert '<td role="cell">Open</td>' in table
    assert '<tr role="row" class="is-hot">' in table


def test_the_tab_bar_has_four_places_and_the_menu() -> None:
    places = [Place(str(number), "#") for number in range(7)]

    assert [place.text for place in tabbar(places)] == ["0", "1", "2", "3", "Menu"]
    assert [place.text for place in tabbar(places[:2])] == ["0", "1", "Menu"]


def test_the_next_page_keeps_the_filters() -> None:
    page = Paginator(range(50), 10).page(2)
    request = RequestFactory().get("/referrals/?mine=1&page=2")

    shown = drawn("{% pagination page %}", page=page, request=request)

    assert 'rel="prev" href="?mine=1&amp;page=1"' in shown
    assert 'rel="next" href="?mine=1&amp;page=3"' in shown
    assert "Page 2 of 5" in shown


def test_a_template_of_ours_that_names_a_missing_variable_is_found() -> None:
    with pytest.raises(MissingVariable, match="asks for title"):
        render_to_string("govuk/refusal.html", {"reasons": []})
