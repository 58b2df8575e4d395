"""Somebody takes a referral on and leaves the front door: the promise goes on without them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from referrals import actions
from tests import builders
from tests.cast import anew
from trafficking_cases.deadlines.models import Reminder
from trafficking_cases.deadlines.sweeping import sweep
from trafficking_cases.notifications.models import Notice


@pytest.fixture
def half_time_of(cast):
    """The pass in which half of the time of a claimed referral is gone; another, unclaimed, is received later."""

    def swept(referral) -> set[str]:
        first = Reminder.objects.filter(deadline__subject=referral.pk).order_by("at").first()
        sweep(first.at + timedelta(seconds=1))
        told = Notice.objects.filter(kind="deadline.soon", key__startswith=f"reminder:{first.pk}:")
        return set(told.values_list("recipient__username", flat=True))

    return swept


def test_whoever_is_still_there_is_told_alone(cast, half_time_of):
    referral, _other = builders.a_referral(), builders.a_referral()
    actions.claim(referral, by=cast.duty_worker)

    assert half_time_of(referral) == {"duty.worker"}


@pytest.mark.parametrize("how", ["the role ended", "moved to another agency", "the account was closed"])
def test_the_others_are_told_in_the_place_of_whoever_left(cast, half_time_of, how):
    referral, _other = builders.a_referral(), builders.a_referral()
    actions.claim(referral, by=cast.duty_worker)
    leaver = anew(cast.duty_worker)
    if how == "the role ended":
        yesterday = timezone.localdate() - timedelta(days=1)
        leaver.roles_held.update(from_on=yesterday, until_on=yesterday)
    elif how == "moved to another agency":
        type(leaver).objects.filter(pk=leaver.pk).update(agency=cast.health.agency)
    else:
        type(leaver).objects.filter(pk=leaver.pk).update(is_active=False)

    assert half_time_of(referral) == {"out.of.hours"}
