"""The Section 47 enquiry: what starts it, what completes it, who signs it, what follows. [Rule S4; procedure 4.6]"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.actions import enquiry as actions
from assessments.models import MultiAgencyMeeting, Section47Enquiry, StrategyDiscussion
from assessments.workflow import agreement
from assessments.workflow.enquiry import Outcome, Status
from assessments.workflow.interviews import Status as InterviewStatus
from assessments.workflow.interviews import Subject
from assessments.workflow.strategy import Enquiry
from assessments.workflow.strategy import Status as Discussion
from tests.builders import a_barrier, a_case
from tests.builders_enquiry import (
    a_completed_enquiry,
    a_held_interview,
    a_signed_discussion,
    a_signed_enquiry,
    a_written_enquiry,
    an_enquiry,
    anew,
    another_manager,
)
from tests.cast import NAMES, Cast
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from tests.meanwhile import at_once
from trafficking_cases.audit.models import Event
from trafficking_cases.children import grants
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.children.models.holds import Hold
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import Refused
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
    assert clock(meeting, "S47-03").is_running
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


# Signed or sent back -------------------------------------------------------------------------------------------------


def test_a_manager_who_did_not_complete_it_signs(cast: Cast, case: Case):
    enquiry = a_signed_enquiry(case)

    assert (enquiry.status, enquiry.signed_by) == (Status.AUTHORISED, cast.manager)
    assert clock(enquiry, "S47-02").status == "met"
    said = case.chronology.get(kind="enquiry.signed").sentence
    assert said.startswith("Outcome of the Section 47 enquiry: substantiated, continuing risk")
    assert Hold.objects.in_force().filter(case=case).exists()
    assert Notice.objects.get(kind="enquiry.signed").recipient == cast.social_worker


def test_nobody_signs_what_they_completed(cast: Cast, case: Case):
    enquiry = a_completed_enquiry(case, by=cast.manager)

    assert rules(lambda: actions.sign(enquiry, read=1, by=cast.manager)) == {"S4"}
    assert not reasons_against(lambda: actions.sign(enquiry, read=1, by=another_manager(case)))


def test_sent_back_the_case_no_longer_waits_and_completed_again_it_does(cast: Cast, case: Case):
    enquiry = a_completed_enquiry(case)

    back = actions.send_back(enquiry, because="Who else lives there?", by=cast.manager)

    assert (back.status, back.version, back.sent_back_because) == (Status.UNDER_WAY, 2, "Who else lives there?")
    assert not Hold.objects.in_force().exists()
    meeting = MultiAgencyMeeting.objects.get()
    assert meeting.status == agreement.Status.TO_CONVENE
    assert [clock(meeting, "S47-03").status, clock(enquiry, "S47-02").status] == ["stopped", "stopped"]
    assert (clock(enquiry, "S47-01").status, clock(enquiry, "S47-01").started_at) == ("running", enquiry.started_at)
    assert Notice.objects.get(kind="enquiry.sent_back").recipient == cast.social_worker

    actions.complete(back, outcome=Outcome.LOOKED_AFTER, by=cast.social_worker)

    assert MultiAgencyMeeting.objects.get() == meeting
    assert Hold.objects.in_force().get().because_of == enquiry.pk
    assert [clock(meeting, "S47-03").status, clock(enquiry, "S47-02").status] == ["running", "running"]


def test_what_was_sent_back_meanwhile_is_not_signed_unread(cast: Cast, case: Case):
    enquiry = a_completed_enquiry(case)
    back = actions.send_back(enquiry, because="More.", by=cast.manager)
    actions.complete(back, outcome=Outcome.LOOKED_AFTER, by=cast.social_worker)

    assert rules(lambda: actions.sign(enquiry, read=1, by=cast.manager)) == {"S4"}
    assert not reasons_against(lambda: actions.sign(enquiry, read=2, by=cast.manager))


@pytest.mark.parametrize("because", ["", " \x00"])
def test_sending_back_needs_a_reason(cast: Cast, case: Case, because: str):
    assert rules(lambda: actions.send_back(a_completed_enquiry(case), because=because, by=cast.manager)) == {"S4"}


def test_once_the_meeting_is_convened_it_is_not_sent_back(cast: Cast, case: Case):
    enquiry = a_completed_enquiry(case)
    MultiAgencyMeeting.objects.update(status=agreement.Status.CONVENED, meeting=enquiry.strategy.meeting)

    assert rules(lambda: actions.send_back(enquiry, because="More.", by=cast.manager)) == {"S4"}


def test_what_is_signed_is_neither_signed_again_nor_sent_back(cast: Cast, case: Case):
    enquiry = a_signed_enquiry(case)

    assert rules(lambda: actions.sign(enquiry, read=1, by=another_manager(case))) == {"S4"}
    assert rules(lambda: actions.send_back(enquiry, because="More.", by=cast.manager)) == {"S4"}


@pytest.mark.django_db(transaction=True)
def test_two_managers_signing_at_once_leave_one_signature(cast: Cast):
    case = a_case(worker=cast.social_worker, manager=cast.manager)
    enquiry, second = a_completed_enquiry(case), another_manager(case)

    results = at_once(*(lambda by=by: actions.sign(enquiry, read=1, by=by) for by in (cast.manager, second)))

    assert sum(isinstance(result, Refused) for result in results) == 1, results
    assert Event.objects.filter(name="enquiry.signed").count() == 1


# Who may -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", NAMES)
def test_who_may(cast: Cast, case: Case, who: str):
    """The allocated social worker writes, managers sign, the Police read; nobody else learns that there is one."""
    police = cast.police.team or cast.police
    grants.give(case, to=police, relation=Relation.POLICE, reason="From the discussion on", by=cast.manager)
    enquiry, other = a_written_enquiry(case), an_enquiry(a_case(worker=cast.social_worker_2, manager=cast.manager_2))
    person = getattr(cast, who)
    works = who in ("social_worker", "manager")
    reads = works or who == "police"

    theirs = set(Section47Enquiry.objects.visible_to(person))
    assert theirs - {other} == ({enquiry} if reads else set())
    unless = FORBIDDEN if reads else NOT_FOUND
    writing = answer_to(lambda: actions.write(enquiry, part="checks", text="x", by=person))
    assert writing == (DONE if works else unless)
    completing = answer_to(lambda: actions.complete(enquiry, outcome=Outcome.LOOKED_AFTER, by=person))
    assert completing == (DONE if works else unless)
    if not works:
        actions.complete(enquiry, outcome=Outcome.LOOKED_AFTER, by=cast.social_worker)
    if who != "manager":
        assert answer_to(lambda: actions.sign(enquiry, read=1, by=person)) == unless
        assert answer_to(lambda: actions.send_back(enquiry, because="More", by=person)) == unless
        assert answer_to(lambda: actions.agree_not_seen(enquiry, because="More", by=person)) == unless


def test_a_wall_round_the_case_keeps_its_enquiry_too(cast: Cast, case: Case):
    enquiry = an_enquiry(case)
    a_barrier(case, people=[cast.social_worker])

    assert answer_to(lambda: actions.write(enquiry, part="checks", text="x", by=cast.social_worker)) == NOT_FOUND


# What is written down, and what the database holds -------------------------------------------------------------------


def test_the_audit_and_the_chronology_hold_nothing_that_was_written(cast: Cast, case: Case):
    enquiry = a_signed_enquiry(case)

    names = list(Event.objects.filter(subject_id=str(enquiry.pk)).order_by("pk").values_list("name", flat=True))
    assert names == ["enquiry.started", *["enquiry.written"] * 4, "enquiry.completed", "enquiry.signed"]
    lines = " ".join(case.chronology.values_list("sentence", flat=True))
    assert not any(said in lines for said in ("afraid", "school", "address", "not safe"))


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"status": "completed"}, "enquiry_completed_with"),
        ({"outcome": "everything"}, "enquiry_outcome_is_known"),
        ({"not_seen_because": "Away"}, "not_seen_agreed_for_a_reason"),
        ({"signed_at": timezone.now()}, "enquiry_signed_when_and_by_whom|enquiry_authorised_when_signed"),
    ],
)
def test_the_database_refuses_half_an_enquiry(case: Case, columns, constraint: str):
    enquiry = an_enquiry(case)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Section47Enquiry.objects.filter(pk=enquiry.pk).update(**columns)


def test_the_database_completes_none_whose_child_was_not_seen(cast: Cast, case: Case):
    enquiry = a_written_enquiry(case, seen=False)
    done = {"status": "completed", "outcome": "looked_after", "completed_at": timezone.now()}

    with pytest.raises(IntegrityError, match="enquiry_completed_with_the_child_seen"), transaction.atomic():
        Section47Enquiry.objects.filter(pk=enquiry.pk).update(**done, completed_by=cast.social_worker)


@pytest.mark.parametrize("columns", [{"analysis": "Other"}, {"outcome": "looked_after"}, {"wishes": "Other"}])
def test_the_database_changes_nothing_under_a_signature(case: Case, columns):
    enquiry = a_signed_enquiry(case)

    with pytest.raises(IntegrityError, match="completed_enquiry_stays"), transaction.atomic():
        Section47Enquiry.objects.filter(pk=enquiry.pk).update(**columns)


def test_the_database_refuses_the_signature_of_whoever_completed_it(cast: Cast, case: Case):
    enquiry = a_completed_enquiry(case, by=cast.manager)

    with pytest.raises(IntegrityError, match="enquiry_signed_by_another"), transaction.atomic():
        Section47Enquiry.objects.filter(pk=enquiry.pk).update(
            status="authorised", signed_at=timezone.now(), signed_by=cast.manager
        )
