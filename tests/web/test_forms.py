"""How forms come out, and how they say what is missing."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from trafficking_cases.web.forms import Checkboxes, LongText, PlainText, Radios, Tiles
from trafficking_cases.web.templatetags.parts import error_summary


class Referral(forms.Form):
    name = PlainText(label="What is the child called?", help_text="As the child says it.", max_length=20)
    concern = LongText(label="What worries you?", max_length=10_000)
    contact = forms.ChoiceField(
        label="May we contact the family?",
        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "I do not know")],
        widget=Radios(reveals={"no": ["barred"]}, hints={"unknown": "A good answer."}),
    )
    barred = LongText(label="Who, and why not?", required=False)
    signs = forms.MultipleChoiceField(
        label="Which signs have you seen?",
        required=False,
        choices=[("Money", [("money", "Money with no explanation")]), ("Other", [("missing", "Goes missing")])],
        widget=Checkboxes,
    )
    danger = forms.ChoiceField(label="In danger now?", choices=[("yes", "Yes"), ("no", "No")], widget=Tiles)
    mail = forms.EmailField(label="Your e-mail address", required=False)
    age = forms.IntegerField(label="How old?", required=False, min_value=0, max_value=25)


def answered(**changes: object) -> Referral:
    whole = {"name": "Linh", "concern": "She owes.", "contact": "yes", "danger": "no"}
    return Referral(whole | changes)


def test_a_whole_form_is_drawn_without_work_in_the_form() -> None:
    drawn = str(Referral())

    assert '<label class="govuk-label govuk-label--s" for="id_name">What is the child called?</label>' in drawn
    assert 'aria-describedby="id_name_helptext"' in drawn
    assert (
        '<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">May we contact the family?</legend>' in drawn
    )
    assert 'class="choice__tile"' in drawn
    assert 'class="optiongroup"' in drawn
    assert "required" not in drawn


def test_a_question_that_hangs_on_an_answer_stands_beneath_it_once() -> None:
    drawn = str(Referral())

    assert drawn.count('name="barred"') == 1
    assert drawn.index('value="no"') < drawn.index('name="barred"') < drawn.index('value="unknown"')


def test_the_help_of_an_answer_is_read_with_it() -> None:
    drawn = Referral()["contact"].as_field_group()

    assert 'aria-describedby="id_contact_2_hint"' in drawn
    assert 'id="id_contact_2_hint">A good answer.</div>' in drawn


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        ({"name": ""}, "name", "Answer this: What is the child called?"),
        ({"mail": "nobody"}, "mail", "Write an e-mail address like name@example.org"),
        ({"age": "x"}, "age", "Write a number in figures, like 14"),
        ({"age": "-1"}, "age", "Write a number that is 0 or more"),
        ({"age": "26"}, "age", "Write a number that is 25 or less"),
        ({"contact": "perhaps"}, "contact", "Choose one of the answers shown"),
        ({"signs": ["other"]}, "signs", "Choose one of the answers shown"),
        (
            {"name": "x" * 21},
            "name",
            "This is 21 characters long and 20 fit. Shorten it by 1; nothing you typed is lost.",
        ),
    ],
)
def test_an_error_says_what_to_give(answers: dict[str, object], field: str, sentence: str) -> None:
    form = answered(**answers)

    assert form[field].sentences == [sentence]
    assert sentence in form[field].as_field_group()


def test_a_sentence_of_ours_is_left_as_it_is() -> None:
    form = answered()
    form.add_error("name", ValidationError("Give the name that the child uses", code="required"))

    assert form["name"].sentences == ["Give the name that the child uses"]


def test_twenty_thousand_characters_are_kept_and_counted() -> None:
    form = answered(concern="ầ" * 20_000)

    drawn = form["concern"].as_field_group()

    assert form["concern"].sentences == [
        "This is 20,000 characters long and 10,000 fit. Shorten it by 10,000; nothing you typed is lost."
    ]
    assert drawn.count("ầ") == 20_000
    assert "maxlength" not in drawn
    assert 'aria-describedby="id_concern_error id_concern_limit"' in drawn


def test_a_line_break_counts_as_one_character_whatever_the_browser_sends() -> None:
    assert answered(name="ab\r\n" * 5 + "abcde").is_valid()


def test_typed_mark_up_is_shown_as_text() -> None:
    drawn = answered(name="<script>alert(1)</script>")["name"].as_field_group()

    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Tra\u0302\u0300m", "Trầm"),
        ("Linh\u202egnaD", "LinhgnaD"),
        ("  Shkodrani\x07 ", "Shkodrani"),
        ("سارة الحسن", "سارة الحسن"),
    ],
)
def test_text_is_kept_in_one_spelling_without_anything_invisible(typed: str, kept: str) -> None:
    form = answered(name=typed)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == kept


def test_the_summary_leads_to_each_question() -> None:
    form = answered(name="", contact="")

    summary = error_summary(form)

    assert summary["title"] == "We need 2 more answers"
    assert summary["problems"] == [
        {"sentence": "Answer this: What is the child called?", "href": "#id_name"},
        {"sentence": "Answer this: May we contact the family?", "href": "#id_contact_0"},
    ]


def test_the_summary_says_what_belongs_to_no_question() -> None:
    form = answered()
    form.add_error(None, "Somebody else decided this at 10:39. (Rule R3)")

    summary = error_summary(form)

    assert summary["title"] == "One thing to look at"
    assert summary["problems"] == [{"sentence": "Somebody else decided this at 10:39. (Rule R3)", "href": ""}]


def test_nothing_wrong_has_no_summary() -> None:
    assert error_summary(answered())["problems"] == []
