"""When a thing is due, and the sentences that say why."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_cases.deadlines.clocks import UNITS_WITH_A_CLOCK, Limit, NoClock, due
from trafficking_cases.lib.working_days import ENGLAND, LONDON, day_in_london, in_london

WORKING_DAY = Limit(1, "working_days")
moments = st.datetimes(datetime(2020, 1, 1), datetime(2045, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone
figures = st.builds(Limit, st.integers(0, 60), st.sampled_from(sorted(UNITS_WITH_A_CLOCK)))


def london(*parts):
    return datetime(*parts, tzinfo=LONDON)


def test_friday_evening_before_a_bank_holiday_monday_is_due_on_tuesday_and_says_why():
    """[Rule R2; procedure 4.3]"""
    answer = due(london(2026, 8, 28, 17, 40), WORKING_DAY, began="Received")

    assert answer.at == datetime(2026, 9, 1, 16, 0, tzinfo=UTC)
    assert answer.steps == (
        "Received Friday 28 August 2026, 17:40.",
        "Friday is day 0; the hour does not matter.",
        "Saturday 29 and Sunday 30 do not count; Monday 31 August is a bank holiday (Summer bank holiday).",
        "One working day: Tuesday 1 September.",
        f"Due by 17:00. Calendar: {ENGLAND.version}.",
    )
    assert answer.calendar_version == ENGLAND.version


def test_a_plain_tuesday_says_no_more_than_it_needs():
    answer = due(london(2026, 9, 1, 9, 0), WORKING_DAY)

    assert answer.steps == (
        "Started Tuesday 1 September 2026, 09:00.",
        "Tuesday is day 0; the hour does not matter.",
        "One working day: Wednesday 2 September.",
        f"Due by 17:00. Calendar: {ENGLAND.version}.",
    )


def test_a_long_count_is_summed_up():
    answer = due(london(2026, 7, 31, 9, 0), Limit(45, "working_days"))

    assert in_london(answer.at).date() == date(2026, 10, 5)
    assert answer.steps[2] == (
        "20 Saturdays and Sundays do not count; Monday 31 August is a bank holiday (Summer bank holiday)."
    )
    assert answer.steps[3] == "45 working days: from Monday 3 August 2026 to Monday 5 October 2026."


def test_a_count_over_the_new_year_names_the_months():
    answer = due(london(2026, 12, 23, 9, 0), Limit(5, "working_days"))

    assert answer.steps[3] == (
        "Five working days: Thursday 24, Tuesday 29, Wednesday 30, Thursday 31 December and Monday 4 January."
    )


def test_one_day_of_a_weekend_is_spoken_of_alone():
    assert "Sunday 30 does not count" in due(london(2026, 8, 29, 12, 0), WORKING_DAY).steps[2]


def test_four_hours_run_through_the_night():
    """[Rule R2; procedure 4.3]"""
    answer = due(london(2026, 8, 28, 22, 15), Limit(4, "hours"), began="Received")

    assert answer.at == datetime(2026, 8, 29, 1, 15, tzinfo=UTC)
    assert answer.steps == (
        "Received Friday 28 August 2026, 22:15.",
        "Four hours, through nights, weekends and bank holidays.",
        "Due Saturday 29 August 2026, 02:15.",
        "Counted by the clock; no calendar is needed.",
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (london(2026, 10, 23, 20), london(2026, 10, 26, 19)),
        (london(2026, 3, 27, 20), london(2026, 3, 30, 21)),
    ],
)
def test_hours_over_a_change_of_the_clocks_say_so(start, end):
    answer = due(start, Limit(72, "hours"))

    assert answer.at == end.astimezone(UTC)
    assert "The clocks change in between; hours that really pass are counted." in answer.steps


@pytest.mark.parametrize(
    ("limit", "local"),
    [
        (Limit(0, "immediate"), london(2024, 2, 29, 10, 30)),
        (Limit(0, "same_day"), london(2024, 2, 29, 23, 59)),
        (Limit(24, "hours"), london(2024, 3, 1, 10, 30)),
        (Limit(8, "calendar_days"), london(2024, 3, 8, 17, 0)),
        (Limit(1, "working_days"), london(2024, 3, 1, 17, 0)),
        (Limit(6, "weeks"), london(2024, 4, 11, 17, 0)),
        (Limit(1, "months"), london(2024, 3, 29, 17, 0)),
        (Limit(1, "years"), london(2025, 2, 28, 17, 0)),
    ],
)
def test_every_unit_from_the_29th_of_february(limit, local):
    assert due(london(2024, 2, 29, 10, 30), limit).at == local.astimezone(UTC)


def test_what_arises_in_the_last_minute_of_a_day_is_due_at_once():
    late = london(2026, 8, 28, 23, 59, 30)

    assert due(late, Limit(0, "same_day")).at == late.astimezone(UTC)


@pytest.mark.parametrize("unit", ["event", "gate", "validation", "next_meeting"])
def test_a_limit_that_another_event_ends_has_no_clock(unit):
    with pytest.raises(NoClock):
        due(london(2026, 8, 28, 9), Limit(0, unit))


def test_another_close_of_business_is_used():
    answer = due(london(2026, 9, 1, 9), WORKING_DAY, close_of_business=time(16, 30))

    assert in_london(answer.at).time() == time(16, 30)
    assert answer.steps[-1].startswith("Due by 16:30.")


@given(st.dates(date(2020, 1, 1), date(2045, 1, 1)), st.integers(0, 24 * 60 - 1), st.integers(1, 45))
def test_the_minute_of_the_day_does_not_matter_where_days_are_counted(day, minute, days):
    limit = Limit(days, "working_days")
    midnight = datetime.combine(day, time(0), tzinfo=LONDON)
    at_minute = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=LONDON)

    assert due(at_minute, limit).at == due(midnight, limit).at


@given(moments, st.integers(1, 45))
def test_working_days_are_due_at_close_of_business_on_a_day_on_which_people_work(start, days):
    local = in_london(due(start, Limit(days, "working_days")).at)

    assert local.time() == time(17, 0)
    assert ENGLAND.is_working(local.date())


@given(moments, figures)
def test_nothing_is_due_before_it_began_unless_by_the_hour_of_the_same_day(start, limit):
    at = due(start, limit).at

    assert day_in_london(at) >= day_in_london(start)
    assert limit.value == 0 or limit.unit == "immediate" or at > start or limit.unit == "same_day"


@given(moments, st.integers(0, 10_000), figures)
def test_what_begins_later_is_never_due_earlier(start, minutes, limit):
    assert due(start + timedelta(minutes=minutes), limit).at >= due(start, limit).at


@given(moments, figures)
def test_every_answer_explains_itself_in_sentences(start, limit):
    steps = due(start, limit).steps

    assert len(steps) >= 3
    assert all(step.endswith(".") and step[0].isupper() | step[0].isdigit() for step in steps)
