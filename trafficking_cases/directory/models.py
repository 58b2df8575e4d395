"""Interpreters who may be called to a child. [Rule S3; procedure 4.5]"""

import uuid
from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from trafficking_cases.access.permissions import Permission
from trafficking_cases.lib.constraints import together
from trafficking_cases.lib.text import sort_key
from trafficking_cases.people.models import User


class InterpreterKind(models.TextChoices):
    """A person on the register, or a service whose contract warrants approval and DBS check of whoever it sends."""

    PERSON = "person", "A person"
    SERVICE = "service", "A service under contract"


class InterpreterQuerySet(models.QuerySet["Interpreter"]):
    def visible_to(self, user: Any) -> Self:
        """Everybody who works with children may need one."""
        return self.all() if user.is_active else self.none()

    def in_use(self) -> Self:
        """Not taken off the register."""
        return self.filter(removed_at=None)


class Interpreter(models.Model):
    """Somebody on the register: approved from when until when, DBS checked until when, in which languages."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=InterpreterKind)
    name = models.CharField(max_length=200)
    search_key = models.CharField(max_length=200)
    register_number = models.CharField(max_length=60, unique=True)
    languages = ArrayField(models.CharField(max_length=60))
    telephone = models.CharField(max_length=60, blank=True)
    approved_from = models.DateField()
    approved_until = models.DateField()
    dbs_checked_on = models.DateField()
    dbs_until = models.DateField()
    warranted = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    removed_because = models.CharField(max_length=300, blank=True)

    objects = InterpreterQuerySet.as_manager()

    class Meta:
        ordering = ["search_key", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=InterpreterKind.values), name="interpreter_kind_is_known"),
            models.CheckConstraint(
                condition=Q(approved_until__gte=F("approved_from")), name="interpreter_approval_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(dbs_until__gte=F("dbs_checked_on")), name="interpreter_dbs_ends_after_check"
            ),
            models.CheckConstraint(
                condition=Q(kind=InterpreterKind.PERSON) | ~Q(warranted=""),
                name="service_says_what_its_contract_warrants",
            ),
            together("removed_at", "removed_by", name="interpreter_removed_when_and_by_whom"),
        ]

    def __str__(self) -> str:
        return self.register_number

    def get_absolute_url(self) -> str:
        return f"{reverse('directory:interpreters')}#interpreter-{self.pk}"

    def speaks(self, language: str) -> bool:
        """Whether a language is among those that they interpret; its spelling and its capitals do not matter."""
        wanted = sort_key(language)
        return any(sort_key(known) in wanted or wanted in sort_key(known) for known in self.languages)

    def allows(self, user: Any, permission: Permission) -> bool:
        return user.holds(permission)

    def is_approved(self, on: date) -> bool:
        """Whether the approval covers a day. [Rule S3; procedure 4.5]"""
        return self.removed_at is None and self.approved_from <= on <= self.approved_until

    def is_dbs_checked(self, on: date) -> bool:
        """Whether the DBS check is in date on a day. [Rule S3; procedure 4.5]"""
        return self.dbs_checked_on <= on <= self.dbs_until
