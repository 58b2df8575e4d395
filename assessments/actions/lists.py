"""The list of an interview: everybody who will be in the room, each as what. [Rules S2, A1; procedure 4.4, 4.5]"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.models import Attendant, Interview
from assessments.policies.interviews import why_not_add, why_not_take_off
from assessments.workflow.interviews import Capacity, Subject
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.models import Adult, Case
from trafficking_cases.directory.models import Interpreter
from trafficking_cases.lib.errors import Reason, Refused, refuse_if
from trafficking_cases.lib.text import plain, shortened
from trafficking_cases.people.models import Kind, User

AS = {Kind.POLICE: Capacity.POLICE, Kind.CHILDRENS_SERVICES: Capacity.SOCIAL_WORKER}
THE_CHILD = "The child"
LONGEST_NAME = 200


@transaction.atomic
def add_person(
    interview: Interview,
    *,
    capacity: Capacity | str = "",
    person: User | None = None,
    adult: Adult | None = None,
    interpreter: Interpreter | None = None,
    name: str = "",
    interpreter_number: str = "",
    match_explained: str = "",
    by: User,
    at: datetime | None = None,
) -> Attendant:
    """Put somebody on the list. Whoever may not be there can stand on it; the plan then waits. [Rules S2, S3, A1]"""
    require(by, Permission.PLAN_INTERVIEW, interview)
    interview = _locked(interview)
    as_what = Capacity(capacity) if capacity else _as_usual(interview, person, adult, interpreter)
    refuse_if(
        why_not_add(interview, capacity=as_what, adult=adult, interpreter=interpreter, name=name or named(person))
    )
    attendant = put_on(
        interview,
        capacity=as_what,
        person=person,
        adult=adult,
        interpreter=interpreter,
        name=name,
        interpreter_number=interpreter_number,
        match_explained=match_explained,
        by=by,
        at=at or timezone.now(),
    )
    audit.record("interview.person_added", interview, by=by, attendant=attendant.pk, capacity=as_what)
    return attendant


def put_on(
    interview: Interview,
    *,
    capacity: Capacity,
    person: User | None = None,
    adult: Adult | None = None,
    interpreter: Interpreter | None = None,
    name: str = "",
    interpreter_number: str = "",
    match_explained: str = "",
    by: User,
    at: datetime,
) -> Attendant:
    """One more line of the list; the subject is the interview's, which the database checks."""
    called = plain(name).strip() or named(person) or named(adult) or (interpreter.name if interpreter else "")
    return Attendant.objects.create(
        interview=interview,
        subject=interview.subject,
        capacity=capacity,
        person=person,
        agency=person.agency if person else None,
        adult=adult,
        interpreter=interpreter,
        name=called,
        interpreter_number=plain(interpreter_number).strip(),
        match_explained=plain(match_explained).strip(),
        added_at=at,
        added_by=by,
    )


def the_first_on(interview: Interview, *, adult: Adult | None, by: User, at: datetime) -> None:
    """Those who stand on the list from the beginning: the child or the adult, and whoever leads."""
    if interview.subject == Subject.CHILD:
        put_on(interview, capacity=Capacity.CHILD, name=THE_CHILD, by=by, at=at)
    elif adult:
        refuse_if(why_not_add(interview, capacity=Capacity.INTERVIEWED, adult=adult, interpreter=None, name=""))
        put_on(interview, capacity=Capacity.INTERVIEWED, adult=adult, by=by, at=at)
    put_on(interview, capacity=_as_usual(interview, interview.lead, None, None), person=interview.lead, by=by, at=at)


def _as_usual(
    interview: Interview, person: User | None, adult: Adult | None, interpreter: Interpreter | None
) -> Capacity:
    """As what somebody comes, where nobody said otherwise."""
    if interpreter:
        return Capacity.INTERPRETER
    if adult:
        return Capacity.COMPANION if interview.subject == Subject.CHILD else Capacity.INTERVIEWED
    return AS.get(Kind(person.agency.kind), Capacity.PROFESSIONAL) if person else Capacity.PROFESSIONAL


def named(somebody: User | Adult | None) -> str:
    """What somebody is called; an adult without a name by how they look."""
    if isinstance(somebody, User):
        return somebody.full_name
    return (somebody.name or shortened(somebody.description, LONGEST_NAME)) if somebody else ""


@transaction.atomic
def take_off(interview: Interview, *, attendant: UUID, by: User) -> Interview:
    """Take somebody off the list. [Rule S2; procedure 4.5]"""
    require(by, Permission.PLAN_INTERVIEW, interview)
    interview = _locked(interview)
    found = next((there for there in interview.attendants.all() if there.pk == attendant), None)
    if found is None:
        raise Refused([Reason("S2", "They are not on the list any more. Look at the list again.")])
    refuse_if(why_not_take_off(interview, found))
    found.delete()
    audit.record("interview.person_taken_off", interview, by=by, attendant=attendant)
    return interview


def adults_around(case: Case) -> list[Adult]:
    """Every adult around the child of a case, for the rules that check each name against them."""
    return list(Adult.objects.filter(case=case).with_people())


def _locked(interview: Interview) -> Interview:
    return Interview.objects.with_list().select_for_update(of=("self",)).get(pk=interview.pk)
