"""What stands above every right: who may not see a child, whatever else they are."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from trafficking_cases.lib.constraints import together
from trafficking_cases.people.models import User


class BarrierKind(models.TextChoices):
    """How a barrier works, strongest first."""

    DENY_LIST = "deny_list", "These people may not see the child"
    SEALED = "sealed", "Only these people know that there is a case"
    RESTRICTED = "restricted", "Only these people may open the case"


class BarrierQuerySet(models.QuerySet["Barrier"]):
    def in_force(self) -> Self:
        """Set and not lifted; it takes effect at once, and lifting needs two people."""
        return self.filter(Q(lifted_by=None) | Q(lift_confirmed_by=None))

    def naming(self, user: Any) -> Self:
        return self.filter(Exists(BarrierPerson.objects.filter(barrier=OuterRef("pk"), user=user)))


class Barrier(models.Model):
    """A wall round one case, with its reason, who set it and who confirmed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("children.Case", on_delete=models.CASCADE, related_name="barriers")
    kind = models.CharField(max_length=20, choices=BarrierKind)
    reason = models.CharField(max_length=500)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    lift_confirmed_at = models.DateTimeField(null=True)
    lift_confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = BarrierQuerySet.as_manager()

    class Meta:
        constraints = [
            together("lifted_at", "lifted_by", name="barrier_lifted_when_and_by_whom"),
            together("lift_confirmed_at", "lift_confirmed_by", name="barrier_lift_confirmed_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(lift_confirmed_by=None) | ~Q(lift_confirmed_by=models.F("lifted_by")),
                name="barrier_lifted_by_two",
            ),
        ]
        indexes = [models.Index(fields=["case", "kind"], name="barrier_of_case")]


class BarrierPerson(models.Model):
    """Somebody whom a barrier names: kept out by a deny-list, let through by a seal or a restriction."""

    barrier = models.ForeignKey(Barrier, on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("barrier", "user", name="named_once_on_a_barrier")]
