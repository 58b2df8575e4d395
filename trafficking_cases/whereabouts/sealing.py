"""Values made unreadable before they reach SQL, and bound to the place where they are kept."""

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from trafficking_cases.whereabouts.keys import KeyRing

NONCE = 12
# A short address and a long one, and none at all, take the same space.
BLOCK = 512
END = b"\x80"


class Unreadable(Exception):
    """Something kept does not open where it lies, or with the keys that there are. It names no value."""


def new_key() -> bytes:
    """A key for one child's values."""
    return AESGCM.generate_key(bit_length=256)


def seal(text: str, key: bytes, *place: str | UUID) -> bytes:
    """A text that only this key opens, and only in this place: table, row, field, key."""
    plain = text.encode() + END
    return _lock(plain + b"\x00" * (-len(plain) % BLOCK), key, _bound_to(place))


def unseal(sealed: bytes, key: bytes, *place: str | UUID) -> str:
    """The text again; refused where it was moved to another row or field, or changed."""
    padded = _unlock(sealed, key, _bound_to(place))
    return padded[: padded.rindex(END)].decode()


def wrap(key: bytes, ring: KeyRing, row: UUID, child: UUID) -> tuple[bytes, str]:
    """A child's key under the newest key of the ring, and that key's id."""
    newest = ring.newest
    return _lock(key, ring.keys[newest], _bound_to(("data_key", row, child, newest))), newest


def unwrap(wrapped: bytes, ring: KeyRing, row: UUID, child: UUID, ring_key: str) -> bytes:
    """A child's key again."""
    if ring_key not in ring.keys:
        raise Unreadable(f"the key ring has no key {ring_key}, which something in the vault needs")
    return _unlock(wrapped, ring.keys[ring_key], _bound_to(("data_key", row, child, ring_key)))


def _lock(plain: bytes, key: bytes, bound_to: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def _unlock(sealed: bytes, key: bytes, bound_to: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)
    except (InvalidTag, ValueError):
        raise Unreadable("what is kept in the vault does not open here with this key") from None


def _bound_to(place: tuple[str | UUID, ...]) -> bytes:
    return "\x1f".join(map(str, place)).encode()
