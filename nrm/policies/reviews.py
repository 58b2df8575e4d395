"""Why not yet: what the Police do with a referral that is shared with them."""

from nrm.models import Review
from nrm.workflow.reviews import WORKFLOW, Status
from trafficking_cases.lib.errors import Reason
from trafficking_cases.people.models import User

DECIDED = Reason("N8", "The Police have decided on this referral. What they decided is on the case.")


def why_not_theirs(review: Review, by: User) -> list[Reason]:
    """The reason that a review is not theirs: law enforcement is for the Police unit. [Rule M6; procedure 4.6]"""
    if by.agency_id == review.police_id:
        return []
    return [Reason("M6", "Only the Police unit with which the referral is shared reviews it. Ask it.")]


def why_not_take(review: Review, by: User) -> list[Reason]:
    """Reasons that an officer cannot take a review on. [Rules N8, M6; procedure 4.3, 4.6]"""
    reasons = why_not_theirs(review, by)
    if review.status == Status.DECIDED:
        reasons.append(DECIDED)
    elif review.officer_id == by.pk:
        reasons.append(Reason("N8", "You have taken this referral on already."))
    return reasons


def why_not_ask(review: Review, by: User) -> list[Reason]:
    """Reasons that a question cannot go to the social worker. [Rules N8, M6; procedure 4.3, 4.6]"""
    reasons = why_not_theirs(review, by)
    if review.status == Status.DECIDED:
        reasons.append(DECIDED)
    elif WORKFLOW.why_not(review.status, Status.QUESTION_ASKED):
        reasons.append(Reason("N8", "A question waits for its answer. Ask the next one when it has come."))
    return reasons


def why_not_answer(review: Review) -> list[Reason]:
    """Reasons that there is nothing to answer. [Rule N8; procedure 4.3]"""
    if review.status == Status.QUESTION_ASKED:
        return []
    return [Reason("N8", "The Police wait for no answer on this referral.")]


def why_not_decide(
    review: Review, by: User, *, crime_recorded: bool, crime_reference: str, rationale: str
) -> list[Reason]:
    """Reasons that a decision of the Police cannot be recorded. [Rules N8, M6; procedure 4.3, 4.6]"""
    reasons = why_not_theirs(review, by)
    if review.status == Status.DECIDED:
        reasons.append(DECIDED)
    if crime_recorded and not crime_reference:
        reasons.append(Reason("N8", "Write the crime reference as well: a recorded crime has one."))
    if not crime_recorded and crime_reference:
        reasons.append(Reason("N8", "There is a crime reference, and no crime recorded. Change one of them."))
    if not rationale:
        reasons.append(Reason("N8", "Say why, so that whoever works with the child can follow it."))
    return reasons
