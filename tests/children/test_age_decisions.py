"""A disputed age, and who decides on it. [Rule C1; procedure 2]"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import builders
from tests.builders_identity import a_birth, a_claim, an_age_decision
from tests.cast import Cast
from tests.children.test_identity import LINH, anew, check, the
from tests.doors import reasons_against
from trafficking_cases.children import identity
from trafficking_cases.children.ages import standing
from trafficking_cases.children.models import Case
from trafficking_cases.children.workflow.claims import Accuracy, AgeOutcome, Kind, Status


@pytest.fixture
def case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager, **LINH)


# Age ------------------------------------------------------------------------------------------------------------------


def test_two_births_that_contradict_each_other_are_a_dispute_until_one_is_false(cast: Cast, case: Case):
    older = a_birth(case, 20, source="The Police")
    assert anew(case).birth_date_is == "disputed"

    check(older, Status.PROVED_FALSE, cast.manager)

    assert anew(case).birth_date_is == "exact"


def test_a_disputed_adult_is_treated_as_a_child_until_it_is_decided(cast: Cast, case: Case):
    birth = a_birth(case, date(2000, 1, 1), is_disputed=True)
    identity.work_with(birth, by=cast.social_worker)
    today = timezone.localdate()
    assert standing(anew(case), today).is_child

    an_age_decision(case, AgeOutcome.ADULT, born_on=date(2001, 2, 3))

    child = anew(case)
    assert not standing(child, today).is_child
    assert (child.born_on, child.birth_date_is) == (date(2001, 2, 3), "exact")
    assert child.cases.count() == 1
    decided = the(case, Kind.BIRTH_DATE, is_working=True)
    assert (decided.status, decided.source) == ("verified", "Age decision: Two social workers of the authority")


def test_a_later_decision_takes_the_place_of_the_one_before(cast: Cast, case: Case):
    today = timezone.localdate()
    an_age_decision(case, AgeOutcome.ADULT)
    assert not standing(anew(case), today).is_child

    an_age_decision(case, AgeOutcome.ADULT, decided_on=today - timedelta(days=30), born_on=date(2000, 1, 1))
    assert anew(case).born_on == date(2011, 3, 4)
    an_age_decision(case, AgeOutcome.CHILD)

    assert standing(anew(case), today).is_child


@pytest.mark.parametrize(
    ("decided", "words"),
    [
        ({"decided_by": ""}, "who decided"),
        ({"reasons": " "}, "reasons"),
        ({"decided_on": date(2999, 1, 1)}, "yet to come"),
        ({"born_on": date(2000, 1, 1)}, "they were 18 or over"),
    ],
)
def test_a_decision_says_who_when_and_why(cast: Cast, case: Case, decided: dict, words: str):
    reasons = reasons_against(lambda: an_age_decision(case, AgeOutcome.CHILD, **decided))

    assert {reason.rule for reason in reasons} == {"C1"}
    assert words in " ".join(reason.message for reason in reasons)
    assert not case.child.age_decisions.exists()


@pytest.mark.parametrize("accuracy", list(Accuracy))
def test_every_way_to_say_a_birth_is_kept(cast: Cast, accuracy: Accuracy):
    case = builders.a_case()
    said = {"years": 15} if accuracy == Accuracy.AGE else {"day": date(2011, 2, 9)}

    a_claim(case, "", kind=Kind.BIRTH_DATE, accuracy=accuracy, **said)

    child = anew(case)
    assert child.birth_date_is == ("exact" if accuracy == Accuracy.EXACT else "estimated")
    assert child.born_from
    assert (child.turns_18_on is None) is (accuracy == Accuracy.AGE)
