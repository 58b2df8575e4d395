"""How old a child is, and who is treated as one, whatever is known and whatever day it is. [Rule C1; procedure 2]"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_cases.children.ages import (
    ADULT_AT,
    Born,
    age_on,
    birthday,
    born_as_said,
    prompts_before_18,
    reckoned,
    turns_18_on,
)
from trafficking_cases.children.workflow.claims import Accuracy, AgeOutcome

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(1990, 1, 1), date(2026, 11, 24))
LATER = st.integers(0, 60 * 365)
DECISIONS = st.sampled_from([None, AgeOutcome.CHILD, AgeOutcome.ADULT])
BIRTHS = st.builds(lambda first, length: Born(first, first + timedelta(days=length)), DAYS, st.integers(0, 3 * 366))


def exactly(day: date) -> Born:
    return Born(day, day)


def said_of(born: Born | None, *, is_disputed: bool = False, decided: AgeOutcome | None = None, today: date = TODAY):
    return reckoned(born, is_disputed=is_disputed, decided=decided, today=today)


@pytest.mark.parametrize(
    ("born", "today", "is_child"),
    [
        (exactly(date(2008, 11, 24)), TODAY, False),
        (exactly(date(2008, 11, 25)), TODAY, True),
        (exactly(date(2008, 2, 29)), date(2026, 2, 28), True),
        (exactly(date(2008, 2, 29)), date(2026, 3, 1), False),
        (Born(date(2008, 11, 1), date(2008, 11, 30)), date(2026, 11, 29), True),
        (Born(date(2008, 11, 1), date(2008, 11, 30)), date(2026, 11, 30), False),
        (Born(date(2008, 1, 1), date(2008, 12, 31)), date(2026, 12, 30), True),
        (None, TODAY, True),
    ],
)
def test_only_who_is_18_by_the_latest_possible_day_is_an_adult(born: Born | None, today: date, is_child: bool):
    assert said_of(born, today=today).is_child is is_child


@given(born=BIRTHS, later=LATER, decided=DECISIONS)
def test_a_disputed_age_is_a_childs_until_it_is_decided(born: Born, later: int, decided: AgeOutcome | None):
    today = born.latest + timedelta(days=later)

    standing = said_of(born, is_disputed=True, decided=decided, today=today)

    assert standing.is_child is (decided != AgeOutcome.ADULT)


@given(later=LATER, decided=DECISIONS)
def test_an_unknown_age_is_a_childs_until_it_is_decided(later: int, decided: AgeOutcome | None):
    standing = said_of(None, decided=decided, today=TODAY + timedelta(days=later))

    assert standing.is_child is (decided != AgeOutcome.ADULT)


@given(born=BIRTHS, later=LATER)
def test_whoever_may_still_be_under_18_is_a_child(born: Born, later: int):
    today = born.latest + timedelta(days=later)

    assert said_of(born, today=today).is_child is (today < birthday(born.latest, ADULT_AT))


@given(born=BIRTHS, is_disputed=st.booleans(), decided=DECISIONS, later=LATER)
def test_the_words_say_so_where_it_could_be_doubted(born: Born, is_disputed: bool, decided, later: int):
    standing = said_of(born, is_disputed=is_disputed, decided=decided, today=born.latest + timedelta(days=later))

    if not standing.is_child:
        assert "adult" in standing.words or "18 or over" in standing.words
    if is_disputed and standing.is_child:
        assert "treated as a child" in standing.words or "under 18" in standing.words
    assert standing.words
    assert standing.why


@given(born=DAYS, day=DAYS)
def test_a_birthday_adds_one_and_nothing_else_does(born: date, day: date):
    before, after = age_on(born, day), age_on(born, day + timedelta(days=1))

    is_birthday = day + timedelta(days=1) == birthday(born, after)
    assert after - before == (1 if is_birthday else 0)


@given(years=st.integers(0, 25), said_on=DAYS, later=st.integers(0, 364))
def test_an_age_leaves_a_year_open_either_way(years: int, said_on: date, later: int):
    born = born_as_said(Accuracy.AGE, said_on=said_on, years=years)

    assert age_on(born.earliest, said_on) == years + 1
    assert age_on(born.latest, said_on) == max(years - 1, 0)
    assert born.is_a_guess
    assert turns_18_on(born) is None


@pytest.mark.parametrize(
    ("accuracy", "first", "last", "words"),
    [
        (Accuracy.EXACT, date(2011, 2, 9), date(2011, 2, 9), "15, born 9 February 2011"),
        (Accuracy.MONTH, date(2011, 2, 1), date(2011, 2, 28), "15, born in February 2011"),
        (Accuracy.YEAR, date(2011, 1, 1), date(2011, 12, 31), "14 or 15, born in 2011"),
    ],
)
def test_each_way_to_say_a_birth(accuracy: Accuracy, first: date, last: date, words: str):
    born = born_as_said(accuracy, said_on=TODAY, day=date(2011, 2, 9))

    assert (born.earliest, born.latest) == (first, last)
    assert said_of(born).words == words


def test_a_guess_grows_older_with_the_child():
    born = born_as_said(Accuracy.AGE, said_on=TODAY, years=15)

    assert said_of(born).words == "about 15 (estimated)"
    assert said_of(born, today=date(2027, 11, 24)).words == "about 16 (estimated)"
    assert said_of(born, today=date(2028, 11, 24)).words == "about 17 (estimated): treated as a child"


@given(born=DAYS, is_leap=st.booleans())
def test_the_prompts_come_six_three_and_one_month_before(born: date, is_leap: bool):
    turning = turns_18_on(exactly(date(2008, 2, 29) if is_leap else born))
    assert turning is not None

    days = prompts_before_18(turning, turning - timedelta(days=400))

    assert list(days) == [6, 3, 1]
    assert list(days.values()) == sorted(days.values())
    assert all(0 < (turning - day).days <= 184 for day in days.values())


def test_prompts_that_are_over_are_not_made_up_for():
    turning = date(2027, 1, 20)

    assert prompts_before_18(turning, date(2026, 11, 24)) == {1: date(2026, 12, 20)}
    assert prompts_before_18(turning, date(2027, 1, 2)) == {1: date(2027, 1, 2)}
    assert prompts_before_18(turning, turning) == {}


@pytest.mark.parametrize("decided", [AgeOutcome.CHILD, None])
def test_a_decision_of_a_child_ends_on_the_18th_birthday_that_is_worked_with(decided):
    born = exactly(date(2009, 1, 5))

    assert said_of(born, decided=decided, today=date(2027, 1, 4)).is_child
    assert not said_of(born, decided=decided, today=date(2027, 1, 5)).is_child


def test_an_age_said_yesterday_is_the_same_today():
    born = born_as_said(Accuracy.AGE, said_on=TODAY - timedelta(days=1), years=16)

    assert said_of(born).words.startswith("about 16 ")
