"""What left the house, and what was planned for a child who grows up."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q

from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people.models import User


class Purpose(models.TextChoices):
    """What a case summary is exported for."""

    PROTECTION = "protection", "To protect the child now"
    MEETING = "meeting", "A strategy discussion or another meeting about the child"
    COURT = "court", "A court, or legal advice"
    HANDOVER = "handover", "Handing the work over"
    SUPERVISION = "supervision", "Supervision of the work"


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user))


class Export(models.Model):
    """One case summary that was handed out: to whom, for what, by whom, and the hash that tells it from any other."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exports")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose)
    recipient = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=~Q(recipient=""), name="export_is_for_somebody"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="export_purpose_is_known"),
        ]
        indexes = [models.Index(fields=["case", "-at"], name="export_of_case")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.case.allows(user, permission)


class PreparationQuerySet(models.QuerySet["Preparation"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user))


class Preparation(models.Model):
    """What was planned for a child's time from the 18th birthday on; the case stays open. [Rule C1; procedure 2]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="preparations")
    plan = models.TextField(max_length=2_000)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = PreparationQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=~Q(plan=""), name="preparation_says_what_is_planned")]
        indexes = [models.Index(fields=["case", "-at"], name="preparations_of_case")]

    def __str__(self) -> str:
        return str(self.pk)
