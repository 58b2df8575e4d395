"""Why not yet: what stands against a step of an interview. [Rules S2, S3, A1; procedure 4.4, 4.5]"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from assessments.models import Attendant, Interview
from assessments.policies.room import Standing, needs_interpreter, services_without_number, standings
from assessments.workflow.interviews import WORKFLOW, Capacity, Purpose, Status, Subject
from trafficking_cases.children.models import Adult
from trafficking_cases.directory.models import Interpreter
from trafficking_cases.lib.errors import Reason


def why_not_change(interview: Interview) -> list[Reason]:
    """Reasons that the list of an interview cannot be changed any more. [Rule S2; procedure 4.5]"""
    if interview.status == Status.DRAFT:
        return []
    if interview.status == Status.PLANNED:
        return [Reason("S2", "This interview is planned. Change the plan first; it is then checked again.")]
    return [Reason("S2", "The list stands as it was. If somebody else was there, record what happened.")]


def why_not_add(
    interview: Interview,
    *,
    capacity: Capacity,
    adult: Adult | None,
    interpreter: Interpreter | None,
    name: str,
) -> list[Reason]:
    """Reasons that somebody cannot stand on the list at all. [Rules S2, S3; procedure 4.5]

    Whoever may not be there can stand on it: then the plan waits until they are taken off.
    """
    reasons = why_not_change(interview) + _why_not_both(interview, capacity)
    if adult and adult.case_id != interview.case_id:
        reasons.append(Reason("S2", "Choose one of the adults around this child."))
    if adult and any(there.adult_id == adult.pk for there in interview.attendants.all()):
        reasons.append(Reason("S2", "This adult is on the list already."))
    if capacity == Capacity.INTERVIEWED and adult is None:
        reasons.append(Reason("S2", "Record the adult among the people around the child first, then choose them here."))
    if capacity == Capacity.INTERPRETER and interpreter is None:
        reasons.append(Reason("S3", "Interpreters come from the register. Choose one of them."))
    if not (adult or interpreter or name):
        reasons.append(Reason("A1", "Say who it is: everybody who will be in the room is listed."))
    return reasons


def _why_not_both(interview: Interview, capacity: Capacity) -> list[Reason]:
    with_the_child = interview.subject == Subject.CHILD
    if with_the_child and capacity == Capacity.INTERVIEWED:
        return [Reason("S2", "The child is interviewed alone. Plan a separate interview with the adult.")]
    if not with_the_child and capacity in (Capacity.CHILD, Capacity.COMPANION):
        return [Reason("S2", "Adults are interviewed without the child. Plan a separate interview with the child.")]
    return []


def why_not_take_off(interview: Interview, attendant: Attendant) -> list[Reason]:
    """Reasons that somebody cannot be taken off the list. [Rule S2; procedure 4.5]"""
    reasons = why_not_change(interview)
    if attendant.capacity == Capacity.CHILD:
        reasons.append(Reason("S2", "This interview is with the child. Call it off if it is not to take place."))
    return reasons


def why_not_interpreted(interview: Interview, attendants: Iterable[Attendant]) -> list[Reason]:
    """Reasons that the interview cannot do without an interpreter. [Rules S3, R6; procedure 4.3, 4.5]

    A first account, when protection could not wait, may be taken without one: there the page asks, and nothing waits.
    """
    if not needs_interpreter(interview) or interview.purpose == Purpose.FIRST_ACCOUNT:
        return []
    if any(attendant.interpreter_id for attendant in attendants):
        return []
    said = "English is not the language here, and nobody on the list interprets. Add an interpreter from the register."
    return [Reason("S3", said)]


def why_not_plan(interview: Interview, adults: Sequence[Adult], *, without: Iterable[Attendant] = ()) -> list[Reason]:
    """Reasons that an interview cannot be planned, all of them. [Rules S2, S3, A1, C3; procedure 4.4, 4.5]"""
    return WORKFLOW.why_not(interview.status, Status.PLANNED) + why_not_as_listed(interview, adults, without=without)


def why_not_as_listed(
    interview: Interview, adults: Sequence[Adult], *, without: Iterable[Attendant] = ()
) -> list[Reason]:
    """Reasons that an interview cannot take place with those on its list. [Rules S2, S3, A1, C3; procedure 4.4, 4.5]"""
    left_out = {attendant.pk for attendant in without}
    checked = [one for one in standings(interview, adults) if one.attendant.pk not in left_out]
    there = [one.attendant for one in checked]
    reasons = [reason for one in checked for reason in one.reasons]
    if interview.subject == Subject.ADULTS and not any(one.capacity == Capacity.INTERVIEWED for one in there):
        reasons.append(Reason("S2", "Nobody is interviewed yet. Add the adult whom the interview is with."))
    return list(dict.fromkeys(reasons + why_not_interpreted(interview, there)))


def why_not_hold(interview: Interview, *, held_at: datetime, now: datetime, number: str) -> list[Reason]:
    """Reasons that an account cannot be written down; that somebody was there who may not be is none. [Rules S2, S3]"""
    reasons = WORKFLOW.why_not(interview.status, Status.HELD)
    if held_at > now:
        reasons.append(Reason("S2", "This time has not come yet. Write when the interview was held."))
    if services_without_number(interview.attendants.all()) and not number:
        said = "Write the number of the interpreter whom the service sent, or that they did not show it."
        reasons.append(Reason("S3", said))
    return reasons


def why_not_call_off(interview: Interview, because: str) -> list[Reason]:
    """Reasons that an interview cannot be called off. [Rule S2; procedure 4.5]"""
    missing = [] if because else [Reason("S2", "Say why, so that whoever reads the record knows.")]
    return WORKFLOW.why_not(interview.status, Status.CALLED_OFF) + missing


def forbidden(interview: Interview, adults: Sequence[Adult]) -> list[Standing]:
    """Those on the list who may not be there. [Rules S2, S3, A1; procedure 4.4, 4.5]"""
    return [one for one in standings(interview, adults) if not one.may_be_there]
