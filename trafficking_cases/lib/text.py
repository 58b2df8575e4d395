"""Typed text made safe to keep: one spelling for one word, and nothing invisible that changes how it reads."""

import unicodedata

# They turn the reading order of what surrounds them, so that a line shows something else than it says.
DIRECTION_OVERRIDES = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
KEPT_CONTROLS = {"\n", "\t"}
# Controls, and halves of characters, which no database keeps.
UNKEPT = {"Cc", "Cs"}

# Letters with a stroke or joined in one, which no decomposition takes apart; apostrophes stand inside a word.
PLAIN_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("'’‘ʼ`´", "")
)


def plain(text: str) -> str:
    """The same words in composed form (NFC), without control characters, broken ones and direction overrides.

    Letters, marks and joiners of every script stay, so names in Vietnamese, Arabic or Persian keep their spelling.
    """
    readable = text.replace("\r\n", "\n").replace("\r", "\n").translate(DIRECTION_OVERRIDES)
    kept = (
        character
        for character in readable
        if character in KEPT_CONTROLS or unicodedata.category(character) not in UNKEPT
    )
    # Composed at the end: what stood between a letter and its accent is gone by then.
    return unicodedata.normalize("NFC", "".join(kept))


# They take a place on the line and show nothing, whatever their category says.
EMPTY_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen: spaces, joiners and marks without a letter to stand on."""
    return all(character in EMPTY_LETTERS or unicodedata.category(character)[0] in "CZM" for character in text)


def sort_key(name: str) -> str:
    """A name without accents and capitals, so that Ánh stands beside Anh in every list."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def search_words(text: str) -> list[str]:
    """The words of a name or number as they are looked for: no accents, capitals, strokes or marks between letters.

    Đức is found as Duc, O’Brien as obrien, P-123/4 as p and 123 and 4.
    """
    letters = sort_key(text).translate(PLAIN_LETTERS)
    parted = "".join(character if unicodedata.category(character)[0] in "LNM" else " " for character in letters)
    return parted.split()


def sentence_begins(words: str) -> str:
    """Words with a capital, as they begin a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def within_a_sentence(words: str) -> str:
    """Words without their capital, as they go on in one."""
    return f"{words[:1].lower()}{words[1:]}"


def shortened(text: str, length: int) -> str:
    """The first words of a text, at most `length` characters, on one line."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
