"""How old a child is, and whether they are treated as one. No nationality and no status is asked. [Rules C1, C4]

A birth is a range of days: one day where the date is exact, a month, a year, or what an age in years leaves open.
Everything here is worked out from what is given; nothing is read or written.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from trafficking_cases.children.workflow.claims import Accuracy, AgeOutcome
from trafficking_cases.lib.moments import MonthOrYear, spoken_day
from trafficking_cases.lib.working_days import add_months

ADULT_AT = 18
# A guessed age may be a year out either way; whoever may still be 17 is a child.
SLACK_YEARS = 1
# From the first day that a guessed age leaves open to the middle of them: a year and a half.
TO_THE_MIDDLE = timedelta(days=548)
MONTHS_AHEAD = (6, 3, 1)
LONGEST_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Born:
    """The first and the last day on which somebody may have been born."""

    earliest: date
    latest: date

    @property
    def is_exact(self) -> bool:
        return self.earliest == self.latest

    @property
    def is_a_month(self) -> bool:
        first, last = self.earliest, self.latest
        same_month = (first.year, first.month) == (last.year, last.month)
        return same_month and (first.day, last.day) == (1, monthrange(last.year, last.month)[1])

    @property
    def is_a_year(self) -> bool:
        return (self.earliest, self.latest) == (date(self.earliest.year, 1, 1), date(self.earliest.year, 12, 31))

    @property
    def as_said(self) -> date | MonthOrYear | None:
        """The day, the month or the year that was said; None where it was only an age."""
        if self.is_exact:
            return self.latest
        if self.is_a_month:
            return MonthOrYear(self.latest.year, self.latest.month)
        return MonthOrYear(self.latest.year) if self.is_a_year else None

    @property
    def is_a_guess(self) -> bool:
        """Worked out from an age in years; nothing can be counted from it."""
        return self.latest - self.earliest >= LONGEST_YEAR

    def contradicts(self, other: "Born") -> bool:
        """Whether no day of birth fits both."""
        return self.latest < other.earliest or other.latest < self.earliest


class Birth(Protocol):
    """Whoever has a birth as the working identity says it, and perhaps an age decision."""

    born_from: date | None
    born_until: date | None
    birth_date_is: str
    age_decided: str


@dataclass(frozen=True)
class AgeStanding:
    """How somebody is treated, what is said of their age, and why."""

    is_child: bool
    words: str
    why: str
    youngest: int | None = None
    oldest: int | None = None


def age_on(born: date, day: date) -> int:
    """Full years. Born on 29 February, the birthday of a common year is 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: date, age: int) -> date:
    """The day on which somebody reaches an age."""
    if (born.month, born.day) == (2, 29) and monthrange(born.year + age, 2)[1] < 29:
        return date(born.year + age, 3, 1)
    return born.replace(year=born.year + age)


def born_as_said(accuracy: Accuracy, *, said_on: date, day: date | None = None, years: int | None = None) -> Born:
    """The days that a claim leaves open: `day` lies in the month or year that is meant; `years` is an age."""
    if accuracy == Accuracy.AGE and years is not None:
        earliest = birthday(said_on, -(years + SLACK_YEARS + 1)) + timedelta(days=1)
        return Born(earliest, min(said_on, birthday(said_on, -(years - SLACK_YEARS))))
    if day is None:
        raise ValueError("a date of birth needs a day, or an age in years")
    if accuracy == Accuracy.MONTH:
        return Born(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
    if accuracy == Accuracy.YEAR:
        return Born(date(day.year, 1, 1), date(day.year, 12, 31))
    return Born(day, day)


def turns_18_on(born: Born) -> date | None:
    """The first day on which they may turn 18; None where the birth is only a guess from an age."""
    return None if born.is_a_guess else birthday(born.earliest, ADULT_AT)


def prompts_before_18(turning: date, today: date) -> dict[int, date]:
    """On which days to prompt, by months ahead. Of those that are over, the last is prompted at once. [Rule C1]"""
    if turning <= today:
        return {}
    days = {months: add_months(turning, -months) for months in MONTHS_AHEAD}
    to_come = {months: day for months, day in days.items() if day >= today}
    return to_come or {MONTHS_AHEAD[-1]: today}


def standing(child: Birth, today: date) -> AgeStanding:
    """How a child is treated today, by the working identity and the latest age decision. [Rule C1; procedure 2]"""
    born = Born(child.born_from, child.born_until) if child.born_from and child.born_until else None
    decided = AgeOutcome(child.age_decided) if child.age_decided else None
    return reckoned(born, is_disputed=child.birth_date_is == "disputed", decided=decided, today=today)


def reckoned(born: Born | None, *, is_disputed: bool, decided: AgeOutcome | None, today: date) -> AgeStanding:
    """Whether somebody is treated as a child: unless an age decision, or the whole range of their birth, says no.

    An unknown or disputed age is a child's until somebody entitled to it has decided. [Rule C1; procedure 2]
    """
    youngest = age_on(born.latest, today) if born else None
    oldest = age_on(born.earliest, today) if born else None
    said = _said(born, today) if born else ""
    if decided == AgeOutcome.ADULT:
        words = "Decided to be 18 or over" + (f"; said to be {said}" if said else "")
        return AgeStanding(False, words, "An age decision says so.", youngest, oldest)
    if born and youngest is not None and youngest >= ADULT_AT and not is_disputed:
        why = "Even by the latest day on which they may have been born they are 18. The case stays open."
        return AgeStanding(False, f"{said}: treated as an adult", why, youngest, oldest)
    return AgeStanding(True, _words_of_a_child(said, oldest, is_disputed, decided), _why(born, is_disputed, decided))


def _words_of_a_child(said: str, oldest: int | None, is_disputed: bool, decided: AgeOutcome | None) -> str:
    if decided == AgeOutcome.CHILD and (is_disputed or not said):
        return "Decided to be under 18" + (f"; said to be {said}" if said else "")
    if is_disputed:
        return "Age disputed: treated as a child" + (f"; said to be {said}" if said else "")
    if not said:
        return "Age not known: treated as a child"
    return f"{said}: treated as a child" if oldest is not None and oldest >= ADULT_AT else said


def _why(born: Born | None, is_disputed: bool, decided: AgeOutcome | None) -> str:
    if decided == AgeOutcome.CHILD and (is_disputed or born is None):
        return "An age decision says so."
    if is_disputed:
        return "The age is disputed, and nobody entitled to it has decided. Until then it is a child’s."
    if born is None:
        return "Nobody has said how old they are. An age that is not known is a child’s."
    return "By the working date of birth they are, or may be, under 18."


def _said(born: Born, today: date) -> str:
    """The age, and how well it is known: "15, born 3 March 2011", "about 15 (estimated)"."""
    youngest, oldest = max(age_on(born.latest, today), 0), age_on(born.earliest, today)
    if born.is_exact:
        return f"{youngest}, born {spoken_day(born.latest)}"
    if born.is_a_month or born.is_a_year:
        years = str(oldest) if youngest == oldest else f"{youngest} or {oldest}"
        when = f"{born.latest:%B} {born.latest.year}" if born.is_a_month else str(born.latest.year)
        return f"{years}, born in {when}"
    return f"about {max(age_on(born.earliest + TO_THE_MIDDLE, today), 0)} (estimated)"
