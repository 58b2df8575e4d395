"""Keeping, opening, and letting others open where a child is. Each is one transaction of the vault's own.

Whether somebody may is asked twice: of the record by whoever calls, and of each row by the database, which knows the
person from `opened` and their allocation by itself. [Rule P1; procedure 2, 5, 7]
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID, uuid4

from django.http import Http404
from django.utils import timezone

from trafficking_cases.whereabouts import chain
from trafficking_cases.whereabouts.keys import ring
from trafficking_cases.whereabouts.models import DataKey, KeptValue, PlacementGrant, VaultEvent
from trafficking_cases.whereabouts.opening import opened
from trafficking_cases.whereabouts.sealing import new_key, seal, unseal, unwrap, wrap
from trafficking_cases.whereabouts.workflow import Ended, Field, GrantPurpose, LookPurpose

KEPT, REVEALED, GIVEN, ENDED = "whereabouts.kept", "whereabouts.revealed", "whereabouts.given", "whereabouts.ended"


class Somebody(Protocol):
    """Whoever asks, by the id of their account."""

    pk: UUID


class Spot(NamedTuple):
    """Which placement of which child is meant."""

    child_id: UUID
    case_id: UUID
    placement_id: UUID


@dataclass(frozen=True)
class Given:
    """A right that somebody was given, with the reason readable."""

    id: UUID
    person_id: UUID
    purpose: GrantPurpose
    reason: str
    given_by_id: UUID
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True)
class Look:
    """That somebody looked: when, at what, and why in their words."""

    at: datetime
    by_id: UUID | None
    purpose: LookPurpose
    fields: list[Field]
    words: str


@dataclass(frozen=True)
class Standing:
    """How one placement stands in the vault, as far as whoever asks may know: may they look, who may, who did."""

    may_look: bool
    given: list[Given]
    looks: list[Look]


def keep(spot: Spot, values: Mapping[Field, str], *, by: Somebody, at: datetime | None = None) -> None:
    """Keep where a child is. All six fields are kept, also those that are empty. [Rule P1]"""
    now = at or timezone.now()
    with opened(person=by.pk):
        keys = _keys_of(spot.child_id) or _new_key_of(spot.child_id, now)
        key_id, key = next(iter(keys.items()))
        kept = [
            KeptValue(**spot._asdict(), field=field, key_id=key_id, kept_at=now, kept_by_id=by.pk) for field in Field
        ]
        for value in kept:
            value.sealed = seal(values.get(Field(value.field), ""), key, *_place_of(value))
        KeptValue.objects.bulk_create(kept)
        _write_down(KEPT, spot, by=by, at=now)
    chain.seal()


def reveal(
    spot: Spot,
    *,
    fields: Collection[Field],
    purpose: LookPurpose,
    words: str,
    by: Somebody,
    at: datetime | None = None,
) -> dict[Field, str]:
    """Open what was asked for and nothing else, with the look on record before the answer. [Rule P1]

    Whoever has no live right gets the answer that a placement which never was would get.
    """
    now = at or timezone.now()
    with opened(person=by.pk):
        rows = KeptValue.objects.filter(**spot._asdict(), field__in=fields).order_by("kept_at")
        found = {Field(value.field): value for value in rows}
        keys = _keys_of(spot.child_id) if found else {}
        if not keys:
            raise Http404
        shown = {
            field: unseal(bytes(found[field].sealed), keys[found[field].key_id], *_place_of(found[field]))
            for field in Field
            if field in found
        }
        codes = {"purpose": LookPurpose(purpose).value, "fields": [field.value for field in shown]}
        _write_down(REVEALED, spot, by=by, at=now, codes=codes, words=words, keys=keys)
    chain.seal()
    return shown


def give(
    spot: Spot,
    *,
    to: Somebody,
    purpose: GrantPurpose,
    reason: str,
    until: datetime,
    by: Somebody,
    at: datetime | None = None,
) -> UUID:
    """Let one person open this placement, and no later one, until a moment. [Rule P1]"""
    now = at or timezone.now()
    with opened(person=by.pk):
        keys = _keys_of(spot.child_id)
        if not keys:
            raise Http404
        key_id, key = next(iter(keys.items()))
        grant = PlacementGrant(
            **spot._asdict(), person_id=to.pk, purpose=purpose, key_id=key_id,
            given_by_id=by.pk, from_at=now, until_at=until,
        )  # fmt: skip
        grant.reason = seal(reason, key, *_reason_of(grant))
        grant.save(force_insert=True)
        codes = {"grant": str(grant.pk), "person": str(to.pk), "purpose": GrantPurpose(purpose).value}
        _write_down(GIVEN, spot, by=by, at=now, codes=codes)
    chain.seal()
    return grant.pk


def end(spot: Spot, grant_id: UUID, *, by: Somebody, at: datetime | None = None) -> None:
    """Take a right back. It is gone at the next question. [Rule P1]"""
    _end(spot, because=Ended.WITHDRAWN, by=by, at=at, pk=grant_id)


def end_all(spot: Spot, *, by: Somebody, at: datetime | None = None) -> None:
    """End every right that was given on a placement: the child has moved. [Rule P1]"""
    _end(spot, because=Ended.MOVED, by=by, at=at)


def _end(spot: Spot, *, because: Ended, by: Somebody, at: datetime | None, **which: UUID) -> None:
    now = at or timezone.now()
    with opened(person=by.pk):
        rows = PlacementGrant.objects.filter(**spot._asdict(), ended_at=None, **which)
        ended = [str(pk) for pk in rows.values_list("pk", flat=True)]
        if which and not ended:
            raise Http404
        rows.update(ended_at=now, ended_by_id=by.pk, ended_because=because)
        if ended:
            _write_down(ENDED, spot, by=by, at=now, codes={"grants": ended, "because": because.value})
    chain.seal()


def standing(spot: Spot, *, by: Somebody, at: datetime | None = None) -> Standing:
    """Whether somebody may look, who else may, and who looked: as much of it as the rows let them see."""
    now = at or timezone.now()
    with opened(person=by.pk):
        may_look = KeptValue.objects.filter(**spot._asdict()).exists()
        grants = list(
            PlacementGrant.objects.filter(**spot._asdict(), ended_at=None, until_at__gt=now).order_by("until_at")
        )
        looks = list(VaultEvent.objects.filter(placement_id=spot.placement_id, name=REVEALED).order_by("-id")[:100])
        keys = _keys_of(spot.child_id) if may_look else {}
    if not keys:
        return Standing(False, [], [])
    return Standing(True, [_given(grant, keys) for grant in grants], [_look(event, keys) for event in looks])


def _given(grant: PlacementGrant, keys: Mapping[UUID, bytes]) -> Given:
    reason = unseal(bytes(grant.reason), keys[grant.key_id], *_reason_of(grant))
    return Given(
        grant.pk, grant.person_id, GrantPurpose(grant.purpose), reason, grant.given_by_id, grant.from_at, grant.until_at
    )


def _look(event: VaultEvent, keys: Mapping[UUID, bytes]) -> Look:
    words = unseal(bytes(event.words or b""), keys[event.key_id], *_words_of(event)) if event.key_id else ""
    fields = [Field(field) for field in event.codes["fields"]]
    return Look(event.at, event.by_id, LookPurpose(event.codes["purpose"]), fields, words)


def _keys_of(child_id: UUID) -> dict[UUID, bytes]:
    """The child's keys by id, the first one first; none where whoever asks may not use them."""
    rows = DataKey.objects.filter(child_id=child_id).order_by("made_at", "id")
    return {row.pk: unwrap(bytes(row.wrapped), ring(), row.pk, row.child_id, row.ring_key) for row in rows}


