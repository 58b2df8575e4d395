"""Multi-agency meetings at every point of their way, through the real actions. A second call makes a second one."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from assessments.actions import agreement as verbs
from assessments.actions import attendance as people
from assessments.actions import minutes
from assessments.actions.agreement_people import say_view
from assessments.models import MultiAgencyMeeting
from tests.builders import a_case, somebody
from tests.builders_enquiry import a_signed_enquiry
from trafficking_cases.children.models import Case
from trafficking_cases.meetings.models import Attendance, How
from trafficking_cases.meetings.workflow import Part, Presence, View
from trafficking_cases.people.models import User

DECIDED = verbs.Decisions(
    of_the_family="yes",
    relative_here="yes",
    moving_considered="",
    advice_considered="",
    conference="hold",
    conference_reasons="The risk goes on.",
    plan="Safe placement; weekly visits; school told.",
    wishes="She wants to stay at her school.",
)


def a_meeting_to_convene(case: Case | None = None, *, at: datetime | None = None) -> MultiAgencyMeeting:
    """A meeting that an enquiry has led to and nobody has called yet; the case is held."""
    return a_signed_enquiry(case or a_case(), at=at).multi_agency_meetings.get()


def a_convened_meeting(
    case: Case | None = None, *, chair: User | None = None, without_referrer: str = "", at: datetime | None = None
) -> MultiAgencyMeeting:
    """A meeting that is called, with everybody whom the rule names on its list."""
    agreement = a_meeting_to_convene(case, at=at)
    return convened(agreement, chair=chair, without_referrer=without_referrer)


def convened(
    agreement: MultiAgencyMeeting, *, chair: User | None = None, without_referrer: str = "", by: User | None = None
) -> MultiAgencyMeeting:
    """A meeting that waits, called."""
    return verbs.convene(
        agreement.case,
        agreement=agreement,
        planned_for=timezone.now() + timedelta(hours=1),
        how=How.MEETING,
        chair=chair or somebody("manager"),
        without_referrer=without_referrer,
        by=by or somebody("social.worker"),
    )


def attendance(agreement: MultiAgencyMeeting, part: str) -> Attendance:
    """Who is on the list as this."""
    return Attendance.objects.get(meeting=agreement.meeting_id, part=part)


def everybody_there(agreement: MultiAgencyMeeting) -> None:
    """Mark all as there; for the Police, whom nobody has asked by name, the officer came."""
    listed = Attendance.objects.filter(meeting=agreement.meeting_id).exclude(presence=Presence.THERE)
    for one in listed:
        there(one)


def there(one: Attendance) -> Attendance:
    """Mark somebody as there; for the Police, asked as a unit, the officer."""
    officer = somebody("police") if one.part == Part.POLICE and one.person_id is None else None
    return people.mark(one, presence=Presence.THERE, person=officer, by=somebody("social.worker"))


def decided(agreement: MultiAgencyMeeting, **changed: str) -> MultiAgencyMeeting:
    """What the meeting decides, written."""
    decisions: Any = DECIDED | changed
    return verbs.decide(agreement, held_at=timezone.now(), decisions=decisions, by=somebody("social.worker"))


def everybody_agrees(agreement: MultiAgencyMeeting, *, but: tuple[str, ...] = ()) -> None:
    """All who were there agree, and those in `but` do not."""
    for one in Attendance.objects.filter(meeting=agreement.meeting_id, presence=Presence.THERE):
        view, because = (View.DISSENTS, "The child is safe where she is.") if one.part in but else (View.AGREES, "")
        say_view(agreement, who=one, view=view, because=because, by=somebody("social.worker"))


def a_meeting_to_conclude(
    case: Case | None = None, *, dissent_of: tuple[str, ...] = (), chair: User | None = None, **decisions: str
) -> MultiAgencyMeeting:
    """A meeting at which everything was said and decided."""
    agreement = a_convened_meeting(case, chair=chair)
    everybody_there(agreement)
    agreement = decided(agreement, **decisions)
    everybody_agrees(agreement, but=dissent_of)
    return agreement


def a_concluded_meeting(case: Case | None = None, **meeting: Any) -> MultiAgencyMeeting:
    """A meeting that is over."""
    agreement = a_meeting_to_conclude(case, **meeting)
    return verbs.conclude(agreement, dissent_weighed="The plan answers it.", by=somebody("manager"))


def a_signed_meeting(case: Case | None = None, **meeting: Any) -> MultiAgencyMeeting:
    """A meeting whose minutes are signed."""
    agreement = a_concluded_meeting(case, **meeting)
    minutes.write_minutes(agreement, text="Those present agreed the plan.", by=somebody("social.worker"))
    minutes.sign_minutes(agreement, read=1, by=somebody("manager"))
    return MultiAgencyMeeting.objects.get(pk=agreement.pk)
