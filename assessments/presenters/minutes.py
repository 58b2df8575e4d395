"""Minutes, enforcement decisions and help given, in words. [Rules M1, M6]"""

from datetime import datetime
from typing import Any

from django.urls import reverse

from assessments.models import Minutes, MultiAgencyMeeting
from assessments.policies.minutes import why_not_sign_minutes
from trafficking_cases.children import frame
from trafficking_cases.lib.moments import long_moment, short_moment
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Entry, Way


def version_entries(agreement: MultiAgencyMeeting, now: datetime) -> list[Entry]:
    """Every version, the newest first; a correction says why, and the one before stands beside it."""
    return [_entry(minutes, now) for minutes in agreement.minutes.select_related("written_by", "signed_by")]


def _entry(minutes: Minutes, now: datetime) -> Entry:
    signed = "not signed yet"
    if minutes.signed_at and minutes.signed_by:
        signed = f"signed by {minutes.signed_by.full_name}, {long_moment(minutes.signed_at)}"
    why = f"Corrected because: {minutes.corrects_because}\n\n" if minutes.corrects_because else ""
    return Entry(
        when=short_moment(minutes.written_at, now),
        title=f"Version {minutes.version}, {signed}",
        kind="significant" if minutes.signed_at else "ordinary",
        source=minutes.written_by.full_name,
        more=f"{why}{minutes.text}",
    )


def enforcement_entries(agreement: MultiAgencyMeeting, now: datetime) -> list[Entry]:
    """What the Police decided, and who helped them, in the order of time."""
    decided = [
        (one.at, "The Police decided", one.decision, one.by)
        for one in agreement.enforcement.select_related("by__agency")
    ]
    helped = [(one.at, "Help given", one.what, one.by) for one in agreement.help_given.select_related("by__agency")]
    return [
        Entry(when=short_moment(at, now), title=title, source=f"{by.full_name}, {by.agency.name}", more=said)
        for at, title, said, by in sorted([*decided, *helped], key=lambda told: told[0])
    ]


def written_so_far(latest: Minutes | None) -> dict[str, str]:
    """The last version, to go on from."""
    if latest is None:
        return {}
    return {"text": latest.text, "corrects_because": "" if latest.signed_at else latest.corrects_because}


def write_page(agreement: MultiAgencyMeeting, latest: Minutes | None, form: VerbForm, user: User) -> dict[str, Any]:
    """What was said and decided; beside a signed version, why it is corrected."""
    is_correction = bool(latest and latest.signed_at)
    return _page(
        agreement,
        form,
        user,
        question="Correct the minutes" if is_correction else "Write the minutes",
        button="Keep the minutes",
        lede="The signed version stays as it is. This one stands beside it, and is signed again."
        if is_correction
        else "They can be changed until the chair has signed them. Then they are locked.",
        refused="These minutes cannot be kept yet",
        rules=["M1"],
    )


def sign_page(agreement: MultiAgencyMeeting, latest: Minutes | None, form: VerbForm, user: User) -> dict[str, Any]:
    """The text that is signed, over the button that signs it."""
    standing = why_not_sign_minutes(agreement, latest, read=latest.version if latest else 0, by=user)
    write = reverse("assessments:write_minutes", args=[agreement.pk])
    return _page(
        agreement,
        form,
        user,
        question="Sign the minutes?",
        button="Sign and lock the minutes",
        lede="Once they are signed nobody can change them, you included. Everybody who was there is told.",
        refused="These minutes cannot be signed yet",
        standing=standing,
        ways=[Way("Write the minutes", write), Way("Go to the meeting", agreement.get_absolute_url())],
        rules=["M1"],
    ) | {"minutes": latest}


def enforcement_page(agreement: MultiAgencyMeeting, form: VerbForm, user: User) -> dict[str, Any]:
    """What law enforcement decided; the Police alone write it."""
    return _page(
        agreement,
        form,
        user,
        question="What did the Police decide?",
        button="Record the decision",
        refused="This cannot be recorded here",
        rules=["M6"],
        ways=[Way("Record the help that you gave", reverse("assessments:record_help", args=[agreement.pk]))],
    )


def help_page(agreement: MultiAgencyMeeting, form: VerbForm, user: User) -> dict[str, Any]:
    """How an agency helped."""
    return _page(
        agreement,
        form,
        user,
        question="What help did your agency give the Police?",
        button="Record the help",
        refused="This cannot be recorded yet",
        rules=["M6"],
    )


def _page(agreement: MultiAgencyMeeting, form: VerbForm, user: User, **said: Any) -> dict[str, Any]:
    back = agreement.get_absolute_url()
    said.setdefault("ways", [Way("Go to the meeting", back)])
    return frame.verb_page(agreement.case, form, user, back=back, back_to="the meeting", **said)
