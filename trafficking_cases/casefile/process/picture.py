"""Where everything stands in the picture: wide for a desk and for print, tall for a phone. [Rule K4]"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trafficking_cases.casefile.process.steps import PHASES, Phase, Process, State, Step

LEFT, COLUMN, ROW, TOP = 104, 138, 104, 40
RAIL, FIRST_RAIL, LINE, TALL_WIDTH, HEADING = 23, 18, 54, 328, 30
WALKED = (State.DONE, State.NOW)


@dataclass(frozen=True)
class Mark:
    """One step in the picture: its state, and where its sign and its words stand."""

    step: Step
    x: int
    y: int
    text_x: int = 0


@dataclass(frozen=True)
class Edge:
    """A line between two steps: walked, ahead, or not to be walked yet."""

    look: str
    path: str


@dataclass(frozen=True)
class Label:
    """Words in the picture, at a place."""

    text: str
    x: int
    y: int


@dataclass(frozen=True)
class Band:
    """The box that says: you are here."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """Everything that a template draws."""

    width: int
    height: int
    strands: Sequence[Label]
    phases: Sequence[Label]
    marks: Sequence[Mark]
    edges: Sequence[Edge]
    here: Band
    shades: Sequence[Band]


def wide(process: Process) -> Picture:
    """Strands are rows, phases are columns."""
    strands = process.strands
    width, height = LEFT + COLUMN * len(PHASES) + 4, TOP + ROW * len(strands) + 4
    rows = {strand: TOP + ROW * number + 28 for number, strand in enumerate(strands)}
    marks = [Mark(step, _column(step.phase), rows[step.strand]) for strand in strands for step in process.of(strand)]
    here = _column(process.here) - COLUMN // 2 + 4
    return Picture(
        width=width,
        height=height,
        strands=[Label(strand.value, 12, rows[strand] + 5) for strand in strands],
        phases=[Label(phase.value, _column(phase), 16) for phase in PHASES],
        marks=marks,
        edges=[edge for strand in strands for edge in _along([mark for mark in marks if mark.step.strand == strand])],
        here=Band(here, 24, COLUMN - 8, height - 30),
        shades=[Band(0, TOP + ROW * number, width, ROW) for number in range(0, len(strands), 2)],
    )


def _column(phase: Phase) -> int:
    return LEFT + COLUMN * PHASES.index(phase) + COLUMN // 2


def _along(marks: Sequence[Mark]) -> Iterator[Edge]:
    for before, after in zip(marks, marks[1:], strict=False):
        yield Edge(_look(before.step, after.step), f"M{before.x + 17} {before.y}H{after.x - 18}")


def _look(before: Step, after: Step) -> str:
    """Solid where it was walked, dotted brick where it cannot be walked yet, dashed where it is ahead."""
    if after.state == State.BLOCKED:
        return "stop"
    return "walked" if before.state == State.DONE and after.state in WALKED else "ahead"


def tall(process: Process) -> Picture:
    """Strands are rails and time runs down, for a thumb."""
    rails = {strand: FIRST_RAIL + RAIL * number for number, strand in enumerate(process.strands)}
    words_at = FIRST_RAIL + RAIL * len(rails) + 4
    marks: list[Mark] = []
    phases: list[Label] = []
    y = TOP
    for phase in PHASES:
        steps = [step for strand in process.strands for step in process.of(strand) if step.phase == phase]
        if not steps:
            continue
        phases.append(Label(phase.value, words_at, y + 14))
        y += HEADING
        for step in steps:
            marks.append(Mark(step, rails[step.strand], y + 20, words_at))
            y += LINE
    return Picture(
        width=TALL_WIDTH,
        height=y + 4,
        strands=[Label(strand.value[0], x, 18) for strand, x in rails.items()],
        phases=phases,
        marks=marks,
        edges=[edge for x in rails.values() for edge in _down([mark for mark in marks if mark.x == x])],
        here=_around(process.here, phases, marks),
        shades=[],
    )


def _down(marks: Sequence[Mark]) -> Iterator[Edge]:
    for before, after in zip(marks, marks[1:], strict=False):
        yield Edge(_look(before.step, after.step), f"M{before.x} {before.y + 12}V{after.y - 12}")


def _around(here: Phase, phases: Sequence[Label], marks: Sequence[Mark]) -> Band:
    top = next((label.y for label in phases if label.text == here.value), TOP)
    within = [mark.y for mark in marks if mark.step.phase == here]
    return Band(2, top - 18, TALL_WIDTH - 4, (max(within, default=top) - top) + 50)
