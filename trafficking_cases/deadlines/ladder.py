"""Who is told at each step: roles turned into people at the moment of telling, up the line where there is nobody."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils import timezone

from trafficking_cases.access.roles import RoleCode
from trafficking_cases.children.models import Allocation, Grant
from trafficking_cases.deadlines import timetable
from trafficking_cases.deadlines.models import Deadline, Reminder
from trafficking_cases.deadlines.promises import UP_THE_LINE, Role, Rung, keeping
from trafficking_cases.people.models import FirstResponderPeriod, Kind, User

type_of_people = Mapping[Deadline, list[User]]


@dataclass(frozen=True)
class Told:
    """The people whom one reminder goes to, and the step of the line at which they were found."""

    role: Role
    people: list[User]


def reminders_of(deadline: Deadline) -> list[Reminder]:
    """The reminders that its ladder asks for."""
    ladder = keeping(deadline.rule).ladder
    return [
        Reminder(deadline=deadline, rung=number, to=rung.to, at=moment_of(rung, deadline))
        for number, rung in enumerate(ladder, start=1)
    ]


def moment_of(rung: Rung, deadline: Deadline) -> datetime:
    """When a step is reached: after a share of the time allowed, or so long after it has run out."""
    if isinstance(rung.at, Fraction):
        allowed = deadline.due_at - deadline.started_at
        return deadline.started_at + allowed * rung.at.numerator / rung.at.denominator
    return timetable.work_out(rung.at, deadline.due_at).at


def people_to_tell(reminders: Iterable[Reminder]) -> dict[Reminder, Told]:
    """Whoever each reminder goes to, of those who may see what it is about; nobody is left out silently.

    Where a step finds nobody it goes up the line. A reminder for which the whole line is empty is not in the answer.
    """
    told = {}
    waiting = {reminder: Role(reminder.to) for reminder in reminders}
    while waiting:
        steps = defaultdict(list)
        for reminder, role in waiting.items():
            steps[role].append(reminder)
        waiting = {}
        for role, group in steps.items():
            found = those_who_may_see(PEOPLE[role]({reminder.deadline for reminder in group}))
            for reminder in group:
                if people := found.get(reminder.deadline):
                    told[reminder] = Told(role, people)
                elif above := up_the_line(role, reminder.deadline):
                    waiting[reminder] = above
    return told


def up_the_line(role: Role, deadline: Deadline) -> Role | None:
    """Who stands above; above the person who owns a deadline stands the role that does."""
    return Role(deadline.owner_role) if role == Role.OWNER else UP_THE_LINE.get(role)


def those_who_may_see(people: type_of_people) -> dict[Deadline, list[User]]:
    """The same people, less those from whom the record is kept."""
    of_each = defaultdict(list)
    for deadline, found in people.items():
        for person in found:
            of_each[person].append(deadline)
    seen = defaultdict(list)
    for person, deadlines in of_each.items():
        keys = [deadline.pk for deadline in deadlines]
        visible = set(Deadline.objects.visible_to(person).filter(pk__in=keys).values_list("pk", flat=True))
        for deadline in deadlines:
            if deadline.pk in visible:
                seen[deadline].append(person)
    return seen


def named_owner(deadlines: Iterable[Deadline]) -> type_of_people:
    """The person who took it on, or was named; before a case only while they are at work at the front door.

    Whoever has left it can open nothing of what is due: the others there are told in their place.
    """
    deadlines = list(deadlines)
    live = (
        User.objects.filter(is_active=True)
        .select_related("agency")
        .in_bulk({deadline.owner_id for deadline in deadlines if deadline.owner_id})
    )
    doors = {person.pk: person.front_doors() for person in live.values()}
    return {
        deadline: [live[deadline.owner_id]]
        for deadline in deadlines
        if deadline.owner_id in live and (deadline.case_id or deadline.authority_id in doors[deadline.owner_id])
    }


def in_the_authority(*codes: RoleCode) -> Callable[[Iterable[Deadline]], type_of_people]:
    """Everybody in the authority who holds one of these roles."""

    def find(deadlines: Iterable[Deadline]) -> type_of_people:
        deadlines = list(deadlines)
        of_agency = defaultdict(list)
        authorities = {deadline.authority_id for deadline in deadlines}
        for person in User.objects.holding(*codes).filter(agency__in=authorities).select_related("agency"):
            of_agency[person.agency_id].append(person)
        return {deadline: of_agency[deadline.authority_id] for deadline in deadlines}

    return find


def on_the_allocation(position: str) -> Callable[[Iterable[Deadline]], type_of_people]:
    """The worker or the manager of the case's allocation, as it stands now."""

    def find(deadlines: Iterable[Deadline]) -> type_of_people:
        deadlines = list(deadlines)
        cases = {deadline.case_id for deadline in deadlines if deadline.case_id}
        allocations = Allocation.objects.filter(case__in=cases, ended_at=None).select_related(f"{position}__agency")
        of_case = {allocation.case_id: getattr(allocation, position) for allocation in allocations}
        return {
            deadline: [of_case[deadline.case_id]]
            for deadline in deadlines
            if deadline.case_id in of_case and of_case[deadline.case_id].is_active
        }

    return find


def police_unit(deadlines: Iterable[Deadline]) -> type_of_people:
    """The officers of the Police to whom the authority turns."""
    deadlines = list(deadlines)
    of_authority = defaultdict(list)
    authorities = {deadline.authority_id for deadline in deadlines}
    officers = User.objects.holding(RoleCode.POLICE).filter(agency__kind=Kind.POLICE, agency__refers_to__in=authorities)
    for officer in officers.select_related("agency"):
        of_authority[officer.agency.refers_to_id].append(officer)
    return {deadline: of_authority[deadline.authority_id] for deadline in deadlines}


def first_responders(deadlines: Iterable[Deadline]) -> type_of_people:
    """Whoever works on the case for an organisation that may refer to the NRM today. [Rules N4, N5; procedure 4.3]"""
    deadlines = list(deadlines)
    now, today = timezone.now(), timezone.localdate()
    responding = FirstResponderPeriod.objects.in_force(today).values("agency")
    grants = Grant.objects.live(now).filter(case__in={deadline.case_id for deadline in deadlines if deadline.case_id})
    of_case: dict[Any, list[User]] = defaultdict(list)
    for grant in grants.filter(user__is_active=True, user__agency__in=responding).select_related("user__agency"):
        if grant.user and grant.user not in of_case[grant.case_id]:
            of_case[grant.case_id].append(grant.user)
    return {deadline: of_case[deadline.case_id] for deadline in deadlines}


PEOPLE: dict[Role, Callable[[Iterable[Deadline]], type_of_people]] = {
    Role.OWNER: named_owner,
    Role.FRONT_DOOR: in_the_authority(RoleCode.DUTY_WORKER, RoleCode.OUT_OF_HOURS),
    Role.FRONT_DOOR_MANAGER: in_the_authority(RoleCode.MANAGER),
    Role.SERVICE_MANAGER: in_the_authority(RoleCode.SERVICE_MANAGER),
    Role.ALLOCATED: on_the_allocation("worker"),
    Role.SUPERVISING: on_the_allocation("manager"),
    Role.POLICE_UNIT: police_unit,
    Role.FIRST_RESPONDERS: first_responders,
}
