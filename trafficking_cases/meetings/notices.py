"""Who is told what of a meeting. A notice carries ids; what it says of the child is nothing."""

from trafficking_cases.meetings.models import Action, Attendance, Meeting
from trafficking_cases.notifications import kinds, subjects
from trafficking_cases.notifications.actions import notify

kinds.register("meeting.invited", "You are asked to a meeting.")
kinds.register("meeting.action", "Something was given to you to do at a meeting.")

for model in (Meeting, Action):
    subjects.register(
        model._meta.label_lower,
        model.objects.visible_to,
        concerning=lambda found: f"Case {(found if isinstance(found, Meeting) else found.meeting).case.reference}",
    )


def tell_of_invitation(attendance: Attendance, *, link: str) -> None:
    """Whoever is asked, if they have an account."""
    if attendance.person:
        notify(
            attendance.person,
            "meeting.invited",
            subject=attendance.meeting,
            link=link,
            key=f"meeting.invited:{attendance.pk}",
        )


def tell_of_action(action: Action, *, link: str) -> None:
    """Whoever is to do it."""
    notify(action.owner, "meeting.action", subject=action, link=link, key=f"meeting.action:{action.pk}")
