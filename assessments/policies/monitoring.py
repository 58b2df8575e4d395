"""Why not yet: what stands against a step of watching over a child. [Rules A4, I5; procedure 4.4]"""

from datetime import date

from assessments.models import Monitoring
from assessments.workflow.assessment import MonitoringStatus
from trafficking_cases.lib.errors import Reason

# The longest that a child without apparent concern goes without anybody looking.
MOST_WORKING_DAYS = 60
NOT_WATCHED = Reason("A4", "Nobody watches over this child now. Write a plan of who watches, how often, until when.")


def why_not_watch(
    existing: Monitoring | None, *, every_working_days: int, until_on: date, plan: str, today: date
) -> list[Reason]:
    """Reasons that a watch cannot be set up so. [Rules A4, I5; procedure 4.4]"""
    reasons = []
    if existing:
        reasons.append(Reason("A4", "Somebody watches over this child already. Record that it is settled first."))
    if not 1 <= every_working_days <= MOST_WORKING_DAYS:
        reasons.append(Reason("A4", f"Look at the child at least every {MOST_WORKING_DAYS} working days."))
    if until_on <= today:
        reasons.append(Reason("A4", "Say until which day the watch is planned; it is still to come."))
    if not plan:
        reasons.append(Reason("A4", "Say how the child is watched: who sees them, where, and what to look for."))
    return reasons


def why_not_check(monitoring: Monitoring, found: str) -> list[Reason]:
    """Reasons that a check cannot be recorded. [Rules A4, I5; procedure 4.4]"""
    reasons = [] if monitoring.status == MonitoringStatus.WATCHED else [NOT_WATCHED]
    if not found:
        reasons.append(Reason("A4", "Say how the child is, and how you know."))
    return reasons


def why_not_settle(monitoring: Monitoring, because: str) -> list[Reason]:
    """Reasons that a child cannot be called settled. [Rules A4, I5; procedure 4.4]"""
    reasons = []
    if monitoring.status == MonitoringStatus.SETTLED:
        reasons.append(Reason("A4", "The child is settled already, and the watch is over."))
    if not because:
        reasons.append(Reason("A4", "Say what shows that the child is settled."))
    return reasons
