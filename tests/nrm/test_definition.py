"""The pages and the API ask what the data of the national form says, in both directions. [Rules N2, N7]"""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from nrm.form import definition
from nrm.form.definition import fields, pages, parse, typed_pages
from nrm.forms.form import BOXES
from tests.builders_nrm import a_whole_draft, an_nrm_draft
from tests.cast import Cast
from tests.nrm.judging import FIELDS, HIDDEN, LISTS, ROWS, WHERE, options, slug
from trafficking_cases.web.api_description import description

OURS = {"csrfmiddlewaretoken", "leave", "take", "q"}
CONSENT_WORDS = re.compile(r"consent", re.IGNORECASE)


class Asked(HTMLParser):
    """The questions of a page in the order of the boxes, with the values that can be chosen."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.values: dict[str, list[str]] = {}
        self.lists: dict[str, list[str]] = {}
        self.list_of: dict[str, str] = {}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "datalist":
            self._open = said["id"]
            self.lists[self._open] = []
        elif tag == "option" and self._open:
            self.lists[self._open].append(said["value"])
        elif tag in ("input", "textarea", "select") and said.get("name") and said["name"] not in OURS:
            self._take(said)

    def _take(self, said: dict[str, str]) -> None:
        name = re.sub(rf"_({'|'.join(BOXES)})$", "", said["name"])
        if name not in self.names:
            self.names.append(name)
        if said.get("type") in ("radio", "checkbox"):
            self.values.setdefault(name, []).append(said["value"])
        if "list" in said:
            self.list_of[name] = said["list"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "datalist":
            self._open = ""

    def options(self, name: str) -> list[str]:
        return self.lists[self.list_of[name]] if name in self.list_of else self.values.get(name, [])


def rows_by_page() -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for row in ROWS:
        if row["field"] and row["field"] not in (*WHERE, HIDDEN):
            found.setdefault(slug(row), []).append(row)
    return found


def test_the_definition_is_the_data_row_by_row():
    assert [page.path for page in pages()] == list(dict.fromkeys(row["page"] for row in ROWS))
    assert list(fields()) == list(FIELDS)
    assert len(FIELDS) == 113
    for name, row in FIELDS.items():
        field = fields()[name]
        assert (field.kind, field.required, field.max_length) == (row["type"], row["required"], row["max_length"])
        assert [value for value, _ in field.choices] or list(field.listed) == options(row)
        assert parse(row["shown_when"]) == field.shown_when


def test_every_question_is_asked_in_words_of_our_own():
    for name, field in fields().items():
        assert bool(field.label) != (name == HIDDEN), name
        assert field.label not in FIELDS[name]["note"] or len(field.label) < 20


def test_every_page_asks_its_questions_in_order_with_their_options_and_no_other(client, cast: Cast):
    nrm = an_nrm_draft()
    client.force_login(cast.social_worker)
    expected = rows_by_page()
    assert list(typed_pages()) == list(expected)

    for page, rows in expected.items():
        asked = Asked(client.get(reverse("nrm:step", args=[nrm.pk, page])).content.decode())
        assert asked.names == [row["field"] for row in rows], page
        for row in rows:
            assert asked.options(row["field"]) == options(row), row["field"]


def test_what_is_asked_at_sealing_is_asked_there_alone(client, cast: Cast):
    nrm = a_whole_draft()
    client.force_login(cast.social_worker)

    asked = Asked(client.get(reverse("nrm:seal", args=[nrm.pk])).content.decode())

    assert asked.names == ["town", "county", "read"]
    for name, field in zip(("town", "county"), WHERE, strict=True):
        assert asked.options(name) == options(FIELDS[field])
    for page in ("current-pv-location", HIDDEN, "start", "check-inbox", "confirm"):
        assert client.get(f"/nrm/referrals/{nrm.pk}/write/{page}/").status_code == 404


def test_a_childs_consent_is_asked_on_no_page_and_in_no_field(client, cast: Cast):
    """[Rule N2; procedure 4.3]"""
    nrm = an_nrm_draft()
    client.force_login(cast.social_worker)

    for page in typed_pages():
        html = client.get(reverse("nrm:step", args=[nrm.pk, page])).content.decode()
        names = Asked(html).names
        assert not [name for name in names if CONSENT_WORDS.search(name) or name == HIDDEN]
    taken = description()["paths"]["/api/v1/nrm-referrals/{id}/save-answers/"]["post"]["requestBody"]["content"]
    assert HIDDEN not in schema_of(taken)["properties"]


def schema_of(content: dict) -> dict:
    schema = content["application/json"]["schema"]
    return description()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema


def test_the_api_asks_the_same(cast: Cast):
    taken = description()["paths"]["/api/v1/nrm-referrals/{id}/save-answers/"]["post"]["requestBody"]["content"]
    asked = schema_of(taken)["properties"]

    assert list(asked) == [name for name in FIELDS if name not in (*WHERE, HIDDEN)]
    for name, said in asked.items():
        if FIELDS[name]["type"] == "radio":
            enum = [value for part in [said, *said.get("oneOf", [])] for value in part.get("enum", ())]
            assert [value for value in enum if value] == options(FIELDS[name])


@pytest.mark.parametrize("said", ["sometimes", "a in", "a = b or c = d", "a in ()"])
def test_a_condition_that_nobody_can_read_stops_the_start(said: str):
    with pytest.raises(ValueError, match="nobody can read"):
        parse(said)


def test_conditions_can_be_joined():
    assert parse("a = b and c in (d, e)") == (
        definition.Condition("a", frozenset({"b"})),
        definition.Condition("c", frozenset({"d", "e"})),
    )


def test_the_lists_are_the_home_offices(cast: Cast):
    assert definition.option_lists() == LISTS
    assert {row["options"]["list"] for row in ROWS if isinstance(row["options"], dict)} == set(LISTS)
