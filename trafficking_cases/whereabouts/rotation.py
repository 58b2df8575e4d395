"""The key ring held against what is in the vault: a wrong one is refused, and keys move to the newest, online."""

from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from trafficking_cases.whereabouts import chain
from trafficking_cases.whereabouts.keys import KeyRing, ring
from trafficking_cases.whereabouts.models import DataKey, RingProof, VaultEvent
from trafficking_cases.whereabouts.opening import ROTATION, opened
from trafficking_cases.whereabouts.sealing import Unreadable, seal, unseal, unwrap, wrap

WORD = "the key ring of this vault"
BATCH = 500


def prove_ring() -> None:
    """Refuse a ring that lacks a key in use, or has another key under its id; a new key leaves its proof.

    Nothing is written before everything that is there has been found to open.
    """
    held = ring()
    with opened(task=ROTATION):
        proofs = {proof.ring_key: proof for proof in RingProof.objects.all()}
        in_use = set(DataKey.objects.values_list("ring_key", flat=True).distinct())
        for name in in_use - held.keys.keys():
            raise ImproperlyConfigured(
                f"The key ring that WHEREABOUTS_KEYS names has no key {name}, which the vault needs. Put it back "
                "from where keys are kept apart from backups. Nothing was changed."
            )
        for name, proof in proofs.items():
            _refuse_another_key(held, name, proof)
        for name in held.keys.keys() - proofs.keys():
            proof = RingProof(ring_key=name)
            proof.sealed = seal(WORD, held.keys[name], *_place_of(proof))
            proof.save(force_insert=True)


def _refuse_another_key(held: KeyRing, name: str, proof: RingProof) -> None:
    if name not in held.keys:
        return  # retired: nothing is wrapped by it any more
    try:
        unseal(bytes(proof.sealed), held.keys[name], *_place_of(proof))
    except Unreadable:
        raise ImproperlyConfigured(
            f"Key {name} of the key ring that WHEREABOUTS_KEYS names is not the key that this vault was made with. "
            "Is it the ring of another installation? Nothing was changed."
        ) from None


def rotate() -> int:
    """Wrap every child's key anew under the newest key of the ring. Values stay as they are, and readable."""
    prove_ring()
    moved, held = 0, ring()
    while batch := _rotate_batch(held):
        moved += batch
    return moved


def _rotate_batch(held: KeyRing) -> int:
    now = timezone.now()
    with opened(task=ROTATION):
        rows = list(DataKey.objects.exclude(ring_key=held.newest).select_for_update().order_by("id")[:BATCH])
        for row in rows:
            key = unwrap(bytes(row.wrapped), held, row.pk, row.child_id, row.ring_key)
            row.wrapped, row.ring_key = wrap(key, held, row.pk, row.child_id)
        DataKey.objects.bulk_update(rows, ["wrapped", "ring_key"])
        if rows:
            codes = {"count": len(rows), "ring_key": held.newest}
            VaultEvent.objects.create(at=now, name="whereabouts.keys_rotated", codes=codes)
    chain.seal()
    return len(rows)


def _place_of(proof: RingProof) -> tuple[str | UUID, ...]:
    return ("ring_proof", proof.pk, proof.ring_key)
