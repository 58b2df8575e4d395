"""What was done, and who looked. Rows are added and never changed: the application's role has no right to."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: Any) -> Self:
        """All of it to the auditor, who sees no values; nothing to anybody else."""
        return self.all() if user.is_active and user.holds("read_audit") else self.none()

    def unsealed(self) -> Self:
        return self.filter(~Exists(Seal.objects.filter(event_id=OuterRef("pk"))))


class Event(models.Model):
    """One thing that somebody did or looked at: ids and codes only, never a name or a value."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    name = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    case_id = models.UUIDField(null=True)
    by_id = models.UUIDField(null=True)
    codes = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["case_id", "-id"], name="event_of_case"),
            models.Index(fields=["subject_id", "-id"], name="event_of_subject"),
            models.Index(fields=["by_id", "-id"], name="event_by_person"),
        ]

    def allows(self, user: Any, permission: str) -> bool:
        return user.holds(permission)


class Seal(models.Model):
    """A link of the chain: the hash of the link before it and of one committed event."""

    id = models.BigAutoField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
