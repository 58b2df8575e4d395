"""Days and moments in words, as people in England say them: one spelling for every page, notice and document."""

from calendar import month_name
from datetime import date, datetime
from typing import NamedTuple

from trafficking_cases.lib.working_days import in_london


class MonthOrYear(NamedTuple):
    """As much of a day as somebody knows: a year, and perhaps its month."""

    year: int
    month: int | None = None

    def __str__(self) -> str:
        return f"{month_name[self.month]} {self.year}" if self.month else str(self.year)

    @property
    def first_day(self) -> date:
        """The first day of it."""
        return date(self.year, self.month or 1, 1)


def spoken_day(day: date) -> str:
    """A day in full: 20 November 2026."""
    return f"{day.day} {day:%B} {day.year}"


def short_moment(instant: datetime, now: datetime) -> str:
    """When, as a row says it: Today 08:30, Fri 20 Nov 17:40."""
    there, here = in_london(instant), in_london(now)
    if there.date() == here.date():
        return f"Today {there:%H:%M}"
    year = "" if there.year == here.year else f" {there.year}"
    return f"{there:%a} {there.day} {there:%b}{year} {there:%H:%M}"


def said_when(instant: datetime, now: datetime) -> str:
    """The same in the middle of a sentence: today 08:30, Fri 20 Nov 17:40."""
    said = short_moment(instant, now)
    return f"t{said[1:]}" if said.startswith("Today") else said


def long_moment(instant: datetime) -> str:
    """When, as evidence says it: Friday 20 November 2026, 17:40."""
    there = in_london(instant)
    return f"{there:%A} {spoken_day(there)}, {there:%H:%M}"


def day_and_time(instant: datetime) -> str:
    """When, where it does not matter which day it is now: Mon 23 Nov 14:00."""
    there = in_london(instant)
    return f"{there:%a} {there.day} {there:%b %H:%M}"
