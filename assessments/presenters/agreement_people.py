"""The page on which it is recorded what an agency says. [Rule M2; procedure 4.6]"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from assessments.models import MultiAgencyMeeting
from assessments.policies.agreement import why_not_run
from assessments.workflow.agreement import SPEAKS_FOR_NO_AGENCY
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.lib.errors import Reason
from trafficking_cases.meetings.models import Attendance
from trafficking_cases.meetings.workflow import Presence
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Fact, Row, Way


def listed(agreement: MultiAgencyMeeting) -> QuerySet[Attendance]:
    """Everybody on the list."""
    return Attendance.objects.filter(meeting=agreement.meeting_id).select_related("agency")


def whom_they_speak_for(agreement: MultiAgencyMeeting, user: User) -> QuerySet[Attendance]:
    """Those who were there and for whom this person may say what is said: all for whoever runs the meeting."""
    speaking = listed(agreement).filter(presence=Presence.THERE).exclude(part__in=SPEAKS_FOR_NO_AGENCY)
    if agreement.allows(user, Permission.WRITE_ENQUIRY):
        return speaking
    return speaking.filter(Q(person=user) | Q(agency=user.agency_id))


def first_of(speaking: Iterable[Attendance]) -> dict[str, Any]:
    """The one who is meant, where there is only one."""
    found = list(speaking)
    return {"who": found[0].pk} if len(found) == 1 else {}


def view_page(agreement: MultiAgencyMeeting, form: VerbForm, user: User) -> dict[str, Any]:
    """Whether an agency agrees, with what is proposed beside it."""
    conference = agreement.get_conference_display() if agreement.conference else ""
    standing = why_not_run(agreement)
    if not standing and not agreement.conference:
        standing = [Reason("M2", "Nothing is proposed yet. Write down first what the meeting decides.")]
    at = agreement.get_absolute_url()
    return frame.verb_page(
        agreement.case,
        form,
        user,
        question="Does the agency agree?",
        button="Record what it says",
        back=at,
        back_to="the multi-agency meeting",
        refused="This cannot be recorded yet",
        standing=standing,
        ways=[Way("Go to the meeting", at)],
        guidance=[
            "Children’s services and the Police both have to agree before the case goes on. Another agency’s dissent "
            "stands in the record with its reason, and the chair answers it."
        ],
        rules=["M2"],
        aside={
            "What is proposed": [
                Row(fact.key, aside=fact.value)
                for fact in (
                    Fact("Conference", conference),
                    Fact("Reasons", agreement.conference_reasons),
                    Fact("Plan", agreement.plan),
                )
                if fact.value
            ]
        },
    )
