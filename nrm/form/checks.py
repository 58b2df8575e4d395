"""What the national form would refuse, and what it would change without a word. [Rule N7; procedure 4.3]"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as empty
from datetime import date

from nrm.form.definition import AGE, AT_SEALING, Field, fields, types_of_exploitation
from nrm.form.route import asked
from trafficking_cases.children.ages import age_on

EARLIEST_BIRTH = date(1900, 1, 1)
NO_WEB_ADDRESS = frozenset({"details-last-contact", "authorities-cooperation-details"})
DIGITS_ONLY = frozenset({"does-pv-have-children-yes-amount"})
WEB_ADDRESS = re.compile(r"\S{2,}\.[a-z]{2,6}")
WORK_EMAIL = re.compile(r"\.gov\.uk|police\.uk|\.gov\.scot|\.gov\.wales|\.hscni\.net")
FILE_KINDS = (".jpg", ".jpeg", ".png", ".pdf", ".doc", ".docx")
MOST_FILES = 99
BIRTH = "pv-dob"
CONTACT = "local-authority-contacted-about-child-local-authority-{}-name"
# What its clean-up replaces after the check, so that the text that arrives differs from the text that was typed.
CHANGED = re.compile(r"[|<>\[\]~]|/\*|\*/|&#|&&|@@|[–—]|--+")
SHOWN = 40


@dataclass
class Checked:
    """What stands against the answers, field by field, and what is only worth knowing."""

    missing: dict[str, str] = empty(default_factory=dict)
    refused: dict[str, str] = empty(default_factory=dict)
    warnings: dict[str, list[str]] = empty(default_factory=dict)

    @property
    def against(self) -> dict[str, str]:
        return self.missing | self.refused


def checked(answers: Mapping[str, str], *, today: date) -> Checked:
    """All the answers on the route, tried as the national form tries them. What is asked at sealing is left out."""
    found = Checked()
    for question in asked(answers):
        if not question.is_typed:
            continue
        value = answers.get(question.name, "").strip()
        if fault := refusal_of(question, value, today=today):
            found.refused[question.name] = fault
        elif question.required and not value:
            found.missing[question.name] = f"{question.label.rstrip('?.')}: this is still to be answered"
        if said := _warnings_of(question, value, answers, today):
            found.warnings[question.name] = said
    if not any(answers.get(box.name) == "true" for box in types_of_exploitation()):
        first = types_of_exploitation()[0].name
        found.missing[first] = "Tick at least one of the ten types of exploitation"
    return found


def refusal_of(question: Field, value: str, *, today: date) -> str:
    """Why the national form would not take this answer, and what to do; empty where it would, or where it is empty."""
    if not value:
        return ""
    if question.max_length and len(value) > question.max_length:
        return f"Shorten it to {question.max_length:,} characters: it has {len(value):,}, and the form takes no more"
    if question.name in NO_WEB_ADDRESS:
        return _no_web_address(question, value)
    if question.name in DIGITS_ONLY:
        return "" if value.isascii() and value.isdecimal() else "Write the number in figures, like 1"
    check = BY_KIND.get(question.kind)
    return check(question, value) if check else _date(value, today) if question.kind == "date" else ""


def _no_web_address(question: Field, value: str) -> str:
    found = WEB_ADDRESS.search(value)
    if not found:
        return ""
    return (
        f"The national form takes “{found[0][:SHOWN]}” for a web address and refuses the whole box. Write it without "
        "the dot, or put a space after the full stop"
    )


def _choice(question: Field, value: str) -> str:
    return "" if value in dict(question.choices) else "Choose one of the answers"


def _listed(question: Field, value: str) -> str:
    return "" if value in question.listed else "Choose an entry of the Home Office’s list, spelt as it is there"


def _email(question: Field, value: str) -> str:
    return "" if is_an_email(value) else "Write one e-mail address, like name@council.gov.uk"


def _files(question: Field, value: str) -> str:
    names = [line.strip() for line in value.splitlines() if line.strip()]
    if len(names) > MOST_FILES:
        return f"Attach {MOST_FILES} files at most: there are {len(names)}"
    if any(not name.lower().endswith(FILE_KINDS) for name in names):
        return "Name only JPG, PNG, PDF, DOC and DOCX files, one a line: the form takes no others"
    return ""


BY_KIND: dict[str, Callable[[Field, str], str]] = {
    "radio": _choice,
    "checkbox": _choice,
    "select": _listed,
    "email": _email,
    "file": _files,
}


def is_an_email(value: str) -> bool:
    """One @, a local part of at most 64 characters, and a dotted domain of parts of at most 63."""
    local, at, domain = value.partition("@")
    parts = domain.split(".")
    return (
        bool(at)
        and re.fullmatch(r"[^\s@,;<>()\[\]\\\"]{1,64}", local) is not None
        and len(domain) <= 255
        and len(parts) > 1
        and all(re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?", part) for part in parts)
    )


def day_of(value: str) -> date | None:
    """A date as it is kept (year-month-day), if there is such a day."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", value, re.ASCII)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _date(value: str, today: date) -> str:
    day = day_of(value)
    if day is None:
        return "Give a whole date that exists, with day, month and year, or leave it empty"
    return "" if EARLIEST_BIRTH < day <= today else "Give a day after 1 January 1900 that is not in the future"


def _warnings_of(question: Field, value: str, answers: Mapping[str, str], today: date) -> list[str]:
    said = []
    if question.kind in ("text", "textarea", "tel") and (changed := sorted(set(CHANGED.findall(value)))):
        said.append(f"The national form changes these signs in the text: {'  '.join(changed)}")
    if question.name == "user-email" and value and not WORK_EMAIL.search(value):
        said.append("The form opens to work addresses that end like .gov.uk or police.uk, and to some other bodies")
    if question.name == BIRTH and (contradiction := _age_contradiction(value, answers, today)):
        said.append(contradiction)
    if question.name == CONTACT.format("last") and value and not answers.get(CONTACT.format("first"), "").strip():
        said.append("Without a first name the form’s own summary leaves this person out")
    return said


def _age_contradiction(value: str, answers: Mapping[str, str], today: date) -> str:
    day = day_of(value)
    if day is None or day > today:
        return ""
    is_child, said = age_on(day, today) < 18, answers.get(AGE, "")
    if said == "yes" and not is_child:
        return "With this date of birth the child would be 18 or over, and the answer about the age says under 18"
    if said == "no" and is_child:
        return "With this date of birth the child is under 18, and the answer about the age says they are not"
    return ""


def to_be_kept(question: Field, typed: str) -> str:
    """An answer as it is kept: as it was typed, and spelt as the list spells it where only capitals differ."""
    wanted = typed.strip().casefold()
    return next((entry for entry in question.listed if entry.casefold() == wanted), typed)


def where_the_child_is(town: str, county: str) -> dict[str, str]:
    """What is asked at sealing, by field, with what stands against each answer."""
    faults = {}
    for name, value in zip(AT_SEALING, (town, county), strict=True):
        if value not in fields()[name].listed:
            faults[name] = _listed(fields()[name], value)
    return faults
