"""Somebody at the front door takes a referral on. [Rule R2]"""

from referrals import actions
from referrals.models import Referral
from referrals.workflow import Urgency
from tests import builders
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications.models import Notice

MAY = dict.fromkeys(("duty_worker", "out_of_hours", "manager", "manager_2", "service_manager"), DONE)


def test_a_referral_is_taken_on(cast: Cast):
    referral, other = builders.a_referral(), builders.a_referral()

    actions.claim(referral, by=cast.duty_worker)

    referral, other = Referral.objects.get(pk=referral.pk), Referral.objects.get(pk=other.pk)
    assert referral.claimed_by == cast.duty_worker
    assert referral.claimed_at is not None
    assert other.claimed_by is None


def test_a_colleague_may_take_it_over(cast: Cast):
    referral = builders.a_referral()
    actions.claim(referral, by=cast.duty_worker)

    actions.claim(referral, by=cast.out_of_hours)

    assert Referral.objects.get(pk=referral.pk).claimed_by == cast.out_of_hours


def test_whoever_had_it_is_told_that_a_colleague_took_it_over(cast: Cast):
    referral = builders.a_referral()
    actions.claim(referral, by=cast.duty_worker)
    assert not Notice.objects.filter(kind="referral.taken_over").exists()

    actions.claim(referral, by=cast.out_of_hours)

    assert Notice.objects.get(kind="referral.taken_over").recipient == cast.duty_worker


def test_who_may(cast: Cast):
    """Whoever made it may know that it is there, and no more; for the rest it does not exist."""
    referral = builders.a_referral(by=cast.education)

    for who in each_of(cast):
        answer = answer_to(lambda: actions.claim(referral, by=getattr(cast, who)))
        assert answer == (MAY | {"education": FORBIDDEN}).get(who, NOT_FOUND)


def test_whoever_has_it_already_is_told_so(cast: Cast):
    referral = builders.a_referral()
    actions.claim(referral, by=cast.duty_worker)

    reasons = reasons_against(lambda: actions.claim(referral, by=cast.duty_worker))

    assert [(reason.rule, "already" in reason.message) for reason in reasons] == [("R2", True)]


def test_what_is_decided_is_not_taken_on(cast: Cast):
    referral = builders.a_decided_referral()

    reasons = reasons_against(lambda: actions.claim(referral, by=cast.out_of_hours))

    assert [(reason.rule, "decided" in reason.message) for reason in reasons] == [("R2", True)]


def test_it_is_recorded(cast: Cast):
    referral = builders.a_referral()

    actions.claim(referral, by=cast.duty_worker)

    event = Event.objects.get(name="referral.claimed")
    assert (event.subject_id, event.by_id, event.codes) == (str(referral.pk), cast.duty_worker.pk, {})


def test_its_clocks_are_theirs_and_no_others(cast: Cast):
    referral, other = builders.a_referral(urgency=Urgency.IMMEDIATE), builders.a_referral()

    actions.claim(referral, by=cast.duty_worker)

    owners = Deadline.objects.filter(subject=referral.pk).values_list("rule", "owner__username")
    assert set(owners) == {("REF-03", "duty.worker"), ("REF-08", "duty.worker")}
    assert Deadline.objects.get(subject=other.pk).owner is None
