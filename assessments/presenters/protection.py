"""Immediate protection, in words. [Rule R6; procedure 4.3]"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from assessments.models import ImmediateProtection
from assessments.models.protection import TakenBy
from referrals import additions
from referrals.models import Referral
from referrals.presenters import verb_page
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.children.models import Case
from trafficking_cases.lib.moments import said_when, short_moment
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Link, Row, Section

TITLE, ANCHOR = "Immediate protection", "protection"
NOBODY = "Nobody has recorded that the child was protected at once."
BUTTON = "Record that the child was protected"
ASKED = {
    "question": "Who protected the child, and when?",
    "button": BUTTON,
    "lede": "Two answers are enough. Everything else can wait.",
    "guidance": (
        "Protection never waits for a form, a decision or an agreement. This only records it.",
        "The strategy discussion follows within 24 hours.",
    ),
    "rules": ("R6",),
}


def section(case: Case, user: User, now: datetime) -> Section:
    """What there is of it on a case, and what can be done next."""
    # Also what was recorded on its referral and is not yet brought over.
    protections = ImmediateProtection.objects.visible_to(user).filter(case=case).select_related("recorded_by")
    at = reverse("assessments:protect", args=[case.pk])
    may = case.allows(user, Permission.RECORD_PROTECTION)
    return _section(protections, now, verbs=[Link(BUTTON, at, kind="2")] if may else [])


def section_on_referral(referral: Referral, user: User, now: datetime) -> Section | None:
    """The same on a referral, with or without a case; nothing for whoever may neither read nor record it."""
    may = referral.allows(user, Permission.RECORD_PROTECTION)
    if not may and not referral.shows_workings_to(user):
        return None
    about = ImmediateProtection.objects.visible_to(user).filter(referral=referral).select_related("recorded_by")
    at = reverse("assessments:protect_on_referral", args=[referral.pk])
    return _section(about, now, verbs=[Link(BUTTON, at, kind="2")] if may else [])


def _section(protections: Iterable[ImmediateProtection], now: datetime, *, verbs: list[Link]) -> Section:
    rows = [
        Row(
            TakenBy(protection.taken_by).label,
            meta=_said_of(protection, now),
            rules=("R6",),
        )
        for protection in protections
    ]
    return Section(TITLE, ANCHOR, rows, NOBODY, verbs=verbs, count=len(rows) or None)


def _said_of(protection: ImmediateProtection, now: datetime) -> str:
    recorded = f"Recorded by {protection.recorded_by.full_name}, {said_when(protection.recorded_at, now)}."
    return " ".join(filter(None, [f"{short_moment(protection.at, now)}.", protection.what, recorded]))


def protect_page(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """Two questions on a case."""
    back = reverse("assessments:overview", args=[case.pk])
    return frame.verb_page(case, form, user, back=back, back_to="the enquiry", **ASKED)  # type: ignore[arg-type]


def protect_on_referral_page(referral: Referral, form: VerbForm) -> dict[str, Any]:
    """The same two questions before there is a case."""
    return verb_page(referral, form) | ASKED


additions.add_section(section_on_referral)
