"""Everything about the NRM on a case: why it is due, what is open, what was sent and decided, and the guardian."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from nrm.actions.duties import told_more
from nrm.models import AuthorityDecision, Duty, GuardianReferral, NrmReferral, Review, SealedCopy
from nrm.policies.duties import must_be_referred
from nrm.presenters.next_steps import Standing, may_go_on_with, next_steps
from nrm.presenters.reviews import exploitation_said, police_row
from nrm.presenters.verbs import decision_said
from nrm.workflow.decisions import GuardianModel
from nrm.workflow.duties import Ground
from nrm.workflow.duties import Status as DutyStatus
from nrm.workflow.referrals import SentKnownBy, Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines import presenters as due
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.moments import long_moment, said_when, spoken_day
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Entry, Fact, Link, Row, Tag

CLOCKS = (
    "NRM-01", "NRM-02", "KEY-01", "HOR-01", "NRM-03", "NRM-07", "NRM-08", "NRM-12", "ICT-01", "POL-01",
)  # fmt: skip
WAITS = "Waits for the next weekly MACE, until it has been discussed there."
TAGS = {
    Status.DRAFT: Tag("Being written"),
    Status.SEALED: Tag("Sealed, to be keyed in", "amber", "clock"),
    Status.SENT: Tag("Sent, no reference yet", "amber", "clock"),
    Status.ACKNOWLEDGED: Tag("With the Home Office", "leaf", "check"),
    Status.CLOSED: Tag("Closed"),
    Status.DISCARDED: Tag("Discarded"),
}
WORDS = {
    Ground.SUSPICION: "The Home Office has to be told of this child: exploitation is suspected or known.",
    Ground.SEXUAL_OR_CRIMINAL: "An NRM referral must be made: sexual or criminal exploitation is suspected or known.",
    Ground.LISTED_COUNTRY: "An NRM referral is due at once: the child seeks asylum and is from a listed country.",
}


def case_page(case: Case, user: User, now: datetime) -> dict[str, Any]:
    """The page. Whoever does not read NRM referrals on this case sees the duty, and nothing of the referrals."""
    head = frame.head_of(case, user, now, here="nrm")
    duties = list(case.duties.select_related("ended_by"))
    running = list(Deadline.objects.visible_to(user).running().filter(case=case, rule__in=CLOCKS))
    reads = Permission.READ_NRM in head["may"]
    guardian = GuardianReferral.objects.select_related("guardian__agency").filter(case=case).first()
    referrals = _referrals(case, user)
    reviews = _reviews(case, user)
    waiting = {
        referral.pk for referral in NrmReferral.objects.filter(case=case).waiting_for_mace(timezone.localdate(now))
    }
    return head | {
        "duties": [_duty(duty, running, now) for duty in duties if duty.status == DutyStatus.OPEN],
        "ended": [_ended(duty, now) for duty in duties if duty.status != DutyStatus.OPEN],
        **_exploitation(case),
        "due": [due.row(deadline, now, why_open=deadline is running[0]) for deadline in running],
        "reads": reads,
        "referrals": [
            _referral(referral, waiting, may_go_on_with(referral, user, head["may"]), now) for referral in referrals
        ],
        "sees_some": reads or bool(referrals),
        "decisions": _decisions(referrals) if reads else [],
        "police": [(review.nrm_referral.reference, police_row(review, now)) for review in reviews],
        "guardian": _guardian(guardian, now),
        "steps": next_steps(
            Standing(case, user, head["may"], referrals, _copies(referrals, user), duties, reviews, guardian, running)
        ),
        "all_at": reverse("nrm:referrals", args=[case.pk]),
    }


def _referrals(case: Case, user: User) -> Sequence[NrmReferral]:
    rows = NrmReferral.objects.visible_to(user).filter(case=case).with_people()
    return list(rows.prefetch_related("decisions__recorded_by"))


def _copies(referrals: Sequence[NrmReferral], user: User) -> dict[UUID, UUID]:
    """The sealed copies that this reader may open, by their referral; none of them is read for that."""
    sealed = [referral.pk for referral in referrals if referral.status == Status.SEALED]
    found = SealedCopy.objects.visible_to(user).filter(nrm_referral__in=sealed)
    return dict(found.values_list("nrm_referral_id", "pk"))


def _reviews(case: Case, user: User) -> Sequence[Review]:
    return list(Review.objects.visible_to(user).filter(nrm_referral__case=case).with_people())


def _duty(duty: Duty, running: Sequence[Deadline], now: datetime) -> dict[str, Any]:
    deadline = next((deadline for deadline in running if deadline.subject == duty.pk), None)
    return {
        "words": WORDS[Ground(duty.ground)],
        "because": f"{duty.because}. Since {said_when(duty.raised_at, now)}.",
        "rule": duty.ground,
        "clock": due.clock(deadline, now) if deadline else None,
        "tone": "brick" if duty.ground == Ground.LISTED_COUNTRY else "amber",
    }


def _ended(duty: Duty, now: datetime) -> Row:
    ended = said_when(duty.ended_at or duty.raised_at, now)
    by = f" by {duty.ended_by.full_name}" if duty.ended_by else ""
    if duty.status == DutyStatus.MET:
        said = f"{duty.because}. Met {ended}: the Home Office has the referral."
        return Row("Duty to notify", tag=Tag("Met", "leaf", "check"), meta=said, rules=(duty.ground,))
    said = f"{duty.because}. Recorded{by}, {ended}: {duty.ended_because}"
    return Row("Duty to notify", tag=Tag("Does not arise"), meta=said, rules=(duty.ground,))


def _exploitation(case: Case) -> dict[str, Any]:
    """What is accepted; what somebody said and no first responder has accepted; and what the Home Office lacks."""
    standing = list(case.exploitation.standing())
    accepted = [form for form in standing if form.accepted_at]
    return {
        "accepted": exploitation_said(accepted),
        "must": any(must_be_referred(form.code) for form in accepted),
        "to_consider": exploitation_said(form for form in standing if not form.accepted_at),
        "untold": exploitation_said(told_more(case)),
    }


def _referral(referral: NrmReferral, waiting: Collection[Any], is_theirs: bool, now: datetime) -> Row:
    waits = f" {WAITS}" if referral.pk in waiting else ""
    return Row(
        f"NRM referral {referral.reference}",
        href=referral.get_absolute_url(),
        tag=TAGS[Status(referral.status)],
        meta=f"{_course(referral, now)}{waits}",
        rules=("N9",) if waits else (),
        action=_resume(referral) if is_theirs else None,
    )


def _resume(referral: NrmReferral) -> Link:
    return Link("Go on", reverse("nrm:check", args=[referral.pk]), kind="2", hidden=f"writing {referral.reference}")


def _course(referral: NrmReferral, now: datetime) -> str:
    """How far it has come, in one or two sentences."""
    if referral.status == Status.DRAFT:
        return f"Begun by {referral.author.full_name}, saved {said_when(referral.saved_at, now)}."
    if referral.status == Status.DISCARDED:
        return f"Begun by {referral.author.full_name}. {referral.discarded_because}"
    if referral.sent_at is None:
        sealed = f"{referral.sealed_by.full_name}" if referral.sealed_by else referral.author.full_name
        at = said_when(referral.sealed_at or referral.saved_at, now)
        return f"Sealed by {sealed}, {at}. The duty is not met before the Home Office has it."
    sent = said_when(referral.sent_at, now)
    if referral.is_elsewhere:
        return f"Made elsewhere by {referral.made_by}, {sent}. Home Office reference {referral.home_office_reference}."
    known = SentKnownBy(referral.sent_known_by).label.lower()
    reference = referral.home_office_reference
    got = f"Home Office reference {reference}." if reference else "The Home Office has given no reference yet."
    return f"Sent {sent} ({known}). {got}"


def _decisions(referrals: Sequence[NrmReferral]) -> list[Entry]:
    return [_decision(referral, one) for referral in referrals for one in referral.decisions.all()]


def _decision(referral: NrmReferral, decision: AuthorityDecision) -> Entry:
    return Entry(
        when=f"Letter of {spoken_day(decision.decided_on)}, came {spoken_day(decision.received_on)}",
        title=f"{referral.reference}. {decision_said(decision)}",
        kind="significant",
        source=decision.get_decided_by_display(),
        more=decision.reasons,
    )


def _guardian(referral: GuardianReferral | None, now: datetime) -> list[Fact]:
    if referral is None:
        return [Fact("Guardianship service", none="not_recorded")]
    asked = f"Asked {said_when(referral.asked_at, now)}" if referral.asked_at else ""
    model = GuardianModel(referral.model).label if referral.model else ""
    guardian = f"{referral.guardian.full_name}, {referral.guardian.agency.name}" if referral.guardian else ""
    facts = [Fact("Guardianship service", asked, "not_applicable", "Not asked")]
    if referral.not_asked_because:
        return [*facts, Fact("Why not", referral.not_asked_because)]
    return [
        *facts,
        Fact("Its reference", referral.service_reference, "not_recorded"),
        Fact("Guardian", guardian, none_text="Nobody is named yet"),
        Fact("Form of help", model, "not_recorded"),
        *([Fact("Since", long_moment(referral.named_at))] if referral.named_at else []),
    ]


frame.add_tab(
    frame.Tab(
        60,
        "nrm",
        "NRM",
        lambda case: reverse("nrm:case", args=[case.pk]),
        Permission.READ_CASE,
    )
)
