"""Why not yet: what stands against a step of a Section 47 enquiry. [Rules S4, A1; procedure 4.4, 4.6]"""

from collections.abc import Sequence

from assessments.models import Interview, MultiAgencyMeeting, Section47Enquiry
from assessments.policies.child_seen import why_not_agree, why_unseen
from assessments.workflow import agreement
from assessments.workflow.enquiry import WORKFLOW, Status
from assessments.workflow.strategy import ENQUIRED
from assessments.workflow.strategy import Status as Discussion
from trafficking_cases.lib.errors import Reason
from trafficking_cases.people.models import User

NOT_OPEN = Reason("S4", "This enquiry is completed. A manager can send it back, and then it can be changed.")


def why_not_write(enquiry: Section47Enquiry) -> list[Reason]:
    """Reasons that nothing can be written in an enquiry. [Rule S4; procedure 4.6]"""
    return [] if enquiry.status == Status.UNDER_WAY else [NOT_OPEN]


def why_not_agree_not_seen(enquiry: Section47Enquiry, seen: list[Interview], *, by: User, because: str) -> list[Reason]:
    """Reasons that a manager cannot record why the child was not seen. [Rule A1; procedure 4.4]"""
    if enquiry.status != Status.UNDER_WAY:
        return [NOT_OPEN]
    return why_not_agree(seen, is_their_own=enquiry.lead_id == by.pk, because=because)


def why_not_complete(enquiry: Section47Enquiry, seen: list[Interview]) -> list[Reason]:
    """Reasons that an enquiry cannot be completed yet. [Rules S4, A1; procedure 4.4, 4.6]"""
    if WORKFLOW.why_not(enquiry.status, Status.COMPLETED):
        return [NOT_OPEN]
    reasons = [*why_unseen(seen, enquiry), *_without_discussion(enquiry)]
    if not enquiry.analysis:
        reasons.append(Reason("S4", "Write the analysis first: what harm there is or may be, and why you think so."))
    if seen and not enquiry.wishes:
        reasons.append(Reason("A1", "Write down what the child says and wants, in their own words."))
    return reasons


def _without_discussion(enquiry: Section47Enquiry) -> Sequence[Reason]:
    discussion = enquiry.strategy
    if discussion.status == Discussion.RECORDED and discussion.enquiry in ENQUIRED:
        return []
    return [Reason("S4", "An enquiry follows a strategy discussion whose record is signed and that decided on it.")]


def why_not_send_back(enquiry: Section47Enquiry, meeting: MultiAgencyMeeting | None, because: str) -> list[Reason]:
    """Reasons that an enquiry cannot be sent back. [Rule S4; procedure 4.6]"""
    if WORKFLOW.why_not(enquiry.status, Status.UNDER_WAY):
        signed = enquiry.status == Status.AUTHORISED
        said = "signed already: what is new is written down beside it" if signed else "under way: nothing was completed"
        return [Reason("S4", f"This enquiry is {said}.")]
    reasons = []
    if meeting and meeting.status != agreement.Status.TO_CONVENE:
        reasons.append(
            Reason(
                "S4",
                "The multi-agency meeting is convened on this outcome. Sign it, and let the meeting say what has to be "
                "put right.",
            )
        )
    if not because:
        reasons.append(Reason("S4", "Say what is missing, so that whoever wrote it can put it right."))
    return reasons


def why_not_sign(enquiry: Section47Enquiry, by: User) -> list[Reason]:
    """Reasons that an outcome cannot be signed by this manager. [Rule S4; procedure 4.6]"""
    if enquiry.status == Status.AUTHORISED:
        who = enquiry.signed_by.full_name if enquiry.signed_by else "a manager"
        return [Reason("S4", f"This outcome is signed already, by {who}.")]
    if WORKFLOW.why_not(enquiry.status, Status.AUTHORISED):
        return [Reason("S4", "This enquiry is under way. It is signed once it is completed.")]
    if enquiry.completed_by_id == by.pk:
        return [Reason("S4", "You completed this enquiry. Ask another manager to sign its outcome.")]
    return []


def why_not_sign_this(enquiry: Section47Enquiry, read: int) -> list[Reason]:
    """Reasons that the signature would stand under something else than was read. [Rule S4; procedure 4.6]"""
    if enquiry.version == read:
        return []
    return [Reason("S4", "This enquiry was sent back and changed since you read it. Read it again, then sign.")]
