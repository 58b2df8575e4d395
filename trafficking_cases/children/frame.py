"""What stands round every page of a case, whichever process the page belongs to.

The case file knows everything about a case and draws its head and its warnings; the processes beneath it, which do not
know the case file, ask for them here and put their own places among the tabs. Each registers once, when its module is
loaded.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.lib.errors import Reason
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Barred, Link, Place, Way


@dataclass(frozen=True)
class Drawing:
    """Who draws what stands over a page of a case: its head with the tabs, and whom not to contact."""

    head: Callable[..., dict[str, Any]]
    barred: Callable[[Case, User], Sequence[Barred]]


@dataclass(frozen=True)
class Tab:
    """A place among the tabs of a case: where in the row, its name, its address, and what it asks of the reader."""

    order: int
    here: str
    text: str
    address: Callable[[Case], str]
    needs: Permission
    count: Callable[[Case], int] | None = None


_drawings: list[Drawing] = []
_tabs: dict[str, Tab] = {}


def draw_with(drawing: Drawing) -> None:
    """Have the head of every page of a case drawn so."""
    _drawings[:] = [drawing]


def add_tab(tab: Tab) -> None:
    """Put a place among the tabs of every case."""
    _tabs[tab.here] = tab


def tabs_of(case: Case, may: Collection[Permission], *, here: str) -> Iterator[Place]:
    """The tabs that this reader has on a case, in their order."""
    for tab in sorted(_tabs.values(), key=lambda tab: tab.order):
        if tab.needs in may:
            count = tab.count(case) if tab.count else None
            yield Place(tab.text, tab.address(case), tab.here == here, count)


def head_of(case: Case, user: User, now: datetime, *, here: str) -> dict[str, Any]:
    """The head of a page: whose case, the warnings that come before any contact, and which tab the reader is on."""
    return _drawings[0].head(case, user, now, here=here)


def verb_page(
    case: Case,
    form: VerbForm,
    user: User,
    *,
    question: str,
    button: str,
    back: str,
    back_to: str,
    lede: str = "",
    guidance: Sequence[str] = (),
    rules: Sequence[str] = (),
    refused: str = "This cannot be done yet",
    standing: Sequence[Reason] = (),
    why: str = "",
    ways: Sequence[Way] = (),
    happened: Link | None = None,
    aside: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """For `cases/verb.html`. `standing`: what is against it whatever is answered; `ways`: on from there, best first."""
    return {
        "case": case,
        "form": form,
        "question": question,
        "button": button,
        "back": back,
        "back_to": back_to,
        "lede": lede,
        "guidance_lines": guidance,
        "guidance_rules": rules,
        "refused": refused,
        "refusal": [*form.refusal, *(reason for reason in standing if reason not in form.refusal)],
        "why": why,
        "ways": ways,
        "happened": happened,
        "may_go_on": not standing,
        "barred": _drawings[0].barred(case, user),
        "aside_rows": aside or {},
    }
