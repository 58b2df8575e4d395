"""A decision goes back to whoever wrote it. [Rule R3]"""

import pytest

from referrals import actions
from referrals.models import Referral
from referrals.workflow import Outcome, Status
from tests import builders
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications.models import Notice


def test_it_goes_back_with_what_is_missing_and_stays_as_history(cast: Cast):
    referral, other = builders.a_proposed_referral(), builders.a_proposed_referral()

    actions.send_back(referral, because="Who saw the car?", by=cast.manager)

    decision = referral.decisions.get()
    assert Referral.objects.get(pk=referral.pk).status == Status.RECEIVED
    assert (decision.sent_back_by, decision.sent_back_because) == (cast.manager, "Who saw the car?")
    assert decision.signed_by is None
    assert Referral.objects.get(pk=other.pk).status == Status.AWAITING_SIGNATURE


def test_it_may_be_written_anew_and_signed(cast: Cast):
    referral = builders.a_proposed_referral()
    actions.send_back(referral, because="Who saw the car?", by=cast.manager)

    actions.propose(referral, outcome=Outcome.EARLY_HELP, reasons="The neighbour did.", by=cast.duty_worker)
    actions.sign(referral, read=str(builders.the_decision_of(referral).pk), by=cast.manager)

    assert Referral.objects.get(pk=referral.pk).status == Status.DECIDED
    assert referral.decisions.count() == 2


def test_who_may(cast: Cast):
    referral = builders.a_proposed_referral(by=cast.education)
    may = dict.fromkeys(("manager", "manager_2", "service_manager"), DONE)
    forbidden = dict.fromkeys(("duty_worker", "out_of_hours", "education"), FORBIDDEN)

    for who in each_of(cast):
        answer = answer_to(lambda: actions.send_back(referral, because="Say more.", by=getattr(cast, who)))
        assert answer == (may | forbidden).get(who, NOT_FOUND)


@pytest.mark.parametrize("build", [builders.a_consulted_referral, builders.a_decided_referral])
def test_what_does_not_wait_for_a_signature_is_not_sent_back(cast: Cast, build):
    referral = build()

    reasons = reasons_against(lambda: actions.send_back(referral, because="Say more.", by=cast.manager))

    assert {reason.rule for reason in reasons} == {"R3"}


def test_it_is_recorded_without_the_words(cast: Cast):
    referral = builders.a_proposed_referral()

    actions.send_back(referral, because="Who saw the car?", by=cast.manager)

    event = Event.objects.get(name="referral.sent_back")
    assert (event.subject_id, event.by_id, event.codes) == (str(referral.pk), cast.manager.pk, {})


def test_the_clock_runs_on(cast: Cast):
    referral = builders.a_proposed_referral()
    before = Deadline.objects.get(subject=referral.pk)

    actions.send_back(referral, because="Say more.", by=cast.manager)

    after = Deadline.objects.get(subject=referral.pk)
    assert (after.is_running, after.due_at) == (True, before.due_at)


def test_whoever_wrote_it_is_told(cast: Cast):
    referral = builders.a_proposed_referral(author=cast.out_of_hours)

    actions.send_back(referral, because="Say more.", by=cast.manager)

    told = Notice.objects.filter(kind="referral.sent_back").values_list("recipient__username", flat=True)
    assert list(told) == ["out.of.hours"]
