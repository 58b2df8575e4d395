"""Whether the child was seen and spoken with, with nobody there who should not have been. [Rule A1; procedure 4.4]"""

from datetime import datetime, time
from typing import Protocol

from assessments.models import Interview
from assessments.workflow.interviews import Status, Subject
from trafficking_cases.children.models import Case
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.working_days import day_in_london, moment


class Agreed(Protocol):
    """What holds that a manager recorded why the child was not seen."""

    not_seen_agreed_at: datetime | None


def seen_in(case: Case, *, since: datetime | None = None) -> list[Interview]:
    """The interviews in which the child was seen and spoken with, the first one first. [Rule A1; procedure 4.4]

    With `since`, those from that day on: a first account in the night before the discussion counts, one of a year ago
    does not. An account that a breach has spoilt does not count: the child was not alone.
    """
    held = Interview.objects.filter(
        case=case,
        subject=Subject.CHILD,
        status=Status.HELD,
        child_seen=True,
        child_spoken_with=True,
        contaminated_at=None,
    )
    if since:
        held = held.filter(held_at__gte=moment(day_in_london(since), time()))
    return list(held.select_related("lead").order_by("held_at", "id"))


def why_unseen(seen: list[Interview], record: Agreed) -> list[Reason]:
    """Reasons that lie in the child not having been seen. [Rule A1; procedure 4.4]"""
    if seen or record.not_seen_agreed_at:
        return []
    return [
        Reason(
            "A1",
            "Nobody has seen the child alone and spoken with them. Plan an interview with the child, or ask a manager "
            "to record why not.",
        )
    ]


def why_not_agree(seen: list[Interview], *, is_their_own: bool, because: str) -> list[Reason]:
    """Reasons that it cannot be recorded why the child was not seen. [Rule A1; procedure 4.4]"""
    reasons = []
    if seen:
        reasons.append(Reason("A1", "The child was seen and spoken with. There is nothing to record."))
    if is_their_own:
        reasons.append(Reason("A1", "Whoever does the work does not excuse it. Ask another manager to record why not."))
    if not because:
        reasons.append(Reason("A1", "Say why the child was not seen, and when they will be."))
    return reasons
