"""Whose work is whose: what a person has to do now, found from the roles they hold and the cases they hold."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from referrals.models import Decision, Referral
from referrals.models.referrals import ReferralQuerySet
from referrals.workflow import Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import RoleCode
from trafficking_cases.children.models import Allocation, Case
from trafficking_cases.children.models.cases import CaseQuerySet
from trafficking_cases.children.models.grants import Grant, Relation
from trafficking_cases.deadlines.models import Deadline, DeadlineQuerySet
from trafficking_cases.deadlines.promises import Role
from trafficking_cases.people.models import User

DUTY = frozenset({RoleCode.DUTY_WORKER, RoleCode.OUT_OF_HOURS})
UP_THE_LINE = frozenset({RoleCode.MANAGER, RoleCode.SERVICE_MANAGER})


def owed_by(user: User, now: datetime) -> DeadlineQuerySet:
    """What this person has to do: named to them, or their role's; to a manager also what came up the line, late.

    Of two limits for one promise the nearer stands for both. What waits for their signature is not in here.
    """
    running = Deadline.objects.visible_to(user).running().foremost()
    return running.filter(_theirs(user, now)).exclude(subject__in=to_sign(user).values("pk"))


def _theirs(user: User, now: datetime) -> Q:
    held = Allocation.objects.filter(ended_at=None)
    at_their_door = Q(owner=None, authority__in=user.front_doors())
    theirs = (
        Q(owner=user)
        | Q(owner=None, owner_role=Role.ALLOCATED, case__in=held.filter(worker=user).values("case"))
        | Q(owner=None, owner_role=Role.SUPERVISING, case__in=held.filter(manager=user).values("case"))
    )
    if user.roles & DUTY:
        theirs |= at_their_door & Q(owner_role=Role.FRONT_DOOR)
    if user.roles & UP_THE_LINE:
        theirs |= at_their_door & Q(owner_role__in=[Role.FRONT_DOOR_MANAGER, Role.SERVICE_MANAGER])
        theirs |= Q(authority__in=user.front_doors(), due_at__lt=now)
    return theirs


def to_sign(user: User) -> ReferralQuerySet:
    """Decisions that wait for the signature of this manager: not those they wrote themselves."""
    waiting = Referral.objects.visible_to(user).filter(status=Status.AWAITING_SIGNATURE)
    if not user.holds(Permission.SIGN_DECISION):
        return waiting.none()
    own = Decision.objects.filter(referral=OuterRef("pk"), sent_back_at=None, proposed_by=user)
    return waiting.filter(~Exists(own), authority__in=user.front_doors())


def related(user: User, relation: Relation) -> Q:
    """The condition on a case that this person has a relation to it."""
    live = Grant.objects.live(timezone.now()).held_by(user)
    return Q(Exists(live.filter(case=OuterRef("pk"), relation=relation)))


def held_by(user: User) -> CaseQuerySet:
    """The cases that are allocated to this person."""
    return Case.objects.visible_to(user).filter(related(user, Relation.ALLOCATED))


def to_allocate(user: User) -> CaseQuerySet:
    """The cases that this manager answers for and that no social worker holds yet."""
    held = Allocation.objects.filter(case=OuterRef("pk"), ended_at=None)
    return Case.objects.visible_to(user).filter(related(user, Relation.SUPERVISING), ~Exists(held))


def live_allocations() -> QuerySet:
    """Who holds and supervises what now, for lists."""
    return Allocation.objects.filter(ended_at=None).select_related("worker", "manager")
