"""Whether two names may be one person's: another order, another spelling, an accent more or less."""

import re
from difflib import SequenceMatcher

from trafficking_cases.lib.text import sort_key

# Letters that stand for another without being made of it and an accent.
STROKES = str.maketrans({"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe"})
LIKE_ENOUGH = 0.85


def alike(one: str, other: str) -> bool:
    """Whether whoever reads both would ask if they are the same person. It asks too often rather than too seldom."""
    mine, theirs = words_of(one), words_of(other)
    if not mine or not theirs:
        return False
    if mine == theirs:
        return True
    if min(len(mine), len(theirs)) > 1 and (mine <= theirs or theirs <= mine):
        return True
    return SequenceMatcher(None, " ".join(sorted(mine)), " ".join(sorted(theirs))).ratio() >= LIKE_ENOUGH


def words_of(name: str) -> frozenset[str]:
    """The words of a name, whatever their order, capitals and accents."""
    return frozenset(re.findall(r"\w+", sort_key(name).translate(STROKES)))
