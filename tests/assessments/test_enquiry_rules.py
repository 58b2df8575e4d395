"""The Section 47 enquiry: what starts it, what completes it, who signs it, what follows. [Rule S4; procedure 4.6]"""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.actions import enquiry as actions
from assessments.models import MultiAgencyMeeting, Section47Enquiry, StrategyDiscussion
from assessments.workflow import agreement
from assessments.workflow.enquiry import Outcome, Status
from assessments.workflow.interviews import Status as InterviewStatus
from assessments.workflow.interviews import Subject
from assessments.workflow.strategy import Enquiry
from assessments.workflow.strategy import Status as Discussion
from tests.builders import a_case
from tests.builders_enquiry import (
    a_completed_enquiry,
    a_held_interview,
    a_signed_discussion,
    a_written_enquiry,
    an_enquiry,
    anew,
    another_manager,
)
from tests.cast import Cast
from tests.doors import reasons_against
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.holds import Hold
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications.models import Notice


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


def clock(subject, rule: str) -> Deadline:
    return Deadline.objects.live().of(subject, rule).first()


def rules(verb) -> set[str]:
    return {reason.rule for reason in reasons_against(verb)}


# What starts it ------------------------------------------------------------------------------------------------------


def test_a_signed_discussion_that_decides_on_an_enquiry_starts_it(cast: Cast, case: Case):
    began = timezone.now() - timedelta(hours=2)
    discussion = a_signed_discussion(case, at=began)

    assert actions.take_in(timezone.now()) == 1

    enquiry = Section47Enquiry.objects.get()
    assert (enquiry.strategy, enquiry.is_joint, enquiry.lead) == (discussion, True, cast.social_worker)
    assert enquiry.started_at == began
    assert clock(enquiry, "STR-05").due_at == began + timedelta(hours=24)
    assert clock(enquiry, "S47-01").is_running
    assert Notice.objects.get(kind="enquiry.started").recipient == cast.social_worker
    assert case.chronology.filter(kind="enquiry.started", sentence="A joint Section 47 enquiry was started.").exists()


@pytest.mark.parametrize(
    ("decides", "changed"),
    [
        (Enquiry.NONE, {}),
        (Enquiry.SINGLE, {"status": Discussion.HELD, "signed_at": None, "signed_by": None}),
    ],
)
def test_nothing_else_starts_one(cast: Cast, case: Case, decides: Enquiry, changed):
    discussion = a_signed_discussion(case, decides=decides)
    StrategyDiscussion.objects.filter(pk=discussion.pk).update(**changed)

    assert actions.take_in(timezone.now()) == 0
    assert not Section47Enquiry.objects.exists()


def test_taking_in_again_starts_nothing_twice(cast: Cast, case: Case):
    an_enquiry(case, decides=Enquiry.SINGLE)

    assert actions.take_in(timezone.now()) == 0
    assert Section47Enquiry.objects.get().is_joint is False
    assert Notice.objects.filter(kind="enquiry.started").count() == 1


# Seeing the child [Rule A1; procedure 4.4] ----------------------------------------------------------------------------


def test_the_promise_to_see_the_child_is_met_when_they_were_seen(cast: Cast, case: Case):
    enquiry = an_enquiry(case, at=timezone.now() - timedelta(hours=3))
    held = a_held_interview(case, at=timezone.now() - timedelta(hours=1))

    actions.take_in(timezone.now())

    met = clock(enquiry, "STR-05")
    assert (met.status, met.ended_at) == ("met", held.held_at)


def test_a_held_interview_can_meet_it_at_once(cast: Cast, case: Case):
    enquiry = an_enquiry(case)
    a_held_interview(case)

    actions.note_child_seen(case, by=cast.social_worker)

    assert clock(enquiry, "STR-05").status == "met"


@pytest.mark.parametrize(
    "changed",
    [
        {"child_seen": False},
        {"child_spoken_with": False},
        {"contaminated_at": timezone.now()},
        {"subject": Subject.ADULTS},
        {"status": InterviewStatus.PLANNED, "held_at": None, "held_by": None},
        {"at": timezone.now() - timedelta(days=300)},
    ],
    ids=["not seen", "not spoken with", "somebody else was there", "with adults", "only planned", "long ago"],
)
def test_what_does_not_count_as_the_child_seen(cast: Cast, case: Case, changed):
    enquiry = a_written_enquiry(case, seen=False)
    a_held_interview(case, **changed)
    a_held_interview(a_case())

    assert "A1" in rules(lambda: actions.complete(enquiry, outcome=Outcome.CONTINUING_RISK, by=cast.social_worker))
    assert clock(enquiry, "STR-05").is_running


