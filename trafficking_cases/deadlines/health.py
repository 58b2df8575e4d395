"""Whether those who work unseen are alive, and how long the oldest promise waits for them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min

from trafficking_cases.deadlines.models import Heartbeat, Reminder
from trafficking_cases.deadlines.workflow import Status
from trafficking_cases.notifications.models import Mail

WORKER, SCHEDULER = "worker", "scheduler"
SECONDS_BETWEEN_BEATS = 5
MISSED_BEATS_ALLOWED = 6


@dataclass(frozen=True)
class Health:
    """Signs of life of the worker and the scheduler, and what they left undone."""

    worker: bool
    scheduler: bool
    oldest_due_undone_seconds: int
    parked_mails: int


def health(now: datetime) -> Health:
    """How the unseen half of the service is at a moment."""
    since = now - timedelta(seconds=SECONDS_BETWEEN_BEATS * MISSED_BEATS_ALLOWED)
    alive = set(Heartbeat.objects.filter(beaten_at__gt=since).values_list("name", flat=True))
    return Health(
        worker=WORKER in alive,
        scheduler=SCHEDULER in alive,
        oldest_due_undone_seconds=oldest_due_undone_seconds(now),
        parked_mails=Mail.objects.parked().count(),
    )


def oldest_due_undone_seconds(now: datetime) -> int:
    """For how long the oldest reminder or mail that should be out by now has waited; 0 where none does."""
    reminders = Reminder.objects.filter(raised_at=None, at__lte=now, deadline__status=Status.RUNNING)
    moments = [
        reminders.aggregate(oldest=Min("at"))["oldest"],
        Mail.objects.waiting().aggregate(oldest=Min("notice__created_at"))["oldest"],
    ]
    oldest = min((moment for moment in moments if moment), default=now)
    return max(int((now - oldest).total_seconds()), 0)


def beat(name: str, now: datetime) -> None:
    """Give a sign of life."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beaten_at": now})
