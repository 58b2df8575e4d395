"""Multi-agency meeting, in words."""

from datetime import datetime

from trafficking_cases.children.models import Case
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Section


def section(case: Case, user: User, now: datetime) -> Section:
    """What there is of it on a case, and what can be done next."""
    return Section("Multi-agency meeting", "agreement", [], "No enquiry has led to a multi-agency meeting yet.")
