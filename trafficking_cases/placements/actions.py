"""The verbs of a placement. What says where goes to the vault and nowhere else; what stands here says only that.

No line of the chronology is written: agencies read it that may not know that a child is placed. [Rule P1]
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.models import Case
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain
from trafficking_cases.people.models import User
from trafficking_cases.placements.models import Placement
from trafficking_cases.placements.policies import why_not_end, why_not_give, why_not_keep, why_not_move, why_not_place
from trafficking_cases.placements.workflow import MAIN, Arranged, EndedWhy, Kind, LegalStatus, Unaccompanied
from trafficking_cases.whereabouts import actions as vault
from trafficking_cases.whereabouts.workflow import Field, GrantPurpose, LookPurpose


def spot_of(placement: Placement) -> vault.Spot:
    """Which placement of which child the vault is asked about."""
    return vault.Spot(placement.case.child_id, placement.case_id, placement.pk)


@transaction.atomic
def place(
    case: Case,
    *,
    kind: Kind,
    arranged: Arranged,
    since: date,
    placed_under: LegalStatus,
    legal_from: date,
    legal_until: date | None = None,
    unaccompanied: Unaccompanied,
    whereabouts: Mapping[Field, str],
    by: User,
    at: datetime | None = None,
) -> Placement:
    """Record that a child is placed, and keep where in the vault. [Rules P1, P5; procedure 2, 5, 7]"""
    require(by, Permission.RECORD_PLACEMENT, case)
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    kind = Kind(kind)
    refuse_if(why_not_place(case, kind=kind, since=since, by=by))

    now = at or timezone.now()
    placement = Placement.objects.create(
        case=case, kind=kind, is_main=kind in MAIN, arranged=arranged, since=since, placed_under=placed_under,
        legal_from=legal_from, legal_until=legal_until, unaccompanied=unaccompanied, recorded_at=now, recorded_by=by,
    )  # fmt: skip
    audit.record("placement.recorded", placement, by=by, kind=kind, arranged=arranged)
    # Last, for the vault commits by itself: it may hold an address of a placement that never was, and never less.
    vault.keep(spot_of(placement), _plain(whereabouts), by=by, at=now)
    return placement


@transaction.atomic
def move(
    placement: Placement,
    *,
    kind: Kind,
    arranged: Arranged,
    since: date,
    placed_under: LegalStatus,
    legal_from: date,
    legal_until: date | None = None,
    unaccompanied: Unaccompanied,
    whereabouts: Mapping[Field, str],
    by: User,
    at: datetime | None = None,
) -> Placement:
    """Record that a child moved. Whoever was let in to the old place is let in no longer, and to the new one not yet.

    [Rules P1, P5; procedure 2, 5, 7]
    """
    require(by, Permission.RECORD_PLACEMENT, placement)
    placement = _locked(placement)
    refuse_if(why_not_move(placement, kind=Kind(kind), since=since, by=by))

    now = at or timezone.now()
    _close(placement, until=since, why=EndedWhy.MOVED, by=by, at=now)
    vault.end_all(spot_of(placement), by=by, at=now)
    return place(
        placement.case, kind=kind, arranged=arranged, since=since, placed_under=placed_under, legal_from=legal_from,
        legal_until=legal_until, unaccompanied=unaccompanied, whereabouts=whereabouts, by=by, at=now,
    )  # fmt: skip


@transaction.atomic
def end(placement: Placement, *, until: date, why: EndedWhy, by: User, at: datetime | None = None) -> Placement:
    """Record that a child lives there no longer; whoever was let in is let in no longer. [Rules P1, P5]"""
    require(by, Permission.RECORD_PLACEMENT, placement)
    placement = _locked(placement)
    refuse_if(why_not_keep(placement.case, by) + why_not_end(placement, until))
    now = at or timezone.now()
    _close(placement, until=until, why=EndedWhy(why), by=by, at=now)
    vault.end_all(spot_of(placement), by=by, at=now)
    return placement


def _locked(placement: Placement) -> Placement:
    # The case first, as in placing: two moves of one child wait for each other.
    Case.objects.select_for_update(no_key=True).get(pk=placement.case_id)
    return Placement.objects.select_for_update(of=["self"]).select_related("case").get(pk=placement.pk)


def _close(placement: Placement, *, until: date, why: EndedWhy, by: User, at: datetime) -> None:
    placement.until, placement.ended_why, placement.ended_at, placement.ended_by = until, why, at, by
    placement.save(update_fields=["until", "ended_why", "ended_at", "ended_by"])
    audit.record("placement.ended", placement, by=by, why=why)


def reveal(
    placement: Placement,
    *,
    fields: Collection[Field],
    purpose: LookPurpose,
    words: str,
    by: User,
    at: datetime | None = None,
) -> dict[Field, str]:
    """Open where a child is, as far as it was asked for; without a live right it answers as nothing would. [Rule P1]"""
    require(by, Permission.REVEAL_WHEREABOUTS, placement)
    return vault.reveal(
        spot_of(placement),
        fields=[Field(field) for field in fields],
        purpose=LookPurpose(purpose),
        words=plain(words).strip(),
        by=by,
        at=at,
    )


def give(
    placement: Placement,
    *,
    to: User,
    purpose: GrantPurpose,
    reason: str,
    until: datetime,
    by: User,
    at: datetime | None = None,
) -> UUID:
    """Let one person open this placement until a moment. [Rule P1; procedure 2, 5, 7]"""
    require(by, Permission.GRANT_WHEREABOUTS, placement)
    now = at or timezone.now()
    refuse_if(why_not_give(placement, to=to, until=until, by=by, now=now))
    return vault.give(
        spot_of(placement),
        to=to,
        purpose=GrantPurpose(purpose),
        reason=plain(reason).strip(),
        until=until,
        by=by,
        at=now,
    )


def take_back(placement: Placement, grant: UUID, *, by: User, at: datetime | None = None) -> None:
    """End the right that somebody was given, at once. [Rule P1; procedure 2, 5, 7]"""
    require(by, Permission.GRANT_WHEREABOUTS, placement)
    vault.end(spot_of(placement), grant, by=by, at=at)


def standing_of(placement: Placement, *, by: User, at: datetime | None = None) -> vault.Standing:
    """Who may look and who looked, as far as the reader may know it."""
    require(by, Permission.READ_PLACEMENT, placement)
    return vault.standing(spot_of(placement), by=by, at=at)


def _plain(whereabouts: Mapping[Field, str]) -> dict[Field, str]:
    return {Field(field): plain(typed).strip() for field, typed in whereabouts.items()}
