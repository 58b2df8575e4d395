"""What is asked about one claim: how it stands, why it is set aside, who disputes it. [Rules C1, C2; procedure 2, 3]"""

from django import forms

from trafficking_cases.children.workflow.claims import CHECKS, Status
from trafficking_cases.web.forms import LongText, Radios, VerbForm


class CheckForm(VerbForm):
    """How well a claim is known now, and why."""

    found = forms.ChoiceField(
        label="How does it stand?",
        choices=[(status.value, status.label) for status in CHECKS],
        widget=Radios(
            hints={
                Status.VERIFIED: "Somebody checked it, and it holds.",
                Status.BELIEVED_FALSE: "There is reason to think that it is not so. It stays, and is searched.",
                Status.PROVED_FALSE: "A check showed that it is not so. It stays, and is searched.",
            }
        ),
        error_messages={"required": "Choose how it stands"},
    )
    reason = LongText(
        label="Why?",
        help_text="Needed where it is not to be relied on.",
        max_length=2_000,
        rows=4,
        required=False,
    )


class SetAsideForm(VerbForm):
    """Why one of several is not worked with any more, though nobody says that it is false."""

    reason = LongText(
        label="Why is it not worked with any more?",
        help_text="For example “she speaks it too little for an interview”. If it is untrue, check it instead.",
        max_length=2_000,
        rows=4,
        error_messages={"required": "Say why it is set aside, so that whoever reads it later can weigh it"},
    )


class DisputeForm(VerbForm):
    """Who disputes a date of birth or an age, and why."""

    reason = LongText(
        label="Who disputes it, and why?",
        help_text="For example “The Police: the passport says 19. He says that the passport was made for him.”",
        max_length=2_000,
        rows=4,
        error_messages={"required": "Write down who disputes it, and why"},
    )
