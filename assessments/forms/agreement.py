"""What is asked to convene the multi-agency meeting, to decide there, and to conclude it. [Rules M1-M4]"""

from collections.abc import Mapping
from typing import Any

from django import forms

from assessments.actions.agreement import Decisions
from assessments.workflow.agreement import Answer, Conference
from trafficking_cases.meetings.models import How
from trafficking_cases.people.forms import PersonField, offer
from trafficking_cases.people.models import User, UserQuerySet
from trafficking_cases.web.date_fields import MomentField
from trafficking_cases.web.forms import LongText, Radios, Tiles, VerbForm


class ConveneForm(VerbForm):
    """When the agencies meet, how, and who leads."""

    planned_for = MomentField(
        label="When do the agencies meet?", error_messages={"required": "Give the day and the time of the meeting"}
    )
    how = forms.ChoiceField(
        label="How do they meet?",
        choices=How.choices,
        widget=Tiles,
        error_messages={"required": "Choose how they meet"},
    )
    chair = PersonField(
        label="Who leads the meeting?",
        help_text="A manager of the authority. The chair concludes the meeting and signs its minutes.",
        queryset=User.objects.none(),
        error_messages={"required": "Choose who leads the meeting"},
    )
    without_referrer = LongText(
        label="Is the referring agency left out?",
        help_text="Leave this empty and they are asked. If they should not be there, say why.",
        max_length=2_000,
        rows=2,
        required=False,
    )

    def __init__(self, *args: Any, chairs: UserQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "chair", chairs)


class MoveForm(VerbForm):
    """When and how the agencies meet instead."""

    planned_for = MomentField(
        label="When do the agencies meet instead?", error_messages={"required": "Give the new day and time"}
    )
    how = forms.ChoiceField(
        label="How do they meet?",
        choices=How.choices,
        widget=Tiles,
        error_messages={"required": "Choose how they meet"},
    )


class DecideForm(VerbForm):
    """What the meeting decides, as far as it is known. It can be saved half and gone on with. [Rules M3, M4]"""

    held_at = MomentField(label="When did the meeting begin?", not_future=True, required=False)
    of_the_family = forms.ChoiceField(
        label="Is the child of the family they live with?", choices=Answer.choices, widget=Tiles, required=False
    )
    relative_here = forms.ChoiceField(
        label="Does the child have a relative here?", choices=Answer.choices, widget=Tiles, required=False
    )
    moving_considered = LongText(
        label="Should the child be moved? What was considered?",
        help_text="Needed unless the child is of that family, or has a relative here.",
        max_length=5_000,
        rows=3,
        required=False,
    )
    advice_considered = LongText(
        label="Does the child need legal advice on a separate immigration application? What was considered?",
        help_text="Needed unless the child is of that family, or has a relative here.",
        max_length=5_000,
        rows=3,
        required=False,
    )
    conference = forms.ChoiceField(
        label="Is a child protection conference held?",
        choices=Conference.choices,
        widget=Radios(hints={Conference.HOLD: "Within 15 working days of the strategy discussion."}),
        required=False,
    )
    conference_reasons = LongText(label="Why?", max_length=5_000, rows=4, required=False)
    plan = LongText(
        label="What is the plan?",
        help_text="What happens for the child from here, and who does it.",
        max_length=20_000,
        rows=8,
        required=False,
    )
    wishes = LongText(
        label="What does the child want?",
        help_text="In their own words where you have them.",
        max_length=5_000,
        rows=3,
        required=False,
    )


def as_decided(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of the form as the verb takes them."""
    decisions = {name: answers[name] for name in Decisions.__annotations__}
    return {"held_at": answers["held_at"], "decisions": decisions}


class ConcludeForm(VerbForm):
    """How a dissent was weighed, where there is one. [Rule M2]"""

    dissent_weighed = LongText(
        label="How was the dissent weighed?",
        help_text="Needed where an agency does not agree. It stands in the record beside the dissent.",
        max_length=5_000,
        rows=4,
        required=False,
    )
