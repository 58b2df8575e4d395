"""What processes above a referral put on its page: they know the referral, and the referral does not know them."""

from collections.abc import Callable
from datetime import datetime

from referrals.models import Referral
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Section

Drawn = Callable[[Referral, User, datetime], Section | None]

_sections: dict[str, Drawn] = {}


def add_section(drawn: Drawn) -> None:
    """Put a box on the page of every referral; where it answers with nothing, there is none."""
    _sections[f"{drawn.__module__}.{drawn.__name__}"] = drawn


def sections_of(referral: Referral, user: User, now: datetime) -> list[Section]:
    """The boxes that this reader finds on a referral."""
    found = (drawn(referral, user, now) for drawn in _sections.values())
    return [section for section in found if section]
