"""The Section 47 enquiry. [Rule S4; procedure 4.6]"""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from assessments.models.strategy import StrategyDiscussion
from assessments.workflow.enquiry import Outcome, Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.lib.constraints import together
from trafficking_cases.notifications import subjects
from trafficking_cases.people.models import User


class Section47EnquiryQuerySet(models.QuerySet["Section47Enquiry"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(case__in=Case.objects.open_to(user, Permission.READ_ENQUIRY))

    def with_people(self) -> Self:
        """Everybody whom a page or the API names with it."""
        return self.select_related(
            "case__child", "case__authority", "lead", "not_seen_agreed_by", "completed_by", "signed_by", "strategy"
        )


class Section47Enquiry(models.Model):
    """One enquiry, from the strategy discussion that started it to the outcome that a manager signed. [Rule S4]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="section_47_enquiries")
    strategy = models.OneToOneField(StrategyDiscussion, on_delete=models.PROTECT, related_name="enquiry_started")
    status = models.CharField(max_length=20, choices=Status, default=Status.UNDER_WAY)
    is_joint = models.BooleanField()
    lead = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    not_seen_because = models.TextField(max_length=2_000, blank=True)
    not_seen_agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    not_seen_agreed_at = models.DateTimeField(null=True)
    checks = models.TextField(max_length=20_000, blank=True)
    analysis = models.TextField(max_length=20_000, blank=True)
    wishes = models.TextField(max_length=20_000, blank=True)
    told_family = models.TextField(max_length=20_000, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    completed_at = models.DateTimeField(null=True)
    completed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_back_because = models.TextField(max_length=2_000, blank=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = Section47EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="enquiry_status_is_known"),
            together("completed_at", "completed_by", name="enquiry_completed_when_and_by_whom"),
            together("signed_at", "signed_by", name="enquiry_signed_when_and_by_whom"),
            together("not_seen_agreed_at", "not_seen_agreed_by", name="not_seen_agreed_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(status=Status.UNDER_WAY, completed_at=None)
                | ~Q(status=Status.UNDER_WAY) & Q(completed_at__isnull=False) & ~Q(outcome="") & ~Q(analysis=""),
                name="enquiry_completed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=Outcome.values), name="enquiry_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(not_seen_because="", not_seen_agreed_at=None)
                | ~Q(not_seen_because="") & Q(not_seen_agreed_at__isnull=False),
                name="not_seen_agreed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(not_seen_agreed_by=None) | ~Q(not_seen_agreed_by=F("lead")),
                name="not_seen_agreed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.AUTHORISED, signed_at__isnull=False)
                | ~Q(status=Status.AUTHORISED) & Q(signed_at=None),
                name="enquiry_authorised_when_signed",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("completed_by")), name="enquiry_signed_by_another"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("assessments:enquiry", args=[self.pk])

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.case.allows(user, permission)

    @property
    def cycle(self) -> int:
        """How often it was sent back: each time its clocks run anew."""
        return self.version - 1


subjects.register(
    Section47Enquiry._meta.label_lower,
    Section47Enquiry.objects.select_related("case").visible_to,
    concerning=lambda enquiry: f"Case {enquiry.case.reference}",
)
