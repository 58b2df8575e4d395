"""The case: one child's work in one authority, and the one question of who may see it."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from trafficking_cases.access.permissions import ON_A_CASE, Permission
from trafficking_cases.children.models.barriers import Barrier, BarrierKind
from trafficking_cases.children.models.children import Child
from trafficking_cases.children.models.grants import Grant, relations_carrying, verbs_on
from trafficking_cases.lib.constraints import together
from trafficking_cases.notifications import subjects
from trafficking_cases.people.models import Agency, Kind, User


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: Any) -> Self:
        """The cases to which a person has a live relation, less every barrier. This is the one question of access.

        In this order: an account that is not live sees nothing; a deny-list beats everything; a sealed or restricted
        case is there only for those whom it names; then the relation decides.
        """
        if not user.is_active or not user.holds(Permission.READ_CASE):
            return self.none()
        live = Grant.objects.live(timezone.now()).held_by(user)
        return self.filter(pk__in=live.values("case")).without_barriers_against(user)

    def open_to(self, user: Any, permission: Permission) -> Self:
        """The visible cases on which the person's role and their relation both carry a verb, for lists of what hangs
        on a case. `Case.allows` answers the same for one case."""
        if not user.is_active or not user.holds(permission):
            return self.none()
        theirs = Grant.objects.live(timezone.now()).held_by(user).filter(relation__in=relations_carrying(permission))
        return self.visible_to(user).filter(pk__in=theirs.values("case"))

    def stubs_for(self, user: Any) -> Self:
        """Restricted cases that social work of the same authority may know to exist, and nothing more."""
        if not user.is_active or not user.front_doors():
            return self.none()
        barriers = Barrier.objects.in_force().filter(case=OuterRef("pk"))
        restricted = Exists(barriers.filter(kind=BarrierKind.RESTRICTED))
        closed = Exists(barriers.filter(kind=BarrierKind.SEALED)) | Exists(
            barriers.filter(kind=BarrierKind.DENY_LIST).naming(user)
        )
        return self.filter(restricted, ~closed, authority__in=user.front_doors()).exclude(
            pk__in=Case.objects.visible_to(user).values("pk")
        )

    def without_barriers_against(self, user: Any) -> Self:
        barriers = Barrier.objects.in_force().filter(case=OuterRef("pk"))
        denied = barriers.filter(kind=BarrierKind.DENY_LIST).naming(user)
        walls = barriers.filter(kind__in=[BarrierKind.SEALED, BarrierKind.RESTRICTED])
        not_let_through = walls.exclude(pk__in=Barrier.objects.naming(user).values("pk"))
        return self.filter(~Exists(denied), ~Exists(not_let_through))


class Case(models.Model):
    """The work of one authority for one child, from the decision that opened it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="cases")
    authority = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", limit_choices_to={"kind": Kind.CHILDRENS_SERVICES}
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        permissions = [(permission.value, f"May {permission.sentence}"[:255]) for permission in sorted(ON_A_CASE)]
        default_permissions = ()
        indexes = [models.Index(fields=["-opened_at"], name="case_newest_first")]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("casefile:case", args=[self.pk])

    @property
    def audit_case_id(self) -> uuid.UUID:
        return self.pk

    def allows(self, user: Any, permission: Permission) -> bool:
        """Whether the person's role and their relation to this case both carry the verb."""
        if not user.holds(permission):
            return False
        return permission not in ON_A_CASE or permission in verbs_on(user, self)

    def verbs_of(self, user: Any) -> frozenset[Permission]:
        """Everything that the person's role and their relation to this case both carry, asked at once."""
        return frozenset(permission for permission in map(Permission, verbs_on(user, self)) if user.holds(permission))


class CaseUserPermission(UserObjectPermissionBase):
    """A verb on a case that a person has through their own grant."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)


class CaseGroupPermission(GroupObjectPermissionBase):
    """A verb on a case that a team or an agency has through its grant."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)


class Allocation(models.Model):
    """Who holds a case and who supervises them, from when until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="allocations")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    manager = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            together("ended_at", "ended_by", name="allocation_ended_when_and_by_whom"),
            models.UniqueConstraint("case", condition=Q(ended_at=None), name="one_live_allocation_of_a_case"),
        ]


subjects.register(Case._meta.label_lower, Case.objects.visible_to, concerning=lambda case: f"Case {case.reference}")
