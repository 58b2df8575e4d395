"""What every page shows of a child, worked out from the claims that are worked with. [Rules C1, C2]"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from trafficking_cases.children.ages import SLACK_YEARS, Born, age_on, turns_18_on
from trafficking_cases.children.models import AgeDecision, Child, Claim
from trafficking_cases.children.models.children import PROJECTED, BirthDateIs
from trafficking_cases.children.workflow.claims import Accuracy, AgeOutcome, Kind
from trafficking_cases.lib.text import shortened

LONGEST = {"known_as": 200, "also_called": 200, "nationality": 120, "language": 120}


def project(child: Child, *, at: datetime, today: date) -> Child:
    """Write the working identity over the child's own columns, which lists, searches and papers read."""
    claims = list(child.claims.order_by("added_at", "-name_kind", "id"))
    decision = child.age_decisions.first()
    before = (child.born_from, child.born_until, child.turns_18_on)
    for name, value in {**_names_of(claims), **_birth_of(claims, decision, today)}.items():
        setattr(child, name, value)
    if (child.born_from, child.born_until, child.turns_18_on) != before:
        child.birth_known_at = at if child.born_from else None
    child.save(update_fields=PROJECTED)
    return child


def born_of(claim: Claim) -> Born:
    """The days that a claim about a birth leaves open."""
    if claim.born_from is None or claim.born_until is None:
        raise ValueError("only a claim about a birth has its days")
    return Born(claim.born_from, claim.born_until)


def is_disputed(working: Claim, births: Iterable[Claim], decision: AgeDecision | None) -> bool:
    """Whether somebody disputes the birth that is worked with, or another claim contradicts it.

    An age decision that names the date settles it. [Rule C1; procedure 2]
    """
    born = born_of(working)
    if decision and decision.born_on and born == Born(decision.born_on, decision.born_on):
        return False
    return working.is_disputed or any(born.contradicts(born_of(other)) for other in births)


def _names_of(claims: Sequence[Claim]) -> dict[str, str]:
    said = {
        "known_as": [claim.value for claim in claims if claim.kind == Kind.NAME and claim.is_working],
        "also_called": [c.value for c in claims if c.kind == Kind.NAME and not c.is_working and not c.is_false],
        "nationality": [claim.value for claim in claims if claim.kind == Kind.NATIONALITY and claim.is_working],
        "language": [claim.value for claim in claims if claim.kind == Kind.LANGUAGE and claim.is_working],
    }
    return {name: shortened(", ".join(dict.fromkeys(values)), LONGEST[name]) for name, values in said.items()}


def _birth_of(claims: Sequence[Claim], decision: AgeDecision | None, today: date) -> dict[str, Any]:
    births = [claim for claim in claims if claim.kind == Kind.BIRTH_DATE and not claim.is_false]
    working = next((claim for claim in births if claim.is_working), None)
    decided = decision.outcome if decision else ""
    if working is None:
        nothing = dict.fromkeys(("born_on", "about_age", "born_from", "born_until", "turns_18_on"))
        return {**nothing, "birth_date_is": BirthDateIs.UNKNOWN, "age_decided": decided}
    born = born_of(working)
    return {
        "birth_date_is": _how_well_known(born, is_disputed(working, births, decision)),
        "born_on": born.latest if born.is_exact else None,
        "about_age": _about_age(working, births, today),
        "born_from": born.earliest,
        "born_until": born.latest,
        "age_decided": decided,
        "turns_18_on": None if decided == AgeOutcome.ADULT else turns_18_on(born),
    }


def _how_well_known(born: Born, disputed: bool) -> BirthDateIs:
    if disputed:
        return BirthDateIs.DISPUTED
    return BirthDateIs.EXACT if born.is_exact else BirthDateIs.ESTIMATED


def _about_age(working: Claim, births: Sequence[Claim], today: date) -> int | None:
    """The age that somebody said, the working claim's first; for a month or a year, what they are at least."""
    for claim in (working, *births):
        if claim.accuracy == Accuracy.AGE:
            return max(age_on(born_of(claim).earliest, claim.said_on) - SLACK_YEARS, 0)
    born = born_of(working)
    return None if born.is_exact else max(age_on(born.latest, today), 0)
