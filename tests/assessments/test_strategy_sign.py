"""The record of a strategy discussion: signed by its chair, locked, sent; and what decisions start. [Rule S1]"""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.actions import attendance, strategy
from assessments.models import StrategyDiscussion
from assessments.policies.strategy import token
from assessments.workflow.strategy import Enquiry, Status
from referrals.workflow import Outcome
from tests import builders
from tests import builders_strategy as enquiry
from tests.cast import Cast, anew
from tests.doors import FORBIDDEN, answer_to, reasons_against
from tests.meanwhile import at_once
from trafficking_cases.audit.models import Event
from trafficking_cases.children import actions as children
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import Refused
from trafficking_cases.meetings.workflow import Part, Presence
from trafficking_cases.notifications.models import Notice


@pytest.fixture
def case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager, outcome=Outcome.STRATEGY_DISCUSSION)


@pytest.fixture
def other(cast: Cast) -> Case:
    """A second case of the same people, which nothing here may touch."""
    return builders.a_case(worker=cast.social_worker, manager=cast.manager)


def said(verb) -> str:
    """Everything that the rules say against a verb; all of it by S1."""
    reasons = reasons_against(verb)
    assert {reason.rule for reason in reasons} <= {"S1"}
    return " ".join(reason.message for reason in reasons)


def decided(cast: Cast, **changed: object) -> dict[str, object]:
    return {"held_at": timezone.now(), "lead": cast.social_worker, "by": cast.social_worker} | enquiry.DECIDED | changed


# Signing -------------------------------------------------------------------------------------------------------------


def test_the_chair_signs_and_everybody_who_took_part_has_it(cast: Cast, case: Case):
    discussion = enquiry.a_recorded_strategy(case)

    assert (discussion.status, discussion.signed_by) == (Status.RECORDED, cast.manager)
    assert discussion.circulated_at == discussion.signed_at
    told = {notice.recipient for notice in Notice.objects.filter(kind="strategy.recorded")}
    assert told == {cast.social_worker, cast.manager, cast.police, cast.health}
    assert Deadline.objects.get(rule="STR-03", subject=discussion.pk).status == "met"
    assert Event.objects.filter(name="strategy.recorded", case_id=case.pk).count() == 1


def test_nobody_but_the_chair_signs(cast: Cast, case: Case):
    discussion = enquiry.a_held_strategy(case)

    for person in (cast.social_worker, cast.police):
        against = said(lambda person=person: strategy.sign(discussion, read=token(discussion), by=anew(person)))
        assert "The chair signs. Ask Marcus Tolliver." in against


def test_where_the_chair_left_the_case_whoever_supervises_it_signs(cast: Cast, case: Case):
    discussion = enquiry.a_held_strategy(case)
    children.allocate(case, worker=cast.social_worker, manager=cast.manager_2, by=cast.manager)

    assert answer_to(lambda: strategy.sign(discussion, read=token(discussion), by=anew(cast.manager))) == FORBIDDEN
    assert "The chair signs" in said(
        lambda: strategy.sign(discussion, read=token(discussion), by=anew(cast.social_worker))
    )
    assert strategy.sign(discussion, read=token(discussion), by=anew(cast.manager_2)).signed_by == cast.manager_2


def test_a_second_signature_and_any_change_after_it_are_refused(cast: Cast, case: Case):
    discussion = enquiry.a_recorded_strategy(case)
    nurse = discussion.meeting.attendances.get(part=Part.HEALTH)

    assert "signed already" in said(lambda: strategy.sign(discussion, read=token(discussion), by=cast.manager))
    assert "locked" in said(lambda: strategy.hold(discussion, **decided(cast)))
    assert "locked" in said(lambda: enquiry.an_action(discussion))
    assert "locked" in said(lambda: attendance.ask(discussion.meeting, part=Part.OTHER, name="X", by=cast.manager))
    assert "locked" in said(lambda: attendance.mark(nurse, presence=Presence.APOLOGIES, by=cast.manager))
    assert "held already" in said(lambda: strategy.call_off(discussion, because="No.", by=cast.manager))


def test_a_planned_one_is_not_signed(cast: Cast, case: Case):
    discussion = enquiry.a_planned_strategy(case)

    assert "Record first" in said(lambda: strategy.sign(discussion, read="", by=cast.manager))


def test_a_record_that_was_changed_meanwhile_has_to_be_read_again(cast: Cast, case: Case):
    discussion = enquiry.a_held_strategy(case)
    read = token(discussion)
    strategy.hold(discussion, **decided(cast, enquiry=Enquiry.NONE))

    assert "Read it again" in said(lambda: strategy.sign(discussion, read=read, by=cast.manager))


