"""Days and moments as people type them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms
from django.utils import timezone
from django.utils.html import escape

from trafficking_cases.lib.moments import MonthOrYear
from trafficking_cases.web.date_fields import DateField, MomentField, RoughDateField


class Seen(forms.Form):
    day = DateField(label="When did you see the child?", not_future=True, required=False)
    moment = MomentField(label="When was the child found?", not_future=True, required=False)


def form(**boxes: str) -> Seen:
    return Seen(boxes)


def day(*boxes: str) -> dict[str, str]:
    return dict(zip(("day_day", "day_month", "day_year"), boxes, strict=True))


def moment(*boxes: str) -> dict[str, str]:
    return dict(zip(("moment_day", "moment_month", "moment_year", "moment_time"), boxes, strict=True))


@pytest.mark.parametrize(
    ("boxes", "meant"),
    [
        (("27", "3", "2024"), date(2024, 3, 27)),
        ((" 7 ", "03", "2024"), date(2024, 3, 7)),
        (("7", "March", "2024"), date(2024, 3, 7)),
        (("7", "sept.", "2024"), date(2024, 9, 7)),
        (("29", "2", "2024"), date(2024, 2, 29)),
        (("٢٧", "٣", "٢٠٢٤"), date(2024, 3, 27)),
        (("", "", ""), None),
    ],
)
def test_a_day_is_read_as_it_was_meant(boxes: tuple[str, str, str], meant: date | None) -> None:
    asked = form(**day(*boxes))

    assert asked.is_valid(), asked.errors
    assert asked.cleaned_data["day"] == meant


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (("31", "2", "2024"), "February 2024 has 29 days, so there is no 31 February. Look at the day again"),
        (("29", "2", "2023"), "February 2023 has 28 days, so there is no 29 February. Look at the day again"),
        (("27", "", "2024"), "Write the month as well, like 27 3 2026"),
        (("27", "13", "2024"), "Write the month as a number from 1 to 12, or as its name"),
        (("27", "Mars", "2024"), "Write the month as a number from 1 to 12, or as its name"),
        (("32", "1", "2024"), "Write the day as a number from 1 to 31"),
        (("0", "1", "2024"), "Write the day as a number from 1 to 31"),
        (("-1", "1", "2024"), "Write the day as a number from 1 to 31"),
        (("1", "1", "24"), "Write the year with four figures, like 2026"),
        (("1", "1", "0000"), "Write the year with four figures, like 2026"),
        (("1" * 5000, "1", "2024"), "Write the day as a number from 1 to 31"),
        (("1", "1", "1066"), "Write a day from 1 January 1900 on; this is 1 January 1066"),
        (("<b>", "1", "2024"), "Write the day as a number from 1 to 31"),
    ],
)
def test_an_impossible_day_is_named_and_what_was_typed_stays(boxes: tuple[str, str, str], sentence: str) -> None:
    asked = form(**day(*boxes))

    drawn = asked["day"].as_field_group()

    assert asked["day"].sentences == [sentence]
    for box in boxes:
        assert f'value="{escape(box)}"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_tomorrow_is_refused_as_it_is_today_when_somebody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = form(**day("2", "1", "2020"))
    monkeypatch.setattr(timezone, "localdate", lambda: date(2020, 1, 1))
    assert asked["day"].sentences == ["2 January 2020 is in the future. Write today or a day before"]

    monkeypatch.setattr(timezone, "localdate", lambda: date(2020, 1, 2))

    assert form(**day("2", "1", "2020")).is_valid()


@pytest.mark.parametrize(
    ("boxes", "meant"),
    [
        (("20", "11", "2024", "17:40"), datetime(2024, 11, 20, 17, 40, tzinfo=UTC)),
        (("20", "7", "2024", "17.40"), datetime(2024, 7, 20, 16, 40, tzinfo=UTC)),
        (("20", "11", "2024", "1740"), datetime(2024, 11, 20, 17, 40, tzinfo=UTC)),
        (("20", "11", "2024", "5.40pm"), datetime(2024, 11, 20, 17, 40, tzinfo=UTC)),
        (("20", "11", "2024", "12 am"), datetime(2024, 11, 20, 0, 0, tzinfo=UTC)),
        (("27", "10", "2024", "01:30"), datetime(2024, 10, 27, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_what_clocks_showed_here(boxes: tuple[str, ...], meant: datetime) -> None:
    asked = form(**moment(*boxes))

    assert asked.is_valid(), asked.errors
    assert asked.cleaned_data["moment"] == meant


@pytest.mark.parametrize(
    ("time", "sentence"),
    [
        ("", "Write the time as well, like 17:40"),
        ("5", "Write the time like 17:40 or 5.40pm"),
        ("soon", "Write the time like 17:40 or 5.40pm"),
        ("25:00", "Write a time between 00:00 and 23:59, like 17:40"),
        ("17:61", "Write a time between 00:00 and 23:59, like 17:40"),
        ("13pm", "Write a time between 00:00 and 23:59, like 17:40"),
    ],
)
def test_an_impossible_time_is_named(time: str, sentence: str) -> None:
    assert form(**moment("20", "11", "2024", time))["moment"].sentences == [sentence]


def test_the_hour_that_spring_skips_did_not_exist() -> None:
    asked = form(**moment("31", "3", "2024", "01:30"))

    assert "The clocks went forward on 31 March 2024, so there was no 01:30." in asked["moment"].sentences[0]


def test_a_moment_to_come_is_refused() -> None:
    ahead = timezone.localdate().year + 1

    asked = form(**moment("1", "1", str(ahead), "09:00"))

    assert asked["moment"].sentences == [f"1 January {ahead}, 09:00 has not come yet. Write a time up to now"]


def test_only_the_box_that_is_wrong_is_marked() -> None:
    drawn = form(**day("27", "13", "2024"))["day"].as_field_group()

    assert drawn.count('aria-invalid="true"') == 1
    assert 'id="id_day_month" value="13" aria-invalid="true"' in drawn


@pytest.mark.parametrize("initial", [date(2024, 3, 7), datetime(2024, 3, 7, 17, 40, tzinfo=UTC)])
def test_what_was_kept_comes_back_into_the_boxes(initial: Any) -> None:
    drawn = Seen(initial={"day": initial, "moment": initial})

    assert 'id="id_day_day" value="7"' in drawn["day"].as_field_group()
    assert 'id="id_moment_year" value="2024"' in drawn["moment"].as_field_group()


class Born(forms.Form):
    day = RoughDateField(label="Date of birth", not_future=True, required=False)


@pytest.mark.parametrize(
    ("boxes", "meant", "said"),
    [
        (("", "", "2010"), MonthOrYear(2010), "2010"),
        (("", "3", "2010"), MonthOrYear(2010, 3), "March 2010"),
        (("", "sept", "2010"), MonthOrYear(2010, 9), "September 2010"),
        (("9", "11", "2011"), date(2011, 11, 9), "2011-11-09"),
    ],
)
def test_as_much_of_a_day_as_is_known_is_an_answer(boxes: tuple[str, str, str], meant: Any, said: str) -> None:
    asked = Born(day(*boxes))

    assert asked.is_valid(), asked.errors
    assert asked.cleaned_data["day"] == meant
    assert str(meant) == said


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (("", "3", ""), "Write the year as well, like 2010"),
        (("9", "", "2010"), "Write the month as well, like 27 3 2026"),
        (("", "13", "2010"), "Write the month as a number from 1 to 12, or as its name"),
        (("", "", "10"), "Write the year with four figures, like 2026"),
        (("", "", "2999"), "2999 is in the future. Look at it again"),
        (("", "", "1899"), "Write a day from 1 January 1900 on; this is 1 January 1899"),
    ],
)
def test_half_a_day_that_says_nothing_is_asked_about(boxes: tuple[str, str, str], sentence: str) -> None:
    assert Born(day(*boxes)).errors["day"] == [sentence]
