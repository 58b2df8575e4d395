"""What is asked when something happened that the rules forbid. Only who was there is needed. [Rules S2, S3, A1]"""

from typing import Any

from django import forms

from assessments.forms.interviews import AdultField
from assessments.models import Interview
from assessments.workflow.interviews import Part, Since, WhenThere
from trafficking_cases.children.models import Adult, Case
from trafficking_cases.meetings.models import Meeting
from trafficking_cases.web.date_fields import MomentField
from trafficking_cases.web.forms import Checkboxes, LongText, PlainText, Radios, VerbForm


class BreachForm(VerbForm):
    """Who was there, for how long, what happened, and what was done since."""

    adult = AdultField(
        label="Which adult around the child was there?",
        queryset=Adult.objects.none(),
        empty_label="Somebody else",
        required=False,
    )
    who = PlainText(
        label="If it was somebody else: who?",
        help_text="A name, or what they look like.",
        max_length=200,
        required=False,
    )
    part = forms.ChoiceField(label="What did they do?", choices=Part.choices, widget=Radios(), required=False)
    when_there = forms.ChoiceField(
        label="When were they there?", choices=WhenThere.choices, widget=Radios(), required=False
    )
    happened_at = MomentField(label="When was that?", not_future=True, required=False)
    happened = LongText(
        label="What happened?",
        help_text="Times, who let them in, what was said in front of them, and how the child was.",
        max_length=10_000,
        rows=5,
        required=False,
    )
    since = forms.MultipleChoiceField(
        label="What have you done since?", choices=Since.choices, widget=Checkboxes(), required=False
    )
    since_more = LongText(label="More about that", max_length=2_000, rows=2, required=False)

    def __init__(self, *args: Any, about: Interview | Meeting | Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case = about if isinstance(about, Case) else about.case
        if not isinstance(about, Case) and about.held_at:
            del self.fields["happened_at"]
        if isinstance(about, Meeting):
            # What somebody did at an interview is not asked of a meeting.
            del self.fields["part"]
        self.fields["adult"].queryset = Adult.objects.filter(case=case)  # type: ignore[attr-defined]
