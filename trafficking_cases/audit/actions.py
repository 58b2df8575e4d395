"""Writing down what was done, sealing it, and showing that nobody changed it since."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.utils import timezone

from trafficking_cases.audit.models import Event, Seal

GENESIS = "0" * 64
SEALER_LOCK = 7_301_001
BATCH = 2_000
CODE = re.compile(r"[\w.:+/-]{0,80}", re.ASCII)


class NotACode(ValueError):
    """A detail that could carry somebody's words. The message names the key and never the value."""


@dataclass(frozen=True)
class Verified:
    """What checking the chain found: how many rows are sealed, how many wait, and the first that does not fit."""

    sealed: int
    younger_than_last_seal: int
    head: str
    broken: str = ""


def record(name: str, subject: models.Model, *, by: Any, case: UUID | None = None, **codes: Any) -> Event:
    """Write one event in the caller's transaction, on the caller's connection, without a lock.

    `by` is the person, or None where the system itself acts. Codes are ids, enumerations and counts; anything that
    could be free text is refused, so that the log never becomes the leak.
    """
    return Event.objects.create(
        at=timezone.now(),
        name=name,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        case_id=case or getattr(subject, "audit_case_id", None),
        by_id=by.pk if by is not None else None,
        codes={key: _code(key, value) for key, value in codes.items()},
    )


def _code(key: str, value: Any) -> str | int | bool | None | list[str]:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, list | tuple | set):
        return [str(_code(key, item)) for item in value]
    text = str(value)
    if not CODE.fullmatch(text):
        raise NotACode(f"audit detail {key!r} is not a code")
    return text


def seal() -> int:
    """Chain the committed events that have no seal yet, oldest first. Returns how many; 0 where another is at it."""
    sealed = 0
    while batch := _seal_batch():
        sealed += batch
    return sealed


@transaction.atomic
def _seal_batch() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER_LOCK])
        if not cursor.fetchone()[0]:
            return 0
    previous = Seal.objects.order_by("-id").values_list("digest", flat=True).first() or GENESIS
    now, seals = timezone.now(), []
    for event in Event.objects.unsealed().order_by("id")[:BATCH]:
        previous = digest_of(previous, event)
        seals.append(Seal(event_id=event.pk, digest=previous, sealed_at=now))
    Seal.objects.bulk_create(seals)
    return len(seals)


def digest_of(previous: str, event: Event) -> str:
    """The link that follows `previous`: SHA-256 over it and over every column of the event."""
    columns = [
        event.pk,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.name,
        event.subject_kind,
        event.subject_id,
        str(event.case_id or ""),
        str(event.by_id or ""),
        event.codes,
    ]
    canonical = json.dumps(columns, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()


def verify() -> Verified:
    """Walk the chain from its first link, after sealing what is committed; stop at the first row that does not fit."""
    seal()
    previous, sealed, last = GENESIS, 0, 0
    while links := list(Seal.objects.filter(pk__gt=last).order_by("id")[:BATCH]):
        events = Event.objects.in_bulk([link.event_id for link in links])
        for link in links:
            if link.event_id not in events:
                return Verified(sealed, 0, previous, f"event {link.event_id} is gone")
            previous = digest_of(previous, events[link.event_id])
            if previous != link.digest:
                return Verified(sealed, 0, previous, f"event {link.event_id} or a link before it was changed")
            sealed += 1
        last = links[-1].pk
    return Verified(sealed, Event.objects.unsealed().count(), previous)
