"""Who is told what of a strategy discussion. A notice carries ids; what it says of the child is nothing."""

from assessments.models import StrategyDiscussion
from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import roles_allowing
from trafficking_cases.meetings.models import Attendance
from trafficking_cases.meetings.workflow import Presence
from trafficking_cases.notifications import kinds
from trafficking_cases.notifications.actions import notify
from trafficking_cases.people.models import User

kinds.register("strategy.unit_asked", "Your unit is asked to a strategy discussion.")
kinds.register("strategy.to_sign", "The record of a strategy discussion waits for your signature.")
kinds.register("strategy.recorded", "The record of a strategy discussion in which you took part is signed.")
kinds.register("strategy.called_off", "A strategy discussion to which you were asked was called off.")


def tell_unit(discussion: StrategyDiscussion, attendance: Attendance) -> None:
    """Everybody of a unit that was asked, and who may hold a strategy discussion."""
    if attendance.person is None and attendance.agency:
        able = User.objects.holding(*roles_allowing(Permission.HOLD_STRATEGY)).filter(agency=attendance.agency)
        for person in able:
            _about(discussion, person, "strategy.unit_asked")


def ask_for_signature(discussion: StrategyDiscussion, by: User) -> None:
    """The chair, where somebody else wrote the record down."""
    if discussion.meeting.chair_id != by.pk:
        _about(discussion, discussion.meeting.chair, "strategy.to_sign")


def circulate(discussion: StrategyDiscussion) -> int:
    """Everybody who took part and has an account. Returns how many. [Rule S1; procedure 4.5]"""
    there = discussion.meeting.attendances.filter(presence=Presence.THERE, person__isnull=False)
    people = [attendance.person for attendance in there.select_related("person") if attendance.person]
    for person in people:
        _about(discussion, person, "strategy.recorded")
    return len(people)


def tell_called_off(discussion: StrategyDiscussion, by: User) -> None:
    """Everybody who was asked and may still come."""
    asked = discussion.meeting.attendances.filter(presence__in=[Presence.INVITED, Presence.THERE])
    for attendance in asked.exclude(person=None).exclude(person=by).select_related("person"):
        if attendance.person:
            _about(discussion, attendance.person, "strategy.called_off")


def _about(discussion: StrategyDiscussion, person: User, kind: str) -> None:
    notify(
        person,
        kind,
        subject=discussion,
        link=discussion.get_absolute_url(),
        key=f"{kind}:{discussion.pk}:{discussion.decided_at}:{person.pk}",
    )
