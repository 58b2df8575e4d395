"""The sentences that notices speak. They name no child, no place and no agency: they may be read over a shoulder.

Each app registers its own, in its module `notices`.
"""

SENTENCES: dict[str, str] = {}


class NotAKind(LookupError):
    """A notice without a sentence would be an empty line."""


def register(kind: str, sentence: str) -> None:
    """Give a kind of notice its sentence."""
    SENTENCES[kind] = sentence


def sentence_of(kind: str) -> str:
    """What a notice of this kind says."""
    if kind not in SENTENCES:
        raise NotAKind(kind)
    return SENTENCES[kind]
