"""The Police review of an NRM referral, and what was asked. [Rules N8, M6; procedure 4.3, 4.6]"""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from nrm.models.referrals import NrmReferral
from nrm.workflow.reviews import Investigation, Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.lib.constraints import together
from trafficking_cases.notifications import subjects
from trafficking_cases.people.models import Agency, User


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(nrm_referral__case__in=Case.objects.open_to(user, Permission.READ_NRM))

    def queue_of(self, user: Any) -> Self:
        """What is shared with this person's Police unit."""
        if not user.holds(Permission.REVIEW_NRM):
            return self.none()
        return self.visible_to(user).filter(police=user.agency_id)

    def with_people(self) -> Self:
        return self.select_related(
            "nrm_referral__case__child",
            "nrm_referral__case__authority",
            "nrm_referral__sealed_by__agency",
            "officer",
            "decided_by",
            "police",
        )


class Review(models.Model):
    """What the Police make of one NRM referral: crime recorded or not, investigated or not, and why. [Rule N8]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nrm_referral = models.OneToOneField(NrmReferral, on_delete=models.PROTECT, related_name="review")
    police = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=Status, default=Status.TO_DECIDE)
    shared_at = models.DateTimeField()
    officer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    crime_recorded = models.BooleanField(null=True)
    crime_reference = models.CharField(max_length=60, blank=True)
    investigation = models.CharField(max_length=20, choices=Investigation, blank=True)
    rationale = models.TextField(max_length=5_000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["shared_at"]
        default_permissions = ()
        indexes = [models.Index(fields=["police", "status", "shared_at"], name="reviews_of_police")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="review_status_is_known"),
            together("officer", "taken_at", name="review_taken_when_and_by_whom"),
            together("decided_at", "decided_by", name="review_decided_when_and_by_whom"),
            models.CheckConstraint(
                condition=~Q(status=Status.DECIDED)
                | Q(decided_at__isnull=False, crime_recorded__isnull=False) & ~Q(investigation="") & ~Q(rationale=""),
                name="review_decided_whole",
            ),
            models.CheckConstraint(
                condition=~Q(crime_recorded=True) | ~Q(crime_reference=""), name="crime_recorded_has_its_reference"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("nrm:review", args=[self.pk])

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.nrm_referral.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.nrm_referral.case.allows(user, permission)


class Question(models.Model):
    """Something that the Police asked about an NRM referral, and the answer. [Rule N8; procedure 4.3]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="questions")
    question = models.TextField(max_length=5_000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(max_length=5_000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["asked_at"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="question_asks_something"),
            together("answered_at", "answered_by", name="question_answered_when_and_by_whom"),
        ]


subjects.register(
    Review._meta.label_lower,
    Review.objects.select_related("nrm_referral").visible_to,
    concerning=lambda review: f"NRM referral {review.nrm_referral.reference}",
)
