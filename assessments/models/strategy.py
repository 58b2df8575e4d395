"""The strategy discussion, and what it decided. [Rule S1; procedure 4.5]"""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from assessments.workflow.strategy import Enquiry, Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.lib.constraints import together
from trafficking_cases.meetings.models import Meeting
from trafficking_cases.notifications import subjects
from trafficking_cases.people.models import User


class StrategyDiscussionQuerySet(models.QuerySet["StrategyDiscussion"]):
    def visible_to(self, user: Any) -> Self:
        """With its meeting: through the case, or because one took part."""
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def recorded(self) -> Self:
        return self.filter(status=Status.RECORDED)

    def with_people(self) -> Self:
        """With everybody named on it, in the same query."""
        return self.select_related(
            "case__child", "case__authority", "meeting__chair", "meeting__convened_by", "lead", "signed_by"
        )


class StrategyDiscussion(models.Model):
    """One strategy discussion: what was known, what was decided and why. [Rule S1; procedure 4.5]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="strategy_discussions")
    number = models.PositiveSmallIntegerField()
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="strategy_discussion")
    status = models.CharField(max_length=20, choices=Status, default=Status.PLANNED)
    information = models.TextField(max_length=20_000, blank=True)
    enquiry = models.CharField(max_length=10, choices=Enquiry, blank=True)
    reasons = models.TextField(max_length=5_000, blank=True)
    interview_child = models.BooleanField(null=True)
    interview_adults = models.BooleanField(null=True)
    interviews = models.TextField(max_length=5_000, blank=True)
    interpreter = models.TextField(max_length=2_000, blank=True)
    family_told = models.TextField(max_length=5_000, blank=True)
    immediate_safety = models.TextField(max_length=5_000, blank=True)
    without_health = models.TextField(max_length=2_000, blank=True)
    lead = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    called_off_because = models.TextField(max_length=2_000, blank=True)
    decided_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    circulated_at = models.DateTimeField(null=True)

    objects = StrategyDiscussionQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__planned_for", "-number"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="strategy_status_is_known"),
            models.UniqueConstraint("case", "number", name="strategy_numbered_on_its_case"),
            together("signed_at", "signed_by", name="strategy_signed_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(status=Status.RECORDED, signed_at__isnull=False)
                | ~Q(status=Status.RECORDED) & Q(signed_at=None),
                name="strategy_recorded_when_signed",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.HELD, Status.RECORDED]) | ~Q(enquiry="") & ~Q(reasons=""),
                name="strategy_held_with_a_decision",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.HELD, Status.RECORDED])
                | Q(interview_child__isnull=False, interview_adults__isnull=False, decided_at__isnull=False),
                name="strategy_held_with_interviews_decided",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.CALLED_OFF) | ~Q(called_off_because=""),
                name="strategy_called_off_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Strategy discussion {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("assessments:strategy", args=[self.pk])

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.meeting.allows(user, permission)


subjects.register(
    StrategyDiscussion._meta.label_lower,
    StrategyDiscussion.objects.select_related("case").visible_to,
    concerning=lambda discussion: f"Case {discussion.case.reference}",
)
