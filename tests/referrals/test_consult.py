"""The front door talks to the Police, to whoever referred and to others. [Rule R3]"""

from datetime import timedelta

from django.utils import timezone

from referrals import actions
from referrals.models import Consultation, Referral
from referrals.workflow import Status, With
from tests import builders
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.people.models import User

MAY = dict.fromkeys(("duty_worker", "out_of_hours", "manager", "manager_2", "service_manager"), DONE)


def consult(referral: Referral, *, by: User, spoken_with: With = With.POLICE, minutes_ago: int = 10) -> Consultation:
    return actions.consult(
        referral,
        spoken_with=spoken_with,
        person="DS Jo Penhallick",
        at=timezone.now() - timedelta(minutes=minutes_ago),
        said="Seen at the same address in May.",
        by=by,
    )


def test_a_conversation_is_kept_with_who_and_when(cast: Cast):
    referral, other = builders.a_referral(), builders.a_referral()

    made = consult(referral, by=cast.duty_worker)

    kept = Consultation.objects.get()
    assert (kept.pk, kept.referral, kept.by) == (made.pk, referral, cast.duty_worker)
    assert (kept.person, kept.said) == ("DS Jo Penhallick", "Seen at the same address in May.")
    assert kept.recorded_at > kept.at
    assert not other.consultations.exists()


def test_several_stand_beside_each_other_in_the_order_in_which_they_were_held(cast: Cast):
    referral = builders.a_referral()
    consult(referral, by=cast.duty_worker, minutes_ago=5)
    consult(referral, by=cast.duty_worker, spoken_with=With.REFERRER, minutes_ago=30)

    held = list(referral.consultations.values_list("spoken_with", flat=True))

    assert held == [With.REFERRER, With.POLICE]


def test_a_talk_long_before_the_concern_is_refused(cast: Cast):
    """A slip of the year must not pass for a talk with the Police."""
    referral = builders.a_referral()

    reasons = reasons_against(lambda: consult(referral, by=cast.duty_worker, minutes_ago=8 * 24 * 60))
    assert [reason.rule for reason in reasons] == ["R3"]

    consult(referral, by=cast.duty_worker, minutes_ago=6 * 24 * 60)
    assert referral.consultations.count() == 1


def test_a_talk_in_the_minute_of_the_concern_comes_after_it(cast: Cast):
    referral = builders.a_referral()

    actions.consult(
        referral,
        spoken_with=With.POLICE,
        person="DS Jo Penhallick",
        at=referral.received_at.replace(second=0, microsecond=0),
        said="Known to them.",
        by=cast.duty_worker,
    )

    assert referral.consultations.get().at == referral.received_at


def test_who_may(cast: Cast):
    referral = builders.a_referral(by=cast.education)

    for who in each_of(cast):
        answer = answer_to(lambda: consult(referral, by=getattr(cast, who)))
        assert answer == (MAY | {"education": FORBIDDEN}).get(who, NOT_FOUND)


def test_a_conversation_that_is_to_come_is_refused(cast: Cast):
    referral = builders.a_referral()

    reasons = reasons_against(lambda: consult(referral, by=cast.duty_worker, minutes_ago=-5))

    assert [(reason.rule, "taken place" in reason.message) for reason in reasons] == [("R3", True)]
    assert not Consultation.objects.exists()


def test_after_the_decision_it_belongs_on_the_case(cast: Cast):
    referral = builders.a_decided_referral()

    reasons = reasons_against(lambda: consult(referral, by=cast.duty_worker))

    assert [(reason.rule, "decided" in reason.message) for reason in reasons] == [("R3", True)]


def test_one_more_is_taken_while_the_decision_waits(cast: Cast):
    referral = builders.a_proposed_referral()

    consult(referral, by=cast.duty_worker, spoken_with=With.HEALTH)

    assert referral.consultations.filter(spoken_with=With.HEALTH).exists()
    assert Referral.objects.get(pk=referral.pk).status == Status.AWAITING_SIGNATURE


def test_it_is_recorded_without_what_was_said(cast: Cast):
    referral = builders.a_referral()

    consult(referral, by=cast.duty_worker)

    event = Event.objects.get(name="referral.consulted")
    assert (event.subject_id, event.by_id, event.codes) == (
        str(referral.pk), cast.duty_worker.pk, {"spoken_with": "police"},
    )  # fmt: skip


def test_the_clock_runs_on(cast: Cast):
    referral = builders.a_referral()

    consult(referral, by=cast.duty_worker)

    assert Deadline.objects.get(subject=referral.pk).is_running
