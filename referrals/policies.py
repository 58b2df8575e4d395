"""Why not yet: what the rules say before each verb on a referral."""

from collections.abc import Collection
from datetime import datetime, timedelta

from referrals.models import Decision, Referral
from referrals.workflow import WORKFLOW, Status, With
from trafficking_cases.lib.errors import Reason
from trafficking_cases.people.models import User

# The version of the rules that a decision was taken under, stored with it.
RULES_VERSION = "2026-11"
# Somebody may have rung before they wrote.
TALKS_COUNT_FROM = timedelta(days=7)


def why_not_claim(referral: Referral, by: User) -> list[Reason]:
    """Reasons that a referral cannot be taken on. [Rule R2; procedure 4.3]"""
    if referral.status == Status.DECIDED:
        return [Reason("R2", "This referral is decided. What happens next is on the case.")]
    if referral.claimed_by_id == by.pk:
        return [Reason("R2", "You have taken this referral on already.")]
    return []


def why_not_consult(referral: Referral, at: datetime, now: datetime) -> list[Reason]:
    """Reasons that a conversation cannot be recorded. [Rule R3; procedure 4.3]"""
    reasons = []
    if referral.status == Status.DECIDED:
        reasons.append(Reason("R3", "This referral is decided. Write what you learn now on the case."))
    if at < referral.received_at - TALKS_COUNT_FROM:
        reasons.append(Reason("R3", "That is more than a week before the concern came in. Look at the day again."))
    if at > now:
        reasons.append(Reason("R3", "Record a conversation once it has taken place."))
    return reasons


def why_not_write(referral: Referral) -> list[Reason]:
    """Reasons that no decision can be written now, whatever it says. [Rule R3; procedure 4.3]"""
    if not WORKFLOW.why_not(referral.status, Status.AWAITING_SIGNATURE):
        return []
    if referral.status == Status.DECIDED:
        return [Reason("R3", "This referral is decided. What happens next is on the case.")]
    return [Reason("R3", "A decision is written already and waits for a manager, who signs it or sends it back.")]


def why_not_propose(
    referral: Referral, *, consulted: Collection[str], without_police: str, without_referrer: str
) -> list[Reason]:
    """Reasons that a decision cannot go to a manager yet. [Rule R3; procedure 4.3]

    Deciding without the Police or without whoever referred is open to a manager who signs the reason for it.
    """
    reasons = why_not_write(referral)
    if With.POLICE not in consulted and not without_police:
        reasons.append(Reason("R3", "Talk to the Police first, or say why this is decided without them."))
    if With.REFERRER not in consulted and not without_referrer:
        reasons.append(Reason("R3", "Talk to whoever referred first, or say why this is decided without them."))
    return reasons


def why_not_sign(referral: Referral, decision: Decision | None, by: User) -> list[Reason]:
    """Reasons that a decision cannot be signed by this manager. [Rule R3; procedure 4.3]"""
    if referral.status == Status.DECIDED:
        return [Reason("R3", "This decision is signed already. Open the referral to see by whom.")]
    if decision is None:
        return [Reason("R3", "Nobody has written a decision yet. Write one, and ask another manager to sign it.")]
    if decision.proposed_by_id == by.pk:
        return [Reason("R3", "You wrote this decision. Ask another manager to sign it.")]
    return WORKFLOW.why_not(referral.status, Status.DECIDED)


def why_not_sign_this(read: str, decision: Decision) -> list[Reason]:
    """The reason that a signature does not count: it was given to other words. [Rule R3; procedure 4.3]"""
    if read != str(decision.pk):
        return [Reason("R3", "The decision was written anew while you read it. Read it again, then sign.")]
    return []


def why_not_send_back(referral: Referral, decision: Decision | None) -> list[Reason]:
    """Reasons that a decision cannot go back to its author. [Rule R3; procedure 4.3]"""
    if decision is None:
        return [Reason("R3", "There is no decision that waits for a signature.")]
    if WORKFLOW.why_not(referral.status, Status.RECEIVED):
        return [Reason("R3", "This decision is signed and can no longer go back.")]
    return []
