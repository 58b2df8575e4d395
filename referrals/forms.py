"""The questions of a referral and of its decision. They ask; the rules stand in policies."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from referrals.catalogue import indicators
from referrals.workflow import FamilyContact, Outcome, Seen, Urgency, With
from trafficking_cases.children.catalogue import Certainty, exploitation_types
from trafficking_cases.children.models.children import Sex
from trafficking_cases.lib.moments import MonthOrYear
from trafficking_cases.people.forms import PersonField, offer
from trafficking_cases.people.models import User, UserQuerySet
from trafficking_cases.web.date_fields import DateField, MomentField, RoughDateField
from trafficking_cases.web.forms import LongText, PlainText, Radios, VerbForm

OLDEST_BIRTH = 30
HINTS = {
    Outcome.IMMEDIATE_PROTECTION: "The child cannot wait. Opens a case.",
    Outcome.STRATEGY_DISCUSSION: "There is reasonable cause to suspect significant harm. Opens a case.",
    Outcome.ASSESSMENT: "A social worker finds out what the child needs. Opens a case.",
    Outcome.EARLY_HELP: "Others help early; no case is opened.",
    Outcome.NO_FURTHER_ACTION: "Nothing more on this concern; no case is opened.",
}


class DangerForm(forms.Form):
    """Whether somebody has to act today. [Rule R2]"""

    urgency = forms.ChoiceField(
        label="Is the child in danger now?",
        error_messages={"required": "Say whether the child is in danger now; “I do not know” is an answer"},
        choices=[
            (Urgency.IMMEDIATE, "Yes, in danger now"),
            (Urgency.MAY_GO_MISSING, "Not at this moment, but the child may go missing"),
            (Urgency.STANDARD, "No, or I do not know"),
        ],
        widget=Radios(
            hints={
                Urgency.IMMEDIATE: "Ring 999 first. You can finish this afterwards.",
                Urgency.MAY_GO_MISSING: "For example: packed a bag, was collected by a stranger, has gone missing "
                "before.",
            }
        ),
    )


class ConcernForm(forms.Form):
    """What somebody saw or heard. [Rule R1]"""

    concern = LongText(
        label="What are you worried about?",
        help_text="What you saw, what was said, in the words that were used. Rough notes are enough.",
        max_length=20_000,
        rows=9,
    )
    happened_on = DateField(
        label="When did you see or hear this?",
        help_text="The latest day, for example 27 3 2026. Leave it empty if you do not know.",
        required=False,
        not_future=True,
        earliest=date(1990, 1, 1),
    )
    where_seen = LongText(
        label="Where was the child seen or found?",
        help_text="If the child lives in a placement, do not write its address here.",
        max_length=2_000,
        rows=2,
        required=False,
    )


class ContactForm(forms.Form):
    """How people can be reached without putting the child in danger. [Rule R4]"""

    reach_referrer = PlainText(
        label="How can we reach you?",
        help_text="A number or an e-mail address that only you answer, and when.",
        max_length=200,
        error_messages={"required": "Give a number or an e-mail address we can reach you on"},
    )
    family_contact = forms.ChoiceField(
        label="May we contact the family or the adults the child is with?",
        choices=FamilyContact.choices,
        required=False,
        widget=Radios(reveals={FamilyContact.DO_NOT: ["do_not_contact"]}),
    )
    do_not_contact = LongText(label="Who, and why not?", max_length=2_000, rows=3, required=False)
    reach_child = LongText(
        label="How can the child be spoken to safely?",
        help_text="For example a time at school, or a teacher the child trusts. Leave it empty if you do not know.",
        max_length=2_000,
        rows=2,
        required=False,
    )


class ChildForm(forms.Form):
    """Whatever is known of the child, which may be only a description. [Rules R1, C1]"""

    known_as = PlainText(
        label="What is the child called?",
        help_text="As the child says it, in any script. Leave it empty if you do not know.",
        max_length=200,
        required=False,
    )
    also_called = PlainText(label="Other names or nicknames", max_length=200, required=False)
    sex = forms.ChoiceField(label="Girl or boy", choices=Sex.choices, required=False, widget=Radios())
    born_on = RoughDateField(
        label="Date of birth",
        help_text="As much as somebody knows: 9 11 2011, or the month and the year, or the year alone.",
        required=False,
        not_future=True,
    )
    about_age = forms.IntegerField(
        label="About how old?",
        help_text="In years. A guess is fine. Somebody whose age is in doubt is treated as a child.",
        min_value=0,
        max_value=25,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    nationality = PlainText(label="Nationality", max_length=120, required=False)
    language = PlainText(
        label="Language the child speaks best",
        help_text="So that a professional interpreter can be found, never a relative or friend.",
        max_length=120,
        required=False,
    )
    description = LongText(
        label="What does the child look like?",
        help_text="Needed most where there is no name: height, hair, clothes, anything that helps to find the child.",
        max_length=2_000,
        rows=3,
        required=False,
    )

    def clean_sex(self) -> str:
        return self.cleaned_data["sex"] or Sex.UNKNOWN

    def clean_born_on(self) -> date | MonthOrYear | None:
        born = self.cleaned_data["born_on"]
        if born and born.year < timezone.localdate().year - OLDEST_BIRTH:
            raise forms.ValidationError(
                f"{born.year} was more than {OLDEST_BIRTH} years ago. Look at the year again, or leave the date empty "
                "and say about how old the child is",
                params={"boxes": ["year"]},
            )
        return born


class AdultsForm(forms.Form):
    """Who is with the child, or around them."""

    adults = LongText(
        label="Who is with the child, or around them?",
        help_text=(
            "Names, how they say they are related, telephone numbers, cars. Write “says he is her uncle” rather than "
            "“uncle”: nobody has checked it yet."
        ),
        max_length=5_000,
        rows=6,
        required=False,
    )


class ExploitationForm(forms.Form):
    """What the child may be used for. Suspicion is enough. [Rule I2]"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in exploitation_types().items():
            self.fields[f"exploitation_{code}"] = _one_line(label, Certainty.choices)


