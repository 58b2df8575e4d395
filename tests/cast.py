"""The permanent cast: the same people in every test, in the demonstration and in the README."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import F

from trafficking_cases.audit.models import Event
from trafficking_cases.casefile.demonstration_people import move_in
from trafficking_cases.people.models import Agency, FirstResponderPeriod, RoleHeld, Team, User
from trafficking_cases.welcome import PASSWORD

__all__ = ["NAMES", "PASSWORD", "Cast", "anew", "assemble", "each_of"]


@dataclass(frozen=True)
class Cast:
    """Everybody by what they are. A stranger to the matter in hand is always among them."""

    social_worker: User
    social_worker_2: User
    manager: User
    manager_2: User
    service_manager: User
    duty_worker: User
    out_of_hours: User
    mace_coordinator: User
    police: User
    health: User
    education: User
    voluntary: User
    guardian: User
    carer: User
    other_authority: User
    administrator: User
    administrator_2: User
    auditor: User

    @property
    def council(self) -> Agency:
        """The authority whose front door the partnership's referrals come to."""
        return self.social_worker.agency

    def everybody(self) -> dict[str, User]:
        return {name: getattr(self, name) for name in NAMES}


# Every test of access asks all of them.
NAMES = tuple(field.name for field in fields(Cast))


def each_of(cast: Cast) -> Iterator[str]:
    """Ask everybody, by what they are, one after the other: what the last one did is undone before the next.

    The situation is built once for all of them; eighteen times would be most of the time that the tests take.
    """
    for who in NAMES:
        before = transaction.savepoint()
        yield who
        transaction.savepoint_rollback(before)


def assemble() -> Cast:
    """The cast in this test's database: moved in by the real verbs once a process, then put back as it was."""
    if not _moved_in:
        people = move_in(password=PASSWORD)
        _moved_in.append(_Rows.of_everybody(list(people.values())))
        return Cast(**{username.replace(".", "_"): user for username, user in people.items()})
    return Cast(**{user.username.replace(".", "_"): user for user in _moved_in[0].put_back()})


@dataclass(frozen=True)
class _Rows:
    """Everything that moving in writes, to be written again in a few statements: four thousand tests begin with it."""

    groups: list[Group]
    agencies: list[Agency]
    periods: list[FirstResponderPeriod]
    teams: list[Team]
    users: list[User]
    roles: list[RoleHeld]
    events: list[Event]

    @classmethod
    def of_everybody(cls, users: list[User]) -> "_Rows":
        return cls(
            groups=list(Group.objects.all()),
            # An authority stands before those that refer to it.
            agencies=list(Agency.objects.order_by(F("refers_to").asc(nulls_first=True), "name")),
            periods=list(FirstResponderPeriod.objects.all()),
            teams=list(Team.objects.all()),
            users=users,
            roles=list(RoleHeld.objects.all()),
            events=list(Event.objects.all()),
        )

    def put_back(self) -> list[User]:
        """The same rows in an empty database; numbers that count are counted anew."""
        groups = Group.objects.bulk_create([Group(name=group.name) for group in self.groups])
        now = {old.pk: new.pk for old, new in zip(self.groups, groups, strict=True)}
        agencies, teams = _with_groups(self.agencies, now), _with_groups(self.teams, now)
        Agency.objects.bulk_create(agencies)
        Team.objects.bulk_create(teams)
        users = User.objects.bulk_create([_again(user) for user in self.users])
        for rows in (self.periods, self.roles, self.events):
            type(rows[0])._default_manager.bulk_create([_again(row, pk=None, id=None) for row in rows])
        group_of = {row.pk: row.group_id for row in (*agencies, *teams)}
        held = [(user.pk, group_of[key]) for user in users for key in (user.agency_id, user.team_id) if key]
        through = User.groups.through
        through._default_manager.bulk_create([through(user_id=user, group_id=group) for user, group in held])
        return users


_moved_in: list[_Rows] = []


def _with_groups(rows: list[Any], now: dict[int, int]) -> list[Any]:
    return [_again(row, group_id=now[row.group_id]) for row in rows]


def _again(row: Any, **changed: Any) -> Any:
    """A new row with the same columns."""
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**(columns | {name: value for name, value in changed.items() if name in columns}))


def anew(user: User) -> User:
    """The same person as at their next request, with nothing remembered of their roles."""
    return User.objects.get(pk=user.pk)
