"""The key ring: a file outside the database, one `id:base64 of 32 bytes` a line, the newest last.

It is read anew each time, so that a key that is added counts at once, in every web process.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SIZE = 32
ID = re.compile(r"[A-Za-z0-9._-]{1,40}", re.ASCII)
HOW_TO = "docs/operations.md says how to make one. Nothing was changed."


@dataclass(frozen=True)
class KeyRing:
    """The keys that wrap the children's own keys, by id."""

    keys: dict[str, bytes]

    @property
    def newest(self) -> str:
        return list(self.keys)[-1]


def ring() -> KeyRing:
    """The keys as the file has them now; a file that is missing or wrong is said in a sentence, never its content."""
    path = Path(settings.WHEREABOUTS_KEYS)
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(
            f"The key ring that WHEREABOUTS_KEYS names cannot be read ({type(error).__name__}). {HOW_TO}"
        ) from None
    keys: dict[str, bytes] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            name, key = _key_on(line.strip(), number)
            if name in keys:
                raise ImproperlyConfigured(f"Line {number} of the key ring has an id that came before. {HOW_TO}")
            keys[name] = key
    if not keys:
        raise ImproperlyConfigured(f"The key ring that WHEREABOUTS_KEYS names is empty. {HOW_TO}")
    return KeyRing(keys)


def _key_on(line: str, number: int) -> tuple[str, bytes]:
    name, _, encoded = line.partition(":")
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not ID.fullmatch(name) or len(key) != SIZE:
        raise ImproperlyConfigured(f"Line {number} of the key ring is not `id:base64 of {SIZE} bytes`. {HOW_TO}")
    return name, key
