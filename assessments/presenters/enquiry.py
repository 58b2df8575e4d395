"""Section 47 enquiry, in words."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.urls import reverse

from assessments.models import Interview, Section47Enquiry
from assessments.policies import enquiry as policies
from assessments.policies.child_seen import seen_in
from assessments.workflow.enquiry import Outcome, Part, Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines import presenters as deadlines
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.moments import long_moment, said_when
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Fact, Link, Row, Section, Tag

TAGS = {
    Status.UNDER_WAY: Tag("Under way", "slate", "clock"),
    Status.COMPLETED: Tag("Waits for a signature", "amber", "pause"),
    Status.AUTHORISED: Tag("Signed", "leaf", "check"),
}


def at(enquiry: Section47Enquiry, verb: str, *more: str) -> str:
    """The address of a verb's page."""
    return reverse(f"assessments:{verb}", args=[enquiry.pk, *more])


def overview_of(case: Case, anchor: str = "") -> str:
    """The page of the whole enquiry, at one of its sections."""
    return f"{reverse('assessments:overview', args=[case.pk])}{'#' if anchor else ''}{anchor}"


def section(case: Case, user: User, now: datetime) -> Section:
    """What there is of it on a case, and what can be done next."""
    enquiries = list(Section47Enquiry.objects.visible_to(user).filter(case=case).select_related("lead"))
    return Section(
        "Section 47 enquiry",
        "enquiry",
        [_row(enquiry, now) for enquiry in enquiries],
        "No enquiry has been started. A signed strategy discussion that decides on one starts it.",
        count=len(enquiries) or None,
    )


def _row(enquiry: Section47Enquiry, now: datetime) -> Row:
    joint = "Joint enquiry" if enquiry.is_joint else "Single enquiry"
    outcome = f" {Outcome(enquiry.outcome).label}." if enquiry.outcome else ""
    return Row(
        f"{joint}, started {said_when(enquiry.started_at, now)}",
        href=enquiry.get_absolute_url(),
        tag=TAGS[Status(enquiry.status)],
        meta=f"Led by {enquiry.lead.full_name}.{outcome}",
        rules=["S4"],
        action=Link(NEXT[Status(enquiry.status)], enquiry.get_absolute_url(), kind="2"),
    )


NEXT = {Status.UNDER_WAY: "Go on", Status.COMPLETED: "Read it", Status.AUTHORISED: "Open"}


def enquiry_page(enquiry: Section47Enquiry, user: User, now: datetime) -> dict[str, Any]:
    """One enquiry: what comes next and what it waits for, whether the child was seen, what was written and found."""
    head = frame.head_of(enquiry.case, user, now, here="enquiry")
    seen = seen_in(enquiry.case, since=enquiry.started_at)
    clocks = Deadline.objects.visible_to(user).live().filter(subject=enquiry.pk)
    waits_for = policies.why_not_complete(enquiry, seen) if enquiry.status == Status.UNDER_WAY else []
    may = head["may"]
    return head | {
        "enquiry": enquiry,
        "joint": "Joint enquiry with the Police" if enquiry.is_joint else "Single enquiry by children's services",
        "tag": TAGS[Status(enquiry.status)],
        "clocks": [deadlines.row(clock, now) for clock in clocks],
        "waits_for": waits_for,
        "verbs": _verbs(enquiry, seen, may, user, is_ready=not waits_for),
        "sent_back": enquiry.sent_back_because,
        "seen": [seen_row(interview, now) for interview in seen],
        "not_seen": not_seen_facts(enquiry),
        "parts": parts_of(enquiry, may_write=_may_write(enquiry, may)),
        "facts": facts_of(enquiry),
    }


def _may_write(enquiry: Section47Enquiry, may: Collection[Permission]) -> bool:
    return Permission.WRITE_ENQUIRY in may and enquiry.status == Status.UNDER_WAY


def _verbs(
    enquiry: Section47Enquiry,
    seen: list[Interview],
    may: Collection[Permission],
    user: User,
    *,
    is_ready: bool,
) -> list[Link]:
    """What this reader can do now, the next step first."""
    verbs = []
    if _may_write(enquiry, may):
        look = "" if is_ready else "2"
        verbs.append(Link("Complete the enquiry", at(enquiry, "complete_enquiry"), kind=look))
        if not seen and Permission.PLAN_INTERVIEW in may:
            verbs.insert(0, Link("Plan an interview with the child", overview_of(enquiry.case, "interviews")))
    if Permission.SIGN_ENQUIRY not in may:
        return verbs
    if enquiry.status == Status.COMPLETED:
        if not policies.why_not_sign(enquiry, user):
            verbs.append(Link("Read and sign", at(enquiry, "sign_enquiry")))
        verbs.append(Link("Send it back", at(enquiry, "send_back_enquiry"), kind="2"))
    is_theirs_to_excuse = enquiry.status == Status.UNDER_WAY and enquiry.lead_id != user.pk
    if is_theirs_to_excuse and not seen and not enquiry.not_seen_agreed_at:
        verbs.append(Link("Record why the child was not seen", at(enquiry, "enquiry_not_seen"), kind="2"))
    return verbs


def seen_row(interview: Interview, now: datetime) -> Row:
    """One interview in which the child was seen alone: when, and by whom."""
    held = interview.held_at or interview.planned_for
    return Row(
        f"Seen alone and spoken with {said_when(held, now)}",
        meta=f"{interview.get_purpose_display()}. Led by {interview.lead.full_name}.",
        rules=["A1"],
    )


def not_seen_facts(record: Any) -> list[Fact]:
    """Why the child was not seen, and which manager says so; nothing where nobody did."""
    if not record.not_seen_agreed_at:
        return []
    aside = f"{record.not_seen_agreed_by.full_name}, {long_moment(record.not_seen_agreed_at)}"
    return [Fact("Why the child was not seen", record.not_seen_because, aside=aside)]


def parts_of(enquiry: Section47Enquiry, *, may_write: bool) -> list[Fact]:
    """What was written, a part a row, each with the way to change it."""
    return [
        Fact(
            part.label,
            getattr(enquiry, part.value),
            none="not_recorded",
            change=at(enquiry, "write_enquiry", part.value) if may_write else "",
        )
        for part in Part
    ]


def facts_of(enquiry: Section47Enquiry) -> list[Fact]:
    """Who leads it, what it found, who completed and who signed it."""
    outcome = Outcome(enquiry.outcome).label if enquiry.outcome else ""
    completed = signed = ""
    if enquiry.completed_at and enquiry.completed_by:
        completed = f"{enquiry.completed_by.full_name}, {long_moment(enquiry.completed_at)}"
    if enquiry.signed_at and enquiry.signed_by:
        signed = f"{enquiry.signed_by.full_name}, {long_moment(enquiry.signed_at)}"
    return [
        Fact("Started", long_moment(enquiry.started_at)),
        Fact("Lead social worker", enquiry.lead.full_name),
        Fact("Outcome", outcome, none_text="Not yet"),
        Fact("Completed", completed, none_text="Not yet"),
        Fact("Signed", signed, none_text="Not yet"),
    ]