def _new_key_of(child_id: UUID, now: datetime) -> dict[UUID, bytes]:
    row, key = uuid4(), new_key()
    wrapped, ring_key = wrap(key, ring(), row, child_id)
    DataKey.objects.create(pk=row, child_id=child_id, wrapped=wrapped, ring_key=ring_key, made_at=now)
    return {row: key}


def _write_down(
    name: str,
    spot: Spot,
    *,
    by: Somebody,
    at: datetime,
    codes: Mapping[str, Any] | None = None,
    words: str = "",
    keys: Mapping[UUID, bytes] | None = None,
) -> None:
    """One row of the vault's own audit, in the same transaction as what it tells of."""
    event = VaultEvent(**spot._asdict(), at=at, name=name, by_id=by.pk, codes=codes or {})
    if keys:
        event.key_id, key = next(iter(keys.items()))
        event.words = seal(words, key, *_words_of(event))
    event.save(force_insert=True)


def _place_of(value: KeptValue) -> tuple[str | UUID, ...]:
    return ("kept_value", value.pk, value.placement_id, value.field, value.key_id)


def _reason_of(grant: PlacementGrant) -> tuple[str | UUID, ...]:
    return ("placement_grant", grant.pk, grant.placement_id, "reason", str(grant.key_id))


def _words_of(event: VaultEvent) -> tuple[str | UUID, ...]:
    return ("event", event.row, str(event.placement_id), "words", str(event.key_id))
