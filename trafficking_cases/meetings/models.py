"""A meeting about a child, whoever calls it: who was asked and came, what each agency said, and what is to be done."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Adult, Case
from trafficking_cases.lib.constraints import together
from trafficking_cases.meetings.workflow import Part, Presence, Status, View
from trafficking_cases.people.models import Agency, User


class How(models.TextChoices):
    """In which way people met. A call has the same standing as a meeting."""

    MEETING = "meeting", "In a room"
    VIDEO = "video", "By video"
    CALL = "call", "By telephone"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Any) -> Self:
        """On cases whose enquiries they read; and to whoever took part or is invited, less every barrier."""
        if not user.is_active:
            return self.none()
        theirs = Attendance.objects.filter(person=user, presence__in=[Presence.INVITED, Presence.THERE])
        unbarred = Case.objects.without_barriers_against(user)
        through_the_case = Q(case__in=Case.objects.open_to(user, Permission.READ_ENQUIRY))
        took_part = Q(pk__in=theirs.values("meeting"), case__in=unbarred)
        return self.filter(through_the_case | took_part if user.holds(Permission.READ_ENQUIRY) else through_the_case)


class Meeting(models.Model):
    """One meeting on a case: when, how, who led it and who wrote it down."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="meetings")
    planned_for = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=10, choices=How)
    chair = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    convened_at = models.DateTimeField()
    convened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-planned_for"]
        default_permissions = ()
        indexes = [models.Index(fields=["case", "-planned_for"], name="meetings_of_case")]
        constraints = [models.CheckConstraint(condition=Q(how__in=How.values), name="meeting_how_is_known")]

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        """Through the case; taking part and reading also to whoever was invited."""
        if self.case.allows(user, permission):
            return True
        asked = permission in (Permission.READ_ENQUIRY, Permission.TAKE_PART) and user.holds(permission)
        return asked and Meeting.objects.visible_to(user).filter(pk=self.pk).exists()


class Attendance(models.Model):
    """One person asked to a meeting: as what, for which agency, whether they came, and what their agency says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    part = models.CharField(max_length=20, choices=Part)
    name = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    adult = models.ForeignKey(Adult, on_delete=models.PROTECT, null=True, related_name="+")
    presence = models.CharField(max_length=20, choices=Presence, default=Presence.INVITED)
    because = models.TextField(max_length=2_000, blank=True)
    view = models.CharField(max_length=10, choices=View, default=View.RESERVED)
    view_because = models.TextField(max_length=2_000, blank=True)
    view_at = models.DateTimeField(null=True)
    view_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["asked_at", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(part__in=Part.values), name="attendance_part_is_known"),
            models.CheckConstraint(condition=Q(presence__in=Presence.values), name="attendance_presence_is_known"),
            models.CheckConstraint(
                condition=~Q(presence=Presence.NOT_INVITED) | ~Q(because=""), name="left_out_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(part=Part.ADULT, adult__isnull=False) & ~Q(because="")
                | ~Q(part=Part.ADULT) & Q(adult=None),
                name="adult_at_a_meeting_for_the_chairs_reason",
            ),
            models.CheckConstraint(
                condition=~Q(view=View.DISSENTS) | ~Q(view_because=""), name="dissent_has_its_reason"
            ),
            together("view_at", "view_by", name="view_said_when_and_by_whom"),
            models.UniqueConstraint(
                "meeting", "person", condition=Q(person__isnull=False), name="asked_once_to_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def was_there(self) -> bool:
        return self.presence == Presence.THERE


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, user: Any) -> Self:
        """With their meeting; and to whoever is to carry them out, unless a barrier stands against them."""
        if not user.is_active:
            return self.none()
        unbarred = Q(meeting__case__in=Case.objects.without_barriers_against(user))
        return self.filter(Q(meeting__in=Meeting.objects.visible_to(user)) | Q(owner=user) & unbarred)

    def open(self) -> Self:
        return self.filter(status=Status.OPEN)


class Action(models.Model):
    """What somebody undertook at a meeting: what, who, by when, and what came of it. [Rule S1; procedure 4.5]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="actions")
    what = models.CharField(max_length=500)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.TextField(max_length=2_000, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=Q(status=Status.OPEN), name="open_actions_of_owner")
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="action_says_what"),
            together("ended_at", "ended_by", name="action_ended_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(status=Status.OPEN, ended_at=None) | ~Q(status=Status.OPEN) & Q(ended_at__isnull=False),
                name="action_ended_unless_open",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("assessments:finish", args=[self.pk])

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.meeting.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        """Its owner carries it out, whatever else they may read; and those at work on the case for them."""
        if permission in (Permission.TAKE_PART, Permission.READ_ENQUIRY) and self.owner_id == user.pk:
            return user.holds(permission)
        if permission == Permission.TAKE_PART:
            return self.meeting.case.allows(user, permission)
        return self.meeting.allows(user, permission)
