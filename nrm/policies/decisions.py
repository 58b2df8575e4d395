"""Why not yet: what the competent authority decided, and that everybody was told."""

from datetime import date

from nrm.models import AuthorityDecision, NrmReferral
from nrm.workflow.decisions import RESULTS, Result, Stage, may_follow
from nrm.workflow.referrals import Status
from trafficking_cases.lib.errors import Reason

NEEDS_REASONS = frozenset({Result.NOT_REQUESTED, Result.SUSPENDED, Result.WITHDRAWN, Result.DISQUALIFIED})


def step_of(decision: AuthorityDecision) -> tuple[Stage, Result]:
    """Which step of the course a decision is."""
    return Stage(decision.kind), Result(decision.result)


def why_no_decision(referral: NrmReferral, history: list[AuthorityDecision]) -> list[Reason]:
    """Reasons that nothing can be recorded now, whatever a letter says. [Rule N10; procedure 4.3]"""
    if referral.status in (Status.DRAFT, Status.SEALED, Status.SENT, Status.DISCARDED):
        return [Reason("N10", "Record the Home Office reference first: it stands on the letter as well.")]
    if not may_follow([step_of(decision) for decision in history]):
        return [Reason("N10", "This referral has come to its end. What was decided last is on the page of the NRM.")]
    return []


def why_not_record_decision(
    referral: NrmReferral, history: list[AuthorityDecision], letter: AuthorityDecision, today: date
) -> list[Reason]:
    """Reasons that a decision cannot be recorded as it was typed. [Rule N10; procedure 4.3]"""
    found = why_no_decision(referral, history)
    if found:
        return found
    kind, result = step_of(letter)
    if result not in RESULTS[kind]:
        found.append(Reason("N10", f"“{result.label}” is no result of “{kind.label}”. Look at the letter again."))
    elif (kind, result) not in may_follow([step_of(decision) for decision in history]):
        found.append(Reason("N10", f"{_so_far(history)} “{kind.label}: {result.label}” cannot follow that."))
    if result in NEEDS_REASONS and not letter.reasons:
        found.append(Reason("N10", "Write down the reason as well."))
    return found + _why_not_then(referral, history, letter.decided_on, letter.received_on, today)


def _so_far(history: list[AuthorityDecision]) -> str:
    if not history:
        return "Nothing has been decided so far."
    last = history[-1]
    return f"The last that was recorded is “{last.get_kind_display()}: {last.get_result_display()}”."


def _why_not_then(
    referral: NrmReferral, history: list[AuthorityDecision], decided_on: date, received_on: date, today: date
) -> list[Reason]:
    found = []
    if received_on < decided_on:
        found.append(Reason("N10", "A letter comes after its own date. Look at both days again."))
    if received_on > today:
        found.append(Reason("N10", "Record a letter once it has come."))
    earliest = history[-1].decided_on if history else referral.sent_at and referral.sent_at.date()
    if earliest and decided_on < earliest:
        found.append(Reason("N10", "The letter is older than what came before it. Look at its date again."))
    return found


def why_not_record_told(decision: AuthorityDecision, *, is_told: bool) -> list[Reason]:
    """The reason that it need not be recorded that everybody was told. [Rule N10; procedure 4.3]"""
    if is_told:
        return [Reason("N10", "It is recorded already that they were told.")]
    return []
