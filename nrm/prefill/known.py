"""What is known of a case to one reader, gathered once, so that every source asks the same few questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from referrals.models import Referral
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Adult, AgeDecision, Allocation, Case, Child, Elements, Exploitation
from trafficking_cases.people.models import User


@dataclass(frozen=True)
class Suggestion:
    """An answer that the case has: to which question, what, from where, and since when."""

    field: str
    value: str
    words: str
    since: datetime | None = None


@dataclass(frozen=True)
class Known:
    """A case as far as this reader may know it: nobody is told by a form what the case keeps from them."""

    case: Case
    child: Child
    reference: str
    writer: User
    signs_for_their_organisation: bool
    now: datetime
    referrals: Sequence[Referral]
    adults: Sequence[Adult]
    exploitation: Sequence[Exploitation]
    elements: Elements | None
    allocation: Allocation | None
    age_decision: AgeDecision | None


def gather(case: Case, *, reference: str, writer: User, signs: bool, now: datetime) -> Known:
    """Everything that the sources look at, each through the door of its own rows."""
    reads_referrals = case.allows(writer, Permission.READ_REFERRAL)
    referrals = Referral.objects.visible_to(writer).filter(case=case).order_by("received_at").with_people()
    return Known(
        case=case,
        child=case.child,
        reference=reference,
        writer=writer,
        signs_for_their_organisation=signs,
        now=now,
        referrals=list(referrals.prefetch_related("signs", "exploitation")) if reads_referrals else [],
        adults=list(Adult.objects.visible_to(writer).filter(case=case)),
        exploitation=list(Exploitation.objects.visible_to(writer).filter(case=case).standing()),
        elements=Elements.objects.visible_to(writer).filter(case=case).first(),
        allocation=Allocation.objects.filter(case=case, ended_at=None).select_related("worker", "manager").first(),
        age_decision=AgeDecision.objects.visible_to(writer).filter(child=case.child_id).first(),
    )
