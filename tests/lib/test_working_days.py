"""Counting days: by a published list, from day 0 whatever the hour, and never to a day on which nobody works."""

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_cases.deadlines.timetable import SOURCE
from trafficking_cases.lib.working_days import (
    ENGLAND,
    LONDON,
    Calendar,
    add_hours,
    add_months,
    add_working_days,
    add_years,
    bank_holidays,
    clocks_change_between,
    day_in_london,
    in_london,
    is_weekend,
    moment,
)

PUBLISHED = json.loads(SOURCE.read_text(encoding="utf-8"))["bank_holidays_england_and_wales"]
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2045, 12, 31))
counts = st.integers(min_value=0, max_value=60)


@pytest.mark.parametrize("year", sorted(PUBLISHED))
def test_the_calendar_holds_the_published_bank_holidays_and_no_others(year):
    ours = {day.isoformat() for day in bank_holidays(int(year)) if not is_weekend(day)}

    assert ours == {holiday["date"] for holiday in PUBLISHED[year]}


@pytest.mark.parametrize("year", sorted(PUBLISHED))
def test_bank_holidays_have_their_published_names(year):
    for holiday in PUBLISHED[year]:
        ours = ENGLAND.holiday(date.fromisoformat(holiday["date"]))
        assert ours == holiday["name"].replace(" (substitute day)", ", substitute day")


@pytest.mark.parametrize("day", [date(2022, 9, 19), date(2023, 5, 8), date(2022, 6, 3)])
def test_bank_holidays_held_once_do_not_count(day):
    assert not ENGLAND.is_working(day)


def test_the_calendar_says_which_list_it_is():
    assert ENGLAND.version.startswith("England, holidays 0.")


def test_days_that_were_counted_and_days_that_were_not_are_listed():
    count = add_working_days(date(2026, 8, 28), 1)

    assert count.counted == (date(2026, 9, 1),)
    assert count.weekends == (date(2026, 8, 29), date(2026, 8, 30))
    assert count.bank_holidays == ((date(2026, 8, 31), "Summer bank holiday"),)
    assert count.last == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("start", "working_days", "last"),
    [
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 4, 2), 15, date(2026, 4, 27)),
        (date(2025, 12, 22), 15, date(2026, 1, 15)),
        (date(2026, 7, 31), 20, date(2026, 8, 28)),
        (date(2026, 7, 31), 45, date(2026, 10, 5)),
        (date(2026, 8, 29), 1, date(2026, 9, 1)),
        (date(2026, 12, 23), 5, date(2027, 1, 4)),
        (date(2024, 2, 28), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 1, date(2024, 3, 1)),
    ],
)
def test_counts_known_by_hand(start, working_days, last):
    assert add_working_days(start, working_days).last == last


def test_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2026, 8, 28), -1)


@given(days, counts)
def test_a_count_never_ends_on_a_day_on_which_nobody_works(start, working_days):
    count = add_working_days(start, working_days)

    assert working_days == 0 or ENGLAND.is_working(count.last)
    assert len(count.counted) == working_days


@given(days, counts)
def test_every_day_between_is_accounted_for_once(start, working_days):
    count = add_working_days(start, working_days)

    said = [*count.counted, *count.weekends, *(day for day, _ in count.bank_holidays)]
    assert sorted(said) == [start + timedelta(days=n) for n in range(1, (count.last - start).days + 1)]


@given(days, counts)
def test_a_day_more_is_always_later(start, working_days):
    assert add_working_days(start, working_days + 1).last > add_working_days(start, working_days).last


@given(days, st.integers(min_value=0, max_value=400), counts)
def test_a_later_start_never_ends_earlier(start, later_by, working_days):
    later = add_working_days(start + timedelta(days=later_by), working_days)

    assert later.last >= add_working_days(start, working_days).last


@given(days, st.integers(min_value=1, max_value=40), st.integers(min_value=1, max_value=40))
def test_counting_on_from_a_counted_day_gives_the_same_day(start, first, more):
    in_two_steps = add_working_days(add_working_days(start, first).last, more)

    assert in_two_steps.last == add_working_days(start, first + more).last


def test_another_calendar_may_be_asked():
    class NoHolidays(Calendar):
        def holiday(self, day):
            return None

    assert add_working_days(date(2026, 8, 28), 1, NoHolidays("none")).last == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_its_last(start, months, end):
    assert add_months(start, months) == end


def test_the_29th_of_february_becomes_the_28th_where_there_is_none():
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_five_o_clock_is_five_o_clock_in_london_in_summer_and_in_winter():
    assert moment(date(2026, 7, 1)) == datetime(2026, 7, 1, 16, tzinfo=UTC)
    assert moment(date(2026, 12, 1)) == datetime(2026, 12, 1, 17, tzinfo=UTC)
    assert moment(date(2026, 12, 1), time(16, 30)) == datetime(2026, 12, 1, 16, 30, tzinfo=UTC)


def test_the_date_of_an_instant_is_the_date_in_london():
    assert day_in_london(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert day_in_london(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime(2026, 10, 23, 20, tzinfo=LONDON), datetime(2026, 10, 26, 19, tzinfo=LONDON)),
        (datetime(2026, 3, 27, 20, tzinfo=LONDON), datetime(2026, 3, 30, 21, tzinfo=LONDON)),
    ],
)
def test_hours_are_hours_that_really_pass_when_the_clocks_change(start, end):
    assert add_hours(start, 72) == end.astimezone(UTC)
    assert clocks_change_between(start, end)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2045, 1, 1), timezones=st.just(UTC)), st.integers(0, 2_000))  # noqa: DTZ001 - the strategy adds the zone
def test_hours_add_up_whatever_the_date(start, hours):
    assert add_hours(start, hours) - start == timedelta(hours=hours)


def test_an_instant_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        in_london(datetime(2026, 7, 1, 12))  # noqa: DTZ001
