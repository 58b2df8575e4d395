"""The duty to notify, and the countries that call for a referral at once. [Rules N1, N3, N4; procedure 4.3, 4.4]"""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from nrm.workflow.duties import Ground, Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.lib.constraints import together
from trafficking_cases.notifications import subjects
from trafficking_cases.people.models import InForceQuerySet, User


class ListedCountryQuerySet(InForceQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_active else self.none()


class ListedCountry(models.Model):
    """A nationality for which an asylum-seeking child is referred at once, from when until when. [Rule N4]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nationality = models.CharField(max_length=120)
    country = models.CharField(max_length=120)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ListedCountryQuerySet.as_manager()

    class Meta:
        ordering = ["nationality", "from_on"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="listed_country_ends_after_start"
            ),
            models.UniqueConstraint("nationality", condition=Q(until_on=None), name="country_listed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.country} ({self.nationality})"

    def allows(self, user: Any, permission: Permission) -> bool:
        return user.holds(permission)


class DutyQuerySet(models.QuerySet["Duty"]):
    def visible_to(self, user: Any) -> Self:
        """With the case: whoever works with the child may know that the Home Office has to be told."""
        return self.filter(case__in=Case.objects.visible_to(user))

    def open(self) -> Self:
        return self.filter(status=Status.OPEN)


class Duty(models.Model):
    """That the Home Office has to be told of a child: since when, because of what, and how it was met. [Rule N1]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="duties")
    ground = models.CharField(max_length=2, choices=Ground)
    because = models.CharField(max_length=500)
    fact = models.CharField(max_length=120)
    status = models.CharField(max_length=20, choices=Status, default=Status.OPEN)
    raised_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_because = models.TextField(max_length=5_000, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("case", "ground", "fact", name="duty_raised_once_by_a_fact"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="duty_status_is_known"),
            together("ended_at", "ended_by", name="duty_ended_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(status=Status.OPEN, ended_at=None) | ~Q(status=Status.OPEN) & Q(ended_at__isnull=False),
                name="duty_ended_unless_open",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.NOT_ARISING) | ~Q(ended_because=""), name="duty_does_not_arise_for_a_reason"
            ),
        ]

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.case.allows(user, permission)


subjects.register(
    Duty._meta.label_lower,
    Duty.objects.select_related("case").visible_to,
    concerning=lambda duty: f"Case {duty.case.reference}",
)
