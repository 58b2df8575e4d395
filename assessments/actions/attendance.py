"""Who is asked to a meeting and came, and what they undertook: one set of verbs for every meeting of an enquiry."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from assessments.policies import attendance as policies
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Adult
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain
from trafficking_cases.meetings import actions as meetings
from trafficking_cases.meetings.models import Action, Attendance, Meeting
from trafficking_cases.meetings.workflow import Part, Presence
from trafficking_cases.people.models import Agency, User


def _locked(meeting: Meeting) -> Meeting:
    """The meeting, kept from everybody else together with what it is part of."""
    process = policies.process_of(meeting)
    type(process)._default_manager.select_for_update(of=("self",)).get(pk=process.pk)
    of_process = ("strategy_discussion", "multi_agency_meeting")
    return Meeting.objects.select_related("case__authority", *of_process).get(pk=meeting.pk)


@transaction.atomic
def ask(
    meeting: Meeting,
    *,
    part: Part,
    name: str = "",
    person: User | None = None,
    agency: Agency | None = None,
    adult: Adult | None = None,
    because: str = "",
    by: User,
    at: datetime | None = None,
) -> Attendance:
    """Ask somebody to a meeting: one of our people, somebody without an account, or a verified adult. [Rules M1, M5]"""
    require(by, policies.run_with(meeting), meeting)
    meeting, now = _locked(meeting), at or timezone.now()
    name = plain(name).strip() or _called(person, adult, agency)
    refuse_if(
        policies.why_not_change(meeting)
        + policies.why_nameless(name, part)
        + policies.why_not_come_as(meeting, part, person=person, agency=agency)
    )
    return meetings.ask(
        meeting,
        part=part,
        name=name,
        person=person,
        agency=agency,
        adult=adult,
        because=because,
        link=policies.process_of(meeting).get_absolute_url(),
        by=by,
        at=now,
    )


def _called(person: User | None, adult: Adult | None, agency: Agency | None) -> str:
    if person:
        return person.full_name
    if adult:
        return adult.name or "An adult whose name is not known"
    return agency.name if agency else ""


@transaction.atomic
def mark(
    attendance: Attendance,
    *,
    presence: Presence,
    because: str = "",
    person: User | None = None,
    name: str = "",
    by: User,
) -> Attendance:
    """Record whether somebody came, or who came for a unit, or why somebody was left out. [Rules S1, M1, M5]"""
    require(by, policies.run_with(attendance.meeting), attendance.meeting)
    meeting = _locked(attendance.meeting)
    instead = policies.why_not_come_as(meeting, attendance.part, person=person) if person else []
    refuse_if(policies.why_not_change(meeting) + instead)
    attendance = Attendance.objects.select_related("adult", "meeting", "person", "agency").get(pk=attendance.pk)
    return meetings.mark(attendance, presence=presence, because=because, person=person, name=name, by=by)


@transaction.atomic
def undertake(
    meeting: Meeting, *, what: str, owner: User, due_on: date, by: User, at: datetime | None = None
) -> Action:
    """Record what one person undertook, and by which day. [Rule S1; procedure 4.5]"""
    require(by, policies.run_with(meeting), meeting)
    meeting, now = _locked(meeting), at or timezone.now()
    refuse_if(policies.why_not_undertake(meeting) + policies.why_not_own(owner))
    return meetings.undertake(meeting, what=what, owner=owner, due_on=due_on, by=by, at=now)


@transaction.atomic
def finish(action: Action, *, outcome: str, by: User, at: datetime | None = None) -> Action:
    """Record what came of an action: its owner, or for them whoever runs the meeting. [Rule S1; procedure 4.5]"""
    require(by, Permission.TAKE_PART, action)
    refuse_if(policies.why_not_end_for(action, by, runs_it=_runs(action, by)))
    return meetings.finish(action, outcome=outcome, by=by, at=at or timezone.now())


@transaction.atomic
def withdraw(action: Action, *, outcome: str, by: User, at: datetime | None = None) -> Action:
    """Record that an action no longer has to be done, and why: whoever runs the meeting. [Rule S1; procedure 4.5]"""
    require(by, policies.run_with(action.meeting), action)
    return meetings.withdraw(action, outcome=outcome, by=by, at=at or timezone.now())


def _runs(action: Action, by: User) -> bool:
    return action.meeting.allows(by, policies.run_with(action.meeting))
