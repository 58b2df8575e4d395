"""What may follow what, as a table that people, tests and diagrams read alike."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from trafficking_cases.lib.errors import Reason


@dataclass(frozen=True)
class Workflow:
    """The statuses of one process and the moves between them, under the rule that asks for the process."""

    rule: str
    moves: Mapping[TextChoices, frozenset[TextChoices]]

    def following(self, status: str) -> list[TextChoices]:
        """The statuses that may come next, in the order in which the process lists them."""
        allowed = self.moves[self._status(status)]
        return [candidate for candidate in self.moves if candidate in allowed]

    def why_not(self, current: str, target: str) -> list[Reason]:
        """The reason that a move is not open from here; none where it is."""
        current, target = self._status(current), self._status(target)
        if target in self.moves[current]:
            return []
        return [Reason(self.rule, f"What is {current.label.lower()} cannot become {target.label.lower()}.")]

    @property
    def ends(self) -> list[TextChoices]:
        """The statuses after which nothing follows."""
        return [status for status, after in self.moves.items() if not after]

    def _status(self, value: str) -> TextChoices:
        return next(status for status in self.moves if status == value)
