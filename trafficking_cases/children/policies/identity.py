"""Why not yet: what stands against a step with who a child is said to be.

Nothing here asks for a nationality or an immigration status before anything else goes ahead. [Rule C4; procedure 4.1]
"""

from collections.abc import Iterable
from datetime import date

from trafficking_cases.children.ages import ADULT_AT, age_on
from trafficking_cases.children.models import Claim
from trafficking_cases.children.workflow.claims import CHECKS, ONE_TO_WORK_WITH, WORKFLOW, AgeOutcome, Kind, Status
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.text import search_words


def why_not_add_claim(claim: Claim, others: Iterable[Claim], today: date) -> list[Reason]:
    """Reasons that something said of who a child is cannot be recorded. [Rule C2; procedure 3, 4.2]"""
    reasons = []
    if not claim.value:
        reasons.append(Reason("C2", "Write down what is said, as it was said."))
    if not claim.source:
        reasons.append(Reason("C2", "Write down who says so, or which paper: everything about an identity is a claim."))
    if claim.said_on > today:
        reasons.append(Reason("C2", "This was said on a day yet to come. Write the day on which it was said."))
    if claim.born_from and claim.born_from > today:
        reasons.append(Reason("C2", "This birth lies in the future. Look at the date again."))
    if any(_same(claim, other) for other in others):
        reasons.append(Reason("C2", "The same was recorded from the same source. Check that claim instead."))
    return reasons


def _same(claim: Claim, other: Claim) -> bool:
    """The same words and the same days, from the same source."""
    return (
        (claim.kind, claim.name_kind, claim.born_from, claim.born_until)
        == (other.kind, other.name_kind, other.born_from, other.born_until)
        and (claim.value, claim.native) == (other.value, other.native)
        and search_words(claim.source) == search_words(other.source)
    )


def why_not_check(claim: Claim, status: Status, reason: str) -> list[Reason]:
    """Reasons that a claim cannot be verified, or said to be false. [Rule C2; procedure 3, 4.2]"""
    if status not in CHECKS:
        return [Reason("C2", "Say that it is verified, believed false or proved false. A claim is one already.")]
    if claim.is_disputed and claim.status == status == Status.VERIFIED:
        return []
    if claim.status == status:
        return [Reason("C2", f"This is {status.label.lower()} already. Say what has changed, or leave it as it is.")]
    reasons = WORKFLOW.why_not(claim.status, status)
    if status != Status.VERIFIED and not reason:
        reasons.append(Reason("C2", "Say why it is not to be relied on, so that whoever reads it later can weigh it."))
    return reasons


def why_not_work_with(claim: Claim) -> list[Reason]:
    """Reasons that a claim cannot be the one that is worked with. [Rule C2; procedure 3, 4.2]"""
    if claim.is_false:
        known = Status(claim.status).label.lower()
        return [Reason("C2", f"This is {known}. Work with another, or verify it first if that was a mistake.")]
    if claim.is_working:
        return [Reason("C2", "This is worked with already.")]
    return []


def why_not_set_aside(claim: Claim, reason: str) -> list[Reason]:
    """Reasons that a claim cannot be set aside without saying that it is false. [Rule C2; procedure 3, 4.2]"""
    if not claim.is_working:
        return [Reason("C2", "This is not worked with, so there is nothing to set aside. It stays as it is recorded.")]
    if claim.kind in ONE_TO_WORK_WITH:
        return [Reason("C2", "Only one of these is worked with. Work with another, and this one makes room.")]
    if not reason:
        return [Reason("C2", "Say why it is set aside, so that whoever reads it later can weigh it.")]
    return []


def why_not_dispute(claim: Claim, reason: str) -> list[Reason]:
    """Reasons that it cannot be recorded that somebody disputes this. [Rule C1; procedure 2]"""
    if claim.kind != Kind.BIRTH_DATE:
        return [Reason("C1", "Only a date of birth or an age is disputed. Check this instead, and say what is known.")]
    if claim.is_disputed:
        return [Reason("C1", "This is disputed already. An age decision settles it, or a check that verifies it.")]
    if claim.is_false:
        known = Status(claim.status).label.lower()
        return [Reason("C1", f"This is {known}, and nobody works with it. There is nothing left to dispute.")]
    if not reason:
        return [Reason("C1", "Write down who disputes it, and why.")]
    return []


def why_not_decide_age(
    *, outcome: AgeOutcome, born_on: date | None, decided_on: date, decided_by: str, reasons: str, today: date
) -> list[Reason]:
    """Reasons that an age decision cannot be recorded. [Rule C1; procedure 2]"""
    against = []
    if decided_on > today:
        against.append(Reason("C1", "This was decided on a day yet to come. Until then the child is a child."))
    if not decided_by:
        against.append(Reason("C1", "Write down who decided. Nobody’s age is decided by nobody."))
    if not reasons:
        against.append(Reason("C1", "Write down the reasons, so that the decision can be read and challenged."))
    if born_on:
        says_adult = age_on(born_on, decided_on) >= ADULT_AT
        if says_adult != (outcome == AgeOutcome.ADULT):
            then = "18 or over" if says_adult else "under 18"
            against.append(
                Reason("C1", f"By this date of birth they were {then} when it was decided. Change one of the two.")
            )
    return against
