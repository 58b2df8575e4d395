"""The form's child path as it is kept in the data files: pages in order, fields, options, limits and branches.

`fields.json` and `option_lists.json` say what the national form asks; `questions.json` asks it in words of our own.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

DATA = Path(__file__).parent.parent / "data"
# The day of the national form's public text that the data was read from.
VERSION = "2026-04-21"

# Invented people work for nobody real: a demonstration has their organisations on the lists beside the real ones.
INVENTED = {
    "first_responder_organisations": ("Fenmarch County Council", "Fenmarch Police"),
    "local_authorities": ("Fenmarch County Council",),
    "police_forces": ("Fenmarch Police",),
}

# Where the child is staying is asked only at the moment of sealing, and stands in the sealed copy alone.
AT_SEALING = ("current-pv-location-uk-city", "current-pv-location-uk-region")
CONSENT = "pv-want-to-submit-nrm"
AGE = "pv-under-age"
FILES = "upload-file"
NOT_SENT = frozenset({"reference"})
TYPES = "types-of-exploitation-"

ONE_OF = re.compile(r"([\w-]+) in \(([\w, -]+)\)")
EQUALS = re.compile(r"([\w-]+) = ([\w-]+)")
ANY_FILE = "at least one file uploaded"


@dataclass(frozen=True)
class Condition:
    """When something is asked: one answer is among these, or, where none is named, there is an answer at all."""

    field: str
    values: frozenset[str] = frozenset()

    def holds(self, answers: Mapping[str, str]) -> bool:
        given = answers.get(self.field, "").strip()
        return given in self.values if self.values else bool(given)


def parse(shown_when: str | None) -> tuple[Condition, ...]:
    """The conditions of a row, all of which must hold. One that cannot be read stops the start."""
    return tuple(_condition(part.strip()) for part in shown_when.split(" and ")) if shown_when else ()


def _condition(said: str) -> Condition:
    if said == ANY_FILE:
        return Condition(FILES)
    if found := ONE_OF.fullmatch(said):
        return Condition(found[1], frozenset(value.strip() for value in found[2].split(",")))
    if found := EQUALS.fullmatch(said):
        return Condition(found[1], frozenset({found[2]}))
    raise ValueError(f"the form's data says when something is asked in words that nobody can read: {said}")


@dataclass(frozen=True)
class Field:
    """One question of the form: on which page, what kind of answer, whether it is needed, and when it is asked."""

    name: str
    page: str
    kind: str
    required: bool
    choices: tuple[tuple[str, str], ...]
    list_name: str
    shown_when: tuple[Condition, ...]
    max_length: int | None
    label: str
    hint: str

    @property
    def is_typed(self) -> bool:
        """Whether somebody answers it while the referral is being written."""
        return self.kind != "hidden" and self.name not in AT_SEALING

    @property
    def list_id(self) -> str:
        """The name under which a page carries the long list, once for all its questions."""
        return f"list-{self.list_name}"

    @property
    def listed(self) -> Sequence[str]:
        """The entries of the long list from which the answer comes."""
        return offered()[self.list_name] if self.list_name else ()


@dataclass(frozen=True)
class Page:
    """One page of the form, with its questions in their order; some have none."""

    path: str
    name: str
    fields: tuple[Field, ...]

    @property
    def slug(self) -> str:
        return self.path.rsplit("/", 1)[1]

    @property
    def is_typed(self) -> bool:
        return any(field.is_typed for field in self.fields)


@dataclass(frozen=True)
class Section:
    """Pages that belong together, under a heading of ours."""

    title: str
    pages: tuple[Page, ...]


@cache
def _kept(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def option_lists() -> dict[str, list[str]]:
    """The form's long lists, entry by entry."""
    return _kept("option_lists.json")


def offered() -> Mapping[str, Sequence[str]]:
    """The entries that may be chosen: the form's, and in a demonstration those of its invented organisations."""
    lists = option_lists()
    return lists | {name: [*ours, *lists[name]] for name, ours in INVENTED.items()} if settings.DEMO else lists


@cache
def pages() -> tuple[Page, ...]:
    """Every page of the child path, in the form's order."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in _kept("fields.json"):
        rows.setdefault(row["page"], []).append(row)
    named = _kept("questions.json")["pages"]
    return tuple(
        Page(path, named[path], tuple(_field(row) for row in of_page if row["field"])) for path, of_page in rows.items()
    )


def _field(row: Mapping[str, Any]) -> Field:
    asked = _kept("questions.json")["fields"].get(row["field"], {})
    options: Any = row["options"] or []
    from_list = isinstance(options, dict)
    return Field(
        name=row["field"],
        page=row["page"].rsplit("/", 1)[1],
        kind=row["type"],
        required=row["required"],
        choices=() if from_list else tuple((option["value"], option["label"]) for option in options),
        list_name=options["list"] if from_list else "",
        shown_when=parse(row["shown_when"]),
        max_length=row["max_length"],
        label=asked.get("label", ""),
        hint=asked.get("hint", ""),
    )


@cache
def fields() -> dict[str, Field]:
    """Every question of the child path by its name, in the form's order."""
    return {field.name: field for page in pages() for field in page.fields}


@cache
def typed_pages() -> dict[str, Page]:
    """The pages on which somebody writes, by their slug, in the form's order."""
    return {page.slug: page for page in pages() if page.is_typed}


@cache
def sections() -> tuple[Section, ...]:
    """The pages with questions, under our headings, in the form's order."""
    by_slug = {page.slug: page for page in pages() if page.fields}
    return tuple(
        Section(section["title"], tuple(by_slug[slug] for slug in section["pages"]))
        for section in _kept("questions.json")["sections"]
    )


@cache
def types_of_exploitation() -> tuple[Field, ...]:
    """The ten boxes of which at least one is ticked."""
    return tuple(field for name, field in fields().items() if name.startswith(TYPES))
