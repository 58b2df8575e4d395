"""A child's papers, the copies that were taken, and the photograph. [Rules A3, C2; procedure 4.4]"""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models.cases import Case
from trafficking_cases.children.workflow.claims import Status
from trafficking_cases.lib.constraints import together
from trafficking_cases.people.models import User
from trafficking_cases.web.readings import MediaType


class FileKind(models.TextChoices):
    """What a file is kept for."""

    COPY = "copy", "Copy of a document"
    PHOTOGRAPH = "photograph", "Photograph of the child"
    EVIDENCE = "evidence", "Supporting document"


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(case__in=Case.objects.open_to(user, Permission.READ_PAPERS)).defer("content")


class StoredFile(models.Model):
    """A file on a case, read and found to be what it says, without the data that cameras write into pictures."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=20, choices=FileKind)
    media_type = models.CharField(max_length=20, choices=MediaType)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    about = models.CharField(max_length=200)
    taken_on = models.DateField(null=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "id"]
        default_permissions = ()
        indexes = [models.Index(fields=["case", "kind", "-added_at"], name="files_of_case")]
        constraints = [
            models.CheckConstraint(condition=Q(media_type__in=MediaType.values), name="file_is_of_a_kept_kind"),
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("casefile:file", args=[self.pk])

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.case.allows(user, permission)


class PaperKind(models.TextChoices):
    """What a document is."""

    PASSPORT = "passport", "Passport"
    IDENTITY_CARD = "identity_card", "Identity card"
    BIRTH_CERTIFICATE = "birth_certificate", "Birth certificate"
    VISA = "visa", "Visa or residence permit"
    TRAVEL = "travel", "Ticket or boarding card"
    IMMIGRATION = "immigration", "Letter from the Home Office"
    SCHOOL = "school", "School or health record"
    TELEPHONE = "telephone", "Telephone, or what is on it"
    OTHER = "other", "Something else"


class HeldBy(models.TextChoices):
    """Who holds a document. All of them are asked. [Rule A3; procedure 4.4]"""

    CHILD = "child", "The child"
    FAMILY = "family", "The family, or the adults with the child"
    REFERRER = "referrer", "Whoever referred"
    AGENCY = "agency", "An agency"


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(case__in=Case.objects.open_to(user, Permission.READ_PAPERS))


class Paper(models.Model):
    """A document that says something of a child: who holds it, whether the original was seen, what is held of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=20, choices=PaperKind)
    held_by = models.CharField(max_length=20, choices=HeldBy)
    number = models.CharField(max_length=60, blank=True)
    says = models.TextField(max_length=2_000, blank=True)
    source = models.CharField(max_length=200)
    original_seen_on = models.DateField(null=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.CLAIMED)
    because = models.TextField(max_length=2_000, blank=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    copy = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    no_copy_because = models.CharField(max_length=500, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "id"]
        default_permissions = ()
        indexes = [models.Index(fields=["case", "added_at"], name="papers_of_case")]
        constraints = [
            together("checked_at", "checked_by", name="paper_checked_when_and_by_whom"),
            models.CheckConstraint(condition=~Q(source=""), name="paper_comes_from_somebody"),
            models.CheckConstraint(
                condition=Q(copy=None) | Q(no_copy_because=""), name="paper_copied_or_a_reason_why_not"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CLAIMED, checked_at=None)
                | ~Q(status=Status.CLAIMED) & Q(checked_at__isnull=False) & ~Q(because=""),
                name="paper_checked_for_a_reason",
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"{reverse('casefile:papers', args=[self.case_id])}#paper-{self.pk}"

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.case.allows(user, permission)


class Answer(models.TextChoices):
    """What became of asking somebody for documents, where no document came of it."""

    NOTHING = "nothing", "They hold nothing"
    NOT_ASKED = "not_asked", "They cannot be asked yet"


class HolderAskedQuerySet(models.QuerySet["HolderAsked"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(case__in=Case.objects.open_to(user, Permission.READ_PAPERS))


class HolderAsked(models.Model):
    """Somebody who may hold documents was asked and holds none, or cannot be asked. [Rule A3; procedure 4.4]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="holders_asked")
    holder = models.CharField(max_length=20, choices=HeldBy)
    answer = models.CharField(max_length=20, choices=Answer)
    said = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = HolderAskedQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "id"]
        default_permissions = ()
        indexes = [models.Index(fields=["case", "holder", "-asked_at"], name="holders_asked_on_case")]
        constraints = [
            models.CheckConstraint(condition=Q(holder__in=HeldBy.values), name="holder_is_one_of_those_asked"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="holder_answered"),
            models.CheckConstraint(condition=~Q(said=""), name="holder_asked_how"),
        ]

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.case.allows(user, permission)
