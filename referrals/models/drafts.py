"""A referral while it is being written."""

import uuid
from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from referrals.models.referrals import Referral
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.models import User

KEPT_FOR = timedelta(days=7)


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: Any) -> Self:
        """To its author alone, until it is sent or its time is over."""
        return self.filter(author=user, saved_at__gt=timezone.now() - KEPT_FOR) if user.is_active else self.none()

    def unsent(self) -> Self:
        return self.filter(sent_as=None)

    def begun(self) -> Self:
        """Those in which something was typed: what was only opened is nothing to come back to."""
        return self.unsent().exclude(answers={})


class Draft(models.Model):
    """What somebody typed so far, exactly as they typed it: the wrong date too, so that nothing is lost."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    versions = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    sent_as = models.OneToOneField(Referral, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at"]
        indexes = [models.Index(fields=["author", "-saved_at"], name="draft_of_author")]

    def get_absolute_url(self) -> str:
        return reverse("referrals:step", args=[self.pk, "danger"])

    def version_of(self, page: str) -> int:
        """How often the answers of a page have changed, so that two windows notice each other."""
        return self.versions.get(page, 0)

    def allows(self, user: Any, permission: Permission) -> bool:
        return user.holds(permission) and self.author_id == user.pk
