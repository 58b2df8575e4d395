"""What the API is asked and told. A verb asks the questions of its page: one set of limits and sentences for both."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from rest_framework import serializers

from trafficking_cases.web.date_fields import DateField, MomentField, RoughDateField
from trafficking_cases.web.forms import question

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
AS_MUCH_AS_IS_KNOWN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
LIKE_A_DAY = "Write the day like 2026-03-27"
LIKE_A_ROUGH_DAY = "Write the day like 2010-03-27, or as much of it as is known, like 2010-03 or 2010"
LIKE_A_MOMENT = "Write the time with its offset, like 2026-03-27T17:40:00+00:00"
NO_SUCH_NAME = "Nothing of this name is asked here."
LONGEST_NAME_SAID = 60


class Shape(serializers.Serializer):
    """Named values, each asked for. A name that nobody asked for is refused and never passed over."""

    default_error_messages = {"invalid": "Send one JSON object, with a name for each value."}

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        taken: dict[str, Any] = {}
        errors: dict[str, Any] = dict(self.strangers(data))
        try:
            taken = super().to_internal_value(data)
        except serializers.ValidationError as found:
            errors = serializers.as_serializer_error(found) | errors
        if errors:
            raise serializers.ValidationError(errors)
        return taken

    def strangers(self, data: Any) -> dict[str, list[str]]:
        """The names that nobody asked for, each with its sentence."""
        if not isinstance(data, Mapping):
            return {}
        return {said_safely(name): [NO_SUCH_NAME] for name in data if name not in self.fields}


class Nothing(Shape):
    """A verb that needs no answer: send no body, or an empty object."""


def said_safely(name: str) -> str:
    """A name as somebody sent it, short and in letters that every log and terminal can show."""
    return name[:LONGEST_NAME_SAID].encode("ascii", "backslashreplace").decode("ascii")


class Questions(Shape):
    """The questions of one or more pages. A day is written 2026-03-27, a moment in ISO 8601 with its offset.

    Where less of a day may be known than the whole, 2010-03 and 2010 are answers too.
    """

    asked: ClassVar[tuple[type[forms.Form], ...]] = ()

    def form_fields(self) -> dict[str, forms.Field]:
        """The questions by name, as the pages have them."""
        return {name: field for form in self.asked for name, field in form.base_fields.items()}

    def get_fields(self) -> dict[str, serializers.Field]:
        return {name: described(field) for name, field in self.form_fields().items()} | super().get_fields()

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """The answers as the verb takes them, after the forms of the pages have tried them."""
        if not isinstance(data, Mapping):
            return super().to_internal_value(data)
        errors = self.strangers(data)
        posted: dict[str, str | list[str]] = {}
        moments: dict[str, datetime] = {}
        for name, field in self.form_fields().items():
            try:
                answer = typed(field, data.get(name))
            except ValueError as found:
                errors[name] = [str(found)]
            else:
                posted |= as_boxes(name, answer)
                if isinstance(answer, datetime):
                    moments[name] = answer
        posted |= self.posted_besides(data, errors)
        cleaned: dict[str, Any] = {}
        for form in (form(posted, **self.context.get("asked_with", {})) for form in self.asked):
            errors |= {self.name_of(name): question(form, name).sentences for name in form.errors if name not in errors}
            cleaned |= form.cleaned_data
        if errors:
            raise serializers.ValidationError(errors)
        # The boxes of a page hold whole minutes of local time; what was sent says more.
        return cleaned | {name: moment for name, moment in moments.items() if name in cleaned}

    def posted_besides(self, data: Mapping[str, Any], errors: dict[str, list[str]]) -> dict[str, str]:
        """Answers that have another shape here than on the page."""
        return {}

    def name_of(self, field: str) -> str:
        """What a question of the page is called here."""
        return field


def typed(field: forms.Field, sent: Any) -> Any:
    """A value of JSON, if it is of the kind that the question asks for; nothing where nothing was sent."""
    if sent is None or sent == "":
        return None
    if isinstance(field, forms.BooleanField):
        return truth(sent)
    if isinstance(field, forms.MultipleChoiceField):
        return several(sent)
    if isinstance(field, forms.IntegerField):
        return number(sent)
    return text(field, sent)


def truth(sent: Any) -> bool | None:
    """Yes; a no is an answer that was not given, as with the box of a page."""
    if not isinstance(sent, bool):
        raise ValueError("Write true or false, without quotation marks")
    return sent or None


def several(sent: Any) -> list[str]:
    """Any number of answers."""
    if not isinstance(sent, list) or not all(isinstance(one, str) for one in sent):
        raise ValueError("Write a list of the answers, each between quotation marks")
    return sent


def number(sent: Any) -> int:
    """A whole number, which true and false are not."""
    if isinstance(sent, bool) or not isinstance(sent, int):
        raise ValueError("Write a number in figures, like 14")
    return sent


def text(field: forms.Field, sent: Any) -> Any:
    """Words, a day or a moment."""
    if not isinstance(sent, str):
        raise ValueError("Write this as text, between quotation marks")
    if not sent.isascii() and any("\ud800" <= letter <= "\udfff" for letter in sent):
        raise ValueError("Take out the broken characters; typing the text again does it")
    if isinstance(field, RoughDateField):
        return day(sent, AS_MUCH_AS_IS_KNOWN, LIKE_A_ROUGH_DAY)
    if isinstance(field, DateField):
        return day(sent, DAY, LIKE_A_DAY)
    return moment(sent) if isinstance(field, MomentField) else sent


def day(sent: str, written: re.Pattern[str], otherwise: str) -> re.Match[str]:
    """A day as it is to be written; what may be left out of it is missing in the answer."""
    if found := written.fullmatch(sent):
        return found
    raise ValueError(otherwise)


def moment(sent: str) -> datetime:
    """A time in ISO 8601 that says its offset, so that it means the same to everybody."""
    try:
        read = datetime.fromisoformat(sent)
    except ValueError:
        raise ValueError(LIKE_A_MOMENT) from None
    if read.tzinfo is None or not 1900 <= read.year <= 2200:
        raise ValueError(LIKE_A_MOMENT)
    return read


def as_boxes(name: str, answer: Any) -> dict[str, str | list[str]]:
    """An answer in the boxes in which a browser would send it."""
    if answer is None:
        return {}
    if isinstance(answer, re.Match):
        parts = zip(("year", "month", "day"), answer.groups(), strict=True)
        return {f"{name}_{box}": typed for box, typed in parts if typed}
    if isinstance(answer, datetime):
        here = timezone.localtime(answer)
        boxes = {"day": here.day, "month": here.month, "year": here.year, "time": f"{here:%H:%M}"}
        return {f"{name}_{box}": str(value) for box, value in boxes.items()}
    if isinstance(answer, list):
        return {name: [str(one) for one in answer]}
    return {name: "on" if answer is True else str(answer)}


def described(field: forms.Field) -> serializers.Field:
    """A question of a page as the description of the API shows it."""
    said: dict[str, Any] = {"required": field.required, "label": field.label, "help_text": str(field.help_text)}
    if not field.required:
        said["allow_null"] = True
    if isinstance(field, forms.ModelChoiceField):
        return serializers.UUIDField(**said)
    if isinstance(field, forms.MultipleChoiceField):
        each = serializers.ChoiceField(choices=list(field.choices))  # type: ignore[arg-type]
        return serializers.ListField(child=each, **said)
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return serializers.ChoiceField(choices=[choice for choice in choices if choice[0]], **said)
    if isinstance(field, MomentField):
        return serializers.DateTimeField(**said)
    if isinstance(field, RoughDateField):
        return serializers.RegexField(AS_MUCH_AS_IS_KNOWN, **said)
    if isinstance(field, DateField):
        return serializers.DateField(**said)
    return described_by_kind(field, said)


def described_by_kind(field: forms.Field, said: dict[str, Any]) -> serializers.Field:
    """The same for what holds one plain value."""
    if isinstance(field, forms.BooleanField):
        return serializers.BooleanField(**said)
    if isinstance(field, forms.IntegerField):
        bounds: dict[str, Any] = {"min_value": field.min_value, "max_value": field.max_value}
        return serializers.IntegerField(**bounds, **said)
    return serializers.CharField(max_length=getattr(field, "max_length", None), **said)
