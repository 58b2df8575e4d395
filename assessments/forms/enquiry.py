"""What is asked of a Section 47 enquiry. [Rules S4, A1; procedure 4.4, 4.6]"""

from django import forms

from assessments.workflow.enquiry import Outcome, Part
from trafficking_cases.web.forms import LongText, Radios, VerbForm

HINTS: dict[str, str] = {
    Outcome.NOT_SUBSTANTIATED: "Help may still be needed, and the child is watched until settled.",
    Outcome.NO_CONTINUING_RISK: "The agencies record at the meeting why no conference is held.",
    Outcome.CONTINUING_RISK: "A child protection conference follows, unless the agencies agree on another way.",
    Outcome.LOOKED_AFTER: "The review of the looked-after child is told.",
    Outcome.NOT_COMPLETED: "A manager has recorded why the child was not seen.",
}


class WriteForm(VerbForm):
    """One text, and the fingerprint of the one that it takes the place of."""

    text = LongText(
        label="What did you find?",
        max_length=20_000,
        rows=14,
        required=False,
    )
    before = forms.CharField(widget=forms.HiddenInput, max_length=16, required=False)


class EnquiryPartForm(VerbForm):
    """Which part of an enquiry is written."""

    part = forms.ChoiceField(label="Which part?", choices=Part.choices)


class OutcomeForm(VerbForm):
    """What the enquiry found."""

    outcome = forms.ChoiceField(
        label="What did the enquiry find?",
        choices=Outcome.choices,
        widget=Radios(hints=HINTS),
        error_messages={"required": "Choose what the enquiry found"},
    )


class BecauseForm(VerbForm):
    """Why, so that whoever reads it later can weigh it."""

    because = LongText(label="Why?", max_length=2_000, rows=5, error_messages={"required": "Say why"})


class ReadForm(VerbForm):
    """Which version stood on the page that is signed."""

    read = forms.IntegerField(
        label="Which version did you read?", widget=forms.HiddenInput, min_value=1, max_value=10_000
    )
