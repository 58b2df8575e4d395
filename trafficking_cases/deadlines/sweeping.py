"""Telling people of what is due: the one thing that the scheduler wakes, and that anybody may run by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction

from trafficking_cases.deadlines import escalation, notices
from trafficking_cases.deadlines.ladder import Told, people_to_tell
from trafficking_cases.deadlines.models import Reminder
from trafficking_cases.deadlines.workflow import Status
from trafficking_cases.notifications.actions import Telling, tell

BATCH = 500
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Swept:
    """What one pass did: reminders raised, notices written, and reminders for which nobody could be found."""

    raised: int = 0
    notices: int = 0
    unanswered: int = 0

    def __add__(self, other: "Swept") -> "Swept":
        return Swept(self.raised + other.raised, self.notices + other.notices, self.unanswered + other.unanswered)


def sweep(now: datetime) -> Swept:
    """Raise every reminder whose moment has come and whose promise is still open, each once.

    It asks what is due and not done, so a pass that comes late, twice or beside another loses and doubles nothing.
    One for which nobody is found who may see its case opens the case to the service managers, and is raised then.
    A reminder that still finds nobody stays due, is asked again at each pass, and shows in the health of the service.
    """
    swept = Swept()
    unanswered: set[UUID] = set()
    asked_above: set[UUID] = set()
    while True:
        found, left, batch = _raise_batch(now, except_for=unanswered)
        swept += batch
        opened = escalation.open_to_service_managers(left - asked_above)
        asked_above |= left
        unanswered |= left - opened
        if not found:
            break
    for reminder_id in unanswered:
        log.error("reminder_without_recipient", reminder_id=str(reminder_id))
    return swept + Swept(unanswered=len(unanswered))


@transaction.atomic
def _raise_batch(now: datetime, *, except_for: set[UUID]) -> tuple[int, set[UUID], Swept]:
    # The deadline is locked too: one that is being met in this moment is left to the next pass.
    reminders = list(
        Reminder.objects.filter(raised_at=None, at__lte=now, deadline__status=Status.RUNNING)
        .exclude(pk__in=except_for)
        .select_related("deadline")
        .select_for_update(skip_locked=True, of=("self", "deadline"), no_key=True)
        .order_by("at", "id")[:BATCH]
    )
    told = people_to_tell(reminders)
    written = tell(_tellings(told.items(), now), now=now)
    for reminder, answer in told.items():
        reminder.raised_at, reminder.raised_to = now, answer.role
    Reminder.objects.bulk_update(list(told), ["raised_at", "raised_to"])
    left = {reminder.pk for reminder in reminders} - {reminder.pk for reminder in told}
    return len(reminders), left, Swept(len(told), written)


def _tellings(told: Iterable[tuple[Reminder, Told]], now: datetime) -> list[Telling]:
    return [
        Telling(
            recipient=person,
            kind=_kind(reminder, now),
            subject=reminder.deadline,
            link=reminder.deadline.link,
            key=f"reminder:{reminder.pk}:{person.pk}",
            due_at=reminder.deadline.due_at,
        )
        for reminder, answer in told
        for person in answer.people
    ]


def _kind(reminder: Reminder, now: datetime) -> str:
    due_at = reminder.deadline.due_at
    if reminder.at > due_at:
        return notices.LATE
    return notices.SOON if now < due_at else notices.DUE
