"""The verbs of watching over a child without apparent concern. [Rules A4, I5; procedure 4.4]"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.models import Monitoring, MonitoringCheck
from assessments.notices import enquiry as notices
from assessments.policies import monitoring as policies
from assessments.workflow.assessment import MonitoringStatus
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain
from trafficking_cases.lib.working_days import add_working_days, day_in_london
from trafficking_cases.people.models import User

CHECKED = "MON-01"


@transaction.atomic
def watch(
    case: Case,
    *,
    watched_by: User,
    every_working_days: int,
    until_on: date,
    plan: str,
    by: User,
    at: datetime | None = None,
) -> Monitoring:
    """Say who watches over a child, how often and until when; the first check has its day. [Rules A4, I5]"""
    require(by, Permission.WRITE_ENQUIRY, case)
    case = Case.objects.select_for_update(of=("self",)).select_related("authority").get(pk=case.pk)
    now, plan = at or timezone.now(), plain(plan).strip()
    refuse_if(
        policies.why_not_watch(
            Monitoring.objects.going_on().filter(case=case).first(),
            every_working_days=every_working_days,
            until_on=until_on,
            plan=plan,
            today=day_in_london(now),
        )
    )
    monitoring = Monitoring.objects.create(
        case=case,
        watched_by=watched_by,
        every_working_days=every_working_days,
        until_on=until_on,
        plan=plan,
        started_at=now,
        started_by=by,
    )
    _start_next(monitoring, 1, by=by, at=now)
    said = f"The child is watched over: looked at every {every_working_days} working days until settled."
    _write_down(monitoring, "monitoring.started", said, by=by, at=now, every=every_working_days)
    return monitoring


@transaction.atomic
def check(monitoring: Monitoring, *, found: str, by: User, at: datetime | None = None) -> MonitoringCheck:
    """Record how a watched child is; the next check has its day. [Rules A4, I5; procedure 4.4]

    The watch does not end by itself: past the day until which it was planned the manager is told, and it goes on at the
    same interval until they record that the child is settled.
    """
    require(by, Permission.WRITE_ENQUIRY, monitoring)
    monitoring, found, now = _locked(monitoring), plain(found).strip(), at or timezone.now()
    refuse_if(policies.why_not_check(monitoring, found))
    number = monitoring.checks.count() + 1
    made = MonitoringCheck.objects.create(monitoring=monitoring, number=number, at=now, found=found, by=by)
    deadlines.meet(CHECKED, subject=monitoring, at=now, by=by)
    _start_next(monitoring, number + 1, by=by, at=now)
    said = f"Check {number} on how the child is was recorded."
    _write_down(monitoring, "monitoring.checked", said, by=by, at=now, number=number)
    if day_in_london(now) >= monitoring.until_on:
        notices.tell_managers("monitoring.planned_end", monitoring, but=by)
    return made


@transaction.atomic
def settle(monitoring: Monitoring, *, because: str, by: User, at: datetime | None = None) -> Monitoring:
    """Record, as a manager, that the child is appropriately settled: the watch is over. [Rules A4, I5]"""
    require(by, Permission.SIGN_ENQUIRY, monitoring)
    monitoring, because, now = _locked(monitoring), plain(because).strip(), at or timezone.now()
    refuse_if(policies.why_not_settle(monitoring, because))
    monitoring.status, monitoring.settled_because = MonitoringStatus.SETTLED, because
    monitoring.settled_at, monitoring.settled_by = now, by
    monitoring.save(update_fields=["status", "settled_because", "settled_at", "settled_by"])
    deadlines.stop(CHECKED, subject=monitoring, at=now, by=by, reason="The child is settled")
    said = "A manager recorded that the child is settled; the watch is over."
    _write_down(monitoring, "monitoring.settled", said, by=by, at=now)
    return monitoring


def _start_next(monitoring: Monitoring, number: int, *, by: User, at: datetime) -> None:
    """The day of the next check: after the interval, and in any case on the day until which the watch is planned."""
    today = day_in_london(at)
    due_on = add_working_days(today, monitoring.every_working_days).last
    if today < monitoring.until_on < due_on:
        due_on = monitoring.until_on
    deadlines.start(
        CHECKED,
        subject=monitoring,
        started_at=at,
        by=by,
        concerning=f"Case {monitoring.case.reference}",
        link=monitoring.get_absolute_url(),
        authority=monitoring.case.authority,
        case=monitoring.case,
        owner=monitoring.watched_by,
        cycle=number,
        due_on=due_on,
    )


def _locked(monitoring: Monitoring) -> Monitoring:
    rows = Monitoring.objects.select_for_update(of=("self",)).select_related("case__authority", "watched_by")
    return rows.get(pk=monitoring.pk)


def _write_down(monitoring: Monitoring, name: str, sentence: str, *, by: User, at: datetime, **codes: Any) -> None:
    link = monitoring.get_absolute_url()
    note(monitoring.case, at=at, kind=name, sentence=sentence, link=link, by=by)
    audit.record(name, monitoring, by=by, **codes)
