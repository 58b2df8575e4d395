"""Why not yet: who may be asked to a meeting, and what an agency has to say with its answer."""

from collections.abc import Collection
from datetime import date

from trafficking_cases.children.models import Adult, Case
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.likeness import alike
from trafficking_cases.meetings.models import Action, Attendance, Meeting
from trafficking_cases.meetings.workflow import WORKFLOW, Part, Presence, Status, View
from trafficking_cases.people.models import User


def why_not_ask(
    meeting: Meeting, *, part: Part, person: User | None, adult: Adult | None, because: str, name: str = ""
) -> list[Reason]:
    """Reasons that somebody cannot be asked to a meeting. [Rules C3, A1, M5; procedure 2, 4.4, 4.6]"""
    reasons = []
    if adult and (part != Part.ADULT or person):
        reasons.append(Reason("M5", "Ask an adult around the child as that and as nobody else, or leave them out."))
    elif part == Part.ADULT:
        reasons += _why_not_ask_adult(meeting, adult, because)
    else:
        reasons += why_not_by_name(meeting.case, name, person)
    if person and meeting.attendances.filter(person=person).exists():
        reasons.append(Reason("M1", f"{person.full_name} is on the list already."))
    return reasons


def _why_not_ask_adult(meeting: Meeting, adult: Adult | None, because: str) -> list[Reason]:
    if adult is None or adult.case_id != meeting.case_id:
        return [Reason("M5", "Choose one of the adults around this child, so that their standing can be checked.")]
    reasons = []
    if adult.is_purported:
        reasons.append(
            Reason(
                "M5",
                "Adults who say that they are a parent, sponsor or carer, and whoever is of concern, are not at "
                "meetings about the child. Leave them out, or record how the relationship was verified.",
            )
        )
    if not because:
        reasons.append(
            Reason("M5", "A verified parent or approved carer comes if the chair says why. Write the reason.")
        )
    if meeting.attendances.filter(adult=adult).exists():
        reasons.append(Reason("M5", "This adult is on the list already."))
    return reasons


def why_not_by_name(case: Case, name: str, person: User | None = None) -> list[Reason]:
    """Reasons that somebody cannot be at a meeting under their name: an adult who may not be there is called like it.

    Whether it is the same person is for people to find out before, not after. [Rules C3, M5; procedure 2, 4.6]
    """
    if not is_called_like(barred_names(case), name, person):
        return []
    return [
        Reason(
            "M5",
            "An adult around this child who may not be at meetings goes by a name like this one. Leave them out. If "
            "it is somebody else, have the name of the adult put right first; if the relationship was verified, "
            "record how.",
        )
    ]


def barred_names(case: Case) -> list[str]:
    """The names of the adults around a child who may not be at meetings, each other name on its own. [Rule C3]"""
    barred = Adult.objects.barred_from_the_child().filter(case=case)
    return [name for adult in barred for name in (adult.name, *adult.other_names.split(",")) if name]


def is_called_like(names: Collection[str], name: str, person: User | None) -> bool:
    """Whether somebody's name, as written or as of their account, is like one of these."""
    called = [name, person.full_name] if person else [name]
    return any(alike(one, other) for one in called for other in names)


def why_not_mark(
    attendance: Attendance, presence: Presence, because: str, *, person: User | None = None, name: str = ""
) -> list[Reason]:
    """Reasons that it cannot be recorded whether somebody came. [Rules M1, M5; procedure 4.6]"""
    if presence == Presence.THERE and (barred := _why_not_there(attendance)):
        return barred
    if presence == Presence.NOT_INVITED and not because:
        return [Reason("M1", "Say why they are left out.")]
    if presence == Presence.THERE and _is_a_unit(attendance) and not (person or name):
        return [Reason("M1", f"{attendance.name} was asked as a unit. Say who came for them.")]
    return _why_not_instead(attendance, person)


def _is_a_unit(attendance: Attendance) -> bool:
    """Whether an agency was asked and nobody of it by name."""
    return attendance.person_id is None and attendance.agency is not None and attendance.name == attendance.agency.name


def _why_not_instead(attendance: Attendance, person: User | None) -> list[Reason]:
    """Reasons that it was not this person who came. [Rule M1; procedure 4.6]"""
    if person is None or person.pk == attendance.person_id:
        return []
    if attendance.person_id or attendance.part == Part.ADULT:
        return [Reason("M1", f"{attendance.name} was asked in person. Ask whoever came instead of them on their own.")]
    if attendance.meeting.attendances.filter(person=person).exists():
        return [Reason("M1", f"{person.full_name} is on the list already.")]
    return []


def _why_not_there(attendance: Attendance) -> list[Reason]:
    if attendance.adult is None:
        return why_not_by_name(attendance.meeting.case, attendance.name, attendance.person)
    if not attendance.adult.is_purported:
        return []
    return [
        Reason(
            "M5",
            "An adult who says that they are a parent, sponsor or carer cannot be recorded as taking part. "
            "If they were there, record what happened.",
        )
    ]


def why_not_say(attendance: Attendance, view: View, because: str) -> list[Reason]:
    """Reasons that an agency's answer cannot be recorded. [Rule M2; procedure 4.6]"""
    reasons = []
    if attendance.presence != Presence.THERE:
        reasons.append(Reason("M2", "Whoever agrees or dissents has taken part. Record first that they were there."))
    if attendance.part == Part.ADULT:
        reasons.append(Reason("M2", "Agencies agree or dissent; an adult around the child does neither."))
    if view == View.DISSENTS and not because:
        reasons.append(
            Reason("M2", "Say why this agency does not agree. A dissent stands in the record with its reason.")
        )
    return reasons


def why_not_undertake(*, what: str, due_on: date, today: date) -> list[Reason]:
    """Reasons that an action cannot be recorded. [Rule S1; procedure 4.5]"""
    reasons = []
    if not what:
        reasons.append(Reason("S1", "Say what is to be done."))
    if due_on < today:
        reasons.append(Reason("S1", "Give the action a day that is still to come."))
    return reasons


def why_not_end(action: Action, status: Status, outcome: str) -> list[Reason]:
    """Reasons that an action cannot be ended. [Rule S1; procedure 4.5]"""
    reasons = WORKFLOW.why_not(action.status, status)
    if not outcome:
        reasons.append(Reason("S1", "Say what came of it, so that whoever reads the record knows."))
    return reasons
