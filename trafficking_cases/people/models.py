"""Agencies, teams and the people who work in them."""

import uuid
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractUser, Group, UserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import ROLES, RoleCode, permissions_of


class Kind(models.TextChoices):
    """What an agency is in the work with children."""

    CHILDRENS_SERVICES = "childrens_services", "Children's services"
    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    EDUCATION = "education", "School or college"
    VOLUNTARY = "voluntary", "Voluntary body"
    GUARDIANSHIP = "guardianship", "Guardianship service"
    PARTNERSHIP = "partnership", "The partnership itself"


class AgencyQuerySet(models.QuerySet["Agency"]):
    def visible_to(self, user: Any) -> Self:
        """Everybody with a live account knows with whom they work."""
        return self.all() if user.is_active else self.none()

    def police_of(self, authority: "Agency") -> Self:
        """The Police to whom an authority turns."""
        return self.filter(kind=Kind.POLICE, refers_to=authority)


class Agency(models.Model):
    """An organisation of the partnership, or another local authority beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30, choices=Kind)
    refers_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="+")

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def allows(self, user: Any, permission: Permission) -> bool:
        return user.holds(permission)

    @property
    def front_door(self) -> "Agency":
        """The authority to which this agency's referrals go; an authority receives its own."""
        return self.refers_to or self

    def is_first_responder(self, on: date) -> bool:
        """Whether the organisation may refer to the NRM on a day."""
        return self.first_responder_periods.in_force(on).exists()


class InForceQuerySet(models.QuerySet):
    """What has a first day, and may have a last."""

    def in_force(self, on: date) -> Self:
        return self.filter(from_on__lte=on).filter(Q(until_on=None) | Q(until_on__gte=on))


class FirstResponderPeriod(models.Model):
    """From when until when an organisation is on the Home Office's list of first responders."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="first_responder_periods")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")),
                name="first_responder_ends_after_start",
            )
        ]


class Team(models.Model):
    """People of one agency who share their work and their manager."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("agency", "name", name="team_name_once_in_an_agency")]

    def __str__(self) -> str:
        return self.name


class UserQuerySet(models.QuerySet["User"]):
    def holding(self, *codes: str) -> Self:
        """Live accounts that hold one of these roles today."""
        today = timezone.localdate()
        held = RoleHeld.objects.in_force(today).filter(code__in=codes)
        return self.filter(is_active=True, pk__in=held.values("user"))


class PeopleManager(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Accounts, made without the rights of a superuser, which nobody has here."""

    def create_superuser(self, *args: Any, **kwargs: Any) -> "User":
        raise NotImplementedError("nobody is a superuser here: no road leads round the rules")


class User(AbstractUser):
    """A person with an account: who they are, where they work, and what they are here for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first_name = last_name = None  # type: ignore[assignment]  # how Django lets a column of its own model go
    full_name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="people")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="people")

    objects: ClassVar[PeopleManager] = PeopleManager()
    REQUIRED_FIELDS = ["full_name", "job_title"]

    class Meta:
        ordering = ["full_name"]
        constraints = [
            models.CheckConstraint(condition=Q(is_superuser=False, is_staff=False), name="nobody_is_a_superuser"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

    @cached_property
    def roles(self) -> frozenset[str]:
        """The codes of the roles held today, asked once for each request."""
        today = timezone.localdate()
        return frozenset(self.roles_held.in_force(today).values_list("code", flat=True))

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        return permissions_of(self.roles)

    def holds(self, permission: Permission) -> bool:
        """Whether one of the roles allows this; whose record it is, is another question."""
        return self.is_active and permission in self.permissions

    def front_doors(self) -> set[uuid.UUID]:
        """The authorities whose undecided referrals this person works on: their own, if their role is there."""
        at_work_there = self.holds(Permission.READ_FRONT_DOOR) and self.agency.kind == Kind.CHILDRENS_SERVICES
        return {self.agency_id} if at_work_there else set()


class RoleHeld(models.Model):
    """That a person holds a role, from when until when, and who gave it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles_held")
    code = models.CharField(max_length=30, choices=[(role.code.value, role.name) for role in ROLES.values()])
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = InForceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(code__in=[code.value for code in RoleCode]), name="role_is_known"),
            models.UniqueConstraint("user", "code", condition=Q(until_on=None), name="role_held_once"),
        ]
