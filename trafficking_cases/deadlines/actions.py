"""Starting clocks, meeting and stopping them, working them out again."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from trafficking_cases.audit import actions as audit
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines import timetable
from trafficking_cases.deadlines.clocks import Due, Limit, counted_words
from trafficking_cases.deadlines.ladder import reminders_of
from trafficking_cases.deadlines.models import Deadline, Reminder
from trafficking_cases.deadlines.policies import why_not_explain, why_not_replace, why_not_stop
from trafficking_cases.deadlines.promises import IN_FRONT_OF, keeping
from trafficking_cases.deadlines.workflow import Status
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.moments import long_moment
from trafficking_cases.people.models import Agency, User


@transaction.atomic
def start(
    rule: str,
    *,
    subject: models.Model,
    started_at: datetime,
    by: User,
    concerning: str,
    link: str,
    authority: Agency,
    case: Case | None = None,
    owner: User | None = None,
    cycle: int = 0,
    limit: Limit | None = None,
    due_on: date | None = None,
) -> Deadline:
    """Start the clock of a promise, with its reminders. Asked twice, the first stands. `limit`, `due_on`: as agreed."""
    worked_out = timetable.due_for(rule, started_at, limit=limit, on=due_on)
    deadline = Deadline(
        rule=rule,
        subject=subject.pk,
        cycle=cycle,
        case=case,
        concerning=concerning,
        link=link,
        authority=authority,
        owner=owner,
        owner_role=keeping(rule).owner,
        statutory=timetable.timescale(rule).statutory,
        started_at=started_at,
        started_by=by,
        **_worked_out(rule, started_at, worked_out),
    )
    Deadline.objects.bulk_create([deadline], ignore_conflicts=True)
    standing = Deadline.objects.live().get(rule=rule, subject=subject.pk, cycle=cycle)
    if standing.pk == deadline.pk:
        Reminder.objects.bulk_create(_reminders(standing))
        audit.record("deadline.started", standing, by=by, rule=rule, due_at=standing.due_at.isoformat())
    return standing


def _reminders(deadline: Deadline) -> list[Reminder]:
    """Its ladder; where a shorter clock stands before it, only what follows once this limit has run out as well."""
    ladder = reminders_of(deadline)
    shorter = IN_FRONT_OF.get(deadline.rule)
    if shorter and Deadline.objects.running().filter(subject=deadline.subject, rule=shorter).exists():
        return [reminder for reminder in ladder if reminder.at >= deadline.due_at]
    return ladder


def _worked_out(rule: str, started_at: datetime, due: Due) -> dict[str, Any]:
    """The columns that say when a promise is due, and by which calendar and timetable."""
    return {
        "due_at": due.at,
        "explanation": [*due.steps, *_behind(rule, started_at)],
        "calendar_version": due.calendar_version,
        "timetable_version": timetable.version(),
    }


def _behind(rule: str, started_at: datetime) -> Iterator[str]:
    """The longer limit for the same promise, said where the shorter one is explained."""
    if longer := keeping(rule).before:
        said = counted_words(timetable.timescale(longer).limit)
        due = timetable.due_for(longer, started_at)
        yield f"{said} would end {long_moment(due.at)}. The nearer limit is the one that counts."


@transaction.atomic
def meet(rule: str, *, subject: models.Model, at: datetime, by: User) -> Deadline | None:
    """Record that the promise was kept, late or in time. The first time stands; None where no clock was started."""
    return _end(Status.MET, rule, subject, at=at, by=by, reason="")


@transaction.atomic
def meet_this(deadline: Deadline, *, at: datetime, by: User) -> Deadline:
    """Record that one of several cycles was kept, late or in time."""
    deadline = Deadline.objects.select_for_update().get(pk=deadline.pk)
    if deadline.is_running:
        _end_this(deadline, Status.MET, at=at, by=by, reason="")
    return deadline


@transaction.atomic
def stop(rule: str, *, subject: models.Model, at: datetime, by: User, reason: str) -> Deadline | None:
    """Record that the promise no longer has to be kept, and why. What is over stays as it is."""
    refuse_if(why_not_stop(reason, keeping(rule).rule))
    return _end(Status.STOPPED, rule, subject, at=at, by=by, reason=reason)


def _end(status: Status, rule: str, subject: models.Model, *, at: datetime, by: User, reason: str) -> Deadline | None:
    deadline = Deadline.objects.live().of(subject, rule).select_for_update().first()
    if deadline is None or not deadline.is_running:
        return deadline
    _end_this(deadline, status, at=at, by=by, reason=reason)
    return deadline


def _end_this(deadline: Deadline, status: Status, *, at: datetime, by: User, reason: str) -> None:
    _finish(deadline, status, at=at, by=by, reason=reason)
    minutes_late = deadline.lateness(at) // timedelta(minutes=1)
    audit.record(f"deadline.{status}", deadline, by=by, rule=deadline.rule, minutes_late=minutes_late)


def _finish(deadline: Deadline, status: Status, *, at: datetime, by: User, reason: str) -> None:
    """End a deadline and take back what has not been said yet."""
    deadline.status, deadline.ended_at, deadline.ended_by, deadline.end_reason = status, at, by, reason
    deadline.save(update_fields=["status", "ended_at", "ended_by", "end_reason"])
    deadline.reminders.filter(raised_at=None).delete()


@transaction.atomic
def take_back(rule: str, *, subject: models.Model, at: datetime, by: User, reason: str) -> int:
    """End every running cycle of a promise that was counted from what no longer holds; it may be started anew."""
    refuse_if(why_not_stop(reason, keeping(rule).rule))
    running = list(Deadline.objects.running().of(subject, rule).select_for_update())
    for deadline in running:
        _finish(deadline, Status.REPLACED, at=at, by=by, reason=reason)
        audit.record("deadline.replaced", deadline, by=by, rule=rule)
    return len(running)


@transaction.atomic
def attach_case(subject: models.Model, case: Case) -> int:
    """Give the clocks that ran before there was a case to the case. Returns how many there were."""
    return Deadline.objects.filter(subject=subject.pk, case=None).update(case=case)


@transaction.atomic
def hand_to(owner: User, *, subject: models.Model, rules: Iterable[str]) -> int:
    """Say whose the running clocks about a thing are now, in place of the role's. Returns how many there were."""
    return Deadline.objects.running().filter(subject=subject.pk, rule__in=list(rules)).update(owner=owner)


