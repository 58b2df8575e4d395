"""Whether somebody would write over what a colleague has saved meanwhile."""

from hashlib import sha256

from trafficking_cases.lib.errors import Reason


def fingerprint(text: str) -> str:
    """A text in sixteen signs, so that a page can say which one it was opened with."""
    return sha256(text.encode()).hexdigest()[:16]


def why_not_over(rule: str, now_there: str, before: str) -> list[Reason]:
    """Reasons that a text cannot take the place of the one that stands there. [Rules S4, A1; procedure 4.4, 4.6]"""
    if not before or before == fingerprint(now_there):
        return []
    return [
        Reason(
            rule,
            "Somebody else saved this page since you opened it. Your text is still here: copy it, open the page anew, "
            "and put both together.",
        )
    ]
