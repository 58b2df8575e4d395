"""The answers of an NRM referral in words: what was given, what stands against it, and where it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from nrm.form.checks import Checked
from nrm.form.definition import AT_SEALING, CONSENT, TYPES, Field, Section, sections, types_of_exploitation
from nrm.form.route import is_asked
from nrm.models import Answer, NrmReferral
from nrm.prefill.known import Suggestion
from nrm.sealed_document import CONSENT_SAID, said
from nrm.workflow.referrals import Source
from trafficking_cases.lib.moments import spoken_day
from trafficking_cases.lib.text import shortened

LEFT_EMPTY = "Left empty"
STILL_NEEDED = "Still to be answered"
AT_SEALING_SAID = "Asked when it is sealed, and kept in the sealed copy alone"
WITHHELD = "Withheld: it stands in the sealed copy"
SUGGESTED = 300


@dataclass(frozen=True)
class AnswerShown:
    """One question with its answer, and what is to be said of it."""

    key: str
    value: str = ""
    none: str = ""
    none_text: str = ""
    problem: str = ""
    warnings: Sequence[str] = ()
    source: str = ""
    now_says: str = ""
    change: str = ""


@dataclass(frozen=True)
class Panel:
    """The answers under one heading, in the form's order."""

    title: str
    rows: Sequence[AnswerShown]


@dataclass(frozen=True)
class Reading:
    """What the panels are made from."""

    nrm: NrmReferral
    rows: Mapping[str, Answer]
    checked: Checked
    says: Mapping[str, Suggestion]
    may_write: bool

    @property
    def answers(self) -> dict[str, str]:
        return {name: row.value for name, row in self.rows.items()}


def source_of(row: Answer | None) -> str:
    """Where an answer came from and since when; or that it was changed here."""
    if row is None or not row.value or not row.taken_from:
        return ""
    if row.source == Source.TYPED:
        return f"Changed here; it came from {row.taken_from}."
    begins = "From the case: " if row.known_since else "From "
    return f"{begins}{row.taken_from}{since(row.known_since)}."


def since(moment: datetime | None) -> str:
    """Since when something is known, where that is known."""
    return f", since {spoken_day(timezone.localdate(moment))}" if moment else ""


def differs(field: Field, row: Answer | None, found: Suggestion | None) -> str:
    """What the case says of a question, where something else stands there."""
    if found is None or found.value.strip() == (row.value.strip() if row else ""):
        return ""
    begins = "The case now says" if row and row.source == Source.CASE else "The case says"
    return f"{begins}: {shortened(said(field, found.value), SUGGESTED)} ({found.words}{since(found.since)})"


def panels(reading: Reading) -> list[Panel]:
    """Every answer on the route, heading by heading."""
    found = (Panel(section.title, list(_rows(reading, section))) for section in sections())
    return [panel for panel in found if panel.rows]


def _rows(reading: Reading, section: Section) -> list[AnswerShown]:
    answers = reading.answers
    asked = [field for page in section.pages for field in page.fields if is_asked(field, answers)]
    return [_shown(reading, field) for field in asked if _is_shown(reading, field)]


def _is_shown(reading: Reading, field: Field) -> bool:
    """Boxes and further places that stayed empty are many and say nothing; every other empty answer is said."""
    value = reading.answers.get(field.name, "").strip()
    if field.name.startswith(TYPES):
        nothing_ticked = field == types_of_exploitation()[0] and field.name in reading.checked.missing
        return bool(value) or nothing_ticked
    further = field.list_name and not field.required and field.name[-1].isdigit()
    return bool(value) or not further


def _shown(reading: Reading, field: Field) -> AnswerShown:
    if field.name == CONSENT:
        return AnswerShown("Consent", CONSENT_SAID)
    if field.name in AT_SEALING:
        is_sealed = not reading.nrm.is_draft
        return AnswerShown(
            field.label,
            none="withheld" if is_sealed else "not_applicable",
            none_text=WITHHELD if is_sealed else AT_SEALING_SAID,
        )
    row = reading.rows.get(field.name)
    value = row.value.strip() if row else ""
    problem = reading.checked.against.get(field.name, "") if reading.may_write else ""
    change = reverse("nrm:step", args=[reading.nrm.pk, field.page]) if reading.may_write else ""
    return AnswerShown(
        key=field.label,
        value=said(field, value) if value else "",
        none="" if value or problem else "not_recorded",
        none_text="" if value or problem else STILL_NEEDED if field.required else LEFT_EMPTY,
        problem=STILL_NEEDED if problem and not value and not field.name.startswith(TYPES) else problem,
        warnings=reading.checked.warnings.get(field.name, ()),
        source=source_of(row),
        now_says=differs(field, row, reading.says.get(field.name)) if reading.may_write else "",
        change=f"{change}#id_{field.name}" if change else "",
    )
