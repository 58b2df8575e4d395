"""The permanent cast: the same people in every test, in the demonstration and in the README."""

from dataclasses import dataclass, fields

from trafficking_cases.casefile.demonstration_people import move_in
from trafficking_cases.people.models import Agency, User
from trafficking_cases.welcome import PASSWORD

__all__ = ["NAMES", "PASSWORD", "Cast", "anew", "assemble"]


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


# For parametrize: every test of access asks all of them.
NAMES = tuple(field.name for field in fields(Cast))


def assemble() -> Cast:
    """The cast in this test's database."""
    return Cast(**{username.replace(".", "_"): user for username, user in move_in(password=PASSWORD).items()})


def anew(user: User) -> User:
    """The same person as at their next request, with nothing remembered of their roles."""
    return User.objects.get(pk=user.pk)
