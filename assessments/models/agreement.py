"""The multi-agency meeting after an enquiry: decision, minutes, onward steps. [Rules M1-M6; procedure 4.6]"""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from assessments.models.enquiry import Section47Enquiry
from assessments.workflow.agreement import Answer, Conference, Outcome, Status, StepStatus
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.holds import OnwardStep
from trafficking_cases.lib.constraints import together
from trafficking_cases.meetings.models import Meeting
from trafficking_cases.notifications import subjects
from trafficking_cases.people.models import User


class MultiAgencyMeetingQuerySet(models.QuerySet["MultiAgencyMeeting"]):
    def visible_to(self, user: Any) -> Self:
        """Through the case; and to whoever is invited or took part."""
        if not user.is_active:
            return self.none()
        through_the_case = Q(case__in=Case.objects.open_to(user, Permission.READ_ENQUIRY))
        return self.filter(through_the_case | Q(meeting__in=Meeting.objects.visible_to(user)))

    def with_people(self) -> Self:
        return self.select_related(
            "case__child", "case__authority", "enquiry__strategy", "meeting__chair", "concluded_by"
        )


class MultiAgencyMeeting(models.Model):
    """The meeting that an enquiry leads to, and what the agencies decided there. [Rules M1-M4; procedure 4.6]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="multi_agency_meetings")
    enquiry = models.ForeignKey(Section47Enquiry, on_delete=models.PROTECT, related_name="multi_agency_meetings")
    # The first, and one more for each that was held without agreement.
    round = models.PositiveSmallIntegerField(default=1)
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, null=True, related_name="multi_agency_meeting")
    status = models.CharField(max_length=20, choices=Status, default=Status.TO_CONVENE)
    opened_at = models.DateTimeField()
    without_referrer = models.TextField(max_length=2_000, blank=True)
    of_the_family = models.CharField(max_length=10, choices=Answer, blank=True)
    relative_here = models.CharField(max_length=10, choices=Answer, blank=True)
    moving_considered = models.TextField(max_length=5_000, blank=True)
    advice_considered = models.TextField(max_length=5_000, blank=True)
    conference = models.CharField(max_length=20, choices=Conference, blank=True)
    conference_reasons = models.TextField(max_length=5_000, blank=True)
    plan = models.TextField(max_length=20_000, blank=True)
    wishes = models.TextField(max_length=5_000, blank=True)
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    dissent_weighed = models.TextField(max_length=5_000, blank=True)
    concluded_at = models.DateTimeField(null=True)
    concluded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = MultiAgencyMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-round"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("enquiry", "round", name="one_meeting_of_a_round"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="agreement_status_is_known"),
            together("concluded_at", "concluded_by", name="agreement_concluded_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(status=Status.TO_CONVENE) | Q(meeting__isnull=False),
                name="agreement_convened_with_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.CONCLUDED, Status.SIGNED], concluded_at__isnull=False)
                & Q(outcome__in=Outcome.values, of_the_family__in=Answer.values, relative_here__in=Answer.values)
                & ~Q(conference="")
                & ~Q(conference_reasons="")
                | Q(status__in=[Status.TO_CONVENE, Status.CONVENED], concluded_at=None, outcome=""),
                name="agreement_concluded_with_a_decision",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("assessments:agreement", args=[self.pk])

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        """As its meeting; the chair also signs, and an officer who is invited records what the Police decided."""
        if not self.meeting:
            return self.case.allows(user, permission)
        if self.meeting.allows(user, permission):
            return True
        through_the_chair = permission == Permission.SIGN_ENQUIRY and self.meeting.chair_id == user.pk
        if not (through_the_chair or permission == Permission.RECORD_ENFORCEMENT) or not user.holds(permission):
            return False
        return Meeting.objects.visible_to(user).filter(pk=self.meeting.pk).exists()

    @property
    def is_open(self) -> bool:
        """Whether it still has to be held."""
        return self.status in (Status.TO_CONVENE, Status.CONVENED)


class Minutes(models.Model):
    """What was said and decided, in one version. A signed one is locked; a correction stands beside it. [Rule M1]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(MultiAgencyMeeting, on_delete=models.CASCADE, related_name="minutes")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=50_000)
    corrects_because = models.TextField(max_length=2_000, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-version"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("agreement", "version", name="one_version_of_minutes"),
            models.CheckConstraint(condition=~Q(text=""), name="minutes_say_something"),
            together("signed_at", "signed_by", name="minutes_signed_when_and_by_whom"),
        ]


class EnforcementDecision(models.Model):
    """What law enforcement decided. Only the Police record it. [Rule M6; procedure 4.6]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(MultiAgencyMeeting, on_delete=models.CASCADE, related_name="enforcement")
    decision = models.TextField(max_length=5_000)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at"]
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=~Q(decision=""), name="enforcement_says_what")]


class HelpGiven(models.Model):
    """How another agency helped law enforcement. [Rule M6; procedure 4.6]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(MultiAgencyMeeting, on_delete=models.CASCADE, related_name="help_given")
    what = models.TextField(max_length=5_000)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at"]
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="help_says_what")]


class OnwardQuerySet(models.QuerySet["Onward"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(case__in=Case.objects.open_to(user, Permission.READ_ENQUIRY))


class Onward(models.Model):
    """A step that follows the agencies' agreement: planned for when, and what became of it. [Rules M2, M3]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="onward_steps")
    step = models.CharField(max_length=20, choices=OnwardStep)
    status = models.CharField(max_length=10, choices=StepStatus, default=StepStatus.PLANNED)
    planned_for = models.DateField()
    reasons = models.TextField(max_length=5_000)
    went_ahead_because = models.TextField(max_length=2_000, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = OnwardQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="onward_step_has_reasons"),
            together("ended_at", "ended_by", name="onward_step_ended_when_and_by_whom"),
            models.UniqueConstraint(
                "case", "step", condition=Q(status=StepStatus.PLANNED), name="an_onward_step_is_planned_once"
            ),
        ]

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.case.allows(user, permission)


subjects.register(
    MultiAgencyMeeting._meta.label_lower,
    MultiAgencyMeeting.objects.select_related("case").visible_to,
    concerning=lambda meeting: f"Case {meeting.case.reference}",
)