class SignsForm(forms.Form):
    """The 20 indicators of the procedure, and whatever else was noticed. [Rule I1]"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in indicators().items():
            self.fields[f"sign_{code}"] = _one_line(label, Seen.choices)
        self.fields["something_else"] = LongText(
            label="Something else",
            help_text="The list is a guide. Write down anything else that made you think.",
            max_length=5_000,
            rows=3,
            required=False,
        )


def _one_line(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    """A statement with its few answers beside it; unanswered is an answer too."""
    return forms.ChoiceField(  # type: ignore[call-arg]  # the stubs do not know template_name, which is new in 5.0
        label=label, choices=choices, required=False, widget=Radios(), template_name="referrals/_statement.html"
    )


class ConsultationForm(VerbForm):
    """A conversation before the decision. [Rule R3]"""

    spoken_with = forms.ChoiceField(label="With whom did you speak?", choices=With.choices, widget=Radios())
    person = PlainText(
        label="Who was it?",
        help_text="Their name and what they do, for example “DS Jo Penhallick, exploitation unit”.",
        max_length=200,
    )
    at = MomentField(label="When?", not_future=True)
    said = LongText(label="What was said?", max_length=5_000, rows=6)


class DecisionForm(VerbForm):
    """What happens next and why. [Rule R3]"""

    outcome = forms.ChoiceField(
        label="What happens next?",
        choices=Outcome.choices,
        widget=Radios(hints={outcome.value: hint for outcome, hint in HINTS.items()}),
    )
    reasons = LongText(
        label="Why?",
        help_text="What weighs for it and against it, so that somebody who reads it in a year understands.",
        max_length=5_000,
        rows=6,
    )
    without_police = LongText(
        label="Why is this decided without the Police?",
        help_text="Nobody has recorded a talk with the Police yet. Have one first, or say why this cannot wait for it.",
        max_length=2_000,
        rows=2,
        required=False,
    )
    without_referrer = LongText(
        label="Why is this decided without whoever referred?",
        help_text="Nobody has recorded a talk with them yet. Have one first, or say why this cannot wait for it.",
        max_length=2_000,
        rows=2,
        required=False,
    )
    for_referrer = LongText(
        label="Anything to add to what whoever referred is told?",
        help_text="They get a sentence about the outcome. Write nothing here that they may not know.",
        max_length=2_000,
        rows=2,
        required=False,
    )

    def __init__(self, *args: Any, consulted: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if With.POLICE in consulted:
            del self.fields["without_police"]
        if With.REFERRER in consulted:
            del self.fields["without_referrer"]


class SignForm(VerbForm):
    """The manager's signature, and who takes the case. [Rule R3]"""

    read = forms.CharField(widget=forms.HiddenInput, max_length=40)
    worker = PersonField(
        label="Who takes the case?",
        help_text="They are told at once. You supervise it, and can choose somebody later.",
        queryset=User.objects.none(),
        required=False,
        empty_label="Choose later",
    )

    def __init__(self, *args: Any, workers: UserQuerySet, opens_a_case: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if opens_a_case:
            offer(self, "worker", workers)
        else:
            del self.fields["worker"]


class SendBackForm(VerbForm):
    """What is missing before the manager can sign."""

    because = LongText(label="What is missing?", max_length=2_000, rows=3)


def now_typed() -> datetime:
    """This minute, as the first suggestion for a moment."""
    return timezone.now().replace(second=0, microsecond=0)
