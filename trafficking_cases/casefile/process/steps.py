"""What a picture of the process is made of: strands, phases, and steps that each stand in one state. [Rule K4]"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a step stands. Each has a shape of its own, so that the picture says the same in grey."""

    DONE = "done"
    NOW = "now"
    DUE = "due"
    BLOCKED = "blocked"
    LATER = "later"
    NOT_NEEDED = "not_needed"


SAID = {
    State.DONE: "Done",
    State.NOW: "Now",
    State.DUE: "Due",
    State.BLOCKED: "Blocked",
    State.LATER: "Later",
    State.NOT_NEEDED: "Does not arise",
}


class Strand(StrEnum):
    """Which work a step belongs to."""

    PROTECTION = "Protection"
    ASSESSMENT = "Assessment"
    NRM = "NRM"
    MACE = "MACE"


class Phase(StrEnum):
    """How far the case has come. The position is the order, not the date."""

    CONCERN = "Concern"
    DECISION = "Decision"
    STRATEGY = "Strategy"
    ENQUIRY = "Enquiry"
    AGREEMENT = "Agreement"
    CONFERENCE = "Conference"
    PLAN = "Plan"
    SETTLED = "Settled"


PHASES = tuple(Phase)
STRANDS = tuple(Strand)


@dataclass(frozen=True)
class Step:
    """One step: where it stands in the picture, how it stands, when, whose it is, and what to do."""

    strand: Strand
    phase: Phase
    name: str
    state: State
    when: str = ""
    who: str = ""
    to_do: str = ""
    rule: str = ""
    because: str = ""
    href: str = ""
    way: str = ""

    @property
    def lines(self) -> tuple[str, str]:
        """The name on two lines of about the same length."""
        words = self.name.split()
        splits = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
        return min(splits, key=lambda pair: max(map(len, pair)), default=(self.name, ""))

    @property
    def said(self) -> str:
        """Its state in a word."""
        return SAID[self.state]


@dataclass(frozen=True)
class Process:
    """The steps of one case that a reader may know of, in the order of the procedure."""

    reference: str
    steps: Sequence[Step]

    def of(self, strand: Strand) -> list[Step]:
        """The steps of one strand, from left to right."""
        return sorted((step for step in self.steps if step.strand == strand), key=lambda step: PHASES.index(step.phase))

    @property
    def strands(self) -> list[Strand]:
        """The strands that have a step."""
        return [strand for strand in STRANDS if self.of(strand)]

    @property
    def here(self) -> Phase:
        """Where the case is: the phase of the furthest step of protection that is under way, due or done."""
        walked = [step.phase for step in self.of(Strand.PROTECTION) if step.state in (State.DONE, State.NOW, State.DUE)]
        return walked[-1] if walked else Phase.CONCERN

    @property
    def blocked(self) -> list[Step]:
        """What cannot be done yet, to be lifted out above the picture."""
        return [step for step in self.steps if step.state == State.BLOCKED]

    @property
    def counted(self) -> str:
        """How many steps stand how, in a sentence."""
        counts = [(state, sum(step.state == state for step in self.steps)) for state in State]
        words = [f"{count} {SAID[state].lower()}" for state, count in counts if count]
        return f"{', '.join(words)}. The table beneath says the same."
