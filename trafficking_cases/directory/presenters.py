"""The register of interpreters in words: who may be called today, and who may not. [Rule S3; procedure 4.5]"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from trafficking_cases.access.permissions import Permission
from trafficking_cases.directory.models import Interpreter, InterpreterKind
from trafficking_cases.lib.moments import spoken_day
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Link, Tag

IN_DATE = Tag("In date today", "leaf", "check")
OFF = Tag("Off the register", "slate")


@dataclass(frozen=True)
class InterpreterShown:
    """One entry of the register."""

    anchor: str
    name: str
    number: str
    kind: str
    languages: str
    approval: str
    dbs: str
    warranted: str
    tag: Tag
    removed_because: str
    verbs: list[Link]


def standing(interpreter: Interpreter, on: date) -> Tag:
    """Whether they may be called for a day, as a chip."""
    if interpreter.removed_at:
        return OFF
    if not interpreter.is_approved(on):
        return Tag("Not approved today", "brick", "stop")
    return IN_DATE if interpreter.is_dbs_checked(on) else Tag("DBS check not in date", "brick", "stop")


def register_page(interpreters: Iterable[Interpreter], user: User, today: date) -> dict[str, Any]:
    """The whole register; its verbs only to whoever keeps it."""
    keeps = user.holds(Permission.KEEP_LISTS)
    shown = [_shown(interpreter, today, keeps) for interpreter in interpreters]
    return {
        "in_use": [entry for entry in shown if entry.tag != OFF],
        "removed": [entry for entry in shown if entry.tag == OFF],
        "add_at": reverse("directory:add_interpreter") if keeps else "",
        "today": spoken_day(today),
    }


def _shown(interpreter: Interpreter, today: date, keeps: bool) -> InterpreterShown:
    verbs = []
    if keeps and not interpreter.removed_at:
        verbs = [
            Link("Renew", reverse("directory:renew", args=[interpreter.pk]), kind="2", hidden=interpreter.name),
            Link("Take off", reverse("directory:remove", args=[interpreter.pk]), kind="2", hidden=interpreter.name),
        ]
    return InterpreterShown(
        anchor=f"interpreter-{interpreter.pk}",
        name=interpreter.name,
        number=interpreter.register_number,
        kind=InterpreterKind(interpreter.kind).label,
        languages=", ".join(interpreter.languages),
        approval=f"{spoken_day(interpreter.approved_from)} to {spoken_day(interpreter.approved_until)}",
        dbs=f"{spoken_day(interpreter.dbs_checked_on)}, holds until {spoken_day(interpreter.dbs_until)}",
        warranted=interpreter.warranted,
        tag=standing(interpreter, today),
        removed_because=interpreter.removed_because,
        verbs=verbs,
    )


def verb_page(form: VerbForm, *, question: str, button: str) -> dict[str, Any]:
    """A page that asks something about an entry of the register."""
    return {"form": form, "question": question, "button": button, "refusal": form.refusal}
