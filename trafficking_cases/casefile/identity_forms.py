"""What is asked about who a child is said to be, and about an age decision. [Rules C1, C2; procedure 2, 3, 4.2]"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from trafficking_cases.children.workflow.claims import (
    Accuracy,
    AgeBasis,
    AgeOutcome,
    Asylum,
    Kind,
    NameKind,
)
from trafficking_cases.web.date_fields import MONTHS, DateField
from trafficking_cases.web.forms import LongText, PlainText, Radios, VerbForm

EARLIEST_YEAR = 1950
NUMBER = {"inputmode": "numeric", "class": "govuk-input--width-4"}


def today() -> date:
    """Asked anew for each page."""
    return timezone.localdate()


class SaidForm(VerbForm):
    """What every claim has: who says so, and since when."""

    field_order = ("value", "native", "name_kind", "accuracy", "is_disputed", "source", "said_on")

    source = PlainText(
        label="Who says so, or which paper?",
        help_text="For example “the child herself”, “passport shown at the port”, “the school”.",
        max_length=200,
        error_messages={"required": "Write down who says so, or which paper"},
    )
    said_on = DateField(
        label="When was it said or seen?",
        not_future=True,
        initial=today,
        error_messages={"required": "Write the day on which it was said or seen"},
    )


class NameForm(SaidForm):
    """A name of the child, in Latin letters and in its own script."""

    value = PlainText(
        label="What is the name?",
        help_text="As it is said or written, with its accents.",
        max_length=200,
        error_messages={"required": "Write the name"},
    )
    native = PlainText(
        label="In its own script",
        help_text="If the child or a paper writes it in other letters.",
        max_length=200,
        required=False,
    )
    name_kind = forms.ChoiceField(
        label="What is this name to the child?",
        choices=NameKind.choices,
        widget=Radios(),
        error_messages={"required": "Choose what this name is to the child"},
    )


class BirthDateForm(SaidForm):
    """When the child was born, as exactly as somebody says it."""

    accuracy = forms.ChoiceField(
        label="What is said?",
        choices=Accuracy.choices,
        widget=Radios(
            reveals={
                Accuracy.EXACT: ["day"],
                Accuracy.MONTH: ["month"],
                Accuracy.YEAR: ["year"],
                Accuracy.AGE: ["years"],
            },
            hints={Accuracy.AGE: "It may be a year out either way; whoever may still be 17 is treated as a child."},
        ),
        error_messages={"required": "Choose how exactly it is said"},
    )
    day = DateField(label="Date of birth", required=False, not_future=True)
    month = PlainText(
        label="Month and year of birth", help_text="For example March 2011 or 3 2011.", max_length=20, required=False
    )
    year = forms.IntegerField(
        label="Year of birth",
        min_value=EARLIEST_YEAR,
        max_value=2100,
        required=False,
        widget=forms.TextInput(attrs=NUMBER),
    )
    years = forms.IntegerField(
        label="Age in years, on the day it was said",
        min_value=0,
        max_value=60,
        required=False,
        widget=forms.TextInput(attrs=NUMBER),
    )
    is_disputed = forms.BooleanField(
        label="Somebody disputes this",
        help_text="A disputed age is a child’s until an age decision is recorded.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """The day that is meant: any day of the month or the year where no more is said."""
        said = dict(self.cleaned_data)
        accuracy = said.get("accuracy", "")
        typed = {name: said.pop(name, None) for name in ("day", "month", "year", "years")}
        asked = ASKED.get(accuracy, "")
        if asked and asked not in self.errors and typed[asked] in (None, ""):
            self.add_error(asked, MISSING[asked])
        day = typed["day"] if accuracy == Accuracy.EXACT else None
        if accuracy == Accuracy.MONTH and typed["month"]:
            day = self._first_of_month(typed["month"])
        if accuracy == Accuracy.YEAR and typed["year"]:
            day = date(typed["year"], 1, 1)
        return said | {"day": day, "years": typed["years"] if accuracy == Accuracy.AGE else None}

    def _first_of_month(self, typed: str) -> date | None:
        """The month that was typed, by name or number, before or after its year."""
        words = typed.replace("/", " ").replace("-", " ").replace(",", " ").casefold().split()
        figures = [int(word) for word in words if word.isdecimal() and len(word) <= 4]
        year = next((figure for figure in figures if EARLIEST_YEAR <= figure <= 2100), None)
        month = next((MONTHS[word.rstrip(".")] for word in words if word.rstrip(".") in MONTHS), None)
        month = month or next((figure for figure in figures if 1 <= figure <= 12), None)
        if year is None or month is None or len(words) != 2:
            self.add_error("month", "Write the month and the year, like March 2011 or 3 2011")
            return None
        return date(year, month, 1)


# By how exactly it is said: the question that then has to be answered.
ASKED: Mapping[str, str] = {
    Accuracy.EXACT: "day",
    Accuracy.MONTH: "month",
    Accuracy.YEAR: "year",
    Accuracy.AGE: "years",
}
MISSING = {
    "day": "Write the date of birth",
    "month": "Write the month and the year of birth",
    "year": "Write the year of birth with four figures",
    "years": "Write the age in years",
}


class NationalityForm(SaidForm):
    """A nationality; a child may have several. It changes no agency's duty. [Rule C4]"""

    value = PlainText(
        label="Which nationality?",
        help_text="A child may have several, and the papers may be false. No help waits for this answer.",
        max_length=120,
        error_messages={"required": "Write the nationality"},
    )


