"""One adult around a child, in words: the claim, how well it is known, and what follows. [Rule C3]"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from trafficking_cases.casefile.wording import BARRED, claim_said, how_it_stands, named
from trafficking_cases.children.models import Adult, Case, Standing
from trafficking_cases.children.policies.adults import why_not_verify
from trafficking_cases.children.workflow.adults import Ground, Status
from trafficking_cases.lib.moments import said_when, short_moment
from trafficking_cases.web.shapes import Entry, Fact, Link, Row, Tag

CHIPS = {
    Status.CLAIMED: Tag("Claimed", "slate", "speech"),
    Status.VERIFIED: Tag("Verified", "leaf", "check"),
    Status.DOUBTED: Tag("Doubted", "amber", "alert"),
}
OF_CONCERN = Tag("Of concern", "brick", "flag")
DO_NOT_CONTACT = Tag("Do not contact", "brick", "nocall")


@dataclass(frozen=True)
class AdultShown:
    """One adult as the page of people shows them."""

    anchor: str
    name: str
    chips: Sequence[Tag]
    says: str
    barred: str
    facts: Sequence[Fact]
    reached: str
    is_reached_with_care: bool
    grounds: Sequence[tuple[str, str]]
    verify_at: str
    verbs: Sequence[Link]
    history: Sequence[Entry]


def rows_of_adults(adults: Iterable[Adult]) -> list[Row]:
    """The adults in short, for the first page of the case."""
    return [
        Row(
            named(adult),
            href=adult.get_absolute_url(),
            tag=_chips(adult)[0],
            meta=_said_of(adult),
            rules=["C3"] if adult.is_purported else [],
        )
        for adult in sorted(adults, key=lambda adult: not adult.is_purported)
    ]


def _said_of(adult: Adult) -> str:
    said = f"{claim_said(adult)} {how_it_stands(adult)}"
    return f"{said} {BARRED}" if adult.is_purported else said


def _chips(adult: Adult) -> list[Tag]:
    """What matters most comes first."""
    chips = [DO_NOT_CONTACT] if adult.do_not_contact else []
    if adult.is_of_concern:
        chips.append(OF_CONCERN)
    return [*chips, CHIPS[Status(adult.status)]]


def shown(adult: Adult, now: datetime) -> AdultShown:
    """One adult whole: chips, claim, facts, what can be done next, and the history."""
    return AdultShown(
        anchor=f"adult-{adult.pk}",
        name=named(adult),
        chips=_chips(adult),
        says=f"{claim_said(adult)} {how_it_stands(adult)}",
        barred=BARRED if adult.is_purported else "",
        facts=_facts(adult, now),
        reached=adult.reached_through,
        is_reached_with_care=bool(adult.do_not_contact) or adult.is_purported,
        grounds=[(ground.value, ground.label) for ground in Ground if not why_not_verify(adult, ground)],
        verify_at=_at(adult, "verify"),
        verbs=_verbs(adult),
        history=[_entry(standing, now) for standing in adult.standings.all()],
    )


def _facts(adult: Adult, now: datetime) -> list[Fact]:
    facts = [Fact("Who says so", adult.said_by)]
    if adult.other_names:
        facts.append(Fact("Other names", adult.other_names))
    if adult.description and adult.name:
        facts.append(Fact("Description", adult.description))
    if adult.checked_at and adult.checked_by:
        said = adult.doubt or Ground(adult.ground).label
        aside = f"{adult.checked_by.full_name}, {said_when(adult.checked_at, now)}"
        facts.append(Fact("Doubted because" if adult.doubt else "Verified because", said, aside=aside))
    if adult.flagged_at and adult.flagged_by:
        aside = f"{adult.flagged_by.full_name}, {said_when(adult.flagged_at, now)}"
        facts.append(Fact("Of concern because", adult.concern, aside=aside))
    return facts


def _verbs(adult: Adult) -> list[Link]:
    """What can be done next; what cannot is not offered."""
    verbs, about = [], named(adult)
    if adult.status != Status.DOUBTED:
        verbs.append(Link("Doubt the relationship", _at(adult, "doubt"), kind="2", hidden=about))
    if adult.is_of_concern:
        verbs.append(Link("Lift the concern", _at(adult, "lift_concern"), kind="2", hidden=about))
    else:
        verbs.append(Link("Flag a concern", _at(adult, "flag_concern"), kind="2", icon="flag", hidden=about))
    return verbs


def _at(adult: Adult, verb: str) -> str:
    return reverse(f"casefile:{verb}", args=[adult.pk])


def _entry(standing: Standing, now: datetime) -> Entry:
    ground = f": {Ground(standing.ground).label.lower()}" if standing.ground else ""
    concern = ", of concern" if standing.is_of_concern else ""
    return Entry(
        when=short_moment(standing.at, now),
        title=f"{Status(standing.status).label}{ground}{concern}",
        source=standing.by.full_name,
        more=standing.reason,
    )


def warned_of(case: Case) -> list[Adult]:
    """The adults whom nobody on the case may contact, with who wrote so; a share of the case is enough to be warned."""
    return list(Adult.objects.not_to_be_contacted(case).select_related("added_by__agency"))
