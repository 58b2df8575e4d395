"""Recording that a child was protected at once, whatever else is open. [Rule R6; procedure 4.3]"""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assessments.models import ImmediateProtection
from assessments.models.protection import TakenBy
from referrals.models import Referral
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.text import plain, within_a_sentence
from trafficking_cases.people.models import User

CLOCK = "IMM-06"


@transaction.atomic
def protect(
    subject: Referral | Case,
    *,
    taken_by: TakenBy,
    at: datetime,
    what: str = "",
    by: User,
    recorded_at: datetime | None = None,
) -> ImmediateProtection:
    """Record who protected a child and when. Nothing that stands open refuses it. [Rule R6; procedure 4.3]"""
    require(by, Permission.RECORD_PROTECTION, subject)
    referral, case = _of(subject)
    protection = ImmediateProtection.objects.create(
        referral=referral,
        case=case,
        taken_by=taken_by,
        what=plain(what).strip(),
        at=at,
        recorded_at=recorded_at or timezone.now(),
        recorded_by=by,
    )
    start_clock(referral, case, started_at=at, by=by)
    if case:
        write_down(protection)
    audit.record("protection.recorded", protection, by=by, taken_by=taken_by)
    return protection


def _of(subject: Referral | Case) -> tuple[Referral | None, Case | None]:
    """What was protected on, as it stands now: while somebody waited, a case may have opened."""
    if isinstance(subject, Case):
        return None, Case.objects.select_for_update(no_key=True).select_related("authority").get(pk=subject.pk)
    rows = Referral.objects.select_for_update(of=("self",)).select_related("authority", "case__authority")
    referral = rows.get(pk=subject.pk)
    return referral, referral.case


def start_clock(referral: Referral | None, case: Case | None, *, started_at: datetime, by: User) -> None:
    """Start the clock of the strategy discussion that follows; one that runs on this child already stands. [Rule R6]"""
    subject = case or referral
    if subject is None:
        raise ValueError("protection is always on a referral or a case")
    clocks = Deadline.objects.live().filter(rule=CLOCK)
    if (clocks.filter(case=case) if case else clocks.filter(subject=subject.pk)).running().exists():
        return
    deadlines.start(
        CLOCK,
        subject=subject,
        started_at=started_at,
        by=by,
        concerning=f"{'Case' if case else 'Referral'} {subject.reference}",
        link=reverse("assessments:overview", args=[case.pk]) if case else subject.get_absolute_url(),
        authority=subject.authority,
        case=case,
        cycle=clocks.filter(subject=subject.pk).count(),
    )


def write_down(protection: ImmediateProtection) -> None:
    """Put it into the chronology of its case, at the time when it happened."""
    case = protection.case
    if case is None:
        return
    note(
        case,
        at=protection.at,
        kind="protection.recorded",
        sentence=f"The child was protected at once, by {within_a_sentence(TakenBy(protection.taken_by).label)}.",
        significant=True,
        by=protection.recorded_by,
    )
