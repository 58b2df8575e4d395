"""Who will be in the room, in words: each person with what the rules say, and the checks. [Rules S2, S3, A1]"""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.models import Attendant, Interview, StrategyDiscussion
from assessments.policies.interviews import why_not_as_listed, why_not_interpreted
from assessments.policies.room import Standing, needs_interpreter
from assessments.workflow.interviews import Capacity, Purpose, Status, Subject
from trafficking_cases.children.models import Adult
from trafficking_cases.children.workflow.adults import Status as Known
from trafficking_cases.lib.moments import spoken_day
from trafficking_cases.web.shapes import Tag

OK, BAD, ASK = "check", "stop", "pause"
MAY_BE_THERE = Tag("May be there", "leaf", "check")
IN_DATE = Tag("In date on the day", "leaf", "check")
MAY_NOT = Tag("May not be there", "brick", "stop")
WAS_THERE = Tag("Was there", "leaf", "check")
SHOULD_NOT = Tag("Was there, and should not have been", "brick", "alert")
WAS_NOT_THERE = Tag("Was not there", "slate")
KNOWN = {Known.CLAIMED: "claimed, not verified", Known.DOUBTED: "doubted", Known.VERIFIED: "verified"}


@dataclass(frozen=True)
class PersonShown:
    """One line of the list."""

    pk: str
    name: str
    meta: str
    tag: Tag
    is_bad: bool
    rules: Sequence[str]
    may_leave: bool


@dataclass(frozen=True)
class Check:
    """One thing that the rules ask of an interview: met, not met, or only said."""

    icon: str
    text: str
    rule: str
    more: str = ""

    @property
    def is_bad(self) -> bool:
        return self.icon == BAD


def person_shown(interview: Interview, one: Standing, name_of_child: str) -> PersonShown:
    """Somebody on the list: who, as what, and whether they may be there."""
    attendant = one.attendant
    is_child = attendant.capacity == Capacity.CHILD
    return PersonShown(
        pk=str(attendant.pk),
        name=name_of_child if is_child else attendant.name,
        meta=_meta(interview, attendant),
        tag=_tag(one),
        is_bad=not one.may_be_there and attendant.was_there is not False,
        rules=_rules(one),
        may_leave=interview.status == Status.DRAFT and not is_child,
    )


def in_order(interview: Interview, checked: Sequence[Standing]) -> list[Standing]:
    """The child first, then whoever leads, then as they were put on the list."""
    return sorted(
        checked,
        key=lambda one: (one.attendant.capacity != Capacity.CHILD, one.attendant.person_id != interview.lead_id),
    )


def _rules(one: Standing) -> list[str]:
    rules = list(dict.fromkeys(reason.rule for reason in one.reasons))
    return ["C3", *rules] if one.is_adult and one.is_adult.is_purported and rules else rules


def _tag(one: Standing) -> Tag:
    if one.attendant.was_there is False:
        return WAS_NOT_THERE
    if one.attendant.was_there:
        return WAS_THERE if one.may_be_there else SHOULD_NOT
    if not one.may_be_there:
        return MAY_NOT
    return IN_DATE if one.attendant.interpreter else MAY_BE_THERE


def _meta(interview: Interview, attendant: Attendant) -> str:
    if attendant.interpreter:
        found = attendant.interpreter
        number = f", their own number {attendant.interpreter_number}" if attendant.interpreter_number else ""
        until = f"Approved to {spoken_day(found.approved_until)}, DBS holds until {spoken_day(found.dbs_until)}"
        return f"Interpreter, register no. {found.register_number}{number}. {until}."
    if attendant.adult:
        return adult_meta(attendant.adult, attendant.capacity)
    leads = ", leads" if attendant.person_id == interview.lead_id else ""
    label = Capacity(attendant.capacity).label
    where = f", {attendant.agency.name}" if attendant.agency else ""
    explained = f". Somebody else: {attendant.match_explained}" if attendant.match_explained else ""
    return f"{label}{where}{leads}{explained}"


def adult_meta(adult: Adult, capacity: str) -> str:
    """An adult around the child as a list says them: as somebody said it, and how well that is known."""
    said = f"“{adult.said_as}”" if adult.said_as else adult.get_claimed_as_display()
    concern = ", of concern" if adult.is_of_concern else ""
    is_interviewed = ", is interviewed" if capacity == Capacity.INTERVIEWED else ""
    return f"{said}, {KNOWN[Known(adult.status)]}{concern}{is_interviewed}"


def checks_of(interview: Interview, checked: Sequence[Standing], adults: Sequence[Adult]) -> list[Check]:
    """What the rules ask of this interview, met or not. [Rules A1, S2, S3, S1]"""
    subject = _of_the_subject(interview, why_not_as_listed(interview, adults))
    return [*_of_the_room(interview, checked), subject, _of_interpreters(interview, checked), _of_strategy(interview)]


def _of_the_room(interview: Interview, checked: Sequence[Standing]) -> list[Check]:
    if interview.subject == Subject.ADULTS:
        return []
    barred = [one for one in checked if any(reason.rule != "S3" for reason in one.reasons)]
    if not barred:
        return [Check(OK, "Nobody there who may not be", "A1")]
    people = "1 person" if len(barred) == 1 else f"{len(barred)} people"
    return [Check(BAD, "Nobody there who may not be", "A1", f"{people} to take off")]


def _of_the_subject(interview: Interview, reasons: Sequence[object]) -> Check:
    if interview.subject == Subject.CHILD:
        return Check(OK, "One subject: the child, alone", "S2")
    nobody = any("Nobody is interviewed" in str(reason) for reason in reasons)
    return Check(BAD if nobody else OK, "Adults, without the child", "S2", "Add who is interviewed" if nobody else "")


def _of_interpreters(interview: Interview, checked: Sequence[Standing]) -> Check:
    interpreters = [one for one in checked if one.attendant.interpreter]
    if any(not one.may_be_there for one in interpreters):
        return Check(BAD, "Interpreter approved, checked, not linked to the child", "S3", "1 person to take off")
    if interpreters:
        return Check(OK, "Interpreter approved and checked", "S3")
    if not needs_interpreter(interview):
        return Check(OK, "English is spoken: no interpreter needed", "S3")
    if why_not_interpreted(interview, [one.attendant for one in checked]):
        return Check(BAD, "Interpreter approved and checked", "S3", f"Add one for {interview.language}")
    return Check(ASK, "First account without an interpreter", "S3", "Allowed; bring one as soon as you can")


def without_interpreter(interview: Interview, checked: Sequence[Standing]) -> bool:
    """Whether a first account goes without an interpreter where one would be needed: asked about, never refused."""
    nobody = not any(one.attendant.interpreter for one in checked)
    return nobody and needs_interpreter(interview) and interview.purpose == Purpose.FIRST_ACCOUNT


def _of_strategy(interview: Interview) -> Check:
    """Said, never waited for: an interview that protects a child may come before any discussion. [Rule S1]"""
    field = "interview_child" if interview.subject == Subject.CHILD else "interview_adults"
    decided = StrategyDiscussion.objects.recorded().filter(case=interview.case_id, **{field: True}).exists()
    if decided:
        return Check(OK, "Decided at the strategy discussion", "S1")
    return Check(ASK, "Not decided at a strategy discussion", "S1", "Nothing waits for it")
