"""Why not yet: what stands against a step with an adult around a child."""

from trafficking_cases.children.models import Adult
from trafficking_cases.children.workflow.adults import WORKFLOW, Ground, Status
from trafficking_cases.lib.errors import Reason


def why_not_add_adult(*, name: str, description: str, said_by: str) -> list[Reason]:
    """Reasons that an adult cannot be recorded yet. [Rule C3; procedure 2, 4.4]"""
    reasons = []
    if not name and not description:
        reasons.append(Reason("C3", "Give the adult's name, or describe them so that somebody would know them."))
    if not said_by:
        reasons.append(Reason("C3", "Write down who says so: what an adult is to the child is a claim by somebody."))
    return reasons


def why_not_verify(adult: Adult, ground: Ground | None = None) -> list[Reason]:
    """Reasons that an adult's relationship cannot be verified, on this ground. [Rule C3; procedure 2, 4.4]"""
    reasons = []
    if ground == Ground.NO_REASON_TO_DOUBT and (adult.do_not_contact or adult.status == Status.DOUBTED):
        reasons.append(
            Reason(
                "C3",
                "Somebody warned of this adult, so there is a reason to doubt. Verify on a document that was seen, or "
                "because services know them.",
            )
        )
    if adult.is_of_concern:
        reasons.append(Reason("C3", "This adult is of concern. Lift the concern first, with the reason for it."))
    if adult.status == Status.VERIFIED:
        reasons.append(Reason("C3", "This adult is verified already. Doubt the relationship if something has changed."))
    else:
        reasons += WORKFLOW.why_not(adult.status, Status.VERIFIED)
    return reasons


def why_not_doubt(adult: Adult, reason: str) -> list[Reason]:
    """Reasons that a doubt cannot be recorded. [Rule C3; procedure 2, 4.4]"""
    if adult.status == Status.DOUBTED:
        return [Reason("C3", "This relationship is doubted already. Verify it once the doubt is cleared up.")]
    return WORKFLOW.why_not(adult.status, Status.DOUBTED) + _without(reason)


def why_not_flag(adult: Adult, reason: str) -> list[Reason]:
    """Reasons that an adult cannot be flagged. [Rule C3; procedure 2, 4.4]"""
    if adult.is_of_concern:
        return [Reason("C3", "This adult is of concern already. Write what is new in the chronology.")]
    return _without(reason)


def why_not_lift(adult: Adult, reason: str) -> list[Reason]:
    """Reasons that a concern cannot be lifted. [Rule C3; procedure 2, 4.4]"""
    if not adult.is_of_concern:
        return [Reason("C3", "This adult is not of concern. There is nothing to lift.")]
    return _without(reason)


def _without(reason: str) -> list[Reason]:
    return [] if reason else [Reason("C3", "Say why, so that whoever reads it later can weigh it.")]
