"""What the parts of a page are fed with: small values that presenters make and templates read.

Every attribute exists, so a template never asks for one that is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Clock:
    """A time limit as a chip: over, today, soon, later, waiting, blocked or met, and the words for it."""

    state: str
    text: str


@dataclass(frozen=True)
class Tag:
    """A fact that changes, as a chip: brick, amber, slate, leaf, plum, solid, line or nothing."""

    text: str
    colour: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Link:
    """Somewhere to go. As a button, `kind` is its look ("2", "danger", "plum"); `hidden` says about what, aloud."""

    text: str
    href: str
    kind: str = ""
    icon: str = ""
    hidden: str = ""


@dataclass(frozen=True)
class Place:
    """One place of the navigation, a row of tabs or a row of filters."""

    text: str
    href: str
    current: bool = False
    count: int | str | None = None
    icon: str = ""
    short: str = ""


@dataclass(frozen=True)
class Row:
    """A piece of work: clock, what, about whom, why, and one action.

    `opens` is an address to post to instead of a link: where opening the thing is itself recorded.
    """

    title: str
    href: str = ""
    clock: Clock | None = None
    aside: str = ""
    reference: str = ""
    meta: str = ""
    rules: Sequence[str] = ()
    tag: Tag | None = None
    why: Sequence[str] = ()
    why_open: bool = False
    action: Link | None = None
    opens: str = ""


@dataclass(frozen=True)
class Fact:
    """A question and its answer. Without an answer, `none` says which of the five nothings it is."""

    key: str
    value: str = ""
    none: str = ""
    none_text: str = ""
    change: str = ""
    aside: str = ""


@dataclass(frozen=True)
class Column:
    """The head of a table's column; `hidden` heads are only spoken."""

    text: str
    hidden: bool = False
    number: bool = False


@dataclass(frozen=True)
class Cell:
    """A table cell. On a phone its column's name stands beside it, unless `bare`.

    `look`: nw (never wraps), il (stands in line on a phone), full and side (two-line rows), r (to the right). With
    `href` the head of a row is a link; a `tag` stands in place of the words.
    """

    value: str
    header: bool = False
    look: str = ""
    bare: bool = False
    href: str = ""
    tag: Tag | None = None
    muted: bool = False


@dataclass(frozen=True)
class TableRow:
    """A row of a table; `tone` is hot (danger), mine, or nothing."""

    cells: Sequence[Cell]
    tone: str = ""


@dataclass(frozen=True)
class Step:
    """A page of a form: done, now, bad or later."""

    text: str
    state: str
    href: str = ""
    current: bool = False


@dataclass(frozen=True)
class Entry:
    """A line of a timeline: significant, ordinary, breach, or a gap said aloud."""

    when: str
    title: str = ""
    kind: str = "ordinary"
    source: str = ""
    more: str = ""
    rule: str = ""
    href: str = ""


@dataclass(frozen=True)
class Barred:
    """A line of "do not contact": who, by which way and why."""

    text: str
    who: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Way:
    """A way on after a refusal: a link, or (with a name) a button that does it in one press."""

    text: str
    href: str = ""
    name: str = ""
    value: str = ""
    form: str = ""
    note: str = ""


@dataclass(frozen=True)
class Part:
    """One part of the status line beneath a child's name."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """A count at the head of a page, leading to what it counts; `tone` is hot, warm or nothing."""

    text: str
    count: int
    href: str
    tone: str = ""


@dataclass(frozen=True)
class Section:
    """A box of rows about one kind of thing, with what can be done next beneath them."""

    title: str
    anchor: str
    rows: Sequence[Row]
    empty: str
    verbs: Sequence[Link] = ()
    note: str = ""
    count: int | None = None
