"""Who may be in the room: the standing of each person on the list of an interview. [Rules S2, S3, A1, C3]"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assessments.models import Attendant, Interview
from assessments.workflow.interviews import Capacity, Subject
from trafficking_cases.children.models import Adult
from trafficking_cases.children.workflow.adults import PURPORTING
from trafficking_cases.directory.models import Interpreter, InterpreterKind
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.likeness import Likeness, likeness, names_in, numbers_in
from trafficking_cases.lib.moments import spoken_day
from trafficking_cases.lib.working_days import day_in_london

# With one of these the child cannot speak freely, however well the relationship is known.
FAMILY = PURPORTING


@dataclass(frozen=True)
class Standing:
    """What the rules say of one person on the list: nothing, or why they may not be there."""

    attendant: Attendant
    reasons: Sequence[Reason]
    # The adult around the child who they are, or who they may be.
    is_adult: Adult | None = None

    @property
    def may_be_there(self) -> bool:
        return not self.reasons


def standings(interview: Interview, adults: Sequence[Adult]) -> list[Standing]:
    """Everybody on the list, each against every adult around the child. [Rules S2, S3, A1, C3; procedure 4.4, 4.5]"""
    return [_standing(interview, attendant, adults) for attendant in interview.attendants.all()]


def _standing(interview: Interview, attendant: Attendant, adults: Sequence[Adult]) -> Standing:
    if attendant.interpreter:
        return _of_interpreter(attendant, attendant.interpreter, day_in_london(day_of(interview)), interview, adults)
    if interview.subject == Subject.ADULTS or attendant.capacity == Capacity.CHILD:
        return Standing(attendant, [], attendant.adult)
    if attendant.adult:
        return Standing(attendant, why_not_near_the_child(attendant.adult), attendant.adult)
    if attendant.person:
        return Standing(attendant, [])
    return _of_somebody_by_name(attendant, adults)


def day_of(interview: Interview) -> datetime:
    """When the interview was held, or is to be."""
    return interview.held_at or interview.planned_for


def why_not_near_the_child(adult: Adult) -> list[Reason]:
    """Reasons that an adult may not be there when the child is interviewed. [Rules A1, S2, C3; procedure 2, 4.4, 4.5]

    An approved carer whom nobody doubts, or another adult who does not purport to be family, may go with the child.
    """
    reasons = []
    if adult.is_of_concern:
        reasons.append(Reason("A1", "No adult of concern is there when the child is seen, whatever else they are."))
    elif adult.is_purported:
        reasons.append(
            Reason("A1", "No adult who says that they are a parent, sponsor or carer is there when the child is seen.")
        )
    if adult.claimed_as in FAMILY:
        reasons.append(Reason("S2", "The child and the family or carers are never interviewed together."))
    return reasons


def _of_somebody_by_name(attendant: Attendant, adults: Iterable[Adult]) -> Standing:
    """Whoever is on the list by name alone may be an adult around the child under another spelling."""
    like, adult = most_like([attendant.name], set(), adults)
    if adult is None or not why_not_near_the_child(adult):
        return Standing(attendant, [], adult)
    if like == Likeness.CERTAIN:
        return Standing(attendant, why_not_near_the_child(adult), adult)
    if attendant.match_explained:
        return Standing(attendant, [], adult)
    said = "This name is much like that of an adult around the child who may not be there. Put them on the list again "
    return Standing(attendant, [Reason("A1", f"{said}and say how you know that it is somebody else.")], adult)


def _of_interpreter(
    attendant: Attendant, interpreter: Interpreter, day: date, interview: Interview, adults: Iterable[Adult]
) -> Standing:
    reasons = why_not_called(interpreter, day, interview.language)
    like, adult = most_like([attendant.name, interpreter.name], numbers_in(interpreter.telephone), adults)
    if like == Likeness.CERTAIN:
        reasons.append(
            Reason("S3", "An interpreter is never linked to the child, and this is an adult around them. Take another.")
        )
    elif like == Likeness.LIKELY and not attendant.match_explained:
        said = "This interpreter's name is much like that of an adult around the child. Put them on the list again and "
        reasons.append(Reason("S3", f"{said}say how you know that it is somebody else, or take another."))
    return Standing(attendant, reasons, adult)


def why_not_called(interpreter: Interpreter, day: date, language: str) -> list[Reason]:
    """Reasons that an interpreter of the register cannot be called for a day. [Rule S3; procedure 4.5]"""
    on = spoken_day(day)
    if interpreter.removed_at:
        return [Reason("S3", "This interpreter was taken off the register. Choose another.")]
    reasons = []
    if not interpreter.is_approved(day):
        until = spoken_day(interpreter.approved_until)
        reasons.append(
            Reason("S3", f"The interpreter is not approved on {on}: the approval runs until {until}. Choose another.")
        )
    if not interpreter.is_dbs_checked(day):
        until = spoken_day(interpreter.dbs_until)
        reasons.append(
            Reason("S3", f"The DBS check is not in date on {on}: it holds until {until}. Choose another interpreter.")
        )
    if not speaks_english(language) and not interpreter.speaks(language):
        reasons.append(Reason("S3", f"The register does not say that they interpret {language}. Choose another."))
    return reasons


def most_like(names: Iterable[str], numbers: set[str], adults: Iterable[Adult]) -> tuple[Likeness, Adult | None]:
    """The adult around the child who one of these names or numbers is most likely to be of. [Rule S3; procedure 4.5]"""
    found: tuple[Likeness, Adult | None] = (Likeness.NONE, None)
    for adult in adults:
        if numbers & numbers_in(adult.reached_through):
            return Likeness.CERTAIN, adult
        theirs = names_in(adult.name, adult.other_names)
        like = max((likeness(name, known) for name in names for known in theirs), default=Likeness.NONE)
        if like > found[0]:
            found = like, adult
    return found


def speaks_english(language: str) -> bool:
    """Whether English is among the languages named."""
    return "english" in language.casefold()


def needs_interpreter(interview: Interview) -> bool:
    """Whether the interview, or the child it is with, speaks another language than English. [Rule S3; procedure 4.5]"""
    spoken = interview.case.child.language if interview.subject == Subject.CHILD else ""
    return not speaks_english(interview.language) or bool(spoken) and not speaks_english(spoken)


def services_without_number(attendants: Iterable[Attendant]) -> list[Attendant]:
    """The interpreters whom a service sent, and whose own number nobody has written down. [Rule S3; procedure 4.5]"""
    return [
        attendant
        for attendant in attendants
        if attendant.interpreter
        and attendant.interpreter.kind == InterpreterKind.SERVICE
        and not attendant.interpreter_number
    ]
