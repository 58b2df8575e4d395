"""An interview, who is in the room, and what happened that should not have. [Rules S2, S3, A1; procedure 4.4, 4.5]"""

import uuid
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from assessments.workflow.interviews import Capacity, Purpose, Since, Status, Subject, WhenThere
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Adult, Case
from trafficking_cases.directory.models import Interpreter
from trafficking_cases.lib.constraints import together
from trafficking_cases.meetings.models import Meeting
from trafficking_cases.notifications import subjects
from trafficking_cases.people.models import Agency, User


class InterviewQuerySet(models.QuerySet["Interview"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(case__in=Case.objects.open_to(user, Permission.READ_INTERVIEW))

    def standing(self) -> Self:
        """Planned or held: those that an adult's change of standing may bring under a rule."""
        return self.filter(status__in=[Status.PLANNED, Status.HELD])

    def child_seen(self, case: Case) -> Self:
        """In which the child of a case was seen and spoken with, with nobody there who may not be. [Rule A1]"""
        return self.filter(
            case=case,
            status=Status.HELD,
            subject=Subject.CHILD,
            child_seen=True,
            child_spoken_with=True,
            contaminated_at=None,
        )

    def with_list(self) -> Self:
        """With everything that a page or a rule asks of who is there."""
        return self.select_related("case__child", "case__authority", "lead__agency", "held_by").prefetch_related(
            "attendants__adult__checked_by",
            "attendants__person",
            "attendants__interpreter",
            "attendants__agency",
            "breaches",
        )


class Interview(models.Model):
    """One interview or visit: with the child alone, or with one or more adults; never both. [Rule S2; procedure 4.5]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="interviews")
    subject = models.CharField(max_length=10, choices=Subject)
    purpose = models.CharField(max_length=20, choices=Purpose)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    planned_for = models.DateTimeField()
    kind_of_place = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=120)
    lead = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    own_words = models.TextField(max_length=20_000, blank=True)
    account = models.TextField(max_length=20_000, blank=True)
    wishes = models.TextField(max_length=5_000, blank=True)
    child_seen = models.BooleanField(null=True)
    child_spoken_with = models.BooleanField(null=True)
    contaminated_at = models.DateTimeField(null=True)
    called_off_because = models.TextField(max_length=2_000, blank=True)
    set_back_because = models.TextField(max_length=2_000, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["-planned_for", "id"]
        default_permissions = ()
        indexes = [models.Index(fields=["case", "-planned_for"], name="interviews_of_case")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="interview_status_is_known"),
            models.CheckConstraint(condition=Q(subject__in=Subject.values), name="interview_is_with_child_or_adults"),
            together("held_at", "held_by", name="interview_held_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(status=Status.HELD, held_at__isnull=False) | ~Q(status=Status.HELD) & Q(held_at=None),
                name="interview_held_when_it_says_so",
            ),
            # What a presence points at together with the subject, so that the database itself keeps rule S2.
            models.UniqueConstraint("id", "subject", name="interview_and_its_subject"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("assessments:interview", args=[self.pk])

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.case.allows(user, permission)


class Attendant(models.Model):
    """Somebody in the room of an interview, in one capacity. The database keeps child and adults apart. [Rule S2]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="attendants")
    subject = models.CharField(max_length=10, choices=Subject)
    capacity = models.CharField(max_length=20, choices=Capacity)
    name = models.CharField(max_length=200)
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    adult = models.ForeignKey(Adult, on_delete=models.PROTECT, null=True, related_name="+")
    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, null=True, related_name="+")
    interpreter_number = models.CharField(max_length=60, blank=True)
    match_explained = models.CharField(max_length=500, blank=True)
    was_there = models.BooleanField(null=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["added_at", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(capacity__in=Capacity.values), name="capacity_is_known"),
            # Rule S2: the child is in no interview of adults, and no adult is interviewed where the child is.
            models.CheckConstraint(
                condition=Q(subject=Subject.CHILD) & ~Q(capacity=Capacity.INTERVIEWED)
                | Q(subject=Subject.ADULTS) & ~Q(capacity__in=[Capacity.CHILD, Capacity.COMPANION]),
                name="child_and_adults_never_interviewed_together",
            ),
            # An adult around the child is interviewed, or a companion of the child, and nothing else.
            models.CheckConstraint(
                condition=Q(capacity=Capacity.INTERVIEWED, adult__isnull=False)
                | Q(capacity=Capacity.COMPANION)
                | Q(adult=None) & ~Q(capacity=Capacity.INTERVIEWED),
                name="adult_around_the_child_in_a_fitting_capacity",
            ),
            models.CheckConstraint(
                condition=Q(capacity=Capacity.INTERPRETER, interpreter__isnull=False)
                | ~Q(capacity=Capacity.INTERPRETER) & Q(interpreter=None),
                name="interpreter_is_from_the_register",
            ),
            models.UniqueConstraint("interview", condition=Q(capacity=Capacity.CHILD), name="the_child_is_there_once"),
            models.UniqueConstraint("interview", "adult", condition=Q(adult__isnull=False), name="adult_is_there_once"),
        ]


class BreachQuerySet(models.QuerySet["Breach"]):
    def visible_to(self, user: Any) -> Self:
        """Like the account that it may have spoilt."""
        return self.filter(case__in=Case.objects.open_to(user, Permission.READ_INTERVIEW))


class Breach(models.Model):
    """That something happened which the rules forbid. It accuses nobody; it protects the child's account. [Rule S2]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="breaches")
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, null=True, related_name="breaches")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, null=True, related_name="breaches")
    rules = ArrayField(models.CharField(max_length=4))
    adult = models.ForeignKey(Adult, on_delete=models.PROTECT, null=True, related_name="+")
    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, null=True, related_name="+")
    who = models.CharField(max_length=200, blank=True)
    when_there = models.CharField(max_length=10, choices=WhenThere, blank=True)
    happened = models.TextField(max_length=10_000, blank=True)
    since = ArrayField(models.CharField(max_length=20, choices=Since), default=list)
    since_more = models.TextField(max_length=2_000, blank=True)
    found_later = models.BooleanField(default=False)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = BreachQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(rules=[]), name="breach_names_its_rules"),
            models.CheckConstraint(condition=Q(since__contained_by=list(Since.values)), name="since_is_known"),
            models.UniqueConstraint(
                "interview", "adult", condition=Q(found_later=True), name="breach_found_later_once_an_interview"
            ),
            models.UniqueConstraint(
                "meeting", "adult", condition=Q(found_later=True), name="breach_found_later_once_a_meeting"
            ),
            models.UniqueConstraint(
                "interview",
                "interpreter",
                condition=Q(found_later=True, interpreter__isnull=False),
                name="breach_found_later_once_an_interpreter",
            ),
        ]

    def get_absolute_url(self) -> str:
        where = reverse("assessments:interviews", args=[self.case_id])
        return f"{where}#breach-{self.pk}"

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.case.allows(user, permission)


for model in (Interview, Breach):
    subjects.register(
        model._meta.label_lower,
        model.objects.select_related("case").visible_to,
        concerning=lambda found: f"Case {found.case.reference}",
    )
