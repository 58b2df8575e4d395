"""Who is told what of a multi-agency meeting and of the steps after it. A notice says nothing of the child."""

from django.urls import reverse

from assessments.models import Minutes, MultiAgencyMeeting
from trafficking_cases.children.models import Allocation, Case, Grant
from trafficking_cases.meetings.models import Attendance
from trafficking_cases.meetings.workflow import Presence
from trafficking_cases.notifications import kinds
from trafficking_cases.notifications.actions import notify
from trafficking_cases.people.models import User

kinds.register("agreement.concluded", "A multi-agency meeting that you took part in is concluded.")
kinds.register("minutes.to_sign", "Minutes wait for your signature.")
kinds.register("minutes.signed", "The minutes of a meeting that you took part in are signed.")
kinds.register("hold.exemption_asked", "You are asked whether a step may go ahead before the agencies agree.")
kinds.register("hold.exempted", "The service manager lets a step go ahead before the agencies agree.")


def those_who_took_part(agreement: MultiAgencyMeeting) -> list[User]:
    """Everybody with an account who was there."""
    there = Attendance.objects.filter(meeting=agreement.meeting, presence=Presence.THERE, person__isnull=False)
    return [one.person for one in there.select_related("person") if one.person]


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
