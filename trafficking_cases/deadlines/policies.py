"""When a promise may be worked out again, and what the reasons against it are."""

from dataclasses import replace
from datetime import datetime

from trafficking_cases.deadlines.clocks import Due
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.deadlines.workflow import WORKFLOW, Status
from trafficking_cases.lib.errors import Reason


def why_not_replace(deadline: Deadline, due: Due, reason: str) -> list[Reason]:
    """Reasons a deadline cannot be worked out again: it is over, or a statutory one would quietly move later.

    [Rule R2; procedure 4.3]
    """
    reasons = replace(WORKFLOW, rule=deadline.rulebook).why_not(deadline.status, Status.REPLACED)
    if deadline.statutory and due.at > deadline.due_at and not reason:
        reasons.append(
            Reason(
                deadline.rulebook,
                "A limit set by statutory guidance moves later only as a correction. Say what was wrong before.",
            )
        )
    return reasons


def why_not_stop(reason: str, rule: str) -> list[Reason]:
    """Reasons a clock cannot be stopped: nobody has said why it no longer applies. [Rule R2; procedure 4.3]"""
    return [] if reason else [Reason(rule, "Say why this no longer has to be done.")]


def why_not_explain(deadline: Deadline, reason: str, now: datetime) -> list[Reason]:
    """Reasons a lateness cannot be explained: there is none, or nothing was said. [Rule R2; procedure 4.3]"""
    if not deadline.lateness(now):
        return [Reason(deadline.rulebook, "This is not late. There is nothing to explain.")]
    if not reason:
        return [Reason(deadline.rulebook, "Say why this is late and what keeps the child safe meanwhile.")]
    return []
