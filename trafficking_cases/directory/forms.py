"""What is asked about an interpreter on the register. [Rule S3; procedure 4.5]"""

import re

from django import forms

from trafficking_cases.directory.models import InterpreterKind
from trafficking_cases.web.date_fields import DateField
from trafficking_cases.web.forms import LongText, PlainText, Radios, VerbForm

MOST_LANGUAGES, LONGEST_LANGUAGE = 20, 60


class LanguagesField(PlainText):
    """Several languages on one line, with commas between them."""

    def to_python(self, value: object) -> list[str]:  # type: ignore[override]
        typed = value if isinstance(value, str) else ""
        return [language.strip() for language in re.split(r"[,;\n]", super().to_python(typed)) if language.strip()]

    def validate(self, value: object) -> None:
        languages = value if isinstance(value, list) else []
        if self.required and not languages:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(languages) > MOST_LANGUAGES:
            raise forms.ValidationError(f"Write at most {MOST_LANGUAGES} languages", code="many")
        if any(len(language) > LONGEST_LANGUAGE for language in languages):
            raise forms.ValidationError("Put a comma between the languages", code="long")

    def run_validators(self, value: object) -> None:
        """The line as a whole was measured word by word."""


class DatesForm(VerbForm):
    """Until when somebody is approved and checked, and what a contract warrants."""

    approved_until = DateField(
        label="Until when are they approved?", error_messages={"required": "Write the last day of the approval"}
    )
    dbs_checked_on = DateField(
        label="When was the DBS check made?",
        not_future=True,
        error_messages={"required": "Write the day of the DBS check"},
    )
    dbs_until = DateField(
        label="Until when does the DBS check hold?", error_messages={"required": "Write the last day of the DBS check"}
    )
    warranted = PlainText(
        label="For a service: what does its contract warrant?",
        help_text="For example “Everybody sent is approved and holds an enhanced DBS check of the last three years”.",
        max_length=300,
        required=False,
    )


class InterpreterForm(DatesForm):
    """Who the interpreter or the service is, in which languages, and until when approved and checked."""

    kind = forms.ChoiceField(
        label="Is this a person, or a service under contract?",
        choices=InterpreterKind.choices,
        widget=Radios(),
        error_messages={"required": "Choose a person or a service"},
    )
    name = PlainText(
        label="What is the interpreter or service called?",
        max_length=200,
        error_messages={"required": "Write the name"},
    )
    register_number = PlainText(
        label="What is the number on the register?", max_length=60, error_messages={"required": "Write the number"}
    )
    languages = LanguagesField(
        label="Which languages?",
        help_text="With commas between them: Vietnamese, Cantonese.",
        max_length=1_300,
        error_messages={"required": "Write at least one language"},
    )
    telephone = PlainText(label="Telephone", max_length=60, required=False)
    approved_from = DateField(
        label="From when are they approved?", error_messages={"required": "Write the first day of the approval"}
    )

    field_order = ["kind", "name", "register_number", "languages", "telephone", "approved_from"]


class RemoveForm(VerbForm):
    """Why an interpreter is taken off the register."""

    because = LongText(
        label="Why are they taken off the register?",
        max_length=300,
        rows=3,
        error_messages={"required": "Say why they are taken off"},
    )
