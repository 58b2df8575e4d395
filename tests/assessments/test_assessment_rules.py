"""The assessment: seen, written, completed, signed, and opened again by an edit. [Rules A1, A3; procedure 4.4]"""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.actions import assessment as actions
from assessments.models import Assessment
from assessments.workflow.assessment import Status
from referrals.models import Referral
from tests.builders import a_case
from tests.builders_enquiry import (
    NO_PHOTOGRAPH,
    a_written_assessment,
    an_assessment,
    another_manager,
)
from tests.cast import Cast
from tests.doors import reasons_against
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.papers import FileKind, HeldBy, MediaType, Paper, PaperKind, StoredFile
from trafficking_cases.deadlines.models import Deadline


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


def clock(case: Case) -> Deadline:
    return Deadline.objects.live().of(case, "ASM-01").first()


def rules(verb) -> set[str]:
    return {reason.rule for reason in reasons_against(verb)}


def completing(made: Assessment, by, **said):
    return lambda: actions.complete(made, by=by, **({"without_photograph": NO_PHOTOGRAPH} | said))


def a_photograph(case: Case, by) -> StoredFile:
    return StoredFile.objects.create(
        case=case, kind=FileKind.PHOTOGRAPH, media_type=MediaType.PNG, size=1, sha256="0" * 64, content=b"1",
        about="Photograph", added_at=timezone.now(), added_by=by,
    )  # fmt: skip


def a_paper(case: Case, by) -> Paper:
    return Paper.objects.create(
        case=case, kind=PaperKind.PASSPORT, held_by=HeldBy.CHILD, source="The child", added_at=timezone.now(),
        added_by=by,
    )  # fmt: skip


# The forty-five days -------------------------------------------------------------------------------------------------


def test_every_case_that_a_decision_opened_has_its_clock_from_the_referral_on(cast: Cast, case: Case):
    received = Referral.objects.get(case=case).received_at

    assert actions.take_in(timezone.now()) == 1
    assert actions.take_in(timezone.now()) == 0

    assert (clock(case).started_at, clock(case).is_running) == (received, True)


def test_late_it_is_completed_with_a_reason_and_not_without(cast: Cast, case: Case):
    made = a_written_assessment(case)
    Deadline.objects.filter(rule="ASM-01").update(
        started_at=timezone.now() - timedelta(days=90), due_at=timezone.now() - timedelta(days=20)
    )

    assert rules(completing(made, cast.social_worker)) == {"A1"}
    completing(made, cast.social_worker, late_because="He was missing for a month.")()

    assert clock(case).late_reason == "He was missing for a month."


# Completing it -------------------------------------------------------------------------------------------------------


def test_it_is_not_completed_until_the_child_was_seen_or_a_manager_says_why_not(cast: Cast, case: Case):
    made = a_written_assessment(case, seen=False)

    assert rules(completing(made, cast.social_worker)) == {"A1"}
    actions.agree_not_seen(made, because="Abroad.", by=cast.manager)

    assert completing(made, cast.social_worker)().status == Status.COMPLETED


def test_whoever_writes_it_does_not_excuse_it(cast: Cast, case: Case):
    made = an_assessment(case, by=cast.manager)

    assert rules(lambda: actions.agree_not_seen(made, because="Away.", by=cast.manager)) == {"A1"}
    assert not reasons_against(lambda: actions.agree_not_seen(made, because="Away.", by=another_manager(case)))


@pytest.mark.parametrize("part", ["analysis", "wishes"])
def test_it_is_not_completed_without(cast: Cast, case: Case, part: str):
    made = actions.write(a_written_assessment(case), part=part, text="", by=cast.social_worker)

    assert rules(completing(made, cast.social_worker)) == {"A1"}


def test_photograph_and_copies_have_each_their_own_reason(cast: Cast, case: Case):
    """[Rule A3; procedure 4.4]"""
    made = a_written_assessment(case)
    a_paper(case, cast.social_worker)
    a_photograph(a_case(), cast.social_worker)

    reasons = reasons_against(completing(made, cast.social_worker, without_photograph=""))
    assert [reason.rule for reason in reasons] == ["A3", "A3"]
    assert rules(completing(made, cast.social_worker)) == {"A3"}
    done = completing(made, cast.social_worker, without_copies="The Home Office holds it.")()

    assert (done.without_photograph, done.without_copies) == (NO_PHOTOGRAPH, "The Home Office holds it.")


def test_with_photograph_and_copies_nobody_is_asked(cast: Cast, case: Case):
    """[Rule A3; procedure 4.4]"""
    made = a_written_assessment(case)
    photograph, paper = a_photograph(case, cast.social_worker), a_paper(case, cast.social_worker)
    Paper.objects.filter(pk=paper.pk).update(copy=photograph)

    done = actions.complete(made, without_photograph="Not kept where there is one.", by=cast.social_worker)

    assert done.without_photograph == ""


def test_there_is_one_assessment_of_a_case(cast: Cast, case: Case):
    an_assessment(case)
    other = an_assessment(a_case())

    assert rules(lambda: an_assessment(case)) == {"A1"}
    assert Assessment.objects.exclude(pk=other.pk).get().case == case