def test_the_police_are_still_there_when_it_is_signed(cast: Cast, case: Case):
    discussion = enquiry.a_held_strategy(case)
    officer = discussion.meeting.attendances.get(part=Part.POLICE)
    attendance.mark(officer, presence=Presence.APOLOGIES, by=cast.social_worker)

    assert "The Police have to" in said(lambda: strategy.sign(discussion, read=token(discussion), by=cast.manager))


# Calling off ---------------------------------------------------------------------------------------------------------


def test_called_off_for_a_reason_and_the_clock_goes_on(cast: Cast, case: Case):
    strategy.take_in()
    discussion = enquiry.a_planned_strategy(case)
    assert "Say why" in said(lambda: strategy.call_off(discussion, because=" ", by=cast.manager))

    strategy.call_off(discussion, because="The Police cannot come.", by=cast.manager)

    discussion.refresh_from_db()
    assert discussion.status == Status.CALLED_OFF
    assert Deadline.objects.get(rule="STR-01", case=case).is_running
    assert Notice.objects.filter(kind="strategy.called_off", recipient=cast.health).exists()
    assert "was called off" in said(lambda: strategy.hold(discussion, **decided(cast)))
    assert said(lambda: strategy.call_off(discussion, because="Again.", by=cast.manager))


# What signed decisions start -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "rule"),
    [
        (Outcome.STRATEGY_DISCUSSION, "STR-01"),
        (Outcome.IMMEDIATE_PROTECTION, "IMM-06"),
        (Outcome.ASSESSMENT, ""),
        (Outcome.EARLY_HELP, ""),
    ],
)
def test_which_decision_starts_which_clock(cast: Cast, outcome: Outcome, rule: str):
    referral = builders.a_decided_referral(outcome=outcome)

    found = [strategy.take_in(), strategy.take_in()]

    assert found == ([1, 0] if rule else [0, 0])
    started = Deadline.objects.filter(rule__in=["STR-01", "IMM-06"])
    signed_at = builders.the_decision_of(referral).signed_at
    assert [(clock.rule, clock.started_at, clock.subject) for clock in started] == (
        [(rule, signed_at, referral.case_id)] if rule else []
    )


# What happened to nobody ---------------------------------------------------------------------------------------------


def test_the_audit_the_chronology_and_the_notices_say_nothing_that_was_written(cast: Cast, case: Case):
    enquiry.a_recorded_strategy(case, reasons="Canary reasons", information="Canary information")

    written = " ".join(line.sentence for line in case.chronology.all())
    audited = " ".join(str(event.__dict__) for event in Event.objects.filter(case_id=case.pk))
    assert "Canary" not in written + audited


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"status": "recorded"}, "strategy_recorded_when_signed"),
        ({"reasons": ""}, "strategy_held_with_a_decision"),
        ({"interview_child": None}, "strategy_held_with_interviews_decided"),
        ({"status": "called_off"}, "strategy_called_off_for_a_reason"),
        ({"signed_at": timezone.now()}, "strategy_(signed|recorded)_when"),
    ],
)
def test_the_database_refuses_half_a_record(cast: Cast, case: Case, columns, constraint: str):
    discussion = enquiry.a_held_strategy(case)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        StrategyDiscussion.objects.filter(pk=discussion.pk).update(**columns)


# Two at once ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_signatures_at_once_leave_one(cast: Cast):
    discussion = enquiry.a_held_strategy(builders.a_case(worker=cast.social_worker, manager=cast.manager))

    results = at_once(
        *(lambda: strategy.sign(discussion, read=token(discussion), by=anew(cast.manager)) for _ in range(2))
    )

    assert sum(isinstance(result, Refused) for result in results) == 1, results
    assert Event.objects.filter(name="strategy.recorded").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_convenes_one(cast: Cast):
    case, when = builders.a_case(worker=cast.social_worker, manager=cast.manager), timezone.now()

    results = at_once(*(lambda: enquiry.a_planned_strategy(case, planned_for=when) for _ in range(2)))

    assert sum(isinstance(result, Refused) for result in results) == 1, results
    assert case.strategy_discussions.count() == 1


@pytest.mark.django_db(transaction=True)
def test_signing_and_changing_at_once_never_lock_words_that_nobody_read(cast: Cast):
    discussion = enquiry.a_held_strategy(builders.a_case(worker=cast.social_worker, manager=cast.manager))

    results = at_once(
        lambda: strategy.sign(discussion, read=token(discussion), by=anew(cast.manager)),
        lambda: strategy.hold(discussion, **decided(cast, reasons="Other words.", by=anew(cast.social_worker))),
    )

    assert sum(isinstance(result, Refused) for result in results) == 1, results
    found = StrategyDiscussion.objects.get(pk=discussion.pk)
    assert (found.status == Status.RECORDED) is (found.reasons != "Other words.")
