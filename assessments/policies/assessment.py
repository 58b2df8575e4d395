"""Why not yet: what stands against a step of a social work assessment. [Rules A1, A3-A5; procedure 4.4, 5]"""

from collections.abc import Collection
from datetime import date, datetime

from assessments.models import Assessment, Interview
from assessments.policies.child_seen import why_not_agree, why_unseen
from assessments.policies.papers_seen import Lacking
from assessments.workflow.assessment import WORKFLOW, Category, Section, Status
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import Reason
from trafficking_cases.people.models import User

THE_LIMIT = "ASM-01"


def why_not_start(existing: Assessment | None) -> list[Reason]:
    """Reasons that an assessment cannot be started. [Rule A1; procedure 4.4]"""
    if existing is None:
        return []
    return [
        Reason("A1", "This case has an assessment. Go on writing in it: what a manager has signed is kept beside it.")
    ]


def why_not_answer_need(
    *, arises: bool, answer: str, action: str, owner: User | None, due_on: date | None, today: date
) -> list[Reason]:
    """Reasons that a section of the needs plan cannot be answered so. [Rule A5; procedure 2, 5]"""
    reasons = []
    if not answer:
        said = "Say what the child needs here." if arises else "Say why it does not arise for this child."
        reasons.append(Reason("A5", said))
    if not arises:
        return reasons
    if not action:
        reasons.append(Reason("A5", "Say what is to be done about it."))
    if owner is None:
        reasons.append(Reason("A5", "Say who does it. A need that is nobody's is not met."))
    if due_on is None:
        reasons.append(Reason("A5", "Say by which day it is done."))
    elif due_on < today:
        reasons.append(Reason("A5", "Give it a day that is still to come."))
    return reasons


def why_not_agree_not_seen(assessment: Assessment, seen: list[Interview], *, by: User, because: str) -> list[Reason]:
    """Reasons that a manager cannot record why the child was not seen. [Rule A1; procedure 4.4]"""
    if assessment.status != Status.WRITING:
        return [Reason("A1", "This assessment is completed. Send it back first.")]
    return why_not_agree(seen, is_their_own=assessment.author_id == by.pk, because=because)


def why_not_complete(
    assessment: Assessment, seen: list[Interview], answered: Collection[str], *, is_watched: bool
) -> list[Reason]:
    """Reasons that an assessment cannot be completed, whatever is answered on the way. [Rules A1, A4, A5]"""
    if WORKFLOW.why_not(assessment.status, Status.COMPLETED):
        return [Reason("A1", "This assessment is completed already. Whoever changes it opens it again.")]
    reasons = why_unseen(seen, assessment)
    if seen and not assessment.wishes:
        reasons.append(Reason("A1", "Write down what the child says and wants, in their own words."))
    if not assessment.analysis:
        reasons.append(Reason("A1", "Write the analysis first: what all of it means for the child."))
    if not assessment.category:
        reasons.append(Reason("A1", "Choose what the assessment leads to."))
    missing = [section.label for section in Section if section not in answered]
    if missing:
        reasons.append(Reason("A5", f"The needs plan still needs an answer on: {'; '.join(missing)}."))
    if assessment.category == Category.NO_CONCERN and not is_watched:
        reasons.append(
            Reason(
                "A4",
                "No apparent concern does not end the watch. Say who watches over the child, how often and until when.",
            )
        )
    return reasons


def why_not_without_papers(lacking: Lacking, *, without_photograph: str, without_copies: str) -> list[Reason]:
    """Reasons that lie in what is missing of the child's papers. [Rule A3; procedure 4.4]"""
    reasons = []
    if lacking.photograph and not without_photograph:
        reasons.append(Reason("A3", "There is no photograph of the child on file. Add one, or say why not."))
    if lacking.copies and not without_copies:
        papers = "One document was" if lacking.copies == 1 else f"{lacking.copies} documents were"
        reasons.append(Reason("A3", f"{papers} not copied. Add the copy, or say why there is none."))
    return reasons


def why_not_so_late(limit: Deadline | None, late_because: str, now: datetime) -> list[Reason]:
    """Reasons that lie in the forty-five working days being over. [Rule A1; procedure 4.4]"""
    if not is_unexplained(limit, now) or late_because:
        return []
    return [Reason("A1", "The time for this assessment is over. Say why, and what keeps the child safe meanwhile.")]


def is_unexplained(limit: Deadline | None, now: datetime) -> bool:
    """Whether the time limit has passed and nobody has said why. [Rule A1; procedure 4.4]"""
    return bool(limit and limit.is_running and limit.lateness(now) and not limit.late_reason)


def why_not_send_back(assessment: Assessment, because: str) -> list[Reason]:
    """Reasons that an assessment cannot be sent back. [Rule A1; procedure 4.4]"""
    if assessment.status == Status.SIGNED:
        return [Reason("A1", "This assessment is signed. Whoever changes it now lets the signature lapse.")]
    if assessment.status == Status.WRITING:
        return [Reason("A1", "This assessment is being written. There is nothing to send back.")]
    return [] if because else [Reason("A1", "Say what is missing, so that whoever wrote it can put it right.")]


def why_not_sign(assessment: Assessment, by: User) -> list[Reason]:
    """Reasons that an assessment cannot be signed by this manager. [Rule A1; procedure 4.4]"""
    if assessment.status == Status.SIGNED:
        who = assessment.signed_by.full_name if assessment.signed_by else "a manager"
        return [Reason("A1", f"This assessment is signed already, by {who}.")]
    if WORKFLOW.why_not(assessment.status, Status.SIGNED):
        return [Reason("A1", "This assessment is being written. It is signed once it is completed.")]
    if assessment.completed_by_id == by.pk:
        return [Reason("A1", "You completed this assessment. Ask another manager to sign it.")]
    return []


def why_not_sign_this(assessment: Assessment, read: int) -> list[Reason]:
    """Reasons that the signature would stand under something else than was read. [Rule A1; procedure 4.4]"""
    if assessment.version == read:
        return []
    return [Reason("A1", "This assessment was changed since you read it. Read it again, then sign.")]
