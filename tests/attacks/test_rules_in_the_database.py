"""What must hold, holds against SQL by hand as the application's role: no verb, no form and no mistake gets round it.

Each attempt is a statement that a programmer in a hurry might write. What the slices try themselves is not repeated:
child and adult in one room by each road (tests/assessments/test_interviews.py), signed minutes
(tests/assessments/test_minutes.py), whereabouts (tests/nrm/test_sealing.py). [Rules S1, S2, S3, S4, A1, M1, M2, M5]
"""

from collections.abc import Sequence

import pytest
from django.db import IntegrityError, connection, transaction

from tests import builders_enquiry as enquiries
from tests import builders_interviews as interviews
from tests import builders_nrm_duties as nrm
from tests import builders_strategy as strategy
from tests.builders import a_case, an_adult
from tests.builders_agreement import a_concluded_meeting, a_convened_meeting, a_meeting_to_convene
from tests.cast import Cast
from trafficking_cases.children.models import Case


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


def stopped(statement: str, *values: object, by: str = "") -> None:
    """The database takes none of it, and says by which rule."""
    with pytest.raises(IntegrityError, match=by or None), transaction.atomic():
        carried_out(statement, values)


def carried_out(statement: str, values: Sequence[object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount > 0, "the statement touched nothing, so nothing was tried"
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_enquiry_is_completed_only_with_the_child_seen(case: Case):
    made = enquiries.a_written_enquiry(case, seen=False)

    stopped(
        "UPDATE assessments_section47enquiry SET status = 'completed', outcome = 'continuing_risk', "
        "completed_at = now(), completed_by_id = lead_id WHERE id = %s",
        made.pk,
        by="enquiry_completed_with_the_child_seen",
    )


def test_an_enquiry_stands_on_a_discussion_that_decided_on_it(case: Case):
    made, planned = enquiries.a_written_enquiry(case), strategy.a_planned_strategy(case)

    stopped(
        "UPDATE assessments_section47enquiry SET strategy_id = %s, status = 'completed', outcome = 'continuing_risk', "
        "completed_at = now(), completed_by_id = lead_id WHERE id = %s",
        planned.pk,
        made.pk,
        by="enquiry_follows_a_strategy_discussion",
    )


@pytest.mark.parametrize(
    ("change", "by"),
    [
        ("signed_at = now(), signed_by_id = completed_by_id, status = 'authorised'", "enquiry_signed_by_another"),
        ("status = 'authorised'", "enquiry_authorised_when_signed"),
        ("analysis = 'Other words'", "completed_enquiry_stays"),
        ("outcome = 'not_substantiated'", "completed_enquiry_stays"),
        ("outcome = ''", ""),
        ("completed_by_id = NULL", ""),
        ("status = 'finished'", ""),
    ],
)
def test_a_completed_enquiry_stays_and_another_signs(case: Case, change: str, by: str):
    made = enquiries.a_completed_enquiry(case)

    stopped(f"UPDATE assessments_section47enquiry SET {change} WHERE id = %s", made.pk, by=by)


def test_who_leads_an_enquiry_does_not_agree_that_the_child_was_not_seen(case: Case):
    made = enquiries.a_written_enquiry(case, seen=False)

    stopped(
        "UPDATE assessments_section47enquiry SET not_seen_because = 'Away', not_seen_agreed_at = now(), "
        "not_seen_agreed_by_id = lead_id WHERE id = %s",
        made.pk,
        by="not_seen_agreed_by_another",
    )


@pytest.mark.parametrize(
    ("change", "by"),
    [
        ("status = 'recorded'", "strategy_recorded_when_signed"),
        ("enquiry = ''", "strategy_held_with_a_decision"),
        ("interview_child = NULL", "strategy_held_with_interviews_decided"),
        ("signed_at = now()", "strategy_recorded_when_signed"),
    ],
)
def test_a_strategy_discussion_that_was_held_has_decided(case: Case, change: str, by: str):
    held = strategy.a_held_strategy(case)

    stopped(f"UPDATE assessments_strategydiscussion SET {change} WHERE id = %s", held.pk, by=by)


def test_an_interpreter_in_the_room_is_from_the_register(case: Case):
    interview = interviews.an_interview(case)
    line = interviews.on_the_list(interview, interpreter=interviews.an_interpreter(), capacity="interpreter")

    stopped(
        "UPDATE assessments_attendant SET interpreter_id = NULL WHERE id = %s",
        line.pk,
        by="interpreter_is_from_the_register",
    )


def test_the_child_is_once_in_the_room_of_an_interview_with_the_child(cast: Cast, case: Case):
    interview = interviews.an_interview(case)

    stopped(
        "INSERT INTO assessments_attendant (id, interview_id, subject, capacity, name, interpreter_number, "
        "match_explained, added_at, added_by_id) "
        "VALUES (gen_random_uuid(), %s, 'child', 'child', 'x', '', '', now(), %s)",
        interview.pk,
        cast.social_worker.pk,
        by="the_child_is_there_once",
    )


def test_a_meeting_is_not_convened_without_one_and_not_concluded_without_deciding(case: Case):
    to_convene = a_meeting_to_convene(case)
    convened = a_convened_meeting(a_case())
    table = "UPDATE assessments_multiagencymeeting"

    stopped(f"{table} SET status = 'convened' WHERE id = %s", to_convene.pk, by="agreement_convened_with_a_meeting")
    stopped(
        f"{table} SET status = 'concluded', outcome = 'agreed' WHERE id = %s",
        convened.pk,
        by="agreement_concluded_with_a_decision",
    )


def test_a_concluded_meeting_has_its_outcome_and_who_concluded_it(case: Case):
    concluded = a_concluded_meeting(case)

    for change in ("outcome = ''", "concluded_by_id = NULL", "conference = ''", "meeting_id = NULL"):
        stopped(f"UPDATE assessments_multiagencymeeting SET {change} WHERE id = %s", concluded.pk)


def test_a_dissent_has_its_reason_and_nobody_is_left_out_without_one(case: Case):
    meeting = a_concluded_meeting(case)
    table = "UPDATE meetings_attendance"

    stopped(
        f"{table} SET view = 'dissents', view_because = '' WHERE meeting_id = %s",
        meeting.meeting_id,
        by="dissent_has_its_reason",
    )
    stopped(
        f"{table} SET presence = 'not_invited', because = '' WHERE meeting_id = %s",
        meeting.meeting_id,
        by="left_out_for_a_reason",
    )


def test_a_hold_is_lifted_by_somebody_and_stands_once_for_its_cause(case: Case):
    held = a_meeting_to_convene(case).enquiry

    stopped("UPDATE children_hold SET lifted_at = now() WHERE because_of = %s", held.pk, by="hold_lifted_when")
    stopped(
        "INSERT INTO children_hold (id, case_id, rule, because_of, sentence, since, put_by_id) "
        "SELECT gen_random_uuid(), case_id, rule, because_of, sentence, since, put_by_id FROM children_hold "
        "WHERE because_of = %s",
        held.pk,
        by="one_hold_for_one_cause",
    )


@pytest.mark.parametrize(
    ("change", "by"),
    [
        ("sealed_at = NULL, sealed_by_id = NULL", "nrm_sealed_before_it_goes"),
        ("sent_at = NULL, sent_recorded_by_id = NULL", "nrm_sent_when_it_says_so"),
        ("status = 'acknowledged'", "nrm_acknowledged_by_a_reference"),
        ("sent_recorded_by_id = NULL", "nrm_sent_when_and_by_whom"),
    ],
)
def test_an_nrm_is_not_sent_before_it_is_sealed_nor_acknowledged_unreferenced(case: Case, change: str, by: str):
    sent = nrm.a_sent_nrm(case)

    stopped(f"UPDATE nrm_nrmreferral SET {change} WHERE id = %s", sent.pk, by=by)


def test_two_referrals_never_have_one_home_office_reference(case: Case):
    nrm.an_acknowledged_nrm(case, reference="HO-4471")
    other = nrm.an_acknowledged_nrm(a_case())

    stopped("UPDATE nrm_nrmreferral SET home_office_reference = 'HO-4471' WHERE id = %s", other.pk, by="reference_once")


def test_a_purported_adult_is_verified_only_on_a_ground(case: Case):
    adult = an_adult(case)

    stopped(
        "UPDATE children_adult SET status = 'verified', checked_at = now(), checked_by_id = added_by_id WHERE id = %s",
        adult.pk,
        by="adult_verified_on_a_ground",
    )


def test_the_trail_of_a_refused_statement_is_nothing(case: Case):
    """What is stopped leaves the row as it was, so that a retry is no danger."""
    made = enquiries.a_completed_enquiry(case)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessments_section47enquiry SET analysis = 'Other words' WHERE id = %s", [made.pk])

    assert enquiries.anew(made).analysis == made.analysis
