"""The social work assessment, the needs it found, and the watch that is kept. [Rules A1, A3-A5; procedure 4.4, 5]"""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from assessments.workflow.assessment import Category, MonitoringStatus, Section, Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.lib.constraints import together
from trafficking_cases.notifications import subjects
from trafficking_cases.people.models import User


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(case__in=Case.objects.open_to(user, Permission.READ_ENQUIRY))

    def with_people(self) -> Self:
        """Everybody whom a page or the API names with it."""
        return self.select_related(
            "case__child", "case__authority", "author", "not_seen_agreed_by", "completed_by", "signed_by"
        )


class Assessment(models.Model):
    """The assessment of one child: what was found, what the child wants, what follows. [Rule A1; procedure 4.4]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assessments")
    status = models.CharField(max_length=20, choices=Status, default=Status.WRITING)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    child_needs = models.TextField(max_length=20_000, blank=True)
    caregivers = models.TextField(max_length=20_000, blank=True)
    family_and_surroundings = models.TextField(max_length=20_000, blank=True)
    exploitation = models.TextField(max_length=20_000, blank=True)
    wishes = models.TextField(max_length=20_000, blank=True)
    analysis = models.TextField(max_length=20_000, blank=True)
    category = models.CharField(max_length=20, choices=Category, blank=True)
    not_seen_because = models.TextField(max_length=2_000, blank=True)
    not_seen_agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    not_seen_agreed_at = models.DateTimeField(null=True)
    without_photograph = models.TextField(max_length=2_000, blank=True)
    without_copies = models.TextField(max_length=2_000, blank=True)
    completed_at = models.DateTimeField(null=True)
    completed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_back_because = models.TextField(max_length=2_000, blank=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="assessment_status_is_known"),
            together("completed_at", "completed_by", name="assessment_completed_when_and_by_whom"),
            together("signed_at", "signed_by", name="assessment_signed_when_and_by_whom"),
            together("not_seen_agreed_at", "not_seen_agreed_by", name="child_not_seen_agreed_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(status=Status.WRITING, completed_at=None)
                | ~Q(status=Status.WRITING) & Q(completed_at__isnull=False) & ~Q(category="") & ~Q(analysis=""),
                name="assessment_completed_with_a_category",
            ),
            models.UniqueConstraint("case", name="one_assessment_of_a_case"),
            models.CheckConstraint(
                condition=Q(category="") | Q(category__in=Category.values), name="assessment_category_is_known"
            ),
            models.CheckConstraint(
                condition=Q(not_seen_because="", not_seen_agreed_at=None)
                | ~Q(not_seen_because="") & Q(not_seen_agreed_at__isnull=False),
                name="child_not_seen_agreed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(not_seen_agreed_by=None) | ~Q(not_seen_agreed_by=F("author")),
                name="child_not_seen_agreed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.SIGNED, signed_at__isnull=False)
                | ~Q(status=Status.SIGNED) & Q(signed_at=None),
                name="assessment_signed_when_it_says_so",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("completed_by")), name="assessment_signed_by_another"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("assessments:assessment", args=[self.pk])

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.case.allows(user, permission)


class SignedVersionQuerySet(models.QuerySet["SignedVersion"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(assessment__in=Assessment.objects.visible_to(user))


class SignedVersion(models.Model):
    """An assessment as a manager signed it, kept beside whatever was edited since."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="signed_versions")
    version = models.PositiveIntegerField()
    text = models.JSONField()
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = SignedVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        default_permissions = ()
        constraints = [models.UniqueConstraint("assessment", "version", name="one_signed_version")]

    def get_absolute_url(self) -> str:
        return reverse("assessments:signed_version", args=[self.pk])

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.assessment.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.assessment.allows(user, permission)


class Need(models.Model):
    """One section of the needs plan: what the child needs, what is done, and by whom. [Rule A5; procedure 2, 5]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="needs")
    section = models.CharField(max_length=30, choices=Section)
    arises = models.BooleanField(default=True)
    answer = models.TextField(max_length=5_000)
    action = models.CharField(max_length=500)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["section"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("assessment", "section", name="one_answer_a_section"),
            models.CheckConstraint(condition=Q(section__in=Section.values), name="need_section_is_known"),
            models.CheckConstraint(condition=~Q(answer="") & ~Q(action=""), name="need_has_answer_and_action"),
            models.CheckConstraint(
                condition=Q(arises=True, due_on__isnull=False) | Q(arises=False, due_on=None),
                name="need_that_arises_has_a_day",
            ),
        ]


class MonitoringQuerySet(models.QuerySet["Monitoring"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(case__in=Case.objects.open_to(user, Permission.READ_ENQUIRY))

    def going_on(self) -> Self:
        return self.filter(status=MonitoringStatus.WATCHED)


class Monitoring(models.Model):
    """Who watches over a child without apparent concern, how often and until when. [Rules A4, I5; procedure 4.4]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="monitoring")
    status = models.CharField(max_length=10, choices=MonitoringStatus, default=MonitoringStatus.WATCHED)
    watched_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    every_working_days = models.PositiveSmallIntegerField()
    until_on = models.DateField()
    plan = models.TextField(max_length=5_000)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    settled_because = models.TextField(max_length=2_000, blank=True)

    objects = MonitoringQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        default_permissions = ()
        constraints = [
            together("settled_at", "settled_by", name="settled_when_and_by_whom"),
            models.UniqueConstraint("case", condition=Q(settled_at=None), name="one_watch_over_a_child"),
            models.CheckConstraint(
                condition=Q(every_working_days__gte=1, every_working_days__lte=60), name="watched_at_intervals"
            ),
            models.CheckConstraint(condition=~Q(plan=""), name="watched_by_a_plan"),
            models.CheckConstraint(
                condition=Q(status=MonitoringStatus.WATCHED, settled_at=None, settled_because="")
                | Q(status=MonitoringStatus.SETTLED, settled_at__isnull=False) & ~Q(settled_because=""),
                name="settled_for_a_reason",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("assessments:monitoring", args=[self.pk])

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.case.allows(user, permission)


class MonitoringCheck(models.Model):
    """One look at how a watched child is. [Rules A4, I5; procedure 4.4]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    monitoring = models.ForeignKey(Monitoring, on_delete=models.CASCADE, related_name="checks")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    found = models.TextField(max_length=5_000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("monitoring", "number", name="one_check_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1) & ~Q(found=""), name="check_found_something"),
        ]


subjects.register(
    Assessment._meta.label_lower,
    Assessment.objects.select_related("case").visible_to,
    concerning=lambda assessment: f"Case {assessment.case.reference}",
)
subjects.register(
    Monitoring._meta.label_lower,
    Monitoring.objects.select_related("case").visible_to,
    concerning=lambda monitoring: f"Case {monitoring.case.reference}",
)
