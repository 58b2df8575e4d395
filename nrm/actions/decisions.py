"""What the competent authority decided, recorded from its letters, and that everybody was told."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from nrm import notices
from nrm.actions.sending import locked
from nrm.models import AuthorityDecision, NrmReferral
from nrm.policies import decisions as policies
from nrm.workflow.decisions import DecidedBy, Result, Stage, in_words, may_follow
from nrm.workflow.referrals import WORKFLOW, Status
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain, within_a_sentence
from trafficking_cases.lib.working_days import moment
from trafficking_cases.people.models import User

NOON = time(12)


@transaction.atomic
def record_decision(
    referral: NrmReferral,
    *,
    kind: Stage,
    result: Result,
    decided_by: DecidedBy,
    decided_on: date,
    received_on: date,
    reasons: str = "",
    by: User,
    at: datetime | None = None,
) -> AuthorityDecision:
    """Record a decision from its letter. Its clocks run from the letter's date, and everybody is to be told.

    [Rule N10; procedure 4.3]
    """
    require(by, Permission.RECORD_NRM_DECISION, referral)
    referral, now = locked(referral), at or timezone.now()
    history = list(referral.decisions.all())
    decision = AuthorityDecision(
        nrm_referral=referral,
        kind=Stage(kind),
        result=Result(result),
        decided_by=decided_by,
        decided_on=decided_on,
        received_on=received_on,
        reasons=plain(reasons).strip(),
        recorded_at=now,
        recorded_by=by,
    )
    refuse_if(policies.why_not_record_decision(referral, history, decision, timezone.localdate(now)))
    decision.save(force_insert=True)
    _end_clocks(referral, history, decision, by=by)
    _start_clocks(decision, by=by)
    if not may_follow([policies.step_of(one) for one in (*history, decision)]):
        _close(referral)
    _say(referral, decision, by=by)
    return decision


def _say(referral: NrmReferral, decision: AuthorityDecision, *, by: User) -> None:
    said = f"On NRM referral {referral.reference} came: {within_a_sentence(in_words(policies.step_of(decision)))}."
    _write_down(decision, "nrm.decision", said, at=decision.recorded_at, by=by)
    audit.record("nrm.decision", decision, by=by, kind=decision.kind, result=decision.result)
    notices.tell_of_decision(decision)


def _close(referral: NrmReferral) -> None:
    refuse_if(WORKFLOW.why_not(referral.status, Status.CLOSED))
    referral.status = Status.CLOSED
    referral.save(update_fields=["status"])


def _end_clocks(
    referral: NrmReferral, history: list[AuthorityDecision], decision: AuthorityDecision, *, by: User
) -> None:
    """Meet what was waited for. What stands suspended goes on waiting."""
    if decision.result == Result.SUSPENDED:
        return
    at = moment(decision.decided_on, NOON)
    deadlines.meet("NRM-03", subject=referral, at=at, by=by)
    for earlier in history:
        for rule in ("NRM-07", "NRM-08"):
            deadlines.meet(rule, subject=earlier, at=at, by=by)


def _start_clocks(decision: AuthorityDecision, *, by: User) -> None:
    step = (decision.kind, decision.result)
    written = moment(decision.decided_on, NOON)
    if step == (Stage.REASONABLE_GROUNDS, Result.POSITIVE):
        _start("NRM-07", decision, at=written, by=by)
    if decision.result == Result.NEGATIVE:
        _start("NRM-08", decision, at=written, by=by)
    if decision.result not in (Result.REQUESTED, Result.NOT_REQUESTED):
        _start("NRM-12", decision, at=moment(decision.received_on, NOON), by=by)


def _start(rule: str, decision: AuthorityDecision, *, at: datetime, by: User) -> Deadline:
    referral = decision.nrm_referral
    return deadlines.start(
        rule,
        subject=decision,
        started_at=at,
        by=by,
        concerning=f"NRM referral {referral.reference}",
        link=notices.page_of(referral.case),
        authority=referral.case.authority,
        case=referral.case,
    )


@transaction.atomic
def record_told(decision: AuthorityDecision, *, by: User, at: datetime | None = None) -> AuthorityDecision:
    """Record that the child, the guardian and the Police were told of a decision. [Rule N10; procedure 4.3]"""
    require(by, Permission.RECORD_NRM_DECISION, decision)
    decision = (
        AuthorityDecision.objects.select_for_update(of=("self",))
        .select_related("nrm_referral__case__authority")
        .get(pk=decision.pk)
    )
    refuse_if(policies.why_not_record_told(decision, is_told=not is_to_be_told(decision)))
    now = at or timezone.now()
    deadlines.meet("NRM-12", subject=decision, at=now, by=by)
    said = "The child, the guardian and the Police were told what was decided on NRM referral {}."
    _write_down(decision, "nrm.decision_told", said.format(decision.nrm_referral.reference), at=now, by=by)
    audit.record("nrm.decision_told", decision, by=by)
    return decision


def is_to_be_told(decision: AuthorityDecision) -> bool:
    """Whether it is still to be recorded that everybody was told."""
    return Deadline.objects.running().filter(subject=decision.pk, rule="NRM-12").exists()


def _write_down(decision: AuthorityDecision, kind: str, sentence: str, *, at: datetime, by: User) -> None:
    case = decision.nrm_referral.case
    link, significant = notices.page_of(case), kind == "nrm.decision"
    note(case, at=at, kind=kind, sentence=sentence, link=link, significant=significant, by=by)
