"""What each agency says at the multi-agency meeting."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.actions.agreement import locked
from assessments.models import MultiAgencyMeeting
from assessments.policies.agreement import why_not_say_for
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.meetings import actions as meetings
from trafficking_cases.meetings.models import Attendance
from trafficking_cases.meetings.workflow import View
from trafficking_cases.people.models import User


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
    listed = Attendance.objects.select_related("meeting__case", "adult", "person", "agency")
    attendance = listed.get(pk=who.pk, meeting=agreement.meeting_id)
    runs_it = agreement.allows(by, Permission.WRITE_ENQUIRY)
    refuse_if(why_not_say_for(agreement, attendance, by=by, runs_it=runs_it))
    return meetings.say_view(attendance, view=view, because=because, by=by, at=at or timezone.now())
