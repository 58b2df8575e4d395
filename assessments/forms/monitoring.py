"""What is asked when a child is watched over. [Rules A4, I5; procedure 4.4]"""

from typing import Any

from django import forms

from assessments.forms.people_on_case import people_on
from assessments.policies.monitoring import MOST_WORKING_DAYS
from trafficking_cases.children.models import Case
from trafficking_cases.people.forms import PersonField, offer
from trafficking_cases.people.models import User
from trafficking_cases.web.date_fields import DateField
from trafficking_cases.web.forms import LongText, VerbForm


class WatchForm(VerbForm):
    """Who watches over the child, how often and until when."""

    watched_by = PersonField(
        label="Who watches over the child?",
        help_text="Somebody who is on the case. Each check is due from them.",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        error_messages={"required": "Choose who watches over the child"},
    )
    every_working_days = forms.IntegerField(
        label="How many working days between one check and the next?",
        help_text=f"From 1 to {MOST_WORKING_DAYS}.",
        min_value=1,
        max_value=MOST_WORKING_DAYS,
        error_messages={"required": "Say how many working days lie between one check and the next"},
    )
    until_on = DateField(
        label="Until which day is this planned?",
        help_text="The watch does not end by itself: a manager records that the child is settled.",
        error_messages={"required": "Say until which day this is planned"},
    )
    plan = LongText(
        label="How is the child watched?",
        help_text="Who sees them, where, and what to look for.",
        max_length=5_000,
        rows=6,
        error_messages={"required": "Say how the child is watched"},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "watched_by", people_on(case))


class FoundForm(VerbForm):
    """How the child is."""

    found = LongText(
        label="How is the child?",
        help_text="What you saw and heard, and who told you.",
        max_length=5_000,
        rows=8,
        error_messages={"required": "Say how the child is"},
    )
