"""Who is at the multi-agency meeting, what each agency says, and what somebody undertakes there."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from assessments.actions.agreement import locked
from assessments.models import MultiAgencyMeeting
from assessments.policies.agreement import why_not_ask_as, why_not_run, why_not_say_for
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Adult
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.meetings import actions as meetings
from trafficking_cases.meetings.models import Action, Attendance
from trafficking_cases.meetings.workflow import Part, Presence, View
from trafficking_cases.people.models import Agency, User


@transaction.atomic
def ask(
    agreement: MultiAgencyMeeting,
    *,
    part: Part,
    person: User | None = None,
    agency: Agency | None = None,
    adult: Adult | None = None,
    name: str = "",
    because: str = "",
    by: User,
    at: datetime | None = None,
) -> Attendance:
    """Ask one more to the multi-agency meeting. [Rules M1, M5; procedure 4.6]"""
    require(by, Permission.WRITE_ENQUIRY, agreement)
    agreement = locked(agreement)
    refuse_if(why_not_run(agreement) + why_not_ask_as(part, person=person, agency=agency))
    assert agreement.meeting is not None  # convened, or it was refused
    called = name or (adult.name or "An adult without a name" if adult else "") or str(person or agency)
    return meetings.ask(
        agreement.meeting,
        part=part,
        name=called,
        person=person,
        agency=agency,
        adult=adult,
        because=because,
        link=agreement.get_absolute_url(),
        by=by,
        at=at or timezone.now(),
    )


@transaction.atomic
def mark(
    agreement: MultiAgencyMeeting, *, who: Attendance, presence: Presence, because: str = "", by: User
) -> Attendance:
    """Record whether somebody came to the multi-agency meeting, or why they were left out. [Rules M1, M5]"""
    require(by, Permission.WRITE_ENQUIRY, agreement)
    agreement = locked(agreement)
    refuse_if(why_not_run(agreement))
    return meetings.mark(_of(agreement, who), presence=presence, because=because, by=by)


@transaction.atomic
def say_view(
    agreement: MultiAgencyMeeting,
    *,
    who: Attendance,
    view: View,
    because: str = "",
    by: User,
    at: datetime | None = None,
) -> Attendance:
    """Record whether an agency agrees with what is proposed: its own people, or whoever runs the meeting. [Rule M2]"""
    require(by, Permission.TAKE_PART, agreement)
    agreement = locked(agreement)
    attendance = _of(agreement, who)
    runs_it = agreement.allows(by, Permission.WRITE_ENQUIRY)
    refuse_if(why_not_say_for(agreement, attendance, by=by, runs_it=runs_it))
    return meetings.say_view(attendance, view=view, because=because, by=by, at=at or timezone.now())


@transaction.atomic
def undertake(
    agreement: MultiAgencyMeeting, *, what: str, owner: User, due_on: date, by: User, at: datetime | None = None
) -> Action:
    """Record what somebody undertook at the multi-agency meeting. [Rule M3; procedure 4.6]"""
    require(by, Permission.WRITE_ENQUIRY, agreement)
    agreement = locked(agreement)
    refuse_if(why_not_run(agreement))
    assert agreement.meeting is not None  # convened, or it was refused
    link = agreement.get_absolute_url()
    return meetings.undertake(
        agreement.meeting, what=what, owner=owner, due_on=due_on, link=link, by=by, at=at or timezone.now()
    )


def _of(agreement: MultiAgencyMeeting, who: Attendance) -> Attendance:
    """One on the list of this very meeting."""
    rows = Attendance.objects.select_for_update(of=("self",))
    return rows.select_related("meeting__case", "adult", "person", "agency").get(
        pk=who.pk, meeting=agreement.meeting_id
    )
