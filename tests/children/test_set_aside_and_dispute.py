"""A claim set aside without being called false; a birth disputed later. [Rules C1, C2; procedure 2, 3, 4.2]"""

from datetime import date

import pytest
from django.utils import timezone

from tests import builders
from tests.builders_identity import a_birth, a_claim
from tests.cast import Cast
from tests.children.test_identity import LINH, anew, check, the, worked_with
from tests.doors import reasons_against
from trafficking_cases.children import identity
from trafficking_cases.children.ages import standing
from trafficking_cases.children.models import Case
from trafficking_cases.children.workflow.claims import Kind, Status


@pytest.fixture
def case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager, **LINH)


@pytest.fixture
def other(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker_2, manager=cast.manager_2, **LINH)


@pytest.mark.parametrize("kind", [Kind.NATIONALITY, Kind.LANGUAGE, Kind.IDENTIFIER])
def test_one_of_several_is_set_aside_without_being_called_false(cast: Cast, case: Case, other: Case, kind: Kind):
    case.child.claims.filter(kind=kind).delete()
    kept, aside = (a_claim(case, value, kind=kind) for value in ("One", "Another"))
    identity.work_with(aside, by=cast.social_worker)

    identity.set_aside(aside, reason="She hardly speaks it.", by=cast.social_worker)

    aside.refresh_from_db()
    assert (aside.status, aside.is_working) == (Status.CLAIMED, False)
    assert worked_with(case, kind) == [kept.value]
    assert (aside.standings.last().is_working, aside.standings.last().reason) == (False, "She hardly speaks it.")
    assert worked_with(other, Kind.NATIONALITY) == ["Vietnamese"]
    identity.work_with(aside, by=cast.manager)
    assert worked_with(case, kind) == ["One", "Another"]


def test_what_is_set_aside_is_no_longer_on_the_page_of_the_child(cast: Cast, case: Case):
    identity.set_aside(the(case, Kind.NATIONALITY), reason="It was a guess.", by=cast.manager)

    assert anew(case).nationality == ""


@pytest.mark.parametrize(
    ("kind", "reason", "words"),
    [
        (Kind.NAME, "Why", "Only one of these"),
        (Kind.BIRTH_DATE, "Why", "Only one of these"),
        (Kind.NATIONALITY, "  ", "Say why"),
    ],
)
def test_what_cannot_be_set_aside(cast: Cast, case: Case, kind: Kind, reason: str, words: str):
    claim = the(case, kind, is_working=True)

    reasons = reasons_against(lambda: identity.set_aside(claim, reason=reason, by=cast.manager))

    assert [one.rule for one in reasons] == ["C2"]
    assert words in reasons[0].message


def test_what_is_not_worked_with_cannot_be_set_aside(cast: Cast, case: Case):
    second = a_claim(case, "British", kind=Kind.NATIONALITY)

    reasons = reasons_against(lambda: identity.set_aside(second, reason="Why", by=cast.manager))

    assert "not worked with" in reasons[0].message


def test_a_date_of_birth_disputed_later_is_a_childs(cast: Cast):
    """[Rule C1; procedure 2]"""
    case, other = (builders.a_case(worker=cast.social_worker, manager=cast.manager) for _ in range(2))
    births = [a_birth(one, date(2000, 1, 1)) for one in (case, other)]
    assert not standing(anew(case), timezone.localdate()).is_child

    identity.dispute(births[0], reason="The school: she looks 15.", by=cast.social_worker)

    child = anew(case)
    assert child.birth_date_is == "disputed"
    assert standing(child, timezone.localdate()).is_child
    assert not standing(anew(other), timezone.localdate()).is_child
    last = births[0].standings.last()
    assert (last.is_disputed, last.is_working, last.reason) == (True, True, "The school: she looks 15.")
    assert "the age is a child’s" in case.chronology.first().sentence
    assert "15" not in case.chronology.first().sentence


def test_what_was_verified_and_then_disputed_can_be_verified_again(cast: Cast, case: Case):
    birth = the(case, Kind.BIRTH_DATE)
    check(birth, Status.VERIFIED, cast.manager)
    identity.dispute(birth, reason="The Police", by=cast.manager)

    check(birth, Status.VERIFIED, cast.manager, reason="The hospital sent its record.")

    assert anew(case).birth_date_is == "exact"


@pytest.mark.parametrize("stands", ["a name", "disputed", "false", "no reason"])
def test_what_cannot_be_disputed(cast: Cast, case: Case, stands: str):
    claim = the(case, Kind.NAME, value="Em") if stands == "a name" else the(case, Kind.BIRTH_DATE)
    if stands == "disputed":
        identity.dispute(claim, reason="The Police", by=cast.manager)
    if stands == "false":
        check(claim, Status.PROVED_FALSE, cast.manager)
    reason = "" if stands == "no reason" else "Why"

    reasons = reasons_against(lambda: identity.dispute(claim, reason=reason, by=cast.manager))

    assert [one.rule for one in reasons] == ["C1"]
