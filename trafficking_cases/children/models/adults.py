"""The adults around a child: what each is said to be to the child, and how well that is known."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models.cases import Case
from trafficking_cases.children.workflow.adults import PURPORTING, UNCHECKED, Ground, Relationship, Status
from trafficking_cases.lib.constraints import together
from trafficking_cases.people.models import User

VERIFIED_HAS_ITS_GROUND = Q(status=Status.VERIFIED) & ~Q(ground="") | ~Q(status=Status.VERIFIED) & Q(ground="")


class AdultQuerySet(models.QuerySet["Adult"]):
    def visible_to(self, user: Any) -> Self:
        """On the cases that somebody works on; nobody learns of them because a case is shared with them."""
        return self.filter(case__in=Case.objects.open_to(user, Permission.RECORD_ADULT))

    def barred_from_the_child(self) -> Self:
        """Purported parents, relatives, sponsors and carers, and whoever is of concern: as `Adult.is_purported` says.

        None of them may be with the child, interpret, be a safe contact or be invited. [Rule C3; procedure 2, 4.4]
        """
        purported = Q(claimed_as__in=PURPORTING, status__in=UNCHECKED)
        not_approved = Q(claimed_as=Relationship.APPROVED_CARER, status=Status.DOUBTED)
        return self.filter(purported | not_approved | Q(flagged_at__isnull=False))

    def not_to_be_contacted(self, case: Case) -> Self:
        """Those of a case whom nobody may contact: said to everybody to whom the case is visible. [Rule R4]"""
        return self.filter(case=case).exclude(do_not_contact="")

    def with_people(self) -> Self:
        return self.select_related("case", "checked_by", "flagged_by", "added_by")


class Adult(models.Model):
    """An adult around one child, and what they are said to be. [Rule C3; procedure 2, 4.4]."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="adults")
    name = models.CharField(max_length=200, blank=True)
    other_names = models.CharField(max_length=200, blank=True)
    description = models.TextField(max_length=2_000, blank=True)
    reached_through = models.CharField(max_length=200, blank=True)
    do_not_contact = models.TextField(max_length=2_000, blank=True)
    claimed_as = models.CharField(max_length=20, choices=Relationship)
    said_as = models.CharField(max_length=120, blank=True)
    said_by = models.CharField(max_length=200)
    status = models.CharField(max_length=20, choices=Status, default=Status.CLAIMED)
    ground = models.CharField(max_length=30, choices=Ground, blank=True)
    doubt = models.TextField(max_length=2_000, blank=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    concern = models.TextField(max_length=2_000, blank=True)
    flagged_at = models.DateTimeField(null=True)
    flagged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AdultQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "id"]
        default_permissions = ()
        indexes = [models.Index(fields=["case", "added_at"], name="adults_of_case")]
        constraints = [
            together("checked_at", "checked_by", name="adult_checked_when_and_by_whom"),
            together("flagged_at", "flagged_by", name="adult_flagged_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(status=Status.CLAIMED, checked_at=None)
                | ~Q(status=Status.CLAIMED) & Q(checked_at__isnull=False),
                name="adult_checked_or_only_claimed",
            ),
            models.CheckConstraint(condition=VERIFIED_HAS_ITS_GROUND, name="adult_verified_on_a_ground"),
            models.CheckConstraint(
                condition=Q(status=Status.DOUBTED) & ~Q(doubt="") | ~Q(status=Status.DOUBTED) & Q(doubt=""),
                name="adult_doubted_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(flagged_at=None, concern="") | Q(flagged_at__isnull=False) & ~Q(concern=""),
                name="adult_flagged_for_a_reason",
            ),
            models.CheckConstraint(condition=~Q(name="", description=""), name="adult_named_or_described"),
        ]

    def get_absolute_url(self) -> str:
        return f"{reverse('casefile:people', args=[self.case_id])}#adult-{self.pk}"

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    @property
    def is_of_concern(self) -> bool:
        return self.flagged_at is not None

    @property
    def is_approved_carer(self) -> bool:
        """Placed by the authority, and nobody doubts it: not a purported carer."""
        return self.claimed_as == Relationship.APPROVED_CARER and self.status != Status.DOUBTED

    @property
    def is_purported(self) -> bool:
        """Whether they must not be with the child, interpret, be a safe contact or be invited.

        So it is with a parent, relative, sponsor or carer whose claim is unchecked or doubted, and with whoever is of
        concern; not with an approved foster carer or residential worker. [Rule C3; procedure 2, 4.4]
        """
        if self.is_of_concern:
            return True
        if self.claimed_as == Relationship.APPROVED_CARER:
            return not self.is_approved_carer
        return self.claimed_as in PURPORTING and self.status in UNCHECKED

    def allows(self, user: Any, permission: Permission) -> bool:
        """What the person may do on the case of this adult."""
        return self.case.allows(user, permission)


class StandingQuerySet(models.QuerySet["Standing"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(adult__in=Adult.objects.visible_to(user))


class Standing(models.Model):
    """How an adult stood from a moment on, who said so, and why: the history that nothing overwrites."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    adult = models.ForeignKey(Adult, on_delete=models.CASCADE, related_name="standings")
    status = models.CharField(max_length=20, choices=Status)
    ground = models.CharField(max_length=30, choices=Ground, blank=True)
    is_of_concern = models.BooleanField(default=False)
    reason = models.TextField(max_length=2_000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = StandingQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        default_permissions = ()
        indexes = [models.Index(fields=["adult", "at"], name="standings_of_adult")]
        constraints = [models.CheckConstraint(condition=VERIFIED_HAS_ITS_GROUND, name="standing_verified_on_a_ground")]
