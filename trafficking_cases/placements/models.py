"""A placement as the main schema may know it: kind, order and dates. Where it is, only the vault knows."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.lib.constraints import together
from trafficking_cases.people.models import User
from trafficking_cases.placements.workflow import FOR_A_TIME, MAIN, Arranged, EndedWhy, Kind, LegalStatus, Unaccompanied


class PlacementQuerySet(models.QuerySet["Placement"]):
    def visible_to(self, user: Any) -> Self:
        """Of the cases on which the person may know of placements; everybody else finds none, not even a number."""
        return self.filter(case__in=Case.objects.open_to(user, Permission.READ_PLACEMENT))

    def standing(self) -> Self:
        """Where children are now."""
        return self.filter(until=None)

    def with_people(self) -> Self:
        return self.select_related("case__child", "case__authority", "recorded_by")


class Placement(models.Model):
    """That a child is or was placed: kind, legal status, from when until when. Never where. [Rules P1, P5]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="placements")
    kind = models.CharField(max_length=30, choices=Kind)
    is_main = models.BooleanField()
    arranged = models.CharField(max_length=20, choices=Arranged)
    placed_under = models.CharField(max_length=30, choices=LegalStatus)
    legal_from = models.DateField()
    legal_until = models.DateField(null=True)
    unaccompanied = models.CharField(max_length=10, choices=Unaccompanied)
    since = models.DateField()
    until = models.DateField(null=True)
    ended_why = models.CharField(max_length=20, choices=EndedWhy, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-recorded_at"]
        default_permissions = ()
        indexes = [models.Index(fields=["case", "-since"], name="placements_of_case")]
        constraints = [
            models.UniqueConstraint(
                "case", condition=Q(until=None, is_main=True), name="one_main_placement_of_a_case_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(is_main=True, kind__in=MAIN) | Q(is_main=False, kind__in=FOR_A_TIME),
                name="placement_is_main_by_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="placement_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(legal_until=None) | Q(legal_until__gte=F("legal_from")),
                name="legal_status_ends_after_start",
            ),
            together("until", "ended_at", "ended_by", name="placement_ended_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(until=None, ended_why="") | Q(until__isnull=False, ended_why__in=EndedWhy.values),
                name="placement_ended_for_a_reason",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("placements:case", args=[self.case_id])

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.case.allows(user, permission)
