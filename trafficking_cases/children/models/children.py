"""The child as they come to us: what is known, and how well."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q

from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.workflow.claims import AgeOutcome
from trafficking_cases.lib.constraints import together


class BirthDateIs(models.TextChoices):
    """How well a date of birth is known. An unknown age is a child's age. [Rule C1; procedure 2]"""

    EXACT = "exact", "Given as an exact date"
    ESTIMATED = "estimated", "Estimated from an age"
    DISPUTED = "disputed", "Disputed"
    UNKNOWN = "unknown", "Not known"


# What is shown of a child everywhere: the working identity, written here by the verbs of `children.identity` alone.
PROJECTED = (
    "known_as",
    "also_called",
    "born_on",
    "about_age",
    "birth_date_is",
    "born_from",
    "born_until",
    "age_decided",
    "turns_18_on",
    "birth_known_at",
    "nationality",
    "language",
)


class Sex(models.TextChoices):
    GIRL = "girl", "Girl"
    BOY = "boy", "Boy"
    ANOTHER = "another", "Described in another way"
    UNKNOWN = "unknown", "Not known"


class ChildQuerySet(models.QuerySet["Child"]):
    def visible_to(self, user: Any) -> Self:
        """Through a case of theirs: the case, which stands above the child, knows who may see it."""
        case: Any = self.model._meta.get_field("cases").related_model
        return self.filter(pk__in=case.objects.visible_to(user).values("child"))


class Child(models.Model):
    """A child about whom somebody is worried; every answer may still be missing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    known_as = models.CharField(max_length=200, blank=True)
    also_called = models.CharField(max_length=200, blank=True)
    description = models.TextField(max_length=2_000, blank=True)
    sex = models.CharField(max_length=10, choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField(null=True, blank=True)
    about_age = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_date_is = models.CharField(max_length=10, choices=BirthDateIs, default=BirthDateIs.UNKNOWN)
    born_from = models.DateField(null=True)
    born_until = models.DateField(null=True)
    age_decided = models.CharField(max_length=10, choices=AgeOutcome, blank=True)
    turns_18_on = models.DateField(null=True)
    birth_known_at = models.DateTimeField(null=True)
    nationality = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=120, blank=True)
    added_at = models.DateTimeField()

    objects = ChildQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["turns_18_on"], name="children_turning_18")]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(birth_date_is="exact", born_on__isnull=False)
                    | Q(birth_date_is="estimated", about_age__isnull=False)
                    | Q(birth_date_is="disputed")
                    | Q(birth_date_is="unknown", born_on=None, about_age=None)
                ),
                name="birth_date_known_as_it_says",
            ),
            together("born_from", "born_until", name="birth_has_a_first_and_a_last_day"),
        ]

    def seen_through(self, user: Any) -> uuid.UUID | None:
        """The case under which a look at the child is recorded, so that whoever answers for the case learns of it."""
        return self.cases.visible_to(user).values_list("pk", flat=True).first()

    def allows(self, user: Any, permission: Permission) -> bool:
        """Whether one of the child's cases that they may see carries the verb for them."""
        return any(case.allows(user, permission) for case in self.cases.visible_to(user))
