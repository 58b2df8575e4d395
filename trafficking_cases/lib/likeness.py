"""Whether two names, or two telephone numbers, may be one person's: accents, order and spelling aside."""

import re
from difflib import SequenceMatcher
from enum import IntEnum
from itertools import permutations

from trafficking_cases.lib.text import sort_key

# Letters that stay letters of their own when accents are taken off.
UNMARKED = str.maketrans({"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "ə": "e"})
TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "uncle", "aunt", "aunty", "auntie", "ds", "dc", "pc"})
WORD = re.compile(r"[^\W\d_]+")
BETWEEN_NAMES = re.compile(r"[;,/\n]|\bor\b|\balso\b")
FEWEST_NAMES = 2
NEARLY_THE_SAME = 0.75
# The last figures of a number are the same with and without the code of the country.
FIGURES_COMPARED = 9
LONGEST_NAME_TURNED = 5


class Likeness(IntEnum):
    """How sure it is that two descriptions are of one person."""

    NONE = 0
    LIKELY = 1
    CERTAIN = 2


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without accents, capitals, marks and titles, in the order of the alphabet."""
    words = (word.translate(UNMARKED) for word in WORD.findall(sort_key(name)))
    return tuple(sorted(word for word in words if word not in TITLES))


def likeness(one: str, other: str) -> Likeness:
    """Certain: the same words in any order and with any accents. Likely: nearly so, or one within the other."""
    here, there = words_of(one), words_of(other)
    if not here or not there:
        return Likeness.NONE
    if "".join(here) == "".join(there):
        # One word alone, such as a first name, is borne by many.
        return Likeness.CERTAIN if max(len(here), len(there)) >= FEWEST_NAMES else Likeness.LIKELY
    shorter, longer = sorted((here, there), key=len)
    if len(shorter) >= FEWEST_NAMES and set(shorter) <= set(longer):
        return Likeness.LIKELY
    return Likeness.LIKELY if _nearly(here, there) else Likeness.NONE


def _nearly(here: tuple[str, ...], there: tuple[str, ...]) -> bool:
    """As many words, each spelt nearly as one of the others."""
    if len(here) != len(there) or not FEWEST_NAMES <= len(here) <= LONGEST_NAME_TURNED:
        return False
    return any(
        all(
            SequenceMatcher(None, word, turned).ratio() >= NEARLY_THE_SAME
            for word, turned in zip(here, order, strict=True)
        )
        for order in permutations(there)
    )


def names_in(*texts: str) -> list[str]:
    """The names in answers such as "Duc, also Minh Haverin"."""
    return [name.strip() for text in texts for name in [text, *BETWEEN_NAMES.split(text)] if name.strip()]


def numbers_in(text: str) -> set[str]:
    """The telephone numbers in a text, as far as they can be compared."""
    runs = ("".join(filter(str.isdecimal, run)) for run in re.findall(r"\+?[\d ()\-]{9,}", text))
    return {run[-FIGURES_COMPARED:] for run in runs if len(run) >= FIGURES_COMPARED}


def alike(one: str, other: str) -> bool:
    """Whether whoever reads both would ask if they are one person. It asks too often rather than too seldom."""
    return likeness(one, other) > Likeness.NONE
