"""Promises with a time limit, the reminders that go with them, and the signs of life of those who send them."""

import uuid
from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines.promises import IN_FRONT_OF, Role, keeping
from trafficking_cases.deadlines.workflow import Status
from trafficking_cases.lib.constraints import together
from trafficking_cases.notifications import subjects
from trafficking_cases.people.models import Agency, User

RUNNING = Q(status=Status.RUNNING)
STANDING = (Status.RUNNING, Status.MET)
# The promise of an action, which belongs to one person, whatever else of the case they may see.
UNDERTAKEN = "ACT-01"


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def visible_to(self, user: Any) -> Self:
        """Through its case; before it has one, to the front door it came to and to the person it names.

        What somebody undertook at a meeting is theirs to see although the case is not, less every barrier.
        """
        if not user.is_active:
            return self.none()
        before_a_case = Q(authority__in=user.front_doors()) | Q(owner=user)
        undertaken = Q(rule=UNDERTAKEN, owner=user, case__in=Case.objects.without_barriers_against(user))
        return self.filter(Q(case__in=Case.objects.visible_to(user)) | Q(case=None) & before_a_case | undertaken)

    def running(self) -> Self:
        return self.filter(RUNNING)

    def live(self) -> Self:
        """Those that stand: not worked out again since."""
        return self.exclude(status=Status.REPLACED)

    def overdue(self, now: datetime) -> Self:
        return self.running().filter(due_at__lt=now)

    def foremost(self) -> Self:
        """One clock for one promise: where a shorter limit stands before a longer one, the shorter alone."""
        behind = Q(pk__in=[])
        for rule, shorter in IN_FRONT_OF.items():
            in_front = Deadline.objects.filter(subject=OuterRef("subject"), rule=shorter, status__in=STANDING)
            behind |= Q(Exists(in_front), rule=rule)
        return self.exclude(behind)

    def of(self, subject: models.Model, rule: str) -> Self:
        """The cycles of one promise about one thing, the newest first."""
        return self.filter(subject=subject.pk, rule=rule).order_by("-cycle", "-started_at")


class Deadline(models.Model):
    """A promise with a time limit: what is due, by when, whose it is, and how the date was worked out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rule = models.CharField(max_length=10)
    subject = models.UUIDField()
    cycle = models.PositiveSmallIntegerField(default=0)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="deadlines")
    concerning = models.CharField(max_length=200)
    link = models.CharField(max_length=200)
    authority = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    owner_role = models.CharField(max_length=20, choices=Role)
    statutory = models.BooleanField()
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    explanation = ArrayField(models.CharField(max_length=1_000))
    calendar_version = models.CharField(max_length=60)
    timetable_version = models.CharField(max_length=20)
    status = models.CharField(max_length=10, choices=Status, default=Status.RUNNING)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(max_length=500, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    late_reason = models.CharField(max_length=500, blank=True)
    late_explained_at = models.DateTimeField(null=True)
    late_explained_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                "rule", "subject", "cycle", condition=~Q(status=Status.REPLACED), name="one_live_deadline_of_a_promise"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="deadline_status_is_known"),
            models.CheckConstraint(condition=Q(due_at__gte=F("started_at")), name="deadline_due_after_it_began"),
            together("ended_at", "ended_by", name="deadline_ended_when_and_by_whom"),
            models.CheckConstraint(
                condition=RUNNING & Q(ended_at=None) | ~RUNNING & Q(ended_at__isnull=False),
                name="deadline_ended_unless_running",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.STOPPED) | ~Q(end_reason=""), name="deadline_stopped_with_a_reason"
            ),
            together("late_explained_at", "late_explained_by", name="deadline_lateness_explained_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(late_reason="", late_explained_at=None)
                | ~Q(late_reason="") & Q(late_explained_at__isnull=False),
                name="deadline_lateness_explained_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "due_at", "id"], condition=RUNNING, name="deadline_running_of_owner"),
            models.Index(fields=["authority", "due_at", "id"], condition=RUNNING, name="deadline_running_of_authority"),
            models.Index(fields=["case", "due_at", "id"], name="deadline_of_case"),
            models.Index(fields=["subject", "rule"], name="deadline_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.pk}"

    def get_absolute_url(self) -> str:
        return self.link

    @property
    def audit_case_id(self) -> uuid.UUID | None:
        return self.case_id

    @property
    def rulebook(self) -> str:
        """The rule of the rulebook that asks for it."""
        return keeping(self.rule).rule

    @property
    def promise(self) -> str:
        """What is to be done, in words."""
        return keeping(self.rule).promise

    @property
    def is_running(self) -> bool:
        return self.status == Status.RUNNING

    def lateness(self, now: datetime) -> timedelta:
        """How long past its limit it was met, or is by now; nothing where it is in time."""
        return max((self.ended_at or now) - self.due_at, timedelta())

    def allows(self, user: Any, permission: Permission) -> bool:
        return user.holds(permission)


class Reminder(models.Model):
    """That somebody will be told of a deadline, when, and at which step of its ladder."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="reminders")
    rung = models.PositiveSmallIntegerField()
    to = models.CharField(max_length=20, choices=Role)
    at = models.DateTimeField()
    raised_at = models.DateTimeField(null=True)
    raised_to = models.CharField(max_length=20, choices=Role, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint("deadline", "rung", name="one_reminder_a_rung"),
            models.CheckConstraint(
                condition=Q(raised_at=None, raised_to="") | Q(raised_at__isnull=False) & ~Q(raised_to=""),
                name="reminder_raised_to_somebody",
            ),
        ]
        indexes = [models.Index(fields=["at", "id"], condition=Q(raised_at=None), name="reminder_to_raise")]

    def __str__(self) -> str:
        return f"{self.deadline_id} step {self.rung}"


class Heartbeat(models.Model):
    """When a process that works unseen last gave a sign of life."""

    name = models.CharField(max_length=20, primary_key=True)
    beaten_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


subjects.register(
    Deadline._meta.label_lower, Deadline.objects.visible_to, concerning=lambda deadline: deadline.concerning
)
