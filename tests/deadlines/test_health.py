"""Whether the unseen half of the service lives, and for how long the oldest promise has waited for it."""

from datetime import timedelta

from tests.front_doors import a_child, a_promise, london
from trafficking_cases.deadlines import actions
from trafficking_cases.deadlines.health import Health, beat, health
from trafficking_cases.deadlines.models import Heartbeat
from trafficking_cases.deadlines.sweeping import sweep
from trafficking_cases.notifications.models import Mail

NOON = london(2026, 9, 1, 12)
HALFWAY = london(2026, 8, 30, 17, 20)


def test_before_the_first_beat_both_are_down(db):
    assert health(NOON) == Health(worker=False, scheduler=False, oldest_due_undone_seconds=0, parked_mails=0)


def test_each_is_up_for_half_a_minute_after_its_beat(db):
    beat("worker", NOON)
    beat("scheduler", NOON - timedelta(seconds=20))

    assert (health(NOON).worker, health(NOON).scheduler) == (True, True)
    later = health(NOON + timedelta(seconds=20))
    assert (later.worker, later.scheduler) == (True, False)


def test_a_later_beat_takes_the_place_of_the_one_before(db):
    beat("worker", NOON)
    beat("worker", NOON + timedelta(seconds=5))

    assert Heartbeat.objects.get().beaten_at == NOON + timedelta(seconds=5)


def test_the_oldest_reminder_that_nobody_raised_is_waited_for(north):
    met = a_child()
    a_promise(north)
    a_promise(north, started_at=london(2026, 8, 29, 17))
    a_promise(north, subject=met)
    actions.meet("REF-03", subject=met, at=HALFWAY - timedelta(days=1), by=north.manager)

    assert health(HALFWAY - timedelta(seconds=1)).oldest_due_undone_seconds == 0
    assert health(HALFWAY + timedelta(minutes=5)).oldest_due_undone_seconds == 300


def test_a_mail_that_waits_is_waited_for_and_one_set_aside_is_counted(north):
    a_promise(north)
    sweep(HALFWAY)
    first, second = Mail.objects.all()
    Mail.objects.filter(pk=first.pk).update(due_at=HALFWAY + timedelta(hours=1))
    Mail.objects.filter(pk=second.pk).update(status="parked", ended_at=HALFWAY)

    unwell = health(HALFWAY + timedelta(minutes=2))
    assert unwell.oldest_due_undone_seconds == 120, "put off is not done"
    assert unwell.parked_mails == 1