@transaction.atomic
def explain_lateness(deadline: Deadline, *, reason: str, by: User, at: datetime | None = None) -> Deadline:
    """Record why something is or was late. The clock runs on, and the lateness stays."""
    now = at or timezone.now()
    deadline = Deadline.objects.select_for_update().get(pk=deadline.pk)
    refuse_if(why_not_explain(deadline, reason, now))
    deadline.late_reason, deadline.late_explained_at, deadline.late_explained_by = reason, now, by
    deadline.save(update_fields=["late_reason", "late_explained_at", "late_explained_by"])
    audit.record("deadline.lateness_explained", deadline, by=by, rule=deadline.rule)
    return deadline


@transaction.atomic
def recalculate(deadline: Deadline, *, by: User) -> Deadline:
    """Work a running deadline out again by today's timetable and calendar. One that comes out the same stays."""
    return _replace(deadline, started_at=None, reason="", by=by)


@transaction.atomic
def correct(deadline: Deadline, *, started_at: datetime, reason: str, by: User) -> Deadline:
    """Put right when a clock began. The wrong one stays, marked; only this may move a statutory limit later."""
    return _replace(deadline, started_at=started_at, reason=reason, by=by)


def _replace(deadline: Deadline, *, started_at: datetime | None, reason: str, by: User) -> Deadline:
    now = timezone.now()
    old = Deadline.objects.select_for_update().get(pk=deadline.pk)
    began = started_at or old.started_at
    worked_out = timetable.due_for(old.rule, began)
    if old.is_running and (began, worked_out.at) == (old.started_at, old.due_at):
        return old
    refuse_if(why_not_replace(old, worked_out, reason))
    said = set(old.reminders.exclude(raised_at=None).values_list("rung", flat=True))
    _finish(old, Status.REPLACED, at=now, by=by, reason=reason)

    new = Deadline.objects.create(
        **{name: getattr(old, name) for name in CARRIED_OVER},
        replaces=old,
        started_at=began,
        **_worked_out(old.rule, began, worked_out),
    )
    # A step that was said, and whose new time is past as well, is not said twice.
    due_again = [reminder for reminder in _reminders(new) if reminder.at > now or reminder.rung not in said]
    Reminder.objects.bulk_create(due_again)
    audit.record("deadline.replaced", new, by=by, rule=new.rule, due_at=new.due_at.isoformat(), before=old.pk)
    return new


CARRIED_OVER = (
    "rule", "subject", "cycle", "case", "concerning", "link", "authority", "owner", "owner_role", "statutory",
    "started_by",
)  # fmt: skip
