"""When a thing is due, and why: from an event, a time limit and a calendar, with nothing else consulted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from trafficking_cases.lib.working_days import (
    CLOSE_OF_BUSINESS,
    ENGLAND,
    Calendar,
    Count,
    add_hours,
    add_months,
    add_working_days,
    add_years,
    clocks_change_between,
    day_in_london,
    in_london,
    moment,
)

END_OF_DAY = time(23, 59)
DAYS_LISTED = 10
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class NoClock(ValueError):
    """A time limit that another event opens or closes: there is nothing to count."""


@dataclass(frozen=True)
class Limit:
    """How long something may take: a figure and what it counts, such as 1 working day or 72 hours."""

    value: int
    unit: str

    def __str__(self) -> str:
        if self.unit in ("immediate", "same_day"):
            return {"immediate": "at once", "same_day": "the same day"}[self.unit]
        noun = self.unit.removesuffix("s").replace("_", " ")
        return f"{self.value} {noun}" if self.value == 1 else f"{self.value} {noun}s"


@dataclass(frozen=True)
class Due:
    """The moment by which something is to be done, and how it was worked out, in numbered sentences."""

    at: datetime
    steps: tuple[str, ...]
    calendar_version: str


def due(
    started_at: datetime,
    limit: Limit,
    *,
    began: str = "Started",
    calendar: Calendar = ENGLAND,
    close_of_business: time = CLOSE_OF_BUSINESS,
) -> Due:
    """When a limit runs out that began at an instant, with the reasoning a manager can check by hand."""
    start = day_in_london(started_at)
    event = f"{began} {long_day(start)}, {clock_time(started_at)}."
    if limit.unit in BY_THE_CLOCK:
        at, steps = BY_THE_CLOCK[limit.unit](started_at, limit.value)
        return Due(at, (event, *steps, "Counted by the clock; no calendar is needed."), calendar.version)
    if limit.unit == "working_days":
        count = add_working_days(start, limit.value, calendar)
        last, steps = count.last, tuple(working_day_steps(count))
    elif limit.unit in BY_THE_DAY:
        last = BY_THE_DAY[limit.unit](start, limit.value)
        steps = (f"{counted_words(limit)}: {long_day(last)}. Every day counts.",)
    else:
        raise NoClock(f"{limit.unit} has no clock")
    day_zero = f"{start:%A} is day 0; the hour does not matter."
    result = f"Due by {close_of_business:%H:%M}. Calendar: {calendar.version}."
    return Due(moment(last, close_of_business), (event, day_zero, *steps, result), calendar.version)


def due_on_day(
    started_at: datetime, day: date, *, began: str = "Started", close_of_business: time = CLOSE_OF_BUSINESS
) -> Due:
    """A day that people agreed on, up to the close of business; one that is over already is due at once."""
    at = max(moment(day, close_of_business), add_hours(started_at, 0))
    event = f"{began} {long_day(day_in_london(started_at))}, {clock_time(started_at)}."
    return Due(at, (event, f"{long_day(day)} was agreed. Due by {clock_time(at)}."), ENGLAND.version)


def at_once(started_at: datetime, _value: int) -> tuple[datetime, tuple[str, ...]]:
    """Due in the moment in which it arises."""
    at = add_hours(started_at, 0)
    return at, (f"To be done at once: due from {clock_time(at)}.",)


def same_day(started_at: datetime, _value: int) -> tuple[datetime, tuple[str, ...]]:
    """Due before the day in London is over; what arises in its last minute is due at once."""
    at = max(moment(day_in_london(started_at), END_OF_DAY), add_hours(started_at, 0))
    return at, (f"To be done the same day: due by {clock_time(at)}.",)


def hours(started_at: datetime, value: int) -> tuple[datetime, tuple[str, ...]]:
    """Due after so many hours have really passed."""
    at = add_hours(started_at, value)
    steps = [f"{counted_words(Limit(value, 'hours'))}, through nights, weekends and bank holidays."]
    if clocks_change_between(started_at, at):
        steps.append("The clocks change in between; hours that really pass are counted.")
    return at, (*steps, f"Due {long_day(day_in_london(at))}, {clock_time(at)}.")


BY_THE_CLOCK: dict[str, Callable[[datetime, int], tuple[datetime, tuple[str, ...]]]] = {
    "immediate": at_once,
    "same_day": same_day,
    "hours": hours,
}
BY_THE_DAY: dict[str, Callable[[date, int], date]] = {
    "calendar_days": lambda start, days: start + timedelta(days=days),
    "weeks": lambda start, weeks: start + timedelta(weeks=weeks),
    "months": add_months,
    "years": add_years,
}
UNITS_WITH_A_CLOCK = frozenset({*BY_THE_CLOCK, *BY_THE_DAY, "working_days"})


def working_day_steps(count: Count) -> Iterator[str]:
    """Which days did not count, and which did."""
    not_counted = []
    if len(count.weekends) > DAYS_LISTED:
        not_counted.append(f"{len(count.weekends)} Saturdays and Sundays do not count")
    elif count.weekends:
        verb = "does" if len(count.weekends) == 1 else "do"
        not_counted.append(f"{listed(count.weekends)} {verb} not count")
    not_counted += [f"{day:%A} {day.day} {day:%B} is a bank holiday ({name})" for day, name in count.bank_holidays]
    if not_counted:
        yield "; ".join(not_counted) + "."
    limit = Limit(len(count.counted), "working_days")
    if len(count.counted) > DAYS_LISTED:
        yield f"{counted_words(limit)}: from {long_day(count.counted[0])} to {long_day(count.last)}."
    elif count.counted:
        yield f"{counted_words(limit)}: {listed(count.counted, with_month=True)}."


def listed(days: tuple[date, ...], *, with_month: bool = False) -> str:
    """Days in a row as they are said: "Saturday 29 and Sunday 30", the month once for each month if it is wanted."""
    said = []
    months = [list(group) for _, group in groupby(days, key=lambda day: (day.year, day.month))]
    name_months = with_month or len(months) > 1
    for group in months:
        words = [f"{day:%A} {day.day}" for day in group]
        said += [*words[:-1], f"{words[-1]} {group[-1]:%B}" if name_months else words[-1]]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def counted_words(limit: Limit) -> str:
    """A limit at the head of a sentence: "One working day", "45 working days"."""
    number = NUMBERS[limit.value].capitalize() if limit.value < len(NUMBERS) else str(limit.value)
    return f"{number} {str(limit).split(' ', 1)[1]}"


def long_day(day: date) -> str:
    """A date as evidence shows it: Friday 28 August 2026."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def clock_time(instant: datetime) -> str:
    """The time in London at an instant: 17:40."""
    return f"{in_london(instant):%H:%M}"
