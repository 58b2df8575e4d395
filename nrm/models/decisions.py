"""What came back from the competent authority, and the guardian who was asked for. [Rules N10, N11; procedure 2]"""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from nrm.models.referrals import NrmReferral
from nrm.workflow.decisions import DecidedBy, GuardianModel, Result, Stage
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.lib.constraints import together
from trafficking_cases.people.models import User


class AuthorityDecisionQuerySet(models.QuerySet["AuthorityDecision"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(nrm_referral__case__in=Case.objects.open_to(user, Permission.READ_NRM))

    def with_case(self) -> Self:
        return self.select_related("nrm_referral__case__child", "nrm_referral__case__authority")


class AuthorityDecision(models.Model):
    """One decision of the competent authority, as its letter says it. Timers run from the letter's date. [Rule N10]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nrm_referral = models.ForeignKey(NrmReferral, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=20, choices=Stage)
    result = models.CharField(max_length=20, choices=Result)
    decided_by = models.CharField(max_length=20, choices=DecidedBy)
    decided_on = models.DateField()
    received_on = models.DateField()
    reasons = models.TextField(max_length=10_000, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AuthorityDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["decided_on", "recorded_at"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__gte=F("decided_on")), name="letter_came_after_it_was_written"
            ),
        ]

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.nrm_referral.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.nrm_referral.case.allows(user, permission)


class GuardianReferralQuerySet(models.QuerySet["GuardianReferral"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(case__in=Case.objects.open_to(user, Permission.READ_NRM))


class GuardianReferral(models.Model):
    """That the guardianship service was asked, or why not; and the guardian once named. [Rule N11; procedure 2]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="guardian_referral")
    asked_at = models.DateTimeField(null=True)
    service_reference = models.CharField(max_length=60, blank=True)
    not_asked_because = models.TextField(max_length=2_000, blank=True)
    model = models.CharField(max_length=20, choices=GuardianModel, blank=True)
    guardian = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = GuardianReferralQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            together("guardian", "named_at", name="guardian_named_when"),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=False, not_asked_because="") | Q(asked_at=None) & ~Q(not_asked_because=""),
                name="guardian_asked_for_or_a_reason_why_not",
            ),
        ]

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.case.allows(user, permission)
