"""Making the demonstration: on any day, once, whole or not at all, and only where it belongs."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from referrals.models import Referral
from trafficking_cases.casefile import demonstration
from trafficking_cases.casefile.demonstration_people import PEOPLE
from trafficking_cases.people.models import User


def seed() -> str:
    said = StringIO()
    call_command("seed_demonstration", stdout=said)
    return said.getvalue()


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 1, 1, 0, 5, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        datetime(2024, 2, 29, 12, 0, tzinfo=UTC),
        # A bank holiday, and a Monday morning.
        datetime(2026, 8, 31, 9, 0, tzinfo=UTC),
        datetime(2026, 6, 8, 8, 15, tzinfo=UTC),
    ],
)
def test_it_can_be_made_on_any_day(db: None, now: datetime):
    assert demonstration.seed(now) is True


def test_made_twice_it_is_made_once(db: None):
    first, second = seed(), seed()

    assert "ready" in first
    assert "Nothing was done" in second
    assert (User.objects.count(), Referral.objects.count()) == (len(PEOPLE), 16)


def test_it_is_refused_outside_a_demonstration(db: None, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        seed()
    assert not User.objects.exists()


def test_it_is_whole_or_not_at_all(db: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(demonstration.data.ON_A_CASE.answers, "signs", {"NONE": "present"})

    with pytest.raises(Exception, match="sign_is_an_indicator"):
        demonstration.seed(timezone.now())
