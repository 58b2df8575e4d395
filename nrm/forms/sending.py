"""What is asked about a referral that the Home Office has. [Rule N1; procedure 4.3]"""

from typing import Any

from django import forms

from nrm.policies.sending import LONGEST_REFERENCE, UNSHAPED, as_reference, is_shaped
from nrm.workflow.referrals import SentKnownBy
from trafficking_cases.web.date_fields import MomentField
from trafficking_cases.web.forms import PlainText, Radios, VerbForm


class SentForm(VerbForm):
    """When it was sent, and how that is known."""

    at = MomentField(
        label="When was it sent?",
        help_text="The moment of the confirmation page, for example 27 3 2026 and 17:40.",
        not_future=True,
        error_messages={"required": "Write the day and the time when it was sent"},
    )
    known_by = forms.ChoiceField(
        label="How do you know that the Home Office has it?",
        choices=SentKnownBy.choices,
        widget=Radios(
            hints={SentKnownBy.CONFIRMATION: "It shows no reference: that comes by e-mail, and you record it then."}
        ),
        error_messages={"required": "Choose how you know that it was sent"},
    )


class ReferenceForm(VerbForm):
    """The reference of the Home Office, twice: a slip of the finger is found nowhere later."""

    reference = PlainText(
        label="What is the Home Office reference?",
        help_text="From the e-mail of the Home Office. Letters, figures and dashes.",
        max_length=LONGEST_REFERENCE,
        error_messages={"required": "Write the reference as it stands in the e-mail"},
    )
    again = PlainText(
        label="Type it once more",
        help_text="Read it from the e-mail again, figure by figure; do not copy it from above.",
        max_length=LONGEST_REFERENCE,
        error_messages={"required": "Type the reference once more"},
    )

    def clean_reference(self) -> str:
        reference = as_reference(self.cleaned_data["reference"])
        if not is_shaped(reference):
            raise forms.ValidationError(UNSHAPED)
        return reference

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        again = as_reference(cleaned.pop("again", ""))
        if again and "reference" in cleaned and again != cleaned["reference"]:
            self.add_error("again", "The two are not the same. Compare both with the e-mail, figure by figure")
        return cleaned


class ElsewhereForm(ReferenceForm):
    """Who made a referral elsewhere, when, and its reference."""

    made_by = PlainText(
        label="Who made the referral?",
        help_text="The organisation, and the person if you know: “Border Force, Immingham”.",
        max_length=200,
        error_messages={"required": "Write down who made the referral"},
    )
    at = MomentField(
        label="When was it made?",
        help_text="As closely as you know, for example 27 3 2026 and 17:40.",
        not_future=True,
        error_messages={"required": "Write the day and the time when it was made"},
    )
    field_order = ("made_by", "at", "reference", "again")
