"""Who is told what of a multi-agency meeting and of the steps after it. A notice says nothing of the child."""

from datetime import datetime

from django.urls import reverse

from assessments.models import Minutes, MultiAgencyMeeting
from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import roles_allowing
from trafficking_cases.children.models import Allocation, Case, Grant
from trafficking_cases.meetings.models import Attendance
from trafficking_cases.meetings.workflow import Presence
from trafficking_cases.notifications import kinds
from trafficking_cases.notifications.actions import notify
from trafficking_cases.people.models import User, UserQuerySet

kinds.register("agreement.unit_asked", "Your unit is asked to a multi-agency meeting.")
kinds.register("agreement.moved", "A meeting to which you are asked was moved to another time.")
kinds.register("agreement.concluded", "A multi-agency meeting that you took part in is concluded.")
kinds.register("minutes.to_sign", "Minutes wait for your signature.")
kinds.register("minutes.signed", "The minutes of a meeting that you took part in are signed.")
kinds.register("hold.exemption_asked", "You are asked whether a step may go ahead before the agencies agree.")
kinds.register("hold.exempted", "The service manager lets a step go ahead before the agencies agree.")


def those_who_took_part(agreement: MultiAgencyMeeting) -> list[User]:
    """Everybody with an account who was there."""
    there = Attendance.objects.filter(meeting=agreement.meeting, presence=Presence.THERE, person__isnull=False)
    return [one.person for one in there.select_related("person") if one.person]


def tell_unit(agreement: MultiAgencyMeeting, attendance: Attendance) -> None:
    """Everybody of a unit that is asked without a name, and who may take part and open the meeting. [Rule M1]"""
    if attendance.person is None and attendance.agency:
        for person in _of_unit(attendance):
            _tell(agreement, person, "agreement.unit_asked", f"agreement.unit_asked:{attendance.pk}")


def tell_of_move(agreement: MultiAgencyMeeting, *, at: datetime, by: User) -> None:
    """Everybody who is asked, by name or in a unit, besides whoever moved it. [Rule M1]"""
    asked = Attendance.objects.filter(meeting=agreement.meeting, presence=Presence.INVITED)
    people: set[User] = set()
    for one in asked.select_related("person", "agency"):
        people |= {one.person} if one.person else set(_of_unit(one))
    for person in people - {by}:
        _tell(agreement, person, "agreement.moved", f"agreement.moved:{agreement.pk}:{at.isoformat()}")


def _of_unit(attendance: Attendance) -> UserQuerySet:
    able = User.objects.holding(*roles_allowing(Permission.TAKE_PART))
    return able.filter(agency=attendance.agency)


def tell_of_conclusion(agreement: MultiAgencyMeeting, *, by: User) -> None:
    """How it ended: everybody who was there, besides whoever concluded it."""
    for person in those_who_took_part(agreement):
        if person.pk != by.pk:
            _tell(agreement, person, "agreement.concluded", f"agreement.concluded:{agreement.pk}")


def ask_for_signature(agreement: MultiAgencyMeeting, minutes: Minutes) -> None:
    """A version waits: the chair."""
    if agreement.meeting and not agreement.is_open:
        _tell(agreement, agreement.meeting.chair, "minutes.to_sign", f"minutes.to_sign:{minutes.pk}")


def tell_of_minutes(agreement: MultiAgencyMeeting, minutes: Minutes) -> None:
    """A version is signed: everybody who was there with an account."""
    for person in those_who_took_part(agreement):
        _tell(agreement, person, "minutes.signed", f"minutes.signed:{minutes.pk}")


def tell_of_request(grant: Grant, *, to: User, link: str) -> None:
    """A step is asked for that a court or a statute requires: the service manager who may allow it. [Rule M2]"""
    notify(to, "hold.exemption_asked", subject=grant.case, link=link, key=f"hold.exemption_asked:{grant.pk}:{to.pk}")


def tell_of_exemption(case: Case, *, step: str, key: str) -> None:
    """A step may go ahead: whoever holds the case. [Rule M2]"""
    allocation = Allocation.objects.filter(case=case, ended_at=None).select_related("worker").first()
    if allocation:
        link = f"{reverse('assessments:plan_onward', args=[case.pk])}?step={step}"
        notify(allocation.worker, "hold.exempted", subject=case, link=link, key=f"hold.exempted:{key}")


def _tell(agreement: MultiAgencyMeeting, person: User, kind: str, key: str) -> None:
    notify(person, kind, subject=agreement, link=agreement.get_absolute_url(), key=f"{key}:{person.pk}")
