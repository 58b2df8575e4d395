"""Telling people: the notice, which is the record, and the e-mail, which is a nudge."""

import uuid
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.expressions import ExpressionWrapper

from trafficking_cases.access.permissions import Permission
from trafficking_cases.notifications import kinds, subjects
from trafficking_cases.notifications.workflow import Status
from trafficking_cases.people.models import User

WAITING = Q(status=Status.WAITING)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: Any) -> Self:
        """Their own, about what they may see now; one about a child they may no longer see is not there.

        Only the kinds of thing that these notices are about are asked, so narrow them down first: to ask all of them
        took three quarters of the time of a page.
        """
        if not user.is_active:
            return self.none()
        theirs = self.filter(recipient=user)
        kinds_there = theirs.order_by().values_list("subject_kind", flat=True).distinct()
        return theirs.filter(subjects.visible_to(user, set(kinds_there)))

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def unread_first(self) -> Self:
        is_read = ExpressionWrapper(Q(read_at__isnull=False), output_field=models.BooleanField())
        return self.order_by(is_read, "-created_at", "-id")


class Notice(models.Model):
    """That somebody was told of something: who, when, what kind, and where to look. No word about a child."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    link = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True)
    due_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notice_of_recipient"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="notice_unread_of_recipient"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def sentence(self) -> str:
        """What it says."""
        return kinds.sentence_of(self.kind)

    def allows(self, user: Any, permission: Permission) -> bool:
        return user.holds(permission)


class MailQuerySet(models.QuerySet["Mail"]):
    def ready(self, now: datetime) -> Self:
        """Waiting, due, and in nobody's hands."""
        return self.waiting().filter(Q(lease_until=None) | Q(lease_until__lte=now), due_at__lte=now)

    def waiting(self) -> Self:
        return self.filter(WAITING)

    def parked(self) -> Self:
        return self.filter(status=Status.PARKED)


class Mail(models.Model):
    """The e-mail of one notice, kept until it has gone: when it may be tried, how often it was, who holds it."""

    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, primary_key=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "notice"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="mail_status_is_known"),
            models.CheckConstraint(
                condition=WAITING & Q(ended_at=None) | ~WAITING & Q(ended_at__isnull=False),
                name="mail_ended_unless_waiting",
            ),
        ]
        indexes = [models.Index(fields=["due_at", "notice"], condition=WAITING, name="mail_to_send")]

    def __str__(self) -> str:
        return f"mail {self.pk}"
