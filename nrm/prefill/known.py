"""What is known of a case to one reader, gathered once, so that every source asks the same few questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.models import Interview, Section47Enquiry, StrategyDiscussion
from assessments.workflow import strategy
from assessments.workflow.interviews import Subject
from nrm.models import Review
from referrals.models import Referral
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Adult, AgeDecision, Allocation, Case, Child, Elements, Exploitation
from trafficking_cases.children.working_identity import WorkingIdentity, working
from trafficking_cases.lib.moments import MonthOrYear, spoken_day
from trafficking_cases.lib.working_days import in_london
from trafficking_cases.people.models import User

DISCUSSED = (strategy.Status.HELD, strategy.Status.RECORDED)


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
    identity: WorkingIdentity
    referrals: Sequence[Referral]
    adults: Sequence[Adult]
    exploitation: Sequence[Exploitation]
    elements: Elements | None
    allocation: Allocation | None
    age_decision: AgeDecision | None
    interviews: Sequence[Interview]
    strategies: Sequence[StrategyDiscussion]
    enquiries: Sequence[Section47Enquiry]
    reviews: Sequence[Review]

    @property
    def reported(self) -> str:
        """The concern, in the words in which it was reported; where the child was seen is left out."""
        said = [
            f"Reported {spoken_day(in_london(referral.received_at).date())} by {referral.agency.name}:\n"
            f"{referral.concern}"
            for referral in self.referrals
        ]
        return "\n\n".join([*said, *([self.birth_in_part] if said and self.birth_in_part else [])])

    @property
    def birth_in_part(self) -> str:
        """A birth of which the month or the year alone is known: the form's own question takes whole dates only."""
        who = self.identity
        part = who.born.as_said if who.born and not who.birth_is_disputed else None
        if not isinstance(part, MonthOrYear) or who.birth is None:
            return ""
        return f"Date of birth: the day is not known. Born in {part}, said by {who.birth.source}."

    @property
    def which_referrals(self) -> str:
        """The referrals, as an answer says that it came from them."""
        references = [referral.reference for referral in self.referrals]
        return f"referral {references[0]}" if len(references) == 1 else f"{len(references)} referrals"


def gather(case: Case, *, reference: str, writer: User, signs: bool, now: datetime) -> Known:
    """Everything that the sources look at, each through the door of its own rows."""
    reads_referrals = case.allows(writer, Permission.READ_REFERRAL)
    referrals = Referral.objects.visible_to(writer).filter(case=case).order_by("received_at").with_people()
    interviews = Interview.objects.visible_to(writer).filter(case=case, subject=Subject.CHILD)
    strategies = StrategyDiscussion.objects.visible_to(writer).filter(case=case, status__in=DISCUSSED)
    enquiries = Section47Enquiry.objects.visible_to(writer).filter(case=case).select_related("lead")
    reviews = Review.objects.visible_to(writer).filter(nrm_referral__case=case).exclude(decided_at=None)
    return Known(
        case=case,
        child=case.child,
        reference=reference,
        writer=writer,
        signs_for_their_organisation=signs,
        now=now,
        identity=working(case.child),
        referrals=list(referrals.prefetch_related("signs", "exploitation")) if reads_referrals else [],
        adults=list(Adult.objects.visible_to(writer).filter(case=case)),
        exploitation=list(Exploitation.objects.visible_to(writer).filter(case=case).standing()),
        elements=Elements.objects.visible_to(writer).filter(case=case).first(),
        allocation=Allocation.objects.filter(case=case, ended_at=None).select_related("worker", "manager").first(),
        age_decision=AgeDecision.objects.visible_to(writer).filter(child=case.child_id).first(),
        interviews=list(interviews.exclude(held_at=None).order_by("held_at").prefetch_related("attendants")),
        strategies=list(strategies.order_by("number")),
        enquiries=list(enquiries.order_by("started_at")),
        reviews=list(reviews.select_related("nrm_referral").order_by("decided_at")),
    )


def in_two(name: str) -> tuple[str, str]:
    """A name at its last space; one word alone is a first name."""
    first, _, last = name.strip().rpartition(" ")
    return (first, last) if first else (last, "")
