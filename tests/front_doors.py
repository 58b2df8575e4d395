"""Two authorities with a front door each, so that whatever happens at one can be seen not to happen at the other."""

from dataclasses import dataclass
from datetime import datetime

from trafficking_cases.access.roles import RoleCode
from trafficking_cases.children import actions as children
from trafficking_cases.children.models import Case, Child
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.working_days import LONDON
from trafficking_cases.people import actions as people
from trafficking_cases.people.models import Agency, Kind, User


@dataclass
class FrontDoor:
    """The people of one authority, named by what they are."""

    authority: Agency
    duty_worker: User
    out_of_hours: User
    manager: User
    service_manager: User
    social_worker: User

    def person(self, role: str, username: str) -> User:
        """One more, in a function of their own."""
        return person(self.authority, username, role)


def person(agency: Agency, username: str, *roles: str) -> User:
    return people.add_user(
        username=username,
        full_name=username.replace(".", " ").title(),
        job_title="Invented",
        email=f"{username}@example.org",
        agency=agency,
        roles=roles,
        by=None,
    )


def front_door(name: str) -> FrontDoor:
    agency = people.add_agency(name=f"{name} Council", kind=Kind.CHILDRENS_SERVICES, by=None)
    return FrontDoor(
        authority=agency,
        duty_worker=person(agency, f"{name}.duty", RoleCode.DUTY_WORKER),
        out_of_hours=person(agency, f"{name}.night", RoleCode.OUT_OF_HOURS),
        manager=person(agency, f"{name}.manager", RoleCode.MANAGER),
        service_manager=person(agency, f"{name}.service", RoleCode.SERVICE_MANAGER),
        social_worker=person(agency, f"{name}.social", RoleCode.SOCIAL_WORKER),
    )


def london(*parts: int) -> datetime:
    """A moment as a clock in London shows it."""
    return datetime(*parts, tzinfo=LONDON)


def a_child() -> Child:
    return Child.objects.create(added_at=london(2026, 8, 28, 17, 40))


def a_case(door: FrontDoor) -> Case:
    return children.open_case(a_child(), authority=door.authority, at=london(2026, 8, 28, 18), by=door.manager)


def a_promise(door: FrontDoor, rule: str = "REF-03", **changes) -> Deadline:
    """A clock that was started on the Friday evening before a bank holiday Monday, unless told otherwise."""
    child = changes.pop("subject", None) or a_child()
    given = {
        "started_at": london(2026, 8, 28, 17, 40),
        "by": door.duty_worker,
        "concerning": "Decision on referral R-482913",
        "link": f"/referrals/{child.pk}/",
        "authority": door.authority,
    }
    return deadlines.start(rule, subject=child, **(given | changes))
