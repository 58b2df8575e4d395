"""Questions about a day or a moment: three boxes, every mistake named, and what was typed kept as it was."""

import calendar
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from trafficking_cases.lib.moments import MonthOrYear

MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
TIME = re.compile(r"(\d{1,2})[:.h]?(\d{2})?\s*(am|pm)?", re.ASCII | re.IGNORECASE)
EARLIEST = date(1900, 1, 1)


class Typed(NamedTuple):
    """The boxes as they were typed."""

    day: str = ""
    month: str = ""
    year: str = ""
    time: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(self)


class DateBoxes(forms.Widget):
    """Day, month and year in boxes of their own."""

    govuk_field = "date"
    template_name = "govuk/fields/_date_boxes.html"
    use_fieldset = True
    boxes: tuple[tuple[str, str, int], ...] = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> Typed:
        return Typed(**{box: str(data.get(f"{name}_{box}", "")).strip() for box, _, _ in self.boxes})

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        return all(f"{name}_{box}" not in data for box, _, _ in self.boxes)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else id_

    def format_value(self, value: Any) -> Typed:
        if isinstance(value, datetime):
            value = timezone.localtime(value) if timezone.is_aware(value) else value
            return Typed(str(value.day), str(value.month), str(value.year), f"{value:%H:%M}")
        if isinstance(value, date):
            return Typed(str(value.day), str(value.month), str(value.year))
        return value if isinstance(value, Typed) else Typed()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = dict(attrs or {})
        wrong = str(attrs.pop("wrong", "")).split()
        context = super().get_context(name, value, attrs)
        typed = self.format_value(value)
        context["widget"]["boxes"] = [
            {
                "name": f"{name}_{box}",
                "id": f"{attrs.get('id', name)}_{box}",
                "label": label,
                "width": width,
                "value": getattr(typed, box),
                "inputmode": "text" if box == "time" else "numeric",
                "wrong": box in wrong,
            }
            for box, label, width in self.boxes
        ]
        return context


class MomentBoxes(DateBoxes):
    """Day, month, year and the time."""

    boxes = (*DateBoxes.boxes, ("time", "Time", 5))


class DateField(forms.Field):
    """A day of the calendar. With `not_future`, today is the last day allowed, asked anew at each answer."""

    widget = DateBoxes

    def __init__(self, *, not_future: bool = False, earliest: date = EARLIEST, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.not_future = not_future
        self.earliest = earliest

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        if not isinstance(value, Typed) or value.is_empty:
            return None
        day = _not_before(self.earliest, day_of(value))
        if self.not_future and day > timezone.localdate():
            raise _wrong(f"{_spoken(day)} is in the future. Write today or a day before", "day", "month", "year")
        return day


class RoughDateField(DateField):
    """A day, or as much of it as somebody knows: the month and the year, or the year alone."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, MonthOrYear):
            return value
        if not isinstance(value, Typed) or value.day or value.is_empty:
            return super().to_python(value)
        if not value.year:
            raise _wrong("Write the year as well, like 2010", "year")
        part = MonthOrYear(_year_of(value.year), _month_of(value.month) if value.month else None)
        _not_before(self.earliest, part.first_day)
        if self.not_future and part.first_day > timezone.localdate():
            raise _wrong(f"{part} is in the future. Look at it again", "month", "year")
        return part


class MomentField(forms.Field):
    """A day and a time, as clocks showed it here. With `not_future`, now is the last moment allowed."""

    widget = MomentBoxes

    def __init__(self, *, not_future: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.not_future = not_future

    def to_python(self, value: Any) -> datetime | None:
        if isinstance(value, datetime):
            return value
        if not isinstance(value, Typed) or value.is_empty:
            return None
        shown = datetime.combine(_not_before(EARLIEST, day_of(value)), time_of(value.time))
        moment = _here(shown)
        if self.not_future and moment > timezone.now():
            sentence = f"{_spoken(shown.date())}, {shown:%H:%M} has not come yet. Write a time up to now"
            raise _wrong(sentence, *Typed._fields)
        return moment


def day_of(typed: Typed) -> date:
    """The day that was typed, or a sentence about what to change."""
    missing = [box for box in ("day", "month", "year") if not getattr(typed, box)]
    if missing:
        raise _wrong(f"Write the {' and the '.join(missing)} as well, like 27 3 2026", *missing)
    month, year = _month_of(typed.month), _year_of(typed.year)
    day = _figure(typed.day)
    if not day or day > 31:
        raise _wrong("Write the day as a number from 1 to 31", "day")
    days = calendar.monthrange(year, month)[1]
    if day > days:
        name = calendar.month_name[month]
        raise _wrong(
            f"{name} {year} has {days} days, so there is no {day} {name}. Look at the day again", "day", "month"
        )
    return date(year, month, day)


def _month_of(typed: str) -> int:
    month = MONTHS.get(typed.casefold().rstrip(".")) or _figure(typed)
    if not month or month > 12:
        raise _wrong("Write the month as a number from 1 to 12, or as its name", "month")
    return month


def _year_of(typed: str) -> int:
    year = _figure(typed)
    if not year or len(typed) != 4:
        raise _wrong("Write the year with four figures, like 2026", "year")
    return year


def time_of(typed: str) -> time:
    """The time that was typed: 17:40, 17.40, 1740 or 5.40pm."""
    if not typed:
        raise _wrong("Write the time as well, like 17:40", "time")
    found = TIME.fullmatch(typed)
    if not found or not (found[2] or found[3]):
        raise _wrong("Write the time like 17:40 or 5.40pm", "time")
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
    if half and not 1 <= hour <= 12 or hour > 23 or minute > 59:
        raise _wrong("Write a time between 00:00 and 23:59, like 17:40", "time")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute)


def _not_before(earliest: date, day: date) -> date:
    if day < earliest:
        raise _wrong(f"Write a day from {_spoken(earliest)} on; this is {_spoken(day)}", "year")
    return day


def _here(shown: datetime) -> datetime:
    """The moment at which clocks here showed that. In the hour that autumn repeats, the first of the two."""
    moment = shown.replace(tzinfo=timezone.get_current_timezone()).astimezone(UTC)
    if timezone.localtime(moment).replace(tzinfo=None) != shown:
        raise _wrong(
            f"The clocks went forward on {_spoken(shown.date())}, so there was no {shown:%H:%M}. "
            "Write the time after the change",
            "time",
        )
    return moment


def _figure(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 4 else 0


def _spoken(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _wrong(sentence: str, *boxes: str) -> ValidationError:
    return ValidationError(sentence, code="date", params={"boxes": boxes})
