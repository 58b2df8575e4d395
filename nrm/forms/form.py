"""What the pages of an NRM referral ask: the national form's questions, and those of handing on and sealing."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from nrm.form import checks
from nrm.form.definition import AT_SEALING, Field, Page, fields
from trafficking_cases.people.forms import PersonField, offer
from trafficking_cases.people.models import User, UserQuerySet
from trafficking_cases.web.date_fields import DateField, Typed
from trafficking_cases.web.forms import LongText, PlainText, Radios, VerbForm

LONGEST_KEPT = 60_000
BOXES = ("day", "month", "year")
TEXT_TYPES = {"tel": "tel", "email": "email"}


def as_asked(field: Field, page: Page) -> forms.Field:
    """A question of the national form as our pages ask it; what is needed is said at the check, not here."""
    said: dict[str, Any] = {"label": field.label, "help_text": field.hint, "required": False}
    longest = field.max_length or LONGEST_KEPT
    if field.kind == "radio":
        return forms.ChoiceField(choices=field.choices, widget=Radios(reveals=_opened_by(field, page)), **said)
    if field.kind == "checkbox":
        return forms.BooleanField(widget=forms.CheckboxInput(attrs={"value": "true"}), **said)
    if field.kind == "date":
        return DateField(not_future=True, **said)
    if field.kind in ("textarea", "file"):
        return LongText(max_length=longest, rows=4 if field.kind == "file" else 6, **said)
    attrs = {"list": field.list_id, "autocomplete": "off"} if field.list_name else {}
    attrs |= {"type": TEXT_TYPES[field.kind]} if field.kind in TEXT_TYPES else {}
    return PlainText(max_length=longest, widget=forms.TextInput(attrs=attrs), **said)


def _opened_by(field: Field, page: Page) -> dict[str, list[str]]:
    """The questions of the page that each answer opens."""
    return {
        value: [
            other.name
            for other in page.fields
            if any(when.field == field.name and value in when.values for when in other.shown_when)
        ]
        for value, _ in field.choices
    }


class StepForm(VerbForm):
    """One page of the national form, with what was typed and what the form would refuse of it."""

    page: Page

    def clean(self) -> dict[str, Any]:
        answers, today = typed_on(self.page, self.data), timezone.localdate()
        for field in self.page.fields:
            if field.name in self.errors or not is_asked_here(field, self.page, answers):
                continue
            if fault := checks.refusal_of(field, answers[field.name].strip(), today=today):
                self.add_error(field.name, fault)
        return self.cleaned_data


def is_asked_here(field: Field, page: Page, answers: Mapping[str, str]) -> bool:
    """Whether a question is open on this page; what another page decided is settled where this page is shown."""
    here = {other.name for other in page.fields}
    return all(when.holds(answers) for when in field.shown_when if when.field in here)


@cache
def step_form(page: Page) -> type[StepForm]:
    """The form of one page."""
    asked = {field.name: as_asked(field, page) for field in page.fields if field.is_typed}
    return type(StepForm)("StepForm", (StepForm,), {"page": page, **asked})  # type: ignore[misc]  # Django's metaclass


def typed_on(page: Page, posted: QueryDict | Mapping[str, Any]) -> dict[str, str]:
    """What was typed on a page, by its questions and no others, each cut at a length that nobody reaches."""
    return {field.name: _typed(field, posted) for field in page.fields if field.is_typed}


def _typed(field: Field, posted: QueryDict | Mapping[str, Any]) -> str:
    if field.kind == "checkbox":
        return "true" if posted.get(field.name) else ""
    if field.kind == "date":
        day, month, year = (str(posted.get(f"{field.name}_{box}", "")).strip()[:10] for box in BOXES)
        return f"{year}-{month}-{day}" if day or month or year else ""
    typed = str(posted.get(field.name, ""))[:LONGEST_KEPT].replace("\x00", "")
    return typed.replace("\r\n", "\n")


def as_shown(field: Field, value: str) -> Any:
    """A kept answer in the shape in which its boxes show it."""
    if field.kind == "checkbox":
        return value == "true"
    if field.kind == "date":
        year, month, day = (value.split("-") + ["", "", ""])[:3]
        return Typed(day.lstrip("0"), month.lstrip("0"), year)
    return value


def shown(page: Page, answers: Mapping[str, str]) -> StepForm:
    """A page with the kept answers, without finding fault yet."""
    initial = {field.name: as_shown(field, answers[field.name]) for field in page.fields if answers.get(field.name)}
    return step_form(page)(initial=initial)


class HandOnForm(VerbForm):
    """Who is to finish and sign the referral."""

    to = PersonField(
        queryset=User.objects.none(),
        label="Who will finish and sign it?",
        help_text="First responders to whom this case is open.",
        empty_label="Choose somebody",
        error_messages={
            "required": "Choose who will finish it",
            "invalid_choice": "Choose a first responder to whom the case is open",
        },
    )

    def __init__(self, *args: Any, people: UserQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", people)


class SealForm(VerbForm):
    """Where the child is now, asked only here; and what the signer read."""

    town = PlainText(
        max_length=200,
        widget=forms.TextInput(attrs={"list": "list-uk_towns_and_cities", "autocomplete": "off"}),
        error_messages={"required": "Write the town or city, or “Unknown”"},
    )
    county = PlainText(
        max_length=200,
        widget=forms.TextInput(attrs={"list": "list-uk_regions", "autocomplete": "off"}),
        error_messages={"required": "Write the county, or “Unknown”"},
    )
    read = PlainText(
        max_length=64,
        widget=forms.HiddenInput,
        help_text="What the check gave as `read`, so that nobody signs what they did not read.",
        error_messages={"required": "Read the answers first: the check gives a value that says which you read"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question, name in zip(("town", "county"), AT_SEALING, strict=True):
            self.fields[question].label = fields()[name].label
            self.fields[question].help_text = fields()[name].hint

    def clean_town(self) -> str:
        return self._listed("town", AT_SEALING[0])

    def clean_county(self) -> str:
        return self._listed("county", AT_SEALING[1])

    def _listed(self, question: str, name: str) -> str:
        value = checks.to_be_kept(fields()[name], self.cleaned_data[question])
        if fault := checks.refusal_of(fields()[name], value, today=timezone.localdate()):
            raise forms.ValidationError(fault)
        return value


class SafeguardForm(VerbForm):
    """How the front door reaches whoever refers."""

    reach = PlainText(
        label="How can the front door reach you?",
        help_text="A number and a time. The concern is taken from the answers that you gave here.",
        max_length=200,
        error_messages={"required": "Write how you can be reached"},
    )


class DiscardForm(VerbForm):
    """Why a referral is given up."""

    because = LongText(
        label="Why is it given up?",
        help_text="The case keeps this. The answers of a draft are removed.",
        max_length=2_000,
        rows=3,
        error_messages={"required": "Say why it is given up"},
    )