def test_a_first_account_of_the_same_night_counts(cast: Cast, case: Case):
    noon = timezone.localtime().replace(hour=12, minute=0) - timedelta(days=2)
    enquiry = a_written_enquiry(case, at=noon, seen=False)
    a_held_interview(case, at=noon.replace(hour=2))

    assert not reasons_against(
        lambda: actions.complete(enquiry, outcome=Outcome.CONTINUING_RISK, by=cast.social_worker)
    )


def test_a_manager_may_record_why_the_child_was_not_seen(cast: Cast, case: Case):
    enquiry = a_written_enquiry(case, seen=False)

    agreed = actions.agree_not_seen(enquiry, because="Missing since Monday.", by=cast.manager)
    done = actions.complete(agreed, outcome=Outcome.NOT_COMPLETED, by=cast.social_worker)

    assert (done.status, agreed.not_seen_agreed_by) == (Status.COMPLETED, cast.manager)
    assert clock(enquiry, "STR-05").status == "stopped"
    assert "Monday" not in case.chronology.get(kind="enquiry.not_seen_agreed").sentence


def test_whoever_leads_the_enquiry_does_not_excuse_it(cast: Cast, case: Case):
    enquiry = an_enquiry(case, lead=cast.manager)

    assert rules(lambda: actions.agree_not_seen(enquiry, because="Away.", by=cast.manager)) == {"A1"}
    assert rules(lambda: actions.agree_not_seen(enquiry, because=" ", by=another_manager(case))) == {"A1"}


def test_there_is_nothing_to_excuse_once_the_child_was_seen(cast: Cast, case: Case):
    enquiry = a_written_enquiry(case)

    assert rules(lambda: actions.agree_not_seen(enquiry, because="Away.", by=cast.manager)) == {"A1"}


# Completing it -------------------------------------------------------------------------------------------------------


def test_completing_it_opens_the_meeting_its_clock_and_the_hold(cast: Cast, case: Case):
    other = an_enquiry(a_case())
    enquiry = a_completed_enquiry(case)

    meeting = MultiAgencyMeeting.objects.get()
    assert (meeting.enquiry, meeting.case, meeting.status) == (enquiry, case, agreement.Status.TO_CONVENE)
    assert Hold.objects.in_force().get().because_of == enquiry.pk
    assert clock(enquiry, "S47-03").is_running
    assert (clock(enquiry, "S47-01").status, clock(enquiry, "S47-02").status) == ("met", "running")
    assert Notice.objects.get(kind="enquiry.awaiting_signature").recipient == cast.manager
    assert anew(other).status == Status.UNDER_WAY


@pytest.mark.parametrize(("part", "rule"), [("analysis", "S4"), ("wishes", "A1")])
def test_it_is_not_completed_without(cast: Cast, case: Case, part: str, rule: str):
    enquiry = actions.write(a_written_enquiry(case), part=part, text=" ", by=cast.social_worker)

    assert rules(lambda: actions.complete(enquiry, outcome=Outcome.CONTINUING_RISK, by=cast.social_worker)) == {rule}


def test_an_enquiry_does_not_stand_without_its_discussion(cast: Cast, case: Case):
    enquiry = a_written_enquiry(case)
    StrategyDiscussion.objects.filter(pk=enquiry.strategy_id).update(enquiry=Enquiry.NONE)

    assert rules(lambda: actions.complete(enquiry, outcome=Outcome.CONTINUING_RISK, by=cast.social_worker)) == {"S4"}


def test_a_completed_enquiry_is_not_written_in(cast: Cast, case: Case):
    enquiry = a_completed_enquiry(case)

    assert rules(lambda: actions.write(enquiry, part="analysis", text="More", by=cast.social_worker)) == {"S4"}
    assert rules(lambda: actions.complete(enquiry, outcome=Outcome.LOOKED_AFTER, by=cast.social_worker)) == {"S4"}


def test_what_a_colleague_saved_meanwhile_is_not_written_over(cast: Cast, case: Case):
    enquiry = an_enquiry(case)
    actions.write(enquiry, part="analysis", text="By the manager", by=cast.manager)

    reasons = reasons_against(
        lambda: actions.write(enquiry, part="analysis", text="Mine", before="e3b0c44298fc1c14", by=cast.social_worker)
    )

    assert [reason.rule for reason in reasons] == ["S4"]
    assert anew(enquiry).analysis == "By the manager"
    actions.write(enquiry, part="checks", text="Mine", before="e3b0c44298fc1c14", by=cast.social_worker)
