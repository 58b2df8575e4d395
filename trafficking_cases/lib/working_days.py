"""Counting days as people in England count them: from a date, by a published list of bank holidays, to a moment.

Instants come in with a time zone and leave in UTC; every day is a day in London.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
CLOSE_OF_BUSINESS = time(17, 0)
SATURDAY = 5

# As GOV.UK publishes them, where the library says it otherwise.
PUBLISHED_NAMES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
}


@cache
def bank_holidays(year: int) -> Mapping[date, str]:
    """The bank holidays of one year in England, by their published names."""
    listed = holidays.country_holidays("GB", subdiv="ENG", years=year, language="en_GB")
    return MappingProxyType({day: published_name(name) for day, name in listed.items() if day.year == year})


def published_name(name: str) -> str:
    """A bank holiday as GOV.UK names it, substitute days included."""
    plain = name.removesuffix(" (observed)")
    published = PUBLISHED_NAMES.get(plain, plain)
    return published if plain == name else f"{published}, substitute day"


@dataclass(frozen=True)
class Calendar:
    """Which days are working days, and which list says so."""

    version: str

    def holiday(self, day: date) -> str | None:
        """The bank holiday that falls on a day, if one does."""
        return bank_holidays(day.year).get(day)

    def is_working(self, day: date) -> bool:
        """Whether a day is Monday to Friday and not a bank holiday."""
        return not is_weekend(day) and self.holiday(day) is None


ENGLAND = Calendar(version=f"England, holidays {holidays.__version__}")


@dataclass(frozen=True)
class Count:
    """Days counted off on the calendar, and the days that did not count."""

    start: date
    counted: tuple[date, ...]
    weekends: tuple[date, ...]
    bank_holidays: tuple[tuple[date, str], ...]

    @property
    def last(self) -> date:
        """The day that the count ends on; the start itself when no day was asked for."""
        return self.counted[-1] if self.counted else self.start


def is_weekend(day: date) -> bool:
    """Whether a day is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY


def add_working_days(start: date, days: int, calendar: Calendar = ENGLAND) -> Count:
    """Count working days on from a date, which is itself day 0 whatever it is."""
    if days < 0:
        raise ValueError("Working days are counted forwards.")
    counted: list[date] = []
    weekends: list[date] = []
    skipped: list[tuple[date, str]] = []
    day = start
    while len(counted) < days:
        day += timedelta(days=1)
        if is_weekend(day):
            weekends.append(day)
        elif name := calendar.holiday(day):
            skipped.append((day, name))
        else:
            counted.append(day)
    return Count(start, tuple(counted), tuple(weekends), tuple(skipped))


def add_months(start: date, months: int) -> date:
    """The same day number in a later month, or that month's last day where it has none."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def add_years(start: date, years: int) -> date:
    """The same date in a later year; 29 February becomes the 28th where there is none."""
    return add_months(start, 12 * years)


def in_london(instant: datetime) -> datetime:
    """An instant as a clock on a wall in London shows it."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    return instant.astimezone(LONDON)


def day_in_london(instant: datetime) -> date:
    """The date in London at an instant: day 0 of every count, whatever the hour."""
    return in_london(instant).date()


def moment(day: date, at: time = CLOSE_OF_BUSINESS) -> datetime:
    """A time of day in London on a date, as an instant in UTC."""
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)


def add_hours(instant: datetime, hours: float) -> datetime:
    """Elapsed hours, through nights, weekends, bank holidays and changes of the clocks."""
    return in_london(instant).astimezone(UTC) + timedelta(hours=hours)


def clocks_change_between(earlier: datetime, later: datetime) -> bool:
    """Whether London's clocks stand differently at two instants."""
    return in_london(earlier).utcoffset() != in_london(later).utcoffset()
