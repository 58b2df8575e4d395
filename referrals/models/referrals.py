"""The referral as it was sent, and where it stands."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from referrals.catalogue import indicators
from referrals.workflow import UNDECIDED, FamilyContact, Seen, Status, Urgency
from trafficking_cases.access.permissions import ON_A_CASE, Permission
from trafficking_cases.children.catalogue import Certainty, exploitation_types
from trafficking_cases.children.models import Case, Child
from trafficking_cases.lib.constraints import together
from trafficking_cases.lib.text import shortened
from trafficking_cases.notifications import subjects
from trafficking_cases.people.models import Agency, User


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, user: Any) -> Self:
        """Through its case; before it has one, to the front door that it came to and to whoever made it."""
        if not user.is_active:
            return self.none()
        through_its_case = Q(case__in=Case.objects.visible_to(user))
        without_a_case = Q(authority__in=user.front_doors()) | Q(made_by=user)
        return self.filter(through_its_case | (Q(case=None) & without_a_case))

    def with_people(self) -> Self:
        """With the child and everybody named on it, in the same query."""
        return self.select_related("child", "case", "made_by", "agency", "authority", "claimed_by")

    def waiting(self) -> Self:
        """A clock runs and somebody must act."""
        return self.filter(status__in=UNDECIDED)


class Referral(models.Model):
    """A concern about a child, as somebody sent it to the front door."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.RECEIVED)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="referrals")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="referrals")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    urgency = models.CharField(max_length=20, choices=Urgency)
    concern = models.TextField(max_length=20_000)
    happened_on = models.DateField(null=True)
    where_seen = models.TextField(max_length=2_000, blank=True)
    reach_referrer = models.CharField(max_length=200)
    family_contact = models.CharField(max_length=10, choices=FamilyContact, blank=True)
    do_not_contact = models.TextField(max_length=2_000, blank=True)
    reach_child = models.TextField(max_length=2_000, blank=True)
    adults = models.TextField(max_length=5_000, blank=True)
    something_else = models.TextField(max_length=5_000, blank=True)
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            together("claimed_at", "claimed_by", name="referral_claimed_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(status="decided", decided_at__isnull=False) | (~Q(status="decided") & Q(decided_at=None)),
                name="referral_decided_when",
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="referral_status_is_known"),
            models.CheckConstraint(condition=~Q(concern="") & ~Q(reach_referrer=""), name="referral_has_what_r1_needs"),
        ]
        indexes = [
            models.Index(fields=["authority", "status", "received_at"], name="referral_on_the_board"),
            models.Index(fields=["made_by", "-received_at"], name="referral_of_maker"),
            models.Index(fields=["claimed_by", "status"], name="referral_claimed"),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("referrals:referral", args=[self.pk])

    @property
    def audit_case_id(self) -> uuid.UUID | None:
        return self.case_id

    @property
    def headline(self) -> str:
        """The concern's first words, for a line on the board."""
        return shortened(self.concern, 110)

    def allows(self, user: Any, permission: Permission) -> bool:
        """With a case, what the relation to it carries; before, what the role allows at the front door.

        Before a case, whoever made it reads it, and records that the child was protected if their role may. [Rule R6]
        """
        if permission == Permission.READ_REFERRAL and self.case_id is None and self.made_by_id == user.pk:
            return True
        if not user.holds(permission):
            return False
        if permission in ON_A_CASE and self.case:
            return self.case.allows(user, permission)
        if permission == Permission.RECORD_PROTECTION and self.made_by_id == user.pk:
            return True
        return self.authority_id in user.front_doors()

    def shows_workings_to(self, user: Any) -> bool:
        """Whether somebody who may read it also reads what was said and decided: not whoever only made it. [Rule R3]"""
        return self.case_id is not None or self.allows(user, Permission.READ_FRONT_DOOR)


class Sign(models.Model):
    """What whoever referred says of one indicator. [Rule I1; procedure 4.2]"""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="signs")
    code = models.CharField(max_length=10)
    seen = models.CharField(max_length=12, choices=Seen)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("referral", "code", name="sign_once_on_a_referral"),
            models.CheckConstraint(condition=Q(code__in=sorted(indicators())), name="sign_is_an_indicator"),
        ]


class SuspectedExploitation(models.Model):
    """A form of exploitation that is suspected or known. [Rule I2; procedure 2, 3]"""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="exploitation")
    code = models.CharField(max_length=40)
    certainty = models.CharField(max_length=10, choices=Certainty)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("referral", "code", name="exploitation_once_on_a_referral"),
            models.CheckConstraint(condition=Q(code__in=sorted(exploitation_types())), name="exploitation_is_a_form"),
        ]


subjects.register(
    Referral._meta.label_lower,
    Referral.objects.visible_to,
    concerning=lambda referral: f"Referral {referral.reference}",
)
