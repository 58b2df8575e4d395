"""What is asked of a social work assessment. [Rules A1, A3, A5; procedure 4.4, 5]"""

from typing import Any

from django import forms

from assessments.forms.people_on_case import people_on
from assessments.workflow.assessment import Category, Part, Section
from trafficking_cases.children.models import Case
from trafficking_cases.people.forms import PersonField, offer
from trafficking_cases.people.models import User
from trafficking_cases.web.date_fields import DateField
from trafficking_cases.web.forms import LongText, PlainText, Radios, VerbForm


class AssessmentPartForm(VerbForm):
    """Which part of an assessment is written."""

    part = forms.ChoiceField(label="Which part?", choices=Part.choices)


class CategoryForm(VerbForm):
    """What the assessment leads to."""

    category = forms.ChoiceField(
        label="What does the assessment lead to?",
        choices=Category.choices,
        widget=Radios(
            hints={
                Category.NO_CONCERN: "Needs a plan of who watches over the child, how often and until when.",
                Category.SECTION_47: "A strategy discussion decides on the enquiry.",
            }
        ),
        error_messages={"required": "Choose what the assessment leads to"},
    )


class NeedForm(VerbForm):
    """What the child needs here, what is done, by whom and by when; or why it does not arise."""

    arises = forms.TypedChoiceField(
        label="Does the child need something here?",
        choices=[("yes", "Yes"), ("no", "No, it does not arise")],
        widget=Radios(reveals={"yes": ["action", "owner", "due_on"]}),
        coerce=lambda chosen: chosen == "yes",
        error_messages={"required": "Choose whether the child needs something here"},
    )
    action = PlainText(label="What is to be done?", max_length=500, required=False)
    owner = PersonField(
        label="Who does it?",
        help_text="Somebody who is on the case.",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        required=False,
    )
    due_on = DateField(label="By which day?", required=False)
    answer = LongText(
        label="What does the child need, or why does it not arise?",
        max_length=5_000,
        rows=6,
        error_messages={"required": "Say what the child needs here, or why it does not arise"},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", people_on(case))


class NeedOfSectionForm(NeedForm):
    """The same where the address does not say which section it is."""

    section = forms.ChoiceField(label="Which section?", choices=Section.choices)


class CompleteForm(VerbForm):
    """The reasons that a completed assessment may need: each is asked only where it is needed."""

    without_photograph = LongText(
        label="Why is there no photograph of the child?", max_length=2_000, rows=3, required=False
    )
    without_copies = LongText(
        label="Why were not all documents copied?",
        help_text="Every document without a copy, and who holds the original.",
        max_length=2_000,
        rows=3,
        required=False,
    )
    late_because = LongText(
        label="Why is the assessment late?",
        help_text="And what keeps the child safe meanwhile.",
        max_length=500,
        rows=3,
        required=False,
    )

    def __init__(self, *args: Any, asked: set[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asked is not None:
            self.fields = {name: field for name, field in self.fields.items() if name in asked}
