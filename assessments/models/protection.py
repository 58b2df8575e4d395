"""That a child was protected at once, before anything else was filled in. [Rule R6; procedure 4.3]"""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q

from referrals.models import Referral
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people.models import User


class TakenBy(models.TextChoices):
    """Who protected the child."""

    POLICE = "police", "The Police"
    AUTHORITY = "authority", "Children's services"
    COURT = "court", "A court"
    OTHER = "other", "Somebody else"


class ImmediateProtectionQuerySet(models.QuerySet["ImmediateProtection"]):
    def visible_to(self, user: Any) -> Self:
        """With the case; before there is one, with the referral."""
        if not user.is_active:
            return self.none()
        through_the_case = Q(case__in=Case.objects.open_to(user, Permission.READ_REFERRAL))
        before_a_case = Q(case=None, referral__in=Referral.objects.visible_to(user))
        return self.filter(through_the_case | before_a_case)


class ImmediateProtection(models.Model):
    """What was done at once to keep a child safe, by whom and when. It waits for nothing. [Rule R6; procedure 4.3]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, null=True, related_name="protections")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="protections")
    taken_by = models.CharField(max_length=20, choices=TakenBy)
    what = models.TextField(max_length=5_000, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ImmediateProtectionQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(taken_by__in=TakenBy.values), name="protection_taken_by_is_known"),
            models.CheckConstraint(
                condition=Q(referral__isnull=False) | Q(case__isnull=False), name="protection_of_somebody"
            ),
        ]

    def __str__(self) -> str:
        return TakenBy(self.taken_by).label

    @property
    def audit_case_id(self) -> uuid.UUID | None:
        return self.case_id
