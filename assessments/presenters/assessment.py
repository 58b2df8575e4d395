"""Social work assessment, in words."""

from datetime import datetime

from trafficking_cases.children.models import Case
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Section


def section(case: Case, user: User, now: datetime) -> Section:
    """What there is of it on a case, and what can be done next."""
    return Section("Social work assessment", "assessment", [], "No assessment has been started.")
