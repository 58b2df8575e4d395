"""Writing a referral: saved as it is typed, sent once."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict

from django.db import transaction
from django.utils import timezone

from referrals.models import Draft, Receipt, Referral, Sign, SuspectedExploitation
from referrals.models.drafts import KEPT_FOR
from referrals.notices import tell_front_door
from referrals.workflow import URGENT, Urgency
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children import identity
from trafficking_cases.children.models import Child
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.lib.moments import MonthOrYear
from trafficking_cases.lib.references import random_reference
from trafficking_cases.people.models import User

Typed = dict[str, str | list[str]]


class Answers(TypedDict):
    """A referral's answers, read and found possible; the three that rule R1 asks for are never empty."""

    urgency: Urgency
    concern: str
    happened_on: date | None
    where_seen: str
    reach_referrer: str
    family_contact: str
    do_not_contact: str
    reach_child: str
    known_as: str
    also_called: str
    description: str
    sex: str
    born_on: date | MonthOrYear | None
    about_age: int | None
    nationality: str
    language: str
    adults: str
    something_else: str
    signs: dict[str, str]
    exploitation: dict[str, str]


OF_THE_CHILD = ("description", "sex")
# Who the child is said to be: each answer is kept as a claim of whoever refers. [Rule C2]
CLAIMED = ("known_as", "also_called", "born_on", "about_age", "nationality", "language")
OF_THE_REFERRAL = (
    "urgency",
    "concern",
    "happened_on",
    "where_seen",
    "reach_referrer",
    "family_contact",
    "do_not_contact",
    "reach_child",
    "adults",
    "something_else",
)


def start(*, by: User) -> Draft:
    """Begin a referral, so that the first letter typed has a place to be kept. [Rule R1; procedure 4.3]"""
    require(by, Permission.REPORT_CONCERN)
    now = timezone.now()
    return Draft.objects.create(author=by, started_at=now, saved_at=now)


class SavedElsewhere(Exception):
    """The same page was saved from another window since this one was opened."""


@transaction.atomic
def save(draft: Draft, *, typed: Typed, by: User, page: str = "", seen: int | None = None) -> Draft:
    """Keep what was typed, possible or not; boxes that are not in `typed` stay as they were. [Rule R1]

    `seen` is the version of the page that was typed on: nothing writes over what another window saved meanwhile. The
    page then shows both, with the version that was saved there, and whoever presses the button again means it.
    """
    require(by, Permission.REPORT_CONCERN, draft)
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.sent_as_id:
        return draft
    changed = {name: value for name, value in typed.items() if draft.answers.get(name) != value}
    if changed and seen is not None and seen != draft.version_of(page):
        raise SavedElsewhere
    if changed:
        draft.answers |= changed
        draft.versions[page] = draft.version_of(page) + 1
    draft.saved_at = timezone.now()
    draft.save(update_fields=["answers", "versions", "saved_at"])
    return draft


@transaction.atomic
def send(draft: Draft, *, answers: Answers, by: User) -> Referral:
    """Send the concern to the front door and start its clock; sent twice, it is still one referral. [Rules R1, R2]"""
    require(by, Permission.REPORT_CONCERN, draft)
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.sent_as:
        return draft.sent_as
    referral = receive(answers=answers, by=by)
    draft.sent_as, draft.answers = referral, {}
    draft.save(update_fields=["sent_as", "answers"])
    return referral


@transaction.atomic
def receive(*, answers: Answers, by: User, at: datetime | None = None) -> Referral:
    """Take a concern in: the referral, its clock, its receipt, and a notice to the front door. [Rules R1, R2]"""
    require(by, Permission.REPORT_CONCERN)
    now = at or timezone.now()
    child = Child.objects.create(added_at=now, **_chosen(answers, OF_THE_CHILD))
    child = identity.first_claims(child, source=by.agency.name, by=by, at=now, **_chosen(answers, CLAIMED))
    referral = _with_a_reference(
        Referral(
            child=child,
            made_by=by,
            agency=by.agency,
            authority=by.agency.front_door,
            received_at=now,
            **_chosen(answers, OF_THE_REFERRAL),
        )
    )
    Sign.objects.bulk_create([Sign(referral=referral, code=code, seen=seen) for code, seen in answers["signs"].items()])
    SuspectedExploitation.objects.bulk_create(
        [
            SuspectedExploitation(referral=referral, code=code, certainty=certainty)
            for code, certainty in answers["exploitation"].items()
        ]
    )
    Receipt.objects.create(referral=referral, made_by=by, reference=referral.reference, received_at=now)
    _start_clocks(referral, at=now, by=by)
    audit.record("referral.received", referral, by=by, urgency=referral.urgency)
    tell_front_door(referral)
    return referral


def expire(now: datetime) -> int:
    """Remove drafts whose time is over, sent ones too: what was sent is in the referral."""
    removed, _ = Draft.objects.filter(saved_at__lte=now - KEPT_FOR).delete()
    return removed


def _chosen(answers: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: answers[name] for name in names}


def _start_clocks(referral: Referral, *, at: datetime, by: User) -> None:
    """One working day; four hours before it where there is danger or the child may go missing. [Rule R2]"""
    codes = ["REF-08", "REF-03"] if referral.urgency in URGENT else ["REF-03"]
    for code in codes:
        deadlines.start(
            code,
            subject=referral,
            started_at=at,
            by=by,
            concerning=f"Decision on referral {referral.reference}",
            link=referral.get_absolute_url(),
            authority=referral.authority,
        )


def _with_a_reference(referral: Referral) -> Referral:
    """Save with a reference that no other referral has."""
    taken = True
    while taken:
        referral.reference = random_reference("R")
        taken = Referral.objects.filter(reference=referral.reference).exists()
    referral.save(force_insert=True)
    return referral
