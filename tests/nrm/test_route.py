"""Answers off the route are kept aside, never sent, and come back when the route returns. [Rules N2, N7]"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nrm.form import route
from nrm.form.definition import CONSENT, fields, typed_pages
from tests.nrm.judging import FIELDS, holds

SWITCHES = {name: [value for value, _ in field.choices] for name, field in fields().items() if field.kind == "radio"}
ANSWERS = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in SWITCHES.items()})
DETAILS = "exploiters-current-location-details"


@given(ANSWERS)
def test_the_route_is_what_the_data_says(answers: dict[str, str]):
    for name, row in FIELDS.items():
        assert route.is_asked(fields()[name], answers) == holds(row, answers), name


@given(ANSWERS)
def test_every_route_is_in_the_forms_order_and_comes_to_an_end(answers: dict[str, str]):
    walked, page = [], next(iter(typed_pages().values()))
    while page:
        walked.append(page)
        page = route.following(page, answers)

    assert walked == route.typed_route(answers)


@given(ANSWERS)
def test_nothing_off_the_route_is_sent(answers: dict[str, str]):
    told, aside = route.sent(answers), route.kept_aside(answers)

    assert not told.keys() & aside.keys()
    assert told.keys() | aside.keys() == answers.keys() | {CONSENT}


def test_an_answer_comes_back_with_its_branch():
    there = {"exploiters-location": "yes", DETAILS: "In a flat above a shop"}
    back = there | {"exploiters-location": "no"}

    assert route.sent(there)[DETAILS]
    assert DETAILS not in route.sent(back)
    assert route.kept_aside(back) == {DETAILS: "In a flat above a shop"}
    assert route.sent(back | {"exploiters-location": "yes"}) == route.sent(there)


def test_consent_is_always_yes_and_never_somebodys_answer():
    """[Rule N2; procedure 4.3]"""
    assert route.sent({})[CONSENT] == "yes"
    assert route.sent({CONSENT: "no"})[CONSENT] == "yes"
    assert not fields()[CONSENT].is_typed


@pytest.mark.parametrize(("age", "leaves"), [("yes", False), ("not-sure", False), ("no", True), ("", False)])
def test_only_a_no_about_the_age_leaves_the_child_path(age: str, leaves: bool):
    assert route.leaves_child_path({"pv-under-age": age}) == leaves
