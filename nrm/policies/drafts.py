"""Why an NRM referral cannot be written or handed on as things stand. [Rules N5, N7; procedure 4.3]"""

from nrm.form.route import Answers, leaves_child_path
from nrm.models import NrmReferral
from nrm.workflow.referrals import WORKFLOW, Status
from trafficking_cases.lib.errors import Reason

ADULT = (
    "The answer about the age says 18 or over. The form for adults is not written here: a first responder makes it at "
    "the Home Office, with the adult’s consent. If nobody is sure of the age, answer “Not Sure”."
)


def why_not_write(nrm: NrmReferral) -> list[Reason]:
    """Reasons that the answers can no longer be changed. [Rule N7; procedure 4.3]"""
    if nrm.status == Status.DRAFT:
        return []
    if nrm.status == Status.DISCARDED:
        return [Reason("N7", "This referral was discarded, and its answers are gone. Begin a new one on the case.")]
    return [Reason("N7", "This referral is sealed. What was signed stays as it was signed.")]


def why_not_the_child_path(answers: Answers) -> list[Reason]:
    """Reasons that the child path ends with these answers. [Rule N7; procedure 4.3]"""
    return [Reason("N7", ADULT)] if leaves_child_path(answers) else []


def why_not_hand_on(nrm: NrmReferral, *, sees_the_case: bool, may_sign: bool, is_first_responder: bool) -> list[Reason]:
    """Reasons that this person cannot finish the referral. [Rule N5; procedure 4.3]"""
    reasons = why_not_write(nrm)
    if not is_first_responder:
        reasons.append(
            Reason(
                "N5",
                "Their organisation is not a first responder today and cannot refer. Choose somebody of one that is: "
                "the council’s children’s services or the Police.",
            )
        )
    if not sees_the_case or not may_sign:
        reasons.append(
            Reason("N5", "The case is not open to them. Ask the supervising manager to share it with them first.")
        )
    return reasons


def why_not_discard(nrm: NrmReferral, because: str) -> list[Reason]:
    """Reasons that a referral cannot be given up. [Rule N7; procedure 4.3]"""
    reasons = [] if because else [Reason("N7", "Say why it is given up, so that nobody looks for it.")]
    if WORKFLOW.why_not(nrm.status, Status.DISCARDED):
        reasons.append(Reason("N7", "The Home Office has this referral, or it was given up before. It stays."))
    return reasons
