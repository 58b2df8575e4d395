"""Why not yet: what stands against placing, moving and letting somebody know where a child is."""

from datetime import date, datetime, timedelta

from django.conf import settings

from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Allocation, Case
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.moments import spoken_day
from trafficking_cases.people.models import User
from trafficking_cases.placements.models import Placement
from trafficking_cases.placements.workflow import FOR_A_TIME, Kind


def allocation_of(case: Case) -> Allocation | None:
    """Who holds the case and who manages them now; from this alone comes the right to a placement that nobody gave."""
    return case.allocations.filter(ended_at=None).select_related("worker", "manager").first()


def why_not_keep(case: Case, by: User) -> list[Reason]:
    """Reasons that somebody cannot put an address into the vault: it is kept by those who hold the case.

    [Rule P1; procedure 2, 5, 7]
    """
    allocation = allocation_of(case)
    if allocation is None:
        return [
            Reason(
                "P1",
                "Allocate the case first: where the child is, is kept for the social worker and the manager to whom "
                "the case is allocated.",
            )
        ]
    if by.pk not in (allocation.worker_id, allocation.manager_id):
        return [Reason("P1", "Only the social worker and the manager to whom the case is allocated keep where it is.")]
    return []


def why_not_place(case: Case, *, kind: Kind, since: date, by: User) -> list[Reason]:
    """Reasons that a placement cannot be recorded. [Rule P5; procedure 2, 5, 7]"""
    reasons = why_not_keep(case, by)
    main = Placement.objects.standing().filter(case=case, is_main=True).first()
    if kind in FOR_A_TIME:
        return reasons + _why_not_for_a_time(case, main, since)
    if main:
        reasons.append(
            Reason("P5", f"The child is placed already, since {spoken_day(main.since)}. Record a move from there.")
        )
    before = Placement.objects.filter(case=case, is_main=True, until__gt=since).order_by("-until").first()
    if before and before.until:
        reasons.append(
            Reason("P5", f"The placement before it ended on {spoken_day(before.until)}. Write that day or a later one.")
        )
    return reasons


def _why_not_for_a_time(case: Case, main: Placement | None, since: date) -> list[Reason]:
    if main is None:
        return [Reason("P5", "A stay for a time lies inside a placement. Record the placement first.")]
    reasons = []
    if since < main.since:
        reasons.append(
            Reason("P5", f"The placement it lies in began on {spoken_day(main.since)}. Write that day or a later one.")
        )
    if Placement.objects.standing().filter(case=case, is_main=False).exists():
        reasons.append(Reason("P5", "Another stay for a time is not over yet. Record when it ended first."))
    return reasons


def why_not_end(placement: Placement, until: date) -> list[Reason]:
    """Reasons that a placement cannot be ended on a day. [Rule P5; procedure 2, 5, 7]"""
    if placement.until:
        return [Reason("P5", f"This placement ended on {spoken_day(placement.until)} already.")]
    if until < placement.since:
        return [Reason("P5", f"It began on {spoken_day(placement.since)}. Write that day or a later one.")]
    inside = Placement.objects.standing().filter(case=placement.case_id, is_main=False)
    if placement.is_main and inside.exists():
        return [Reason("P5", "A stay for a time inside it is not over yet. Record when that ended first.")]
    return []


def why_not_move(placement: Placement, *, kind: Kind, since: date, by: User) -> list[Reason]:
    """Reasons that a move from one placement to the next cannot be recorded. [Rule P5; procedure 2, 5, 7]"""
    reasons = why_not_keep(placement.case, by) + why_not_end(placement, since)
    if not placement.is_main or kind in FOR_A_TIME:
        reasons.append(Reason("P5", "A move is from one placement to the next; record a stay for a time as one."))
    return reasons


def why_not_give(placement: Placement, *, to: User, until: datetime, by: User, now: datetime) -> list[Reason]:
    """Reasons that somebody cannot be let in to where a child is. [Rule P1; procedure 2, 5, 7]"""
    reasons = []
    allocation = allocation_of(placement.case)
    if allocation is None or allocation.manager_id != by.pk:
        reasons.append(Reason("P1", "Only the manager to whom the case is allocated lets somebody in. Ask them."))
    if to.pk == by.pk:
        reasons.append(Reason("P1", "Nobody lets themselves in. Another manager to whom the case is allocated can."))
    # Also what a barrier keeps out looks like this: whoever asks learns nothing of it.
    elif not placement.case.allows(to, Permission.REVEAL_WHEREABOUTS) or not _sees(to, placement):
        reasons.append(Reason("P1", "They are not on this case in a part to which a placement may be opened."))
    if placement.until:
        reasons.append(Reason("P1", "The child lives there no longer. Choose the placement that stands."))
    return reasons + _why_not_until(until, now)


def _sees(person: User, placement: Placement) -> bool:
    return Placement.objects.visible_to(person).filter(pk=placement.pk).exists()


def _why_not_until(until: datetime, now: datetime) -> list[Reason]:
    if until <= now:
        return [Reason("P1", "Write a day from today on until which they may look.")]
    longest = now + timedelta(days=settings.WHEREABOUTS_GRANT_LONGEST_DAYS)
    if until > longest:
        return [
            Reason(
                "P1",
                f"Nobody is let in for longer than {settings.WHEREABOUTS_GRANT_LONGEST_DAYS} days at a time. "
                f"Write {spoken_day(longest.date())} or a day before; it can be given again.",
            )
        ]
    return []
