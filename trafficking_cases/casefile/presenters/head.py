"""What stands over every page of a case: whose it is, whom not to contact, and where the reader is."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from referrals.models import Referral
from referrals.presenters import barred_lines
from referrals.wording import age_words, spoken_name
from referrals.workflow import FamilyContact
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile.presenters.adults import warned_of
from trafficking_cases.casefile.wording import barred_adults
from trafficking_cases.children import frame
from trafficking_cases.children.models import Adult, Allocation, Case
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.moments import long_moment
from trafficking_cases.lib.text import sentence_begins
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Barred, Link

NOT_SAID = ("", FamilyContact.UNKNOWN)


def head_of(case: Case, user: User, now: datetime, *, here: str) -> dict[str, Any]:
    """What stands over every page of a case: who, whose, how it stands, whom not to contact, where the reader is."""
    may = case.verbs_of(user)
    allocation = Allocation.objects.filter(case=case, ended_at=None).select_related("worker", "manager").first()
    return {
        "case": case,
        "name": spoken_name(case.child),
        "meta": _identity(case, now),
        "may": may,
        "allocation": allocation,
        "actions": _verbs(case, allocation, may) if here == "now" else [],
        "tabs": list(frame.tabs_of(case, may, here=here)),
        **warnings_of(case, user, on_the_case=Permission.READ_REFERRAL in may),
    }


def _identity(case: Case, now: datetime) -> str:
    child = case.child
    age = age_words(child, timezone.localdate(now))
    said = [child.get_sex_display() if child.sex != "unknown" else "", age, child.nationality]
    spoken = f"Speaks {child.language}" if child.language else ""
    also = f"Also {child.also_called}" if child.also_called else ""
    words = " · ".join(filter(None, [*said, spoken, also]))
    return sentence_begins(words)


def _verbs(case: Case, allocation: Allocation | None, may: Collection[Permission]) -> list[Link]:
    verbs = []
    if Permission.ALLOCATE_CASE in may:
        look, text = ("2", "Allocate to somebody else") if allocation else ("", "Allocate")
        verbs.append(Link(text, reverse("casefile:allocate", args=[case.pk]), kind=look))
    if Permission.EXPORT_SUMMARY in may:
        verbs.append(Link("Export a summary", reverse("casefile:export", args=[case.pk]), kind="2", icon="file"))
    return verbs


def contact_warnings(referrals: Sequence[Referral], on_the_case: bool, adults: Sequence[Adult] = ()) -> dict[str, Any]:
    """Whom not to contact, and whether anybody was asked at all. [Rule R4; procedure 4.3]"""
    lines: list[Barred] = [line for referral in referrals for line in barred_lines(referral)]
    lines = [*barred_adults(adults), *lines]
    warned = [referral for referral in referrals if referral.family_contact == FamilyContact.DO_NOT]
    written = [
        f"{referral.made_by.full_name if on_the_case else referral.agency.name}, {long_moment(referral.received_at)}"
        for referral in warned
    ]
    written += [
        f"{adult.added_by.full_name if on_the_case else adult.added_by.agency.name}, {long_moment(adult.added_at)}"
        for adult in adults
    ]
    nobody_knows = not warned and any(referral.family_contact in NOT_SAID for referral in referrals)
    return {
        "barred": lines,
        "barred_by": f"Written by {'; '.join(written)}." if written else "",
        "contact_unknown": nobody_knows,
    }


def warnings_of(case: Case, user: User, *, on_the_case: bool) -> dict[str, Any]:
    """The same for a page that shows nothing else of the referrals and the adults. [Rule R4; procedure 4.3]"""
    referrals = Referral.objects.visible_to(user).filter(case=case).with_people()
    return contact_warnings(list(referrals), on_the_case, warned_of(case))


def verb_page(case: Case, form: VerbForm, user: User, *, waits_for: Sequence[Reason] = ()) -> dict[str, Any]:
    """The page of one verb on a case: whose case, whom not to contact, the questions, and every reason why not."""
    return {
        "case": case,
        "name": spoken_name(case.child),
        "form": form,
        "refusal": form.refusal,
        "waits_for": " ".join(reason.message for reason in waits_for),
        "barred": barred_on(case, user),
    }


def barred_on(case: Case, user: User) -> Sequence[Barred]:
    """Whom not to contact, for every page on which a contact could start. [Rule R4; procedure 4.3]"""
    return warnings_of(case, user, on_the_case=True)["barred"]


frame.draw_with(frame.Drawing(head=head_of, barred=barred_on))
frame.add_tab(frame.Tab(10, "now", "Now", Case.get_absolute_url, Permission.READ_CASE))
frame.add_tab(
    frame.Tab(
        20,
        "identity",
        "Identity",
        lambda case: reverse("casefile:identity", args=[case.pk]),
        Permission.READ_CASE,
    )
)
frame.add_tab(
    frame.Tab(
        30,
        "chronology",
        "Chronology",
        lambda case: reverse("casefile:chronology", args=[case.pk]),
        Permission.READ_CASE,
        lambda case: case.chronology.count(),
    )
)
frame.add_tab(
    frame.Tab(
        40,
        "people",
        "People",
        lambda case: reverse("casefile:people", args=[case.pk]),
        Permission.RECORD_ADULT,
        lambda case: case.adults.count(),
    )
)
