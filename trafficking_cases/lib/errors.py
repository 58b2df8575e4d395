"""How the rulebook says no: with the rule, and with what to do instead."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """Why not yet: the rule that says so, and a sentence with what to do instead."""

    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.message} (Rule {self.rule})"


class Refused(Exception):
    """A step that the rules do not allow as things stand. It carries every reason, not only the first."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = list(reasons)
        super().__init__("; ".join(sorted({reason.rule for reason in self.reasons})))


def refuse_if(reasons: list[Reason]) -> None:
    """Stop here when there is a reason to."""
    if reasons:
        raise Refused(reasons)