class LanguageForm(SaidForm):
    """A language that the child speaks."""

    value = PlainText(
        label="Which language, and dialect?", max_length=120, error_messages={"required": "Write the language"}
    )


class AsylumForm(SaidForm):
    """Whether the child is seeking asylum. It changes no agency's duty. [Rule C4]"""

    value = forms.ChoiceField(
        label="Is the child seeking asylum?",
        help_text="No step that protects the child waits for this answer.",
        choices=Asylum.choices,
        widget=Radios(),
        error_messages={"required": "Choose what is known; leave this page if nobody knows"},
    )


class IdentifierForm(SaidForm):
    """A number or reference under which somebody knows the child."""

    value = PlainText(
        label="Which number or reference?",
        help_text="With whose it is, for example “Home Office 1234567” or “NHS 999 000 0000”.",
        max_length=200,
        error_messages={"required": "Write the number or reference"},
    )


FORMS: Mapping[Kind, type[SaidForm]] = {
    Kind.NAME: NameForm,
    Kind.BIRTH_DATE: BirthDateForm,
    Kind.NATIONALITY: NationalityForm,
    Kind.LANGUAGE: LanguageForm,
    Kind.ASYLUM: AsylumForm,
    Kind.IDENTIFIER: IdentifierForm,
}


class AgeDecisionForm(VerbForm):
    """What was decided on a child's age, by whom, on which basis."""

    outcome = forms.ChoiceField(
        label="What was decided?",
        choices=AgeOutcome.choices,
        widget=Radios(),
        error_messages={"required": "Choose what was decided"},
    )
    born_on = DateField(
        label="Which date of birth does the decision name?",
        help_text="It becomes the one that is worked with. Leave it empty if the decision names none.",
        required=False,
        not_future=True,
    )
    basis = forms.ChoiceField(
        label="What does it rest on?",
        choices=AgeBasis.choices,
        widget=Radios(),
        error_messages={"required": "Choose what it rests on"},
    )
    decided_by = PlainText(
        label="Who decided?",
        help_text="Names and functions.",
        max_length=200,
        error_messages={"required": "Write down who decided"},
    )
    decided_on = DateField(
        label="When was it decided?",
        not_future=True,
        error_messages={"required": "Write the day on which it was decided"},
    )
    reasons = LongText(
        label="What are the reasons?", max_length=5_000, error_messages={"required": "Write down the reasons"}
    )


class FindForm(VerbForm):
    """By what a child is looked for."""

    words = PlainText(
        label="Which name, number or reference?",
        help_text="In any order and any letters. Only cases that you may see are searched.",
        max_length=200,
        error_messages={"required": "Write a name, a number or a reference"},
    )


class PrepareForm(VerbForm):
    """What is planned for the time from the 18th birthday on."""

    plan = LongText(
        label="What is planned?",
        help_text="Who supports them from then on, where they live, and what they are asked from that day on.",
        max_length=2_000,
        rows=4,
        error_messages={"required": "Write down what is planned"},
    )
