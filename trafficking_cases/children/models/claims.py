"""Who a child is said to be: every name, date, nationality, language and number as a claim by somebody. [Rule C2]"""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models.children import Child
from trafficking_cases.children.workflow.claims import (
    FALSE,
    Accuracy,
    AgeBasis,
    AgeOutcome,
    Asylum,
    Kind,
    NameKind,
    Status,
)
from trafficking_cases.lib.constraints import together
from trafficking_cases.people.models import User


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(child__in=Child.objects.visible_to(user))

    def of(self, child: Child, kind: Kind) -> Self:
        return self.filter(child=child, kind=kind)


class Claim(models.Model):
    """One thing said of who a child is: what, by whom, since when, and how well it is known. [Rule C2; procedure 3]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="claims")
    kind = models.CharField(max_length=20, choices=Kind)
    value = models.CharField(max_length=200)
    native = models.CharField(max_length=200, blank=True)
    name_kind = models.CharField(max_length=10, choices=NameKind, blank=True)
    accuracy = models.CharField(max_length=10, choices=Accuracy, blank=True)
    born_from = models.DateField(null=True)
    born_until = models.DateField(null=True)
    search_key = models.CharField(max_length=1_000, blank=True)
    source = models.CharField(max_length=200)
    said_on = models.DateField()
    status = models.CharField(max_length=20, choices=Status, default=Status.CLAIMED)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    because = models.TextField(max_length=2_000, blank=True)
    is_working = models.BooleanField(default=False)
    is_disputed = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-is_working", "added_at", "id"]
        default_permissions = ()
        indexes = [models.Index(fields=["child", "kind"], name="claims_of_child")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="claim_kind_is_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="claim_status_is_known"),
            models.CheckConstraint(condition=~Q(value="") & ~Q(source=""), name="claim_says_something_by_somebody"),
            together("checked_at", "checked_by", name="claim_checked_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(status=Status.CLAIMED, checked_at=None)
                | ~Q(status=Status.CLAIMED) & Q(checked_at__isnull=False),
                name="claim_checked_or_only_claimed",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.BELIEVED_FALSE, Status.PROVED_FALSE], because=""),
                name="claim_believed_false_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.BIRTH_DATE, born_from__isnull=False, born_until__isnull=False)
                & Q(born_until__gte=F("born_from"))
                & ~Q(accuracy="")
                | ~Q(kind=Kind.BIRTH_DATE) & Q(born_from=None, born_until=None, accuracy=""),
                name="claim_of_a_birth_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.NAME) & ~Q(name_kind="") | ~Q(kind=Kind.NAME) & Q(name_kind=""),
                name="claim_of_a_name_says_which",
            ),
            models.CheckConstraint(
                condition=~Q(is_working=True, status__in=[Status.BELIEVED_FALSE, Status.PROVED_FALSE]),
                name="working_identity_is_not_believed_false",
            ),
            # A child may have two nationalities and several languages; one name, one birth, one asylum claim counts.
            models.UniqueConstraint(
                "child",
                "kind",
                condition=Q(is_working=True, kind__in=[Kind.NAME, Kind.BIRTH_DATE, Kind.ASYLUM]),
                name="one_working_identity_of_a_child",
            ),
        ]

    @property
    def is_false(self) -> bool:
        """Believed or proved false: kept, and looked for, but not to be relied on."""
        return self.status in FALSE

    @property
    def words(self) -> str:
        """What is claimed, as people say it."""
        return Asylum(self.value).label if self.kind == Kind.ASYLUM else self.value

    def seen_through(self, user: Any) -> uuid.UUID | None:
        """The case under which a look at the claim is recorded."""
        return self.child.seen_through(user)

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.child.allows(user, permission)


class StandingOfClaimQuerySet(models.QuerySet["StandingOfClaim"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(claim__in=Claim.objects.visible_to(user))


class StandingOfClaim(models.Model):
    """How a claim stood from a moment on, who said so, and why: the history that nothing overwrites. [Rule C2]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="standings")
    status = models.CharField(max_length=20, choices=Status)
    is_working = models.BooleanField(default=False)
    is_disputed = models.BooleanField(default=False)
    reason = models.TextField(max_length=2_000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = StandingOfClaimQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        default_permissions = ()
        indexes = [models.Index(fields=["claim", "at"], name="standings_of_claim")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(is_working=True, status__in=[Status.BELIEVED_FALSE, Status.PROVED_FALSE]),
                name="nobody_works_with_what_is_believed_false",
            )
        ]


class AgeDecisionQuerySet(models.QuerySet["AgeDecision"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(child__in=Child.objects.visible_to(user))


class AgeDecision(models.Model):
    """That somebody entitled to it decided how old a child is: what, on which basis, when. [Rule C1; procedure 2]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="age_decisions")
    outcome = models.CharField(max_length=10, choices=AgeOutcome)
    born_on = models.DateField(null=True)
    basis = models.CharField(max_length=20, choices=AgeBasis)
    reasons = models.TextField(max_length=5_000)
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AgeDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-recorded_at"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(reasons="") & ~Q(decided_by=""), name="age_decided_by_somebody_for_a_reason"
            )
        ]

    def seen_through(self, user: Any) -> uuid.UUID | None:
        """The case under which a look at the decision is recorded."""
        return self.child.seen_through(user)

    def allows(self, user: Any, permission: Permission) -> bool:
        return self.child.allows(user, permission)
