"""The page of one multi-agency meeting: what comes next, what is missing, who says what, what was decided."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from assessments.models import MultiAgencyMeeting, Onward
from assessments.policies import agreement as policies
from assessments.policies.attendance import why_not_change, why_not_undertake
from assessments.presenters.agreement import chip_of, title_of
from assessments.presenters.attendance import Asked, actions_of, asked_to
from assessments.presenters.minutes import enforcement_entries, version_entries
from assessments.workflow.agreement import SPEAKS_FOR_NO_AGENCY, Answer, Conference, Outcome, Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.children.models.holds import Exemption, Hold
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.moments import long_moment, said_when, spoken_day
from trafficking_cases.meetings.models import Attendance
from trafficking_cases.meetings.workflow import View
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Fact, Link, Row, Tag

ASKED_OF_A_READER = (
    Permission.WRITE_ENQUIRY,
    Permission.SIGN_ENQUIRY,
    Permission.TAKE_PART,
    Permission.RECORD_ENFORCEMENT,
)
VIEWS = {
    View.AGREES: Tag("Agrees", "leaf", "check"),
    View.DISSENTS: Tag("Does not agree", "brick", "alert"),
    View.RESERVED: Tag("Has not said yet", "amber", "clock"),
}


def agreement_page(agreement: MultiAgencyMeeting, user: User, now: datetime) -> dict[str, Any]:
    """Everything about one meeting that its reader may read, and what they can do next."""
    case = agreement.case
    may = {verb for verb in ASKED_OF_A_READER if agreement.allows(user, verb)}
    there = list(agreement.meeting.attendances.select_related("agency", "person", "adult")) if agreement.meeting else []
    missing = policies.why_not_conclude(agreement) if agreement.is_open else []
    return frame.head_of(case, user, now, here="enquiry") | {
        "title": title_of(agreement),
        "chip": chip_of(agreement),
        "agreement": agreement,
        "facts": _when(agreement),
        "next": _next(agreement, may),
        "also": _also(agreement, may),
        "conclude": _conclude(agreement, may, missing),
        "checks": _checks(agreement, there) if agreement.status == Status.CONVENED else [],
        "dissent": _dissent(there),
        "weighed": agreement.dissent_weighed,
        "without_agreement": agreement.outcome == Outcome.NOT_AGREED,
        "asked": _asked(agreement, there, may, user),
        "mark_at": reverse("assessments:mark", args=[agreement.meeting_id]) if agreement.meeting_id else "",
        "without_referrer": agreement.without_referrer,
        "decided": _decided(agreement),
        "went_ahead": _went_ahead(agreement, now),
        "actions_shown": _undertaken(agreement, may, user, now),
        "minutes": version_entries(agreement, now),
        "enforcement": enforcement_entries(agreement, now),
    }


def _at(agreement: MultiAgencyMeeting, verb: str) -> str:
    return reverse(f"assessments:{verb}", args=[agreement.pk])


def _when(agreement: MultiAgencyMeeting) -> list[Fact]:
    meeting = agreement.meeting
    if meeting is None:
        return [Fact("Waits since", long_moment(agreement.opened_at))]
    held = long_moment(meeting.held_at) if meeting.held_at else ""
    facts = [
        Fact("Planned for", long_moment(meeting.planned_for)),
        Fact("Held", held, none="not_recorded"),
        Fact("How", meeting.get_how_display()),
        Fact("Led by", meeting.chair.full_name),
    ]
    if agreement.concluded_at and agreement.concluded_by:
        said = f"{long_moment(agreement.concluded_at)}, {agreement.concluded_by.full_name}"
        facts.append(Fact("Concluded", said))
        facts.append(Fact("Outcome", Outcome(agreement.outcome).label))
    return facts


def _next(agreement: MultiAgencyMeeting, may: Collection[Permission]) -> list[Link]:
    """What can be done next, the first of it as the button that stands out."""
    verbs = []
    writes, is_over = Permission.WRITE_ENQUIRY in may, not agreement.is_open
    if agreement.status == Status.TO_CONVENE:
        at = reverse("assessments:convene_agreement", args=[agreement.case_id])
        return [Link("Convene the meeting", at)] if writes else []
    if agreement.status == Status.CONVENED:
        if writes:
            verbs.append(Link("Write what is decided", _at(agreement, "decide_agreement")))
        if Permission.TAKE_PART in may and agreement.conference:
            # Once everything is proposed, what is missing is what the agencies say of it.
            first = 0 if not (policies.what_is_not_decided(agreement) or policies.what_m4_asks(agreement)) else 1
            verbs.insert(first, Link("Record what an agency says", _at(agreement, "agreement_say_view")))
    if writes:
        verbs.append(Link("Write the minutes", _at(agreement, "write_minutes")))
    if writes and not policies.why_not_move(agreement):
        verbs.append(Link("Move the meeting", _at(agreement, "move_agreement")))
    if is_over and Permission.SIGN_ENQUIRY in may:
        verbs.insert(0, Link("Read and sign the minutes", _at(agreement, "sign_minutes")))
    return [verb if not position else Link(verb.text, verb.href, kind="2") for position, verb in enumerate(verbs)]


def _also(agreement: MultiAgencyMeeting, may: Collection[Permission]) -> dict[str, list[Link]]:
    """What can be added, by the box in which it stands."""
    meeting = agreement.meeting
    if meeting is None:
        return {"list": [], "actions": [], "law": []}
    writes, law = Permission.WRITE_ENQUIRY in may, []
    if Permission.RECORD_ENFORCEMENT in may:
        law.append(Link("Record an enforcement decision", _at(agreement, "record_enforcement"), kind="2"))
    if Permission.TAKE_PART in may:
        law.append(Link("Record help given", _at(agreement, "record_help"), kind="2"))

    def of_meeting(text: str, verb: str) -> Link:
        return Link(text, reverse(f"assessments:{verb}", args=[meeting.pk]), kind="2", icon="plus")

    changes, undertakes = not why_not_change(meeting), not why_not_undertake(meeting)
    return {
        "list": [of_meeting("Ask somebody else", "ask")] if writes and changes else [],
        "actions": [of_meeting("Add an action", "undertake")] if writes and undertakes else [],
        "law": law,
    }


def _conclude(
    agreement: MultiAgencyMeeting, may: Collection[Permission], missing: Sequence[Reason]
) -> dict[str, Any] | None:
    """The last button, always there for whoever may press it; greyed it says what it waits for."""
    if agreement.status != Status.CONVENED or Permission.SIGN_ENQUIRY not in may:
        return None
    waits = missing[0].message if missing else ""
    more = f" And {len(missing) - 1} more." if len(missing) > 1 else ""
    return {"href": _at(agreement, "conclude_agreement"), "waits_for": f"{waits}{more}"}


def _checks(agreement: MultiAgencyMeeting, there: Sequence[Attendance]) -> list[Row]:
    """Each rule that stands over the end of the meeting: kept, or what is missing."""
    rules: list[tuple[str, str, list[Reason]]] = [
        ("M1", "Social worker, supervising manager and Police were there", policies.who_is_missing(there)),
        ("M1", "The referring agency is accounted for", policies.why_not_without_referrer(agreement, there)),
        ("M5", "Nobody is there who may not be", policies.who_must_not_be_there(agreement.case, there)),
        ("M3", "Conference, reasons and plan are decided", policies.what_is_not_decided(agreement)),
        ("M4", "Family, moving and legal advice are answered", policies.what_m4_asks(agreement)),
        ("M2", "Every agency that was there has said what it says", _nobody_silent(there)),
    ]
    return [
        Row(
            text,
            tag=Tag("Still missing", "amber", "alert") if reasons else Tag("Done", "leaf", "check"),
            meta=" ".join(reason.message for reason in reasons),
            rules=[rule],
        )
        for rule, text, reasons in rules
    ]


def _nobody_silent(there: Sequence[Attendance]) -> list[Reason]:
    if not policies.views_by_agency(there):
        return [Reason("M2", "Nobody is recorded as having been there yet.")]
    return policies.who_has_not_said(there)


def _dissent(there: Sequence[Attendance]) -> list[Fact]:
    """Who does not agree, and why: over everything else, so that nobody overlooks it."""
    return [
        Fact(one.agency.name if one.agency else one.name, one.view_because, aside=f"said for them by {one.name}")
        for one in policies.dissenting(there)
    ]


def _asked(
    agreement: MultiAgencyMeeting, there: Sequence[Attendance], may: Collection[Permission], user: User
) -> list[Asked]:
    """Everybody on the list, and beside them what was said for their agency."""
    if agreement.meeting is None:
        return []
    runs_it = Permission.WRITE_ENQUIRY in may and agreement.status == Status.CONVENED
    by_key = {str(one.pk): one for one in there}
    lines = asked_to(agreement.meeting, may_mark=runs_it)
    return [_with_view(line, by_key[line.key], agreement, may, user) for line in lines]


def _with_view(
    line: Asked, one: Attendance, agreement: MultiAgencyMeeting, may: Collection[Permission], user: User
) -> Asked:
    """One on the list, with what their agency says and whether the reader may say it for them."""
    if not one.was_there or one.part in SPEAKS_FOR_NO_AGENCY:
        return line
    runs_it = Permission.WRITE_ENQUIRY in may
    theirs = Permission.TAKE_PART in may and (one.person_id == user.pk or one.agency_id == user.agency_id)
    at = f"{_at(agreement, 'agreement_say_view')}?who={one.pk}"
    text = "Record what you say" if one.person_id == user.pk else "Record what they say"
    say = Link(text, at, kind="2", hidden=f"for {one.name}")
    may_say = agreement.status == Status.CONVENED and agreement.conference and (runs_it or theirs)
    links = [say, *line.links] if may_say else line.links
    return replace(line, view=VIEWS[View(one.view)], view_because=one.view_because, links=links)


def _decided(agreement: MultiAgencyMeeting) -> list[Fact]:
    """The decisions; questions of M4 that the facts do not raise do not arise."""
    arises = "not_recorded" if policies.m4_is_raised(agreement) or not agreement.of_the_family else "not_applicable"
    conference = Conference(agreement.conference).label if agreement.conference else ""
    return [
        Fact("Child protection conference", conference, none="not_recorded"),
        Fact("Reasons", agreement.conference_reasons, none="not_recorded"),
        Fact("Plan", agreement.plan, none="not_recorded"),
        Fact("What the child wants", agreement.wishes, none="not_recorded"),
        Fact("Of the family they live with", _answer(agreement.of_the_family), none="not_recorded"),
        Fact("A relative here", _answer(agreement.relative_here), none="not_recorded"),
        Fact("Moving the child", agreement.moving_considered, none=arises),
        Fact("Legal advice on immigration", agreement.advice_considered, none=arises),
    ]


def _answer(value: str) -> str:
    return Answer(value).label if value else ""


def _went_ahead(agreement: MultiAgencyMeeting, now: datetime) -> list[Row]:
    """What went ahead before the agencies had agreed: the meeting talks about it. [Rule M2]"""
    hold = Hold.objects.filter(rule="M2", because_of=agreement.enquiry_id)
    exempted = Exemption.objects.filter(hold__in=hold).select_related("given_by")
    taken = {step.step: step for step in Onward.objects.filter(case=agreement.case).exclude(went_ahead_because="")}
    return [
        Row(
            one.get_step_display(),
            tag=Tag("Went ahead" if one.step in taken else "May go ahead", "amber", "alert"),
            aside=one.reason,
            meta=f"Required by {one.required_by}, by {spoken_day(one.required_on)}. Allowed by "
            f"{one.given_by.full_name}, {said_when(one.given_at, now)}.",
            rules=["M2"],
        )
        for one in exempted
    ]


def _undertaken(agreement: MultiAgencyMeeting, may: Collection[Permission], user: User, now: datetime) -> list[Row]:
    if agreement.meeting is None:
        return []
    return actions_of(agreement.meeting, user, now, may_run=Permission.WRITE_ENQUIRY in may)
