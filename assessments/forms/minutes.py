"""What is asked to write and sign minutes, and about law enforcement. [Rules M1, M6]"""

from django import forms

from trafficking_cases.web.forms import LongText, VerbForm


class MinutesForm(VerbForm):
    """What was said and decided."""

    text = LongText(
        label="What was said and decided?",
        help_text="For those who were there. Leave out where the child is staying.",
        max_length=50_000,
        rows=16,
        error_messages={"required": "Write what was said and decided"},
    )
    corrects_because = LongText(
        label="Why is the version before corrected?",
        help_text="Needed once a version is signed. That one stays as it is, and this one stands beside it.",
        max_length=2_000,
        rows=2,
        required=False,
    )


class SignMinutesForm(VerbForm):
    """Which version was read."""

    read = forms.IntegerField(label="Version that was read", min_value=1, max_value=10_000, widget=forms.HiddenInput)


class EnforcementForm(VerbForm):
    """What law enforcement decided."""

    decision = LongText(
        label="What did the Police decide?", max_length=5_000, error_messages={"required": "Write what was decided"}
    )


class HelpForm(VerbForm):
    """How an agency helped law enforcement."""

    what = LongText(
        label="What help did your agency give?", max_length=5_000, error_messages={"required": "Write what help it was"}
    )
