"""Which referrals stand on the front door's board, and in what order."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from referrals.models import Consultation, Referral
from referrals.models.referrals import ReferralQuerySet
from referrals.workflow import UNDECIDED, Status, With
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.people.models import User

FILTERS = {
    "waiting": "Waiting",
    "unclaimed": "Nobody yet",
    "mine": "Mine",
    "overdue": "Overdue",
    "signature": "To sign",
    "decided": "Decided this week",
}
A_WEEK = timedelta(days=7)


def board(rows: ReferralQuerySet, *, show: str, user: User, now: datetime) -> tuple[ReferralQuerySet, dict[str, int]]:
    """The rows under one filter, least time left first, and how many stand under each."""
    with_due = with_nearest_deadline(rows)
    under = _filters(user, now)
    counts = with_due.aggregate(**{name: Count("pk", filter=condition) for name, condition in under.items()})
    consulted = Consultation.objects.filter(referral=OuterRef("pk"))
    listed = (
        with_due.filter(under[show])
        .annotate(
            spoke_with_police=Exists(consulted.filter(spoken_with=With.POLICE)),
            spoke_with_referrer=Exists(consulted.filter(spoken_with=With.REFERRER)),
        )
        .select_related("child", "agency", "claimed_by")
    )
    return listed.order_by("-decided_at") if show == "decided" else listed, counts


def with_nearest_deadline(rows: ReferralQuerySet) -> ReferralQuerySet:
    """Each referral with the moment by which it has to be decided, the nearest first."""
    due = Deadline.objects.running().filter(subject=OuterRef("pk")).order_by("due_at")
    with_due = rows.annotate(due_at=Subquery(due.values("due_at")[:1]))
    return with_due.order_by(F("due_at").asc(nulls_last=True), "received_at")


def nearest_deadline(referral: Referral) -> datetime | None:
    """The moment that `with_nearest_deadline` found for a referral."""
    return vars(referral)["due_at"]


def _filters(user: Any, now: datetime) -> dict[str, Q]:
    waiting = Q(status__in=UNDECIDED)
    return {
        "waiting": waiting,
        "unclaimed": waiting & Q(claimed_by=None),
        "mine": waiting & Q(claimed_by=user),
        "overdue": waiting & Q(due_at__lt=now),
        "signature": Q(status=Status.AWAITING_SIGNATURE),
        "decided": Q(status=Status.DECIDED, decided_at__gte=now - A_WEEK),
    }
