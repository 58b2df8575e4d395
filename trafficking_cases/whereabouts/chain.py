"""The vault's own chain of seals over its audit, as `audit` has one over the rest. No worker opens the vault, so each
of its verbs seals after its commit, and `verify_audit` does what was left."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC

from django.db import connections
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from trafficking_cases.audit.actions import GENESIS, Verified
from trafficking_cases.whereabouts.models import VaultEvent, VaultSeal
from trafficking_cases.whereabouts.opening import ALIAS, SEALING, opened

LOCK = 7_301_002
BATCH = 2_000


def seal() -> int:
    """Chain the committed events that have no seal yet, oldest first; 0 where another process is at it."""
    sealed = 0
    while batch := _seal_batch():
        sealed += batch
        if batch < BATCH:
            break
    return sealed


def _seal_batch() -> int:
    with opened(task=SEALING):
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                return 0
        previous = VaultSeal.objects.order_by("-id").values_list("digest", flat=True).first() or GENESIS
        now, seals = timezone.now(), []
        for event in _unsealed().order_by("id")[:BATCH]:
            previous = digest_of(previous, event)
            seals.append(VaultSeal(event_id=event.pk, digest=previous, sealed_at=now))
        VaultSeal.objects.bulk_create(seals)
        return len(seals)


def _unsealed() -> QuerySet[VaultEvent]:
    return VaultEvent.objects.filter(~Exists(VaultSeal.objects.filter(event_id=OuterRef("pk"))))


def digest_of(previous: str, event: VaultEvent) -> str:
    """The link that follows `previous`: SHA-256 over it and over every column of the event."""
    columns = [
        event.pk,
        str(event.row),
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.name,
        *(str(known or "") for known in (event.child_id, event.case_id, event.placement_id, event.by_id, event.key_id)),
        event.codes,
        bytes(event.words or b"").hex(),
    ]
    canonical = json.dumps(columns, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()


def verify() -> Verified:
    """Walk the chain from its first link, after sealing what is committed; stop at the first row that does not fit."""
    seal()
    previous, sealed = GENESIS, 0
    with opened(task=SEALING):
        for link, event in _links():
            if event is None:
                return Verified(sealed, 0, previous, f"event {link.event_id} of the vault is gone")
            previous = digest_of(previous, event)
            if previous != link.digest:
                return Verified(sealed, 0, previous, f"event {link.event_id} of the vault or one before it was changed")
            sealed += 1
        return Verified(sealed, _unsealed().count(), previous)


def _links() -> Iterator[tuple[VaultSeal, VaultEvent | None]]:
    last = 0
    while links := list(VaultSeal.objects.filter(pk__gt=last).order_by("id")[:BATCH]):
        events = VaultEvent.objects.in_bulk([link.event_id for link in links])
        yield from ((link, events.get(link.event_id)) for link in links)
        last = links[-1].pk
