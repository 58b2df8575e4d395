"""What was said about a referral, what was decided, and what whoever referred may know of it."""

import uuid
from datetime import datetime
from typing import Any, NamedTuple, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from referrals.models.referrals import Referral
from referrals.workflow import OPENS_A_CASE, TOLD_TO_REFERRER, Outcome, With
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.lib.constraints import together
from trafficking_cases.notifications import subjects
from trafficking_cases.people.models import User


class Consultation(models.Model):
    """One conversation before the decision: with whom, when, and what was said. [Rule R3; procedure 4.3]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="consultations")
    spoken_with = models.CharField(max_length=12, choices=With)
    person = models.CharField(max_length=200)
    at = models.DateTimeField()
    said = models.TextField(max_length=5_000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["at"]


class Signature(NamedTuple):
    """Who signed and when."""

    by: User
    at: datetime


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "DecisionQuerySet":
        """That there is one: to whoever wrote it or had the referral in hand, unless a barrier stands against them."""
        if not user.is_active:
            return self.none()
        unbarred = Q(referral__case=None) | Q(referral__case__in=Case.objects.without_barriers_against(user))
        return self.filter(Q(proposed_by=user) | Q(referral__claimed_by=user)).filter(unbarred)


class Decision(models.Model):
    """What happens next and why, written by one person and signed by a manager who is another. [Rule R3]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=30, choices=Outcome)
    reasons = models.TextField(max_length=5_000)
    without_police = models.TextField(max_length=2_000, blank=True)
    without_referrer = models.TextField(max_length=2_000, blank=True)
    for_referrer = models.TextField(max_length=2_000, blank=True)
    rules_version = models.CharField(max_length=20)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_back_at = models.DateTimeField(null=True)
    sent_back_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_back_because = models.TextField(max_length=2_000, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            together("signed_at", "signed_by", name="decision_signed_when_and_by_whom"),
            together("sent_back_at", "sent_back_by", name="decision_sent_back_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("proposed_by")), name="decision_signed_by_another"
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(sent_back_at=None), name="decision_not_both_signed_and_sent_back"
            ),
            models.UniqueConstraint("referral", condition=Q(sent_back_at=None), name="one_live_decision_of_a_referral"),
        ]

    @property
    def signature(self) -> Signature | None:
        """Who signed it and when; none while it waits."""
        return Signature(self.signed_by, self.signed_at) if self.signed_at and self.signed_by else None

    @property
    def told(self) -> str:
        """What whoever referred is told: a sentence about the outcome, and what was added for them."""
        return "\n\n".join(filter(None, [TOLD_TO_REFERRER[Outcome(self.outcome)], self.for_referrer]))

    @property
    def opens_a_case(self) -> bool:
        """Whether a case opens with the signature. [Rule R3; procedure 4.3]"""
        return Outcome(self.outcome) in OPENS_A_CASE


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def visible_to(self, user: Any) -> Self:
        """To whoever referred, and to nobody else; it opens neither the referral nor the case to them."""
        return self.filter(made_by=user) if user.is_active else self.none()


class Receipt(models.Model):
    """What whoever referred may know: the reference, when it was received, and what they were told. [Rule R3]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="receipt")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12)
    received_at = models.DateTimeField()
    told = models.TextField(max_length=3_000, blank=True)
    told_at = models.DateTimeField(null=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        indexes = [models.Index(fields=["made_by", "-received_at"], name="receipt_of_maker")]

    def get_absolute_url(self) -> str:
        return reverse("referrals:receipt", args=[self.pk])

    def allows(self, user: Any, permission: Permission) -> bool:
        return user.holds(permission)


subjects.register(
    Decision._meta.label_lower,
    Decision.objects.select_related("referral").visible_to,
    concerning=lambda decision: f"Referral {decision.referral.reference}",
)
subjects.register(
    Receipt._meta.label_lower,
    Receipt.objects.visible_to,
    concerning=lambda receipt: f"Your referral {receipt.reference}",
)
