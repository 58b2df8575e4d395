"""An NRM referral: its answers while it is written, and the sealed copy. [Rules N5-N8; procedure 4.3]"""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from nrm.workflow.referrals import WITH_THE_HOME_OFFICE, SentKnownBy, Source, Status
from referrals.models import Referral
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.children import BirthDateIs
from trafficking_cases.lib.constraints import together
from trafficking_cases.lib.working_days import add_years
from trafficking_cases.notifications import subjects
from trafficking_cases.people.models import User


class NrmReferralQuerySet(models.QuerySet["NrmReferral"]):
    def visible_to(self, user: Any) -> Self:
        """Through the case to whoever reads NRM referrals there; a draft also to its author and to whom it was handed.

        Whoever sealed one reads what they sent.
        """
        if not user.is_active:
            return self.none()
        through_the_case = Q(case__in=Case.objects.open_to(user, Permission.READ_NRM))
        own = Q(author=user) | Q(handed_to=user) | Q(sealed_by=user)
        unbarred = Q(case__in=Case.objects.visible_to(user))
        return self.filter(through_the_case | own & unbarred)

    def to_finish(self, user: Any) -> Self:
        """Drafts that wait for this person: handed to them, or begun by them and handed to nobody."""
        waiting = Q(handed_to=user) | Q(author=user, handed_to=None)
        return self.filter(waiting, status=Status.DRAFT).order_by("-saved_at")

    def with_the_home_office(self) -> Self:
        return self.filter(status__in=WITH_THE_HOME_OFFICE)

    def waiting_for_mace(self, today: date) -> Self:
        """Sent, and about somebody under 18 or of unknown age: they wait for the next weekly meeting. [Rule N9]"""
        grown = Q(case__child__birth_date_is=BirthDateIs.EXACT, case__child__born_on__lte=add_years(today, -18))
        return self.with_the_home_office().exclude(grown)

    def with_progress(self) -> Self:
        """With all that came after it was sealed."""
        reviewed = self.with_people().select_related("review__police", "review__officer__agency")
        return reviewed.prefetch_related(
            "decisions__recorded_by__agency",
            "review__questions__asked_by__agency",
            "review__questions__answered_by__agency",
        )

    def with_people(self) -> Self:
        return self.select_related("case__child", "case__authority", "author", "handed_to", "sealed_by")


