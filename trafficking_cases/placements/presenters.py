"""What the pages of a placement say. They say where only after somebody asked, and only once. [Rules P1, P5]"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.children.models import Case
from trafficking_cases.lib.moments import long_moment, said_when, short_moment, spoken_day
from trafficking_cases.lib.text import within_a_sentence
from trafficking_cases.lib.working_days import day_in_london
from trafficking_cases.people.models import User
from trafficking_cases.placements.models import Placement
from trafficking_cases.placements.policies import allocation_of
from trafficking_cases.placements.workflow import Unaccompanied
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Cell, Clock, Column, Fact, Link, Row, TableRow
from trafficking_cases.whereabouts.actions import Given, Look, Standing
from trafficking_cases.whereabouts.workflow import Field

THE_PLACEMENT = "the placement"
HISTORY = (Column("Kind"), Column("Since"), Column("Until"), Column("Why it ended"))
WHO_LOOKED = (Column("When"), Column("Who"), Column("What"), Column("Why"))
CANNOT = (
    "Whoever stands in for the social worker: nobody inherits a look.",
    "Administrators of the system, and whoever keeps the database.",
    "Health, schools and others with whom the case is shared: they do not learn that the child is placed.",
    "Case summaries, lists, search, e-mails and notices: never.",
)


@dataclass(frozen=True)
class Box:
    """One of the six boxes: closed, or open with what is kept in it, which may be nothing."""

    label: str
    value: str = ""
    is_open: bool = False


def _at(name: str, *record: Any) -> str:
    return reverse(f"placements:{name}", args=[one.pk if hasattr(one, "pk") else one for one in record])


def case_page(case: Case, user: User, now: datetime, standings: Mapping[Any, Standing]) -> dict[str, Any]:
    """The tab: where the child is now, closed; what may be known of it; and where they were before."""
    head = frame.head_of(case, user, now, here="placement")
    may = head["may"]
    placements = list(Placement.objects.visible_to(user).filter(case=case).with_people())
    standing_now = [placement for placement in placements if placement.until is None]
    return {
        **head,
        "closed": [closed(placement, user, may, standings[placement.pk], now) for placement in standing_now],
        "is_placed": any(placement.is_main for placement in standing_now),
        "place_at": _at("place", case) if Permission.RECORD_PLACEMENT in may else "",
        "history_columns": HISTORY,
        "history": [_past(placement) for placement in placements if placement.until],
    }


def closed(placement: Placement, user: User, may: Any, standing: Standing, now: datetime) -> dict[str, Any]:
    """One placement that stands: six closed boxes, filled or not, its facts, and what the reader may do."""
    records = Permission.RECORD_PLACEMENT in may
    verbs = []
    if records and placement.is_main:
        verbs.append(Link("Record a move", _at("move", placement), kind="2"))
    if records:
        verbs.append(Link("Record that it is over", _at("end", placement), kind="2"))
    return {
        "placement": placement,
        "title": placement.get_kind_display(),
        "boxes": [Box(field.label) for field in Field],
        "show_at": _at("reveal", placement) if standing.may_look else "",
        "right": right_of(placement, user, standing, now),
        "facts": facts_of(placement),
        "verbs": verbs,
        "who_at": _at("who", placement) if standing.may_look else "",
        "looks": [
            Row(person, meta=f"{short_moment(look.at, now)} · “{look.words}”")
            for look, person in _named(standing.looks[:3])
        ],
    }


def right_of(placement: Placement, user: User, standing: Standing, now: datetime) -> str:
    """By which right the reader may look, and until when; or why they cannot, in words that ask nobody to guess."""
    if not standing.may_look:
        return "You have no right of your own to this. Ask the manager to whom the case is allocated."
    allocation = allocation_of(placement.case)
    recorded = "Each look is recorded, and those who hold the case see it."
    if allocation and user.pk == allocation.worker_id:
        return f"You may look while the case is allocated to you. {recorded}"
    if allocation and user.pk == allocation.manager_id:
        return f"You may look while you manage the case. {recorded}"
    mine = [given.until_at for given in standing.given if given.person_id == user.pk]
    return f"You may look until {long_moment(max(mine))}. {recorded}" if mine else recorded


def facts_of(placement: Placement) -> list[Fact]:
    """What may be known of a placement without knowing where it is."""
    until = f" until {spoken_day(placement.legal_until)}" if placement.legal_until else ""
    seeking = {
        Unaccompanied.YES: Fact("Unaccompanied", "Yes, seeking asylum without a family"),
        Unaccompanied.NO: Fact("Unaccompanied", "No"),
        Unaccompanied.UNKNOWN: Fact("Unaccompanied", none="not_known"),
    }
    return [
        Fact("Kind", placement.get_kind_display()),
        Fact("Since", spoken_day(placement.since)),
        Fact("Came about", placement.get_arranged_display()),
        Fact("Legal status", f"{placement.get_placed_under_display()}, from {spoken_day(placement.legal_from)}{until}"),
        seeking[Unaccompanied(placement.unaccompanied)],
        Fact("Recorded by", f"{placement.recorded_by.full_name}, {long_moment(placement.recorded_at)}"),
    ]


def _past(placement: Placement) -> TableRow:
    ended = spoken_day(placement.until) if placement.until else ""
    words = [placement.get_kind_display(), spoken_day(placement.since), ended, placement.get_ended_why_display()]
    return TableRow([Cell(words[0], header=True), *(Cell(word) for word in words[1:])])


def verb_page(placement: Placement, form: VerbForm, user: User, *, verb: str) -> dict[str, Any]:
    """The page of one verb on a placement."""
    back = _at("who", placement) if verb == "give" else placement.get_absolute_url()
    back_to = "who can see it" if verb == "give" else THE_PLACEMENT
    return frame.verb_page(placement.case, form, user, back=back, back_to=back_to, **VERBS[verb])


def place_page(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """The page on which a placement is recorded."""
    return frame.verb_page(case, form, user, back=_at("case", case), back_to=THE_PLACEMENT, **VERBS["place"])


KEPT_APART = (
    "Where the child is, is kept apart from the case and locked. Nobody finds it by a search, in a list, a summary or "
    "an e-mail.",
    "The social worker and the manager to whom the case is allocated can open it, with their reason on record.",
)
VERBS: dict[str, dict[str, Any]] = {
    "place": {
        "question": "Record where the child is placed",
        "button": "Record the placement",
        "guidance": KEPT_APART,
        "rules": ["P1", "P5"],
    },
    "move": {
        "question": "Record a move",
        "button": "Record the move",
        "lede": "The placement that stands ends on the day on which the new one begins.",
        "guidance": (*KEPT_APART, "Whoever was let in to the old place is let in to the new one only if you say so."),
        "rules": ["P1", "P5"],
    },
    "end": {
        "question": "Record that it is over",
        "button": "Record it",
        "guidance": (
            "If the child moved to another placement, record a move instead.",
            "Whoever was let in can no longer look. Those who hold the case can.",
        ),
        "rules": ["P1", "P5"],
    },
    "reveal": {
        "question": "Show where the child lives",
        "button": f"Show for {settings.REVEAL_SECONDS} seconds",
        "guidance": (
            "Your reason is on record before you see it, and those who hold the case read it.",
            f"It closes by itself after {settings.REVEAL_SECONDS} seconds and when you leave the page. It is kept "
            "nowhere in this browser, and is not printed.",
            "Do not write it in a note, a message or a calendar.",
        ),
        "rules": ["P1"],
    },
    "give": {
        "question": "Let somebody see where the child lives",
        "button": "Let them look",
        "guidance": (
            "It is for one person and this placement. When the child moves it ends, and they have to be let in anew.",
            "Nobody lets themselves in.",
        ),
        "rules": ["P1"],
    },
}


def revealed_page(
    placement: Placement, user: User, now: datetime, *, shown: Mapping[Field, str], purpose: str, words: str
) -> dict[str, Any]:
    """What was asked for, open; everything else stays closed."""
    return {
        **frame.head_of(placement.case, user, now, here="placement"),
        "boxes": [Box(field.label, shown.get(field, ""), field in shown) for field in Field],
        "seconds": settings.REVEAL_SECONDS,
        "close_at": placement.get_absolute_url(),
        "said": f"You said: {within_a_sentence(purpose)}. “{words}”. Recorded {said_when(now, now)}.",
    }


def who_page(placement: Placement, user: User, now: datetime, standing: Standing) -> dict[str, Any]:
    """Who can see where the child is, why and until when; who looked; and who cannot."""
    head = frame.head_of(placement.case, user, now, here="placement")
    gives = Permission.GRANT_WHEREABOUTS in head["may"] and placement.until is None
    people = {person.pk: person for person in User.objects.filter(pk__in=_people_in(standing))}
    return {
        **head,
        "placement": placement,
        "who": f"{placement.get_kind_display()}, since {spoken_day(placement.since)}",
        "back_at": placement.get_absolute_url(),
        "holders": [
            *_by_allocation(placement),
            *(_by_grant(placement, given, people, now) for given in standing.given),
        ],
        "give_at": _at("give", placement) if gives else "",
        "ends": gives,
        "looked_columns": WHO_LOOKED,
        "looked": [_looked(look, person, now) for look, person in _named(standing.looks)],
        "cannot": CANNOT,
        "days": settings.WHEREABOUTS_GRANT_LONGEST_DAYS,
    }


def _by_allocation(placement: Placement) -> list[dict[str, Any]]:
    allocation = allocation_of(placement.case)
    if allocation is None:
        return []
    return [
        _holder(person, why, "While the case is allocated")
        for person, why in (
            (allocation.worker, "The child’s social worker"),
            (allocation.manager, "Manages the case"),
        )
    ]


def _by_grant(placement: Placement, given: Given, people: Mapping[Any, User], now: datetime) -> dict[str, Any]:
    state = "soon" if (given.until_at - now).days < 7 else "later"
    return _holder(
        people[given.person_id],
        f"{given.purpose.label}. “{given.reason}”",
        "",
        by=f"{people[given.given_by_id].full_name}, {spoken_day(day_in_london(given.from_at))}",
        until=Clock(state, f"Until {spoken_day(day_in_london(given.until_at))}"),
        end_at=_at("take_back", placement, given.id),
    )


def _holder(
    person: User, why: str, how_long: str, *, by: str = "", until: Clock | None = None, end_at: str = ""
) -> dict[str, Any]:
    return {"person": person, "why": why, "how_long": how_long, "by": by, "until": until, "end_at": end_at}


def _looked(look: Look, person: str, now: datetime) -> TableRow:
    what = ", ".join(field.label for field in look.fields)
    return TableRow(
        [
            Cell(short_moment(look.at, now), look="nw"),
            Cell(person),
            Cell(what),
            Cell(f"{look.purpose.label}. “{look.words}”"),
        ]
    )


def _named(looks: Sequence[Look]) -> list[tuple[Look, str]]:
    names = dict(User.objects.filter(pk__in={look.by_id for look in looks}).values_list("pk", "full_name"))
    return [(look, names[look.by_id]) for look in looks if look.by_id in names]


def _people_in(standing: Standing) -> set[Any]:
    return {who for given in standing.given for who in (given.person_id, given.given_by_id)}


frame.add_tab(
    frame.Tab(
        70,
        "placement",
        "Placement",
        lambda case: reverse("placements:case", args=[case.pk]),
        Permission.READ_PLACEMENT,
    )
)
