"""How one person may stand to one case, drawn at random, and what follows by the words of the design.

What follows is worked out here a second time, from the drawn values alone, without asking the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from hypothesis import strategies as st

from tests import builders
from tests.cast import Cast, anew
from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import RoleCode, permissions_of
from trafficking_cases.children import grants
from trafficking_cases.children.models import Case, Grant
from trafficking_cases.children.models.barriers import BarrierKind
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.people.models import RoleHeld, User

HOLDERS = ("user", "team", "agency")
TIMES = ("live", "until tomorrow", "lapsed", "ended")
LIFTS = ("in force", "lifted by one", "lifted by two")


@dataclass(frozen=True)
class Relationship:
    """A grant: what it is, through whom it reaches the person, and whether it still runs."""

    relation: Relation
    through: str
    time: str

    @property
    def is_live(self) -> bool:
        return self.time in ("live", "until tomorrow")


@dataclass(frozen=True)
class Wall:
    """A barrier: its kind, whether it names the person, and how far it has been lifted."""

    kind: BarrierKind
    names_them: bool
    lift: str = "in force"

    @property
    def stands(self) -> bool:
        return self.lift != "lifted by two"

    @property
    def keeps_them_out(self) -> bool:
        return self.stands and self.names_them == (self.kind == BarrierKind.DENY_LIST)


ROLES = st.frozensets(st.sampled_from(RoleCode), max_size=3)
RELATIONSHIPS = st.lists(
    st.builds(Relationship, st.sampled_from(Relation), st.sampled_from(HOLDERS), st.sampled_from(TIMES)), max_size=3
)
WALLS = st.lists(st.builds(Wall, st.sampled_from(BarrierKind), st.booleans(), st.sampled_from(LIFTS)), max_size=3)


def is_visible(roles: Iterable[str], relationships: Iterable[Relationship], walls: Iterable[Wall]) -> bool:
    """The answer, by the words: a role that reads cases, a live relation, and no wall in between."""
    return (
        Permission.READ_CASE in permissions_of(roles)
        and any(relationship.is_live for relationship in relationships)
        and not any(wall.keeps_them_out for wall in walls)
    )


def with_roles(person: User, roles: Iterable[str]) -> User:
    """The person in these roles and no others, as at their next request."""
    person.roles_held.all().delete()
    today = timezone.localdate()
    RoleHeld.objects.bulk_create([RoleHeld(user=person, code=code, from_on=today) for code in roles])
    return anew(person)


def relate(case: Case, person: User, relationship: Relationship, *, by: User) -> Grant:
    """Give the grant; let the time pass that it says."""
    now = timezone.now()
    holder = {"user": person, "team": person.team, "agency": person.agency}[relationship.through]
    until = None if relationship.time in ("live", "ended") else now + timedelta(days=1)
    grant = grants.give(case, to=holder, relation=relationship.relation, reason="Drawn", until=until, by=by)
    if relationship.time == "lapsed":
        let_lapse(grant)
    if relationship.time == "ended":
        grants.end(grant, reason="Drawn", by=by)
    return grant


def let_lapse(grant: Grant) -> None:
    """Two days go by: the grant is past its end, and no sweep has come yet."""
    now = timezone.now()
    Grant.objects.filter(pk=grant.pk).update(from_at=now - timedelta(days=2), until_at=now - timedelta(seconds=1))


def wall_in(case: Case, person: User, wall: Wall, *, cast: Cast) -> None:
    """Set the barrier, with somebody else on it beside the person; lift it as far as it says."""
    named = [cast.carer, *([person] if wall.names_them else [])]
    barrier = builders.a_barrier(case, kind=wall.kind, people=named)
    now = timezone.now()
    if wall.lift != "in force":
        barrier.lifted_at, barrier.lifted_by = now, cast.manager
    if wall.lift == "lifted by two":
        barrier.lift_confirmed_at, barrier.lift_confirmed_by = now, cast.auditor
    barrier.save()
