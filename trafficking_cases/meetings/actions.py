"""What is done about a meeting, whichever process calls it: the process has asked whether its actor may.

Each of these is part of a verb of the process above, which requires the permission, locks its own row and writes the
chronology.
"""

from datetime import date, datetime

from django.db import transaction

from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.models import Adult, Case
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain
from trafficking_cases.lib.working_days import day_in_london
from trafficking_cases.meetings import notices
from trafficking_cases.meetings.models import Action, Attendance, How, Meeting
from trafficking_cases.meetings.policies import (
    why_not_ask,
    why_not_end,
    why_not_mark,
    why_not_say,
    why_not_undertake,
)
from trafficking_cases.meetings.workflow import Part, Presence, Status, View
from trafficking_cases.people.models import Agency, User


@transaction.atomic
def convene(case: Case, *, planned_for: datetime, how: How, chair: User, by: User, at: datetime) -> Meeting:
    """Set a meeting on a case: when, how, and who leads it."""
    meeting = Meeting.objects.create(
        case=case, planned_for=planned_for, how=how, chair=chair, convened_at=at, convened_by=by
    )
    audit.record("meeting.convened", meeting, by=by, how=how)
    return meeting


@transaction.atomic
def move(meeting: Meeting, *, planned_for: datetime, how: How, by: User) -> Meeting:
    """Meet at another time or in another way. Whoever was asked is asked anew; who was left out stays so."""
    meeting.planned_for, meeting.how = planned_for, how
    meeting.save(update_fields=["planned_for", "how"])
    meeting.attendances.exclude(presence=Presence.NOT_INVITED).update(presence=Presence.INVITED)
    audit.record("meeting.moved", meeting, by=by, how=how)
    return meeting


@transaction.atomic
def ask(
    meeting: Meeting,
    *,
    part: Part,
    name: str,
    person: User | None = None,
    agency: Agency | None = None,
    adult: Adult | None = None,
    because: str = "",
    link: str,
    by: User,
    at: datetime,
) -> Attendance:
    """Ask somebody to a meeting, and tell them. [Rules M1, M5; procedure 4.6]"""
    because, name = plain(because).strip(), plain(name).strip()
    refuse_if(why_not_ask(meeting, part=part, person=person, adult=adult, because=because, name=name))
    attendance = Attendance.objects.create(
        meeting=meeting,
        part=part,
        name=name,
        person=person,
        agency=agency or (person.agency if person else None),
        adult=adult,
        because=because,
        asked_at=at,
        asked_by=by,
    )
    audit.record("meeting.asked", attendance, by=by, case=meeting.case_id, part=part)
    notices.tell_of_invitation(attendance, link=link)
    return attendance


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
    """Record whether somebody came, and who for a unit, or why they were left out. [Rules M1, M5; procedure 4.6]"""
    because, name = plain(because).strip(), plain(name).strip()
    refuse_if(why_not_mark(attendance, presence, because, person=person, name=name))
    attendance.presence = presence
    attendance.because = because or attendance.because
    if person:
        attendance.person, attendance.agency = person, person.agency
    attendance.name = name or (person.full_name if person else attendance.name)
    attendance.save(update_fields=["presence", "because", "person", "agency", "name"])
    audit.record("meeting.presence", attendance, by=by, case=attendance.meeting.case_id, presence=presence)
    return attendance


@transaction.atomic
def say_view(attendance: Attendance, *, view: View, because: str = "", by: User, at: datetime) -> Attendance:
    """Record what an agency says of what was proposed; a dissent has its reason. [Rule M2; procedure 4.6]"""
    because = plain(because).strip()
    refuse_if(why_not_say(attendance, view, because))
    attendance.view, attendance.view_because, attendance.view_at, attendance.view_by = view, because, at, by
    attendance.save(update_fields=["view", "view_because", "view_at", "view_by"])
    audit.record("meeting.view", attendance, by=by, case=attendance.meeting.case_id, view=view)
    return attendance


@transaction.atomic
def undertake(meeting: Meeting, *, what: str, owner: User, due_on: date, by: User, at: datetime) -> Action:
    """Record what somebody undertook, with its day; it is theirs from then on, and they are told. [Rule S1]

    They are led to the page of the action, which is theirs to see even where the meeting is not.
    """
    what = plain(what).strip()
    refuse_if(why_not_undertake(what=what, due_on=due_on, today=day_in_london(at)))
    action = Action.objects.create(meeting=meeting, what=what, owner=owner, due_on=due_on, added_at=at, added_by=by)
    deadlines.start(
        "ACT-01",
        subject=action,
        started_at=at,
        by=by,
        concerning=f"Action on case {meeting.case.reference}",
        link=action.get_absolute_url(),
        authority=meeting.case.authority,
        case=meeting.case,
        owner=owner,
        due_on=due_on,
    )
    audit.record("action.undertaken", action, by=by, owner=owner.pk)
    notices.tell_of_action(action, link=action.get_absolute_url())
    return action


@transaction.atomic
def finish(action: Action, *, outcome: str, by: User, at: datetime) -> Action:
    """Record that an action is done, and what came of it. [Rule S1; procedure 4.5]"""
    require(by, Permission.TAKE_PART, action)
    action = _ended(action, Status.DONE, outcome, by=by, at=at)
    deadlines.meet("ACT-01", subject=action, at=at, by=by)
    return action


@transaction.atomic
def withdraw(action: Action, *, outcome: str, by: User, at: datetime) -> Action:
    """Record that an action no longer has to be done, and why. [Rule S1; procedure 4.5]"""
    require(by, Permission.TAKE_PART, action)
    action = _ended(action, Status.WITHDRAWN, outcome, by=by, at=at)
    deadlines.stop("ACT-01", subject=action, at=at, by=by, reason=action.outcome[:500])
    return action


def _ended(action: Action, status: Status, outcome: str, *, by: User, at: datetime) -> Action:
    action = Action.objects.select_for_update(of=("self",)).select_related("meeting__case").get(pk=action.pk)
    outcome = plain(outcome).strip()
    refuse_if(why_not_end(action, status, outcome))
    action.status, action.outcome, action.ended_at, action.ended_by = status, outcome, at, by
    action.save(update_fields=["status", "outcome", "ended_at", "ended_by"])
    audit.record(f"action.{status}", action, by=by)
    return action
