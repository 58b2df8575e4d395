"""What a case has to wait for: a rule of a higher process, written here so that every lower verb can ask. [Rule M2]"""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q

from trafficking_cases.children.models.cases import Case
from trafficking_cases.lib.constraints import together
from trafficking_cases.people.models import User


class OnwardStep(models.TextChoices):
    """The steps that wait until the agencies have agreed. Urgent protection is not one of them. [Rule M2]"""

    CONFERENCE = "conference", "Child protection conference"
    PLAN = "plan", "Child protection plan"
    MOVE = "move", "Move of the child"
    RETURN = "return", "Return to the country of origin"
    CLOSURE = "closure", "Closing the case"


class HoldQuerySet(models.QuerySet["Hold"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user))

    def in_force(self) -> Self:
        return self.filter(lifted_at=None)


class Hold(models.Model):
    """That a case waits with every onward step: under which rule, because of what. [Rule M2; procedure 4.6]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="holds")
    rule = models.CharField(max_length=4)
    because_of = models.UUIDField()
    sentence = models.CharField(max_length=300)
    since = models.DateTimeField()
    put_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["since"]
        default_permissions = ()
        constraints = [
            together("lifted_at", "lifted_by", name="hold_lifted_when_and_by_whom"),
            models.UniqueConstraint("rule", "because_of", name="one_hold_for_one_cause"),
        ]
        indexes = [models.Index(fields=["case"], condition=Q(lifted_at=None), name="holds_in_force_of_case")]

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id


class Exemption(models.Model):
    """That one step goes ahead while a hold stands, because a court or a statute requires it by a date. [Rule M2]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="exemptions")
    step = models.CharField(max_length=20, choices=OnwardStep)
    required_by = models.CharField(max_length=200)
    required_on = models.DateField()
    reason = models.TextField(max_length=2_000)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["given_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("hold", "step", name="one_exemption_for_a_step"),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(required_by=""), name="exemption_required_by_somebody_for_a_reason"
            ),
        ]
