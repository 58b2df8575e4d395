"""The verbs about an adult around a child: recorded, verified, doubted, of concern, no longer of concern."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.models import Adult, Case, Standing
from trafficking_cases.children.policies.adults import (
    why_not_add_adult,
    why_not_doubt,
    why_not_flag,
    why_not_lift,
    why_not_verify,
)
from trafficking_cases.children.workflow.adults import Ground, Relationship, Status
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain, within_a_sentence
from trafficking_cases.people.models import User


@transaction.atomic
def add_adult(
    case: Case,
    *,
    name: str,
    claimed_as: Relationship,
    said_by: str,
    said_as: str = "",
    other_names: str = "",
    description: str = "",
    reached_through: str = "",
    do_not_contact: str = "",
    by: User,
    at: datetime | None = None,
) -> Adult:
    """Record an adult around the child. What they are said to be is a claim until it is checked.

    [Rules C3, R4; procedure 2, 4.3, 4.4]
    """
    require(by, Permission.RECORD_ADULT, case)
    name, description, said_by = (plain(typed).strip() for typed in (name, description, said_by))
    refuse_if(why_not_add_adult(name=name, description=description, said_by=said_by))

    now = at or timezone.now()
    adult = Adult.objects.create(
        case=case,
        name=name,
        other_names=plain(other_names).strip(),
        description=description,
        reached_through=plain(reached_through).strip(),
        do_not_contact=plain(do_not_contact).strip(),
        claimed_as=claimed_as,
        said_as=plain(said_as).strip(),
        said_by=said_by,
        added_at=now,
        added_by=by,
    )
    _write_down(
        adult, "adult.added", "An adult around the child was recorded; what they are is a claim.", by=by, at=now
    )
    return adult


@transaction.atomic
def verify(adult: Adult, *, ground: Ground, by: User, at: datetime | None = None) -> Adult:
    """Say that an adult is what they are said to be, and on what ground. [Rule C3; procedure 2, 4.4]"""
    require(by, Permission.RECORD_ADULT, adult)
    adult = _locked(adult)
    now, ground = at or timezone.now(), Ground(ground)
    refuse_if(why_not_verify(adult, ground))
    adult.status, adult.ground, adult.doubt = Status.VERIFIED, ground, ""
    adult.checked_at, adult.checked_by = now, by
    adult.save(update_fields=["status", "ground", "doubt", "checked_at", "checked_by"])
    said = f"An adult's relationship was verified: {within_a_sentence(ground.label)}."
    _write_down(adult, "adult.verified", said, by=by, at=now)
    return adult


@transaction.atomic
def doubt(adult: Adult, *, reason: str, by: User, at: datetime | None = None) -> Adult:
    """Say that an adult may not be what they are said to be, and why. [Rule C3; procedure 2, 4.4]"""
    require(by, Permission.RECORD_ADULT, adult)
    adult, reason = _locked(adult), plain(reason).strip()
    refuse_if(why_not_doubt(adult, reason))
    now = at or timezone.now()
    adult.status, adult.ground, adult.doubt = Status.DOUBTED, "", reason
    adult.checked_at, adult.checked_by = now, by
    adult.save(update_fields=["status", "ground", "doubt", "checked_at", "checked_by"])
    said = "An adult's relationship is doubted."
    _write_down(adult, "adult.doubted", said, reason=reason, significant=True, by=by, at=now)
    return adult


@transaction.atomic
def flag_concern(adult: Adult, *, reason: str, by: User, at: datetime | None = None) -> Adult:
    """Say that an adult is of concern, whatever they are to the child. [Rule C3; procedure 2, 4.4]"""
    require(by, Permission.RECORD_ADULT, adult)
    adult, reason = _locked(adult), plain(reason).strip()
    refuse_if(why_not_flag(adult, reason))
    now = at or timezone.now()
    adult.concern, adult.flagged_at, adult.flagged_by = reason, now, by
    adult.save(update_fields=["concern", "flagged_at", "flagged_by"])
    said = "An adult around the child is of concern."
    _write_down(adult, "adult.flagged", said, reason=reason, significant=True, by=by, at=now)
    return adult


@transaction.atomic
def lift_concern(adult: Adult, *, reason: str, by: User, at: datetime | None = None) -> Adult:
    """Say that an adult is no longer of concern, and why. [Rule C3; procedure 2, 4.4]"""
    require(by, Permission.RECORD_ADULT, adult)
    adult, reason = _locked(adult), plain(reason).strip()
    refuse_if(why_not_lift(adult, reason))
    now = at or timezone.now()
    adult.concern, adult.flagged_at, adult.flagged_by = "", None, None
    adult.save(update_fields=["concern", "flagged_at", "flagged_by"])
    said = "The concern about an adult around the child was lifted."
    _write_down(adult, "adult.concern_lifted", said, reason=reason, significant=True, by=by, at=now)
    return adult


def _locked(adult: Adult) -> Adult:
    return Adult.objects.select_for_update(of=("self",)).select_related("case").get(pk=adult.pk)


def _write_down(
    adult: Adult,
    name: str,
    sentence: str,
    *,
    reason: str = "",
    significant: bool = False,
    by: User,
    at: datetime,
) -> None:
    """The history of the adult, a line of the chronology without their name, and the audit in codes."""
    Standing.objects.create(
        adult=adult,
        status=adult.status,
        ground=adult.ground,
        is_of_concern=adult.is_of_concern,
        reason=reason,
        at=at,
        by=by,
    )
    link = adult.get_absolute_url()
    note(adult.case, at=at, kind=name, sentence=sentence, link=link, significant=significant, by=by)
    audit.record(name, adult, by=by, claimed_as=adult.claimed_as, ground=adult.ground, is_purported=adult.is_purported)
