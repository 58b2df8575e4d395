"""The page of the whole process: the picture, what is blocked lifted out of it, and the same in words. [Rule K4]"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile.process import notifying, protecting
from trafficking_cases.casefile.process.picture import Mark, tall, wide
from trafficking_cases.casefile.process.reading import facts_of
from trafficking_cases.casefile.process.steps import PHASES, Process, State, Step, Strand
from trafficking_cases.children import frame
from trafficking_cases.children.models import Case
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Cell, Column, TableRow, Tag

COLUMNS = [Column("Step"), Column("State"), Column("When"), Column("Who"), Column("What to do")]
# Colour and sign of the chip that says how a step stands; the words are those of the picture.
CHIPS = {
    State.DONE: ("leaf", "check"),
    State.NOW: ("amber", "clock"),
    State.DUE: ("slate", "clock"),
    State.BLOCKED: ("brick", "stop"),
    State.LATER: ("line", ""),
    State.NOT_NEEDED: ("line", ""),
}


@dataclass(frozen=True)
class Part:
    """One strand in words."""

    title: str
    anchor: str
    rows: list[TableRow]


def process_of(case: Case, user: User, now: datetime) -> Process:
    """The process of a case, as far as this reader may know it."""
    facts = facts_of(case, user, case.verbs_of(user), now)
    steps = [
        *protecting.protection(facts),
        *protecting.assessing(facts),
        *notifying.notifying(facts),
        *notifying.weekly(facts),
    ]
    return Process(case.reference, steps)


def process_page(case: Case, user: User, now: datetime) -> dict[str, Any]:
    """The picture wide and tall, and the table that says the same."""
    process = process_of(case, user, now)
    return frame.head_of(case, user, now, here="process") | {
        "process": process,
        "headline": _headline(process),
        "wide": wide(process),
        "tall": tall(process),
        "legend": [Mark(Step(Strand.PROTECTION, PHASES[0], "", state), 18, 18) for state in State],
        "columns": COLUMNS,
        "words": [
            Part(strand.value, f"strand-{strand.name.lower()}", [_row(step) for step in process.of(strand)])
            for strand in process.strands
        ],
    }


def _headline(process: Process) -> str:
    if not process.blocked:
        return "Nothing is blocked."
    names = [step.name for step in process.blocked]
    verb = "is" if len(names) == 1 else "are"
    return f"{len(names)} of the steps {verb} blocked. Each says why, and the way forward."


def _row(step: Step) -> TableRow:
    tone = "hot" if step.state == State.BLOCKED else ("mine" if step.state == State.NOW else "")
    to_do = f"{step.to_do} ({step.rule})" if step.to_do and step.rule else step.to_do
    return TableRow(
        [
            Cell(step.name, header=True, href=step.href),
            Cell(step.said, look="il", tag=Tag(step.said, *CHIPS[step.state])),
            Cell(step.when or "No date", look="nw il", muted=not step.when),
            Cell(step.who or "Nobody yet", muted=not step.who),
            Cell(to_do or protecting.NOTHING_NOW, muted=not to_do),
        ],
        tone,
    )


frame.add_tab(
    frame.Tab(
        15,
        "process",
        "Process",
        lambda case: reverse("casefile:process", args=[case.pk]),
        Permission.READ_CASE,
    )
)
