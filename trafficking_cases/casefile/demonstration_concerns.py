"""How a report of the demonstration is written down: what was answered, by whom, and what became of it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from referrals.drafts import Typed
from referrals.workflow import FamilyContact, Outcome, Urgency
from trafficking_cases.casefile.demonstration_people import TELEPHONE_OF
from trafficking_cases.children.models.children import Sex

NO_ANSWER: dict[str, Any] = {
    "urgency": Urgency.STANDARD,
    "happened_on": None,
    "where_seen": "",
    "family_contact": FamilyContact.UNKNOWN,
    "do_not_contact": "",
    "reach_child": "",
    "known_as": "",
    "also_called": "",
    "description": "",
    "sex": Sex.UNKNOWN,
    "born_on": None,
    "about_age": None,
    "nationality": "",
    "language": "",
    "adults": "",
    "something_else": "",
    "signs": {},
    "exploitation": {},
}


@dataclass(frozen=True)
class Concern:
    """One report: who made it, how long ago, and what they answered."""

    by: str
    ago: timedelta
    answers: dict[str, Any]
    seen_days_ago: int | None = None
    reach: str = "until 17:00"

    def answered(self, today: date) -> dict[str, Any]:
        """Every answer as the referral takes them, with the day that it speaks of."""
        seen_on = None if self.seen_days_ago is None else today - timedelta(days=self.seen_days_ago)
        reach = f"{TELEPHONE_OF[self.by]}, {self.reach}"
        return NO_ANSWER | {"reach_referrer": reach, "happened_on": seen_on} | self.answers


@dataclass(frozen=True)
class HalfWritten:
    """A report that somebody was called away from, page by page as far as they came."""

    by: str
    pages: dict[str, Typed] = field(default_factory=dict)


@dataclass(frozen=True)
class Opened:
    """A concern that became a case: when, what the front door heard and decided, and whose it is."""

    concern: Concern
    days_ago: int
    police_said: str
    reasons: str
    worker: str
    manager: str
    outcome: Outcome = Outcome.STRATEGY_DISCUSSION
