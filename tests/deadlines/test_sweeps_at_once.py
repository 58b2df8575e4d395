"""Sweeps beside each other, beside other work, and killed in the middle: each reminder still raised once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier as Meeting

import pytest
from django.db import connection, transaction

from tests.front_doors import a_child, a_promise, front_door, london
from trafficking_cases.deadlines import actions, sweeping
from trafficking_cases.deadlines.models import Reminder
from trafficking_cases.deadlines.sweeping import Swept, sweep
from trafficking_cases.notifications.models import Mail, Notice

DUE = london(2026, 9, 1, 17, 0)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_raise_each_reminder_once(monkeypatch):
    north = front_door("north")
    monkeypatch.setattr(sweeping, "BATCH", 3)
    for _ in range(20):
        a_promise(north)
    start = Meeting(2)

    def one_of_two(_number):
        start.wait()
        try:
            return sweep(DUE)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        first, second = both.map(one_of_two, range(2))

    assert first.raised + second.raised == 40
    assert first.notices + second.notices == Notice.objects.count() == 60
    assert not Reminder.objects.filter(raised_at=None, at__lte=DUE).exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_being_met_in_this_moment_is_left_to_the_next_pass():
    north, child = front_door("north"), a_child()
    a_promise(north, subject=child)

    def pass_of_another_process():
        try:
            return sweep(DUE)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other, transaction.atomic():
        actions.meet("REF-03", subject=child, at=DUE, by=north.manager)
        assert other.submit(pass_of_another_process).result(timeout=20) == Swept()
    assert sweep(DUE) == Swept()
    assert Notice.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_pass_that_dies_leaves_nothing_half_said(monkeypatch):
    """Killed between telling and noting that it was told: neither is kept, and the next pass does both."""
    north = front_door("north")
    a_promise(north)

    class Killed(BaseException):
        pass

    def die(*_args, **_kwargs):
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(Reminder.objects.__class__, "bulk_update", die)
        with pytest.raises(Killed):
            sweep(DUE)
    assert Notice.objects.count() == Mail.objects.count() == 0
    assert sweep(DUE).raised == 2
    assert Notice.objects.count() == 3
