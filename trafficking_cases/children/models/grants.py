"""Who has a relation to a case: the truth from which every right on it follows."""

import uuid
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from guardian.core import ObjectPermissionChecker

from trafficking_cases.access.permissions import Permission
from trafficking_cases.lib.constraints import exactly_one
from trafficking_cases.people.models import Agency, Team, User


class Relation(models.TextChoices):
    """Why somebody may see a case at all."""

    ALLOCATED = "allocated", "Allocated social worker"
    SUPERVISING = "supervising", "Supervising manager"
    ANSWERING = "answering", "Answers for the supervising manager"
    SHARING = "sharing", "The case is shared with them"
    POLICE = "police", "The Police unit, from the strategy discussion or the NRM on"
    GUARDIAN = "guardian", "The child's independent guardian"


# For how long whoever answers for the supervising manager may open the case.
ANSWERS_FOR = timedelta(days=28)
# What everybody with whom a case is shared may do: read it, say what they suspect, and draft the NRM referral.
SHARED = frozenset({Permission.READ_CASE, Permission.RECORD_EXPLOITATION, Permission.DRAFT_NRM, Permission.SIGN_NRM})
CASEWORK = SHARED | {
    Permission.READ_REFERRAL,
    Permission.RECORD_PROTECTION,
    Permission.RECORD_IDENTITY,
    Permission.READ_PAPERS,
    Permission.RECORD_ADULT,
    Permission.EXPORT_SUMMARY,
    Permission.HOLD_STRATEGY,
    Permission.READ_ENQUIRY,
    Permission.WRITE_ENQUIRY,
    Permission.READ_INTERVIEW,
    Permission.PLAN_INTERVIEW,
    Permission.TAKE_PART,
    Permission.READ_NRM,
    Permission.RECORD_NRM_DECISION,
    Permission.READ_PLACEMENT,
    # Only opens with a right to that placement as well, which the vault knows.
    Permission.REVEAL_WHEREABOUTS,
}
SUPERVISION = CASEWORK | {Permission.ALLOCATE_CASE, Permission.SIGN_ENQUIRY}
VERBS = {
    Relation.ALLOCATED: CASEWORK | {Permission.RECORD_PLACEMENT},
    Relation.SUPERVISING: SUPERVISION | {Permission.RECORD_PLACEMENT, Permission.GRANT_WHEREABOUTS},
    Relation.ANSWERING: SUPERVISION | {Permission.OVERRIDE_HOLD},
    Relation.SHARING: SHARED,
    Relation.POLICE: SHARED
    | {
        Permission.READ_REFERRAL,
        Permission.RECORD_PROTECTION,
        Permission.READ_PAPERS,
        Permission.RECORD_ADULT,
        Permission.HOLD_STRATEGY,
        Permission.READ_ENQUIRY,
        Permission.READ_INTERVIEW,
        Permission.PLAN_INTERVIEW,
        Permission.TAKE_PART,
        Permission.RECORD_ENFORCEMENT,
        Permission.READ_NRM,
        Permission.REVIEW_NRM,
        Permission.READ_PLACEMENT,
        Permission.REVEAL_WHEREABOUTS,
    },
    Relation.GUARDIAN: SHARED
    | {
        Permission.READ_PAPERS,
        Permission.READ_INTERVIEW,
        Permission.TAKE_PART,
        Permission.READ_NRM,
        Permission.READ_PLACEMENT,
        Permission.REVEAL_WHEREABOUTS,
    },
}


def relations_carrying(permission: Permission) -> list[Relation]:
    """The relations to a case through which somebody may do this."""
    return [relation for relation, verbs in VERBS.items() if permission in verbs]


class GrantQuerySet(models.QuerySet["Grant"]):
    def live(self, now: datetime) -> Self:
        """Begun, not ended by anybody, and not past their end."""
        return self.filter(from_at__lte=now, ended_at=None).filter(Q(until_at=None) | Q(until_at__gt=now))

    def lapsed(self, now: datetime) -> Self:
        """Past their end, and not yet closed."""
        return self.filter(ended_at=None, until_at__lte=now)

    def held_by(self, user: Any) -> Self:
        """Theirs, their team's or their agency's."""
        theirs = Q(user=user) | Q(agency=user.agency_id)
        if user.team_id:
            theirs |= Q(team=user.team_id)
        return self.filter(theirs)


class Grant(models.Model):
    """The relation of one person, team or agency to one case: why, from whom, from when until when.

    Given by nobody: the ladder of a deadline came to them, and there was nobody else to tell.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("children.Case", on_delete=models.CASCADE, related_name="grants")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    relation = models.CharField(max_length=20, choices=Relation)
    reason = models.CharField(max_length=500)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(max_length=500, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            exactly_one("user", "team", "agency", name="grant_to_one_holder"),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gt=models.F("from_at")), name="grant_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="grant_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False), name="grant_ended_when_and_by_whom"
            ),
        ]
        indexes = [
            models.Index(fields=["user", "case"], condition=Q(ended_at=None), name="grant_of_user"),
            models.Index(fields=["team", "case"], condition=Q(ended_at=None), name="grant_of_team"),
            models.Index(fields=["agency", "case"], condition=Q(ended_at=None), name="grant_of_agency"),
            models.Index(
                fields=["until_at"], condition=Q(ended_at=None, until_at__isnull=False), name="grant_to_lapse"
            ),
        ]

    @property
    def holder(self) -> User | Team | Agency:
        holder = self.user or self.team or self.agency
        if holder is None:
            raise ValueError("a relation to a case is always somebody's")
        return holder


def verbs_on(user: Any, case: models.Model) -> set[str]:
    """The verbs that a person's live grants on a case carry and that are written down as object permissions.

    Both are asked: a grant that has lapsed carries nothing from that moment, before any sweep has removed its rows.
    """
    live = Grant.objects.live(timezone.now()).held_by(user).filter(case=case.pk)
    carried = {verb.value for relation in live.values_list("relation", flat=True) for verb in VERBS[Relation(relation)]}
    return carried & set(ObjectPermissionChecker(user).get_perms(case))
