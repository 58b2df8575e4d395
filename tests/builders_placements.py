"""Placed children for tests, through the real verbs. The vault sees what is committed: use `placed_cast`."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from tests.builders import somebody
from trafficking_cases.children.models import Case
from trafficking_cases.people.models import User
from trafficking_cases.placements import actions
from trafficking_cases.placements.models import Placement

CANARY = "14 Wherrymoor Rise, Little Sallowby, ZZ99 9ZZ"
WHEREABOUTS = {
    "address": CANARY,
    "carer": "Maud Sallowby-Thrale",
    "telephone": "07700 900652",
    "school": "Wherrymoor Academy",
    "surgery": "Sallowby Surgery",
    "transport": "Thrale Taxis",
}
FACTS = {
    "kind": "foster_care",
    "arranged": "planned",
    "since": date(2026, 10, 30),
    "placed_under": "section_20",
    "legal_from": date(2026, 10, 30),
    "unaccompanied": "yes",
}


def a_placement(case: Case, *, by: User | None = None, whereabouts: dict[str, str] | None = None, **facts) -> Placement:
    """A child who is placed, recorded by their social worker."""
    kept = WHEREABOUTS if whereabouts is None else whereabouts
    return actions.place(case, **FACTS | facts, whereabouts=kept, by=by or somebody("social.worker"))


def a_grant(
    placement: Placement, *, to: User, by: User | None = None, until: datetime | None = None, at: datetime | None = None
) -> UUID:
    """Somebody who was let in by the manager, for ten days."""
    return actions.give(
        placement,
        to=to,
        purpose="protection",
        reason="Drives past at night.",
        until=until or (at or timezone.now()) + timedelta(days=10),
        by=by or somebody("manager"),
        at=at,
    )


def a_look(placement: Placement, *, by: User, fields: tuple[str, ...] = ("address",)) -> dict[str, str]:
    """Somebody who opens where the child is."""
    return actions.reveal(placement, fields=fields, purpose="visit", words="Visit this afternoon", by=by)