class NrmReferral(models.Model):
    """One referral of a child to the National Referral Mechanism, written here or made elsewhere. [Rule N7]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="nrm_referrals")
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    handed_to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    handed_at = models.DateTimeField(null=True)
    form_version = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True)
    sealed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_known_by = models.CharField(max_length=20, choices=SentKnownBy, blank=True)
    sent_recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    home_office_reference = models.CharField(max_length=40, blank=True)
    referenced_at = models.DateTimeField(null=True)
    is_elsewhere = models.BooleanField(default=False)
    made_by = models.CharField(max_length=200, blank=True)
    discarded_because = models.TextField(max_length=2_000, blank=True)
    # Made from the same answers where the case had no safeguarding referral.
    safeguarding_referral = models.ForeignKey(Referral, on_delete=models.PROTECT, null=True, related_name="+")

    objects = NrmReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["case", "-started_at"], name="nrm_referrals_of_case"),
            models.Index(fields=["author", "-saved_at"], condition=Q(status=Status.DRAFT), name="nrm_drafts_of_author"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="nrm_status_is_known"),
            together("sealed_at", "sealed_by", name="nrm_sealed_when_and_by_whom"),
            together("handed_at", "handed_to", name="nrm_handed_when_and_to_whom"),
            together("sent_at", "sent_recorded_by", name="nrm_sent_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(status__in=[Status.DRAFT, Status.DISCARDED])
                | Q(is_elsewhere=True)
                | Q(sealed_at__isnull=False),
                name="nrm_sealed_before_it_goes",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.SENT, Status.ACKNOWLEDGED, Status.CLOSED]) | Q(sent_at__isnull=False),
                name="nrm_sent_when_it_says_so",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.ACKNOWLEDGED, Status.CLOSED]) | ~Q(home_office_reference=""),
                name="nrm_acknowledged_by_a_reference",
            ),
            models.CheckConstraint(
                condition=Q(is_elsewhere=False) | ~Q(made_by=""), name="nrm_made_elsewhere_by_somebody"
            ),
            models.UniqueConstraint(
                "home_office_reference", condition=~Q(home_office_reference=""), name="home_office_reference_once"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("nrm:referral", args=[self.pk])

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.case_id

    @property
    def shown_review(self) -> Any:
        """What the Police make of it, once it is shared with them."""
        return getattr(self, "review", None)

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    def allows(self, user: Any, permission: Permission) -> bool:
        """Through the case. What is being written is written by few; what one wrote or sealed one may read. [Rule N5]

        Whoever else reads the NRM referrals of a case, as the Police do, reads a draft and leaves it as it is.
        """
        own = user.pk in (self.author_id, self.handed_to_id)
        if permission == Permission.DRAFT_NRM:
            return user.holds(permission) and self.is_written_by(user, self.case.verbs_of(user))
        if permission == Permission.SIGN_NRM and self.is_draft:
            return self.case.allows(user, permission) and self.is_written_by(user, self.case.verbs_of(user))
        if permission == Permission.READ_NRM and (own or user.pk == self.sealed_by_id):
            return user.holds(permission)
        return self.case.allows(user, permission)

    def is_written_by(self, user: Any, may: Collection[Permission]) -> bool:
        """Its author, whoever it was handed to, and those who hold or supervise the case. [Rule N5; procedure 4.3]

        `may`: what this person may do on the case, so that a list asks it once.
        """
        return user.pk in (self.author_id, self.handed_to_id) or Permission.RECORD_NRM_DECISION in may


class Answer(models.Model):
    """The answer to one field of the form: what, from where, since when; kept aside while off the route. [Rule N7]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nrm_referral = models.ForeignKey(NrmReferral, on_delete=models.CASCADE, related_name="answers")
    field = models.CharField(max_length=120)
    value = models.TextField(max_length=60_000, blank=True)
    source = models.CharField(max_length=10, choices=Source)
    taken_from = models.CharField(max_length=200, blank=True)
    known_since = models.DateTimeField(null=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["field"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("nrm_referral", "field", name="one_answer_a_field"),
            # Where the child is staying is asked only when the referral is sealed, and stands in the sealed copy alone.
            models.CheckConstraint(
                condition=~Q(field__startswith="current-pv-location"), name="whereabouts_are_no_answer_of_a_draft"
            ),
        ]


class SealedCopyQuerySet(models.QuerySet["SealedCopy"]):
    def visible_to(self, user: Any) -> Self:
        """To whoever sealed it, and to those who hold or supervise the case: it says where the child is staying."""
        if not user.is_active:
            return self.none()
        at_work = Q(nrm_referral__case__in=Case.objects.open_to(user, Permission.RECORD_NRM_DECISION))
        sealed = Q(nrm_referral__sealed_by=user, nrm_referral__case__in=Case.objects.visible_to(user))
        return self.filter(at_work | sealed)

    def with_referral(self) -> Self:
        return self.select_related("nrm_referral__case__child", "nrm_referral__case__authority")


class SealedCopy(models.Model):
    """The referral as it was signed, with where the child is staying: to be keyed in, and never changed. [Rule N7]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nrm_referral = models.OneToOneField(NrmReferral, on_delete=models.PROTECT, related_name="sealed_copy")
    answers = models.JSONField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    objects = SealedCopyQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.nrm_referral.case_id

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.nrm_referral.allows(user, permission)


subjects.register(
    NrmReferral._meta.label_lower,
    NrmReferral.objects.visible_to,
    concerning=lambda referral: f"NRM referral {referral.reference}",
)
