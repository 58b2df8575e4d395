"""The pages on which somebody is asked, marked, spoken for, or given something to do. [Rules M1, M2, M5]"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from assessments.models import MultiAgencyMeeting
from assessments.policies.agreement import why_not_run
from assessments.workflow.agreement import SPEAKS_FOR_NO_AGENCY
from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import roles_allowing
from trafficking_cases.children import frame
from trafficking_cases.children.models import Adult
from trafficking_cases.lib.errors import Reason
from trafficking_cases.meetings.models import Attendance
from trafficking_cases.meetings.workflow import Presence
from trafficking_cases.people.models import Agency, User, UserQuerySet
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


def with_an_account(agreement: MultiAgencyMeeting) -> UserQuerySet:
    """Everybody who can be asked, and given something to do."""
    return User.objects.holding(*roles_allowing(Permission.TAKE_PART))


def to_ask(agreement: MultiAgencyMeeting, user: User) -> dict[str, Any]:
    """Whom the form offers."""
    return {
        "people": with_an_account(agreement),
        "agencies": Agency.objects.visible_to(user),
        "adults": Adult.objects.visible_to(user).filter(case=agreement.case_id),
    }


def ask_page(agreement: MultiAgencyMeeting, form: VerbForm, user: User) -> dict[str, Any]:
    """Whom else to ask."""
    people = reverse("casefile:people", args=[agreement.case_id])
    return _page(
        agreement,
        form,
        user,
        question="Who else is asked?",
        button="Put them on the list",
        refused="They cannot be asked to this meeting",
        why="Adults who say that they are a parent, sponsor or carer may not be, or may control the child.",
        ways=[
            Way("See the adults around the child", people, note="Verify a relationship, or put a name right."),
            Way("Go back to the meeting and leave them out", agreement.get_absolute_url()),
        ],
        rules=["M1", "M5"],
    )


def mark_page(agreement: MultiAgencyMeeting, form: VerbForm, user: User) -> dict[str, Any]:
    """Whether somebody came."""
    return _page(
        agreement,
        form,
        user,
        question="Who was there?",
        button="Record it",
        refused="This cannot be recorded",
        ways=[Way("Go to the meeting", agreement.get_absolute_url())],
        rules=["M1", "M5"],
    )


def view_page(agreement: MultiAgencyMeeting, form: VerbForm, user: User) -> dict[str, Any]:
    """Whether an agency agrees, with what is proposed beside it."""
    conference = agreement.get_conference_display() if agreement.conference else ""
    standing = why_not_run(agreement)
    if not standing and not agreement.conference:
        standing = [Reason("M2", "Nothing is proposed yet. Write down first what the meeting decides.")]
    return _page(
        agreement,
        form,
        user,
        question="Does the agency agree?",
        button="Record what it says",
        refused="This cannot be recorded yet",
        standing=standing,
        ways=[Way("Go to the meeting", agreement.get_absolute_url())],
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


def undertake_page(agreement: MultiAgencyMeeting, form: VerbForm, user: User) -> dict[str, Any]:
    """What somebody undertakes."""
    return _page(
        agreement,
        form,
        user,
        question="What is to be done?",
        button="Give it to them",
        refused="This cannot be recorded",
        ways=[Way("Go to the meeting", agreement.get_absolute_url())],
        rules=["M3"],
    )


def _page(agreement: MultiAgencyMeeting, form: VerbForm, user: User, **said: Any) -> dict[str, Any]:
    """What these pages have in common: whose case, and the way back."""
    said.setdefault("standing", why_not_run(agreement))
    back = agreement.get_absolute_url()
    return frame.verb_page(agreement.case, form, user, back=back, back_to="the meeting", **said)
