"""What happened on a case, line by line, in the order in which it happened."""

import uuid
from typing import Any, Self

from django.db import models
from django.utils import timezone

from trafficking_cases.children.models.cases import Case
from trafficking_cases.people.models import User


class ChronologyQuerySet(models.QuerySet["ChronologyEntry"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user))


class ChronologyEntry(models.Model):
    """One line of a case: when, what kind, a sentence without confidential values, and where to read more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="chronology")
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    sentence = models.CharField(max_length=500)
    link = models.CharField(max_length=200, blank=True)
    significant = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = ChronologyQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-recorded_at"]
        indexes = [models.Index(fields=["case", "-at", "-recorded_at"], name="chronology_of_case")]
