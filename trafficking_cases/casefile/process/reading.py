"""How each status of each process is read in the picture, and the facts it is read from. [Rule K4]

The tables name every status of every workflow: a status that is added and not read here fails a test, so the picture
cannot say something else than the processes do.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import TextChoices

from assessments.models import (
    Assessment,
    ImmediateProtection,
    Interview,
    MultiAgencyMeeting,
    Onward,
    Section47Enquiry,
    StrategyDiscussion,
)
from assessments.workflow import agreement, assessment, enquiry, strategy
from nrm.models import AuthorityDecision, Duty, GuardianReferral, NrmReferral, Review
from nrm.workflow import duties, reviews
from nrm.workflow import referrals as national
from referrals.models import Referral
from referrals.workflow import Status as ReferralStatus
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile.process.steps import State
from trafficking_cases.children.models import Allocation, Case, Hold
from trafficking_cases.deadlines import presenters as due
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.working_days import day_in_london
from trafficking_cases.people.models import User

READ_AS: dict[type[TextChoices], dict[str, State]] = {
    ReferralStatus: {
        ReferralStatus.RECEIVED: State.NOW,
        ReferralStatus.AWAITING_SIGNATURE: State.NOW,
        ReferralStatus.DECIDED: State.DONE,
    },
    strategy.Status: {
        strategy.Status.PLANNED: State.NOW,
        strategy.Status.HELD: State.NOW,
        strategy.Status.RECORDED: State.DONE,
        strategy.Status.CALLED_OFF: State.LATER,
    },
    enquiry.Status: {
        enquiry.Status.UNDER_WAY: State.NOW,
        enquiry.Status.COMPLETED: State.NOW,
        enquiry.Status.AUTHORISED: State.DONE,
    },
    agreement.Status: {
        agreement.Status.TO_CONVENE: State.DUE,
        agreement.Status.CONVENED: State.NOW,
        agreement.Status.CONCLUDED: State.NOW,
        agreement.Status.SIGNED: State.DONE,
    },
    assessment.Status: {
        assessment.Status.WRITING: State.NOW,
        assessment.Status.COMPLETED: State.NOW,
        assessment.Status.SIGNED: State.DONE,
    },
    duties.Status: {
        duties.Status.OPEN: State.DUE,
        duties.Status.MET: State.DONE,
        duties.Status.NOT_ARISING: State.NOT_NEEDED,
    },
    national.Status: {
        national.Status.DRAFT: State.NOW,
        national.Status.SEALED: State.NOW,
        national.Status.SENT: State.DONE,
        national.Status.ACKNOWLEDGED: State.DONE,
        national.Status.CLOSED: State.DONE,
        national.Status.DISCARDED: State.LATER,
    },
    reviews.Status: {
        reviews.Status.TO_DECIDE: State.DUE,
        reviews.Status.QUESTION_ASKED: State.NOW,
        reviews.Status.DECIDED: State.DONE,
    },
}


def read(status: TextChoices) -> State:
    """How a status stands in the picture."""
    return READ_AS[type(status)][status]


@dataclass(frozen=True)
class Facts:
    """What a reader may know of a case, each kind of thing asked for once."""

    case: Case
    may: Collection[Permission]
    now: datetime
    worker: str
    manager: str
    referral: Referral | None
    deadlines: Sequence[Deadline]
    holds: Sequence[Hold]
    protections: Sequence[ImmediateProtection]
    discussions: Sequence[StrategyDiscussion]
    enquiries: Sequence[Section47Enquiry]
    agreements: Sequence[MultiAgencyMeeting]
    onward: Sequence[Onward]
    interviews: Sequence[Interview]
    assessments: Sequence[Assessment]
    duties: Sequence[Duty]
    nrm_referrals: Sequence[NrmReferral]
    reviews: Sequence[Review]
    decisions: Sequence[AuthorityDecision]
    guardian: GuardianReferral | None

    def when_due(self, *codes: str) -> str:
        """The nearest of these clocks that runs, in words; nothing where none does."""
        running = sorted(
            (one for one in self.deadlines if one.is_running and one.rule in codes), key=lambda one: one.due_at
        )
        if not running:
            return ""
        clock = due.clock(running[0], self.now)
        return clock.text if clock.state == "over" else f"due {clock.text}"

    def on(self, moment: datetime | None) -> str:
        """A day as the picture says it: 30 Oct."""
        if moment is None:
            return ""
        day = day_in_london(moment)
        year = "" if day.year == day_in_london(self.now).year else f" {day.year}"
        return f"{day.day} {day:%b}{year}"


def facts_of(case: Case, user: User, may: Collection[Permission], now: datetime) -> Facts:
    """Everything that the picture is read from, through the one question of access of each kind of thing."""

    def theirs(model: Any, *related: str) -> list[Any]:
        # Without a name select_related follows every relation there is.
        rows = model.objects.visible_to(user).filter(case=case)
        return list(rows.select_related(*related) if related else rows)

    allocation = Allocation.objects.filter(case=case, ended_at=None).select_related("worker", "manager").first()
    of_the_form = {"nrm_referral__case": case}
    return Facts(
        case=case,
        may=may,
        now=now,
        worker=allocation.worker.full_name if allocation else "Nobody yet",
        manager=allocation.manager.full_name if allocation else "Nobody yet",
        referral=Referral.objects.filter(case=case).select_related("agency").order_by("received_at").first(),
        deadlines=list(Deadline.objects.visible_to(user).live().filter(case=case)),
        holds=list(Hold.objects.visible_to(user).in_force().filter(case=case)),
        protections=theirs(ImmediateProtection),
        discussions=theirs(StrategyDiscussion, "meeting"),
        enquiries=theirs(Section47Enquiry),
        agreements=theirs(MultiAgencyMeeting, "meeting"),
        onward=theirs(Onward),
        interviews=theirs(Interview),
        assessments=theirs(Assessment),
        duties=theirs(Duty),
        nrm_referrals=list(NrmReferral.objects.visible_to(user).filter(case=case)),
        reviews=list(Review.objects.visible_to(user).filter(**of_the_form)),
        decisions=list(AuthorityDecision.objects.visible_to(user).filter(**of_the_form)),
        guardian=GuardianReferral.objects.visible_to(user).filter(case=case).first(),
    )
