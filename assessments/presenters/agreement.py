"""Multi-agency meeting, in words: what stands of it on the page of the enquiry."""

from datetime import datetime

from django.urls import reverse

from assessments.models import MultiAgencyMeeting
from assessments.workflow.agreement import Outcome, Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.holds import Hold
from trafficking_cases.lib.moments import said_when, short_moment
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Link, Row, Section, Tag

CHIPS = {
    Status.TO_CONVENE: Tag("To be convened", "amber", "alert"),
    Status.CONVENED: Tag("Convened", "slate", "clock"),
    Status.CONCLUDED: Tag("Minutes to be signed", "amber", "alert"),
    Status.SIGNED: Tag("Minutes signed", "leaf", "check"),
}
NOT_AGREED = Tag("No agreement", "brick", "alert")


def section(case: Case, user: User, now: datetime) -> Section:
    """What there is of it on a case, and what can be done next."""
    rows = MultiAgencyMeeting.objects.visible_to(user).filter(case=case).select_related("meeting__chair")
    meetings = list(rows)
    may = case.verbs_of(user)
    held = Hold.objects.in_force().filter(case=case, rule="M2").first()
    return Section(
        "Multi-agency meeting",
        "agreement",
        [_row(meeting, now) for meeting in meetings],
        "No enquiry has led to a multi-agency meeting yet.",
        verbs=_verbs(case, meetings) if Permission.WRITE_ENQUIRY in may else [],
        note=f"{held.sentence} Every onward step waits; urgent protection never does." if held else "",
    )


def title_of(agreement: MultiAgencyMeeting) -> str:
    """What a meeting is called: the first, or which of those that follow one without agreement."""
    return "Multi-agency meeting" if agreement.round == 1 else f"Multi-agency meeting, no. {agreement.round}"


def chip_of(agreement: MultiAgencyMeeting) -> Tag:
    """How it stands; that there was no agreement comes before whether the minutes are signed."""
    return NOT_AGREED if agreement.outcome == Outcome.NOT_AGREED else CHIPS[Status(agreement.status)]


def when_and_who(agreement: MultiAgencyMeeting, now: datetime) -> str:
    """When it is or was, how, and who leads it."""
    meeting = agreement.meeting
    if meeting is None:
        return f"Waits since {said_when(agreement.opened_at, now)}"
    when = short_moment(meeting.held_at or meeting.planned_for, now)
    return f"{when} · {meeting.get_how_display()} · led by {meeting.chair.full_name}"


def _row(agreement: MultiAgencyMeeting, now: datetime) -> Row:
    return Row(
        title_of(agreement),
        href=agreement.get_absolute_url(),
        tag=chip_of(agreement),
        meta=when_and_who(agreement, now),
        rules=["M2"] if agreement.outcome == Outcome.NOT_AGREED else [],
    )


def _verbs(case: Case, meetings: list[MultiAgencyMeeting]) -> list[Link]:
    """The next step first; what cannot be done yet says why on its own page."""
    convene = Link("Convene the meeting", reverse("assessments:convene_agreement", args=[case.pk]))
    if any(meeting.status == Status.TO_CONVENE for meeting in meetings):
        return [convene]
    if under_way := next((meeting for meeting in meetings if meeting.status == Status.CONVENED), None):
        return [Link("Open the meeting", under_way.get_absolute_url())]
    return [] if meetings else [Link(convene.text, convene.href, kind="2")]
