"""How the rulebook says no: with the rule, and with what to do instead."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


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


class Reserved(PermissionDenied):
    """A step that a rule gives to others, whoever else works on the case: the rule, and whom to ask."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__()


def refuse_if(reasons: list[Reason]) -> None:
    """Stop here when there is a reason to."""
    if reasons:
        raise Refused(reasons)
