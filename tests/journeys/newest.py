"""What every verb of the walk needs: the newest record of its kind, or a page that is not there."""

from collections.abc import Callable
from typing import Any

from django.http import Http404

from trafficking_cases.children.models import Case
from trafficking_cases.meetings.models import Attendance
from trafficking_cases.people.models import User

Verb = Callable[[Case, User, str], Any]


def newest(rows: Any, by: str) -> Any:
    """The newest of its kind; a page that is not there where there is none."""
    found = rows.order_by(by).last()
    if found is None:
        raise Http404
    return found


def listed(case: Case, part: str) -> tuple[Any, Attendance]:
    """The newest meeting of the agencies, and who is on its list as this."""
    meeting = newest(case.multi_agency_meetings, "opened_at")
    found = Attendance.objects.filter(meeting=meeting.meeting_id, part=part).first() if meeting.meeting_id else None
    if found is None:
        raise Http404
    return meeting, found
