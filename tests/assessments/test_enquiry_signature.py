"""An enquiry signed or sent back, who may, and what the database holds. [Rule S4; procedure 4.6]"""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.actions import enquiry as actions
from assessments.models import MultiAgencyMeeting, Section47Enquiry
from assessments.workflow import agreement
from assessments.workflow.enquiry import Outcome, Status
from tests.builders import a_barrier, a_case
from tests.builders_enquiry import (
    a_completed_enquiry,
    a_signed_enquiry,
    a_written_enquiry,
    an_enquiry,
    another_manager,
)
from tests.cast import Cast, each_of
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
    assert [clock(enquiry, "S47-03").status, clock(enquiry, "S47-02").status] == ["stopped", "stopped"]
    assert (clock(enquiry, "S47-01").status, clock(enquiry, "S47-01").started_at) == ("running", enquiry.started_at)
    assert Notice.objects.get(kind="enquiry.sent_back").recipient == cast.social_worker

    actions.complete(back, outcome=Outcome.LOOKED_AFTER, by=cast.social_worker)

    assert MultiAgencyMeeting.objects.get() == meeting
    assert Hold.objects.in_force().get().because_of == enquiry.pk
    assert [clock(enquiry, "S47-03").status, clock(enquiry, "S47-02").status] == ["running", "running"]


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


def test_who_may(cast: Cast, case: Case):
    """The allocated social worker writes, managers sign, the Police read; nobody else learns that there is one."""
    police = cast.police.team or cast.police
    grants.give(case, to=police, relation=Relation.POLICE, reason="From the discussion on", by=cast.manager)
    enquiry, other = a_written_enquiry(case), an_enquiry(a_case(worker=cast.social_worker_2, manager=cast.manager_2))

    for who in each_of(cast):
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
