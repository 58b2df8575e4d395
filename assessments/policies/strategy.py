"""Why not yet: what rule S1 says before each verb on a strategy discussion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.models import StrategyDiscussion
from assessments.workflow.strategy import ENQUIRED, WORKFLOW, Enquiry, Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.lib.errors import Reason
from trafficking_cases.meetings.models import Attendance
from trafficking_cases.meetings.workflow import Part
from trafficking_cases.people.models import User

CHILDRENS_SERVICES = frozenset({Part.SOCIAL_WORKER, Part.SUPERVISING_MANAGER})
# The record is still being written.
OPEN = frozenset({Status.PLANNED, Status.HELD})


@dataclass(frozen=True)
class Decided:
    """What a strategy discussion decides: whether there is an enquiry, why, who leads it, and who is interviewed."""

    enquiry: Enquiry
    reasons: str
    interview_child: bool | None
    interview_adults: bool | None
    lead: User | None


def why_not_convene(
    case: Case, *, planned_for: datetime, chair: User, health: bool, without_health: str
) -> list[Reason]:
    """Reasons that a strategy discussion cannot be convened. [Rule S1; procedure 4.5]"""
    reasons = []
    if chair.agency_id != case.authority_id or not case.allows(chair, Permission.HOLD_STRATEGY):
        reasons.append(
            Reason("S1", "Choose a chair from children’s services who works on this case, or supervises it.")
        )
    if not health and not without_health:
        reasons.append(Reason("S1", "Ask somebody from health, or write why health is not asked."))
    if case.strategy_discussions.filter(status=Status.PLANNED, meeting__planned_for=planned_for).exists():
        reasons.append(
            Reason("S1", "A strategy discussion is planned for that time already. Open it, or choose another time.")
        )
    return reasons


def why_not_change_list(discussion: StrategyDiscussion) -> list[Reason]:
    """Reasons that nobody can be asked or marked any more, and no action added. [Rule S1; procedure 4.5]"""
    if discussion.status in OPEN:
        return []
    if discussion.status == Status.CALLED_OFF:
        return [Reason("S1", "This strategy discussion was called off. Convene another.")]
    return [
        Reason("S1", "The record is signed and locked. What comes after it belongs in another strategy discussion.")
    ]


def why_incomplete(there: Sequence[Attendance], without_health: str) -> list[Reason]:
    """Reasons that those who took part are not enough for a strategy discussion. [Rule S1; procedure 4.5]"""
    parts = {attendance.part for attendance in there}
    reasons = []
    if Part.POLICE not in parts:
        reasons.append(Reason("S1", "The Police have to take part. Record who came for them."))
    if not parts & CHILDRENS_SERVICES:
        reasons.append(Reason("S1", "Children’s services have to take part. Record who came for them."))
    if Part.HEALTH not in parts and not without_health:
        reasons.append(Reason("S1", "Record who came for health, or write why it is held without them."))
    return reasons


def why_not_hold(
    discussion: StrategyDiscussion,
    there: Sequence[Attendance],
    decided: Decided,
    *,
    held_at: datetime,
    now: datetime,
    without_health: str,
) -> list[Reason]:
    """Reasons that what was decided cannot be recorded. [Rule S1; procedure 4.5]"""
    return [
        *why_not_change_list(discussion),
        *why_incomplete(there, without_health),
        *why_undecided(decided),
        *([Reason("S1", "Record a strategy discussion once it has taken place.")] if held_at > now else []),
    ]


def why_undecided(decided: Decided) -> list[Reason]:
    """What a strategy discussion still has to decide. [Rule S1; procedure 4.5]"""
    reasons = []
    if not decided.reasons:
        reasons.append(Reason("S1", "Write the reasons for the decision."))
    if decided.interview_child is None or decided.interview_adults is None:
        reasons.append(Reason("S1", "Decide whether the child is interviewed, and whether the adults are: yes or no."))
    if decided.enquiry in ENQUIRED and decided.lead is None:
        reasons.append(Reason("S1", "Say who leads the enquiry."))
    return reasons


def why_not_sign(
    discussion: StrategyDiscussion, there: Sequence[Attendance], by: User, *, in_place_of_chair: bool
) -> list[Reason]:
    """Reasons that the record cannot be signed, or not by this person. [Rule S1; procedure 4.5]

    Where the chair no longer works on the case, whoever supervises it signs in their place: no record stays open.
    """
    if discussion.status == Status.RECORDED:
        return [Reason("S1", "This record is signed already, and locked.")]
    if discussion.status == Status.PLANNED:
        return [Reason("S1", "Record first what was decided; then the chair signs.")]
    reasons = WORKFLOW.why_not(discussion.status, Status.RECORDED)
    chair = discussion.meeting.chair
    if by.pk != chair.pk and not in_place_of_chair:
        reasons.append(Reason("S1", f"The chair signs. Ask {chair.full_name}."))
    return [*reasons, *why_incomplete(there, discussion.without_health)]


def why_not_sign_this(read: str, discussion: StrategyDiscussion) -> list[Reason]:
    """The reason that a signature does not count: it was given to other words. [Rule S1; procedure 4.5]"""
    if read != token(discussion):
        return [Reason("S1", "The record was changed while you read it. Read it again, then sign.")]
    return []


def token(discussion: StrategyDiscussion) -> str:
    """Which version of the record somebody has read."""
    return discussion.decided_at.isoformat() if discussion.decided_at else ""


def why_not_call_off(discussion: StrategyDiscussion, because: str) -> list[Reason]:
    """Reasons that a strategy discussion cannot be called off. Its clock goes on. [Rule S1; procedure 4.5]"""
    if discussion.status in (Status.HELD, Status.RECORDED):
        return [Reason("S1", "It was held already. What was decided then stays; convene another to decide anew.")]
    reasons = WORKFLOW.why_not(discussion.status, Status.CALLED_OFF)
    if not because:
        reasons.append(Reason("S1", "Say why it is called off."))
    return reasons
