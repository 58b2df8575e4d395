"""What the Police are asked about a referral, and what they ask. [Rules N8, M6; procedure 4.3, 4.6]"""

from django import forms

from nrm.workflow.reviews import Investigation
from trafficking_cases.web.forms import LongText, PlainText, Radios, Tiles, VerbForm

YES, NO = "yes", "no"


class DecideForm(VerbForm):
    """Whether a crime is recorded and investigated, and why."""

    crime_recorded = forms.TypedChoiceField(
        label="Is a crime recorded?",
        choices=[(YES, "Crime recorded"), (NO, "No crime")],
        coerce=lambda answer: answer == YES,
        widget=Tiles,
        error_messages={"required": "Choose whether a crime is recorded"},
    )
    crime_reference = PlainText(
        label="Crime reference", help_text="Needed where a crime is recorded.", max_length=60, required=False
    )
    investigation = forms.ChoiceField(
        label="Is it investigated?",
        choices=Investigation.choices,
        widget=Radios,
        error_messages={"required": "Choose what becomes of the investigation"},
    )
    rationale = LongText(
        label="Why?",
        help_text="The social worker reads this, and so does the weekly meeting.",
        max_length=5_000,
        rows=4,
        error_messages={"required": "Say why, so that whoever works with the child can follow it"},
    )


class AskForm(VerbForm):
    """What the Police need to know."""

    question = LongText(
        label="What do you need to know?",
        help_text="It goes to the social worker of the case. Where the child is staying is not asked here.",
        max_length=5_000,
        error_messages={"required": "Write down your question"},
    )


class AnswerForm(VerbForm):
    """What the Police are told."""

    answer = LongText(
        label="What do you answer?",
        help_text="Do not write where the child is staying.",
        max_length=5_000,
        error_messages={"required": "Write down your answer"},
    )
