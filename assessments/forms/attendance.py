"""Whom to ask to a meeting, who came, and what somebody undertook. [Rules S1, M1, M5; procedure 4.5, 4.6]"""

from typing import Any

from django import forms
from django.db.models import Q

from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import roles_allowing
from trafficking_cases.children.models import Adult
from trafficking_cases.meetings.models import Attendance, Meeting
from trafficking_cases.meetings.workflow import Part, Presence
from trafficking_cases.people.forms import PersonField, offer
from trafficking_cases.people.models import Agency, User, UserQuerySet
from trafficking_cases.web.date_fields import DateField
from trafficking_cases.web.forms import LongText, PlainText, Radios, VerbForm


def who_may_take_part(meeting: Meeting) -> UserQuerySet:
    """Everybody of the partnership whose account lets them take part."""
    there = Q(agency=meeting.case.authority_id) | Q(agency__refers_to=meeting.case.authority_id)
    return User.objects.holding(*roles_allowing(Permission.TAKE_PART)).filter(there).order_by("full_name")


# The first is what is mostly said; the last takes back what was recorded by mistake.
CAME = [
    *((came.value, came.label) for came in (Presence.THERE, Presence.APOLOGIES, Presence.NOT_INVITED)),
    (Presence.INVITED.value, "Not known yet"),
]


class AdultChoice(forms.ModelChoiceField):
    """One of the adults around the child, with what they are said to be."""

    def label_from_instance(self, obj: Adult) -> str:
        called = obj.name or obj.description
        return f"{called}, {obj.get_claimed_as_display().lower()}, {obj.get_status_display().lower()}"


class AttendanceChoice(forms.ModelChoiceField):
    """One of those who were asked."""

    def label_from_instance(self, obj: Attendance) -> str:
        return f"{obj.name}, {obj.get_part_display().lower()}"


class AskForm(VerbForm):
    """As what somebody is asked, and who they are."""

    part = forms.ChoiceField(
        label="As what are they asked?",
        choices=Part.choices,
        widget=Radios(
            hints={Part.ADULT: "Only a verified parent or an approved carer, and only if the chair says why."},
            reveals={Part.ADULT: ["adult", "because"]},
        ),
        error_messages={"required": "Choose as what they are asked"},
    )
    person = PersonField(
        label="Who is it?",
        queryset=User.objects.none(),
        empty_label="Nobody from this list",
        required=False,
    )
    name = PlainText(
        label="Or somebody without an account",
        help_text="Name, what they do, and where they work.",
        max_length=200,
        required=False,
    )
    agency = forms.ModelChoiceField(
        label="For which agency do they come?",
        help_text="Needed only for somebody without an account.",
        queryset=Agency.objects.none(),
        empty_label="None of these",
        required=False,
    )
    adult = AdultChoice(
        label="Which adult?", queryset=Adult.objects.none(), empty_label="Choose an adult", required=False
    )
    because = LongText(label="Why does the chair want them there?", max_length=2_000, rows=2, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        authority = meeting.case.authority_id
        offer(self, "person", who_may_take_part(meeting))
        choose_from(self, "agency", Agency.objects.filter(Q(pk=authority) | Q(refers_to=authority)))
        choose_from(self, "adult", Adult.objects.filter(case=meeting.case_id))


class MarkForm(VerbForm):
    """Whether somebody came, and who came for a unit."""

    attendance = AttendanceChoice(
        label="Who was asked?",
        queryset=Attendance.objects.none(),
        empty_label="Choose somebody from the list",
        error_messages={"required": "Choose who was asked"},
    )
    presence = forms.ChoiceField(
        label="Did they come?",
        choices=CAME,
        widget=Radios(reveals={Presence.NOT_INVITED: ["because"]}),
        error_messages={"required": "Choose whether they came"},
    )
    person = PersonField(
        label="Where a unit was asked: who came?",
        help_text="They find the record on their list once it is signed.",
        queryset=User.objects.none(),
        empty_label="Nobody from this list",
        required=False,
    )
    name = PlainText(label="Or their name and rank", max_length=200, required=False)
    because = LongText(label="Why are they left out?", max_length=2_000, rows=2, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "attendance", meeting.attendances.all())
        offer(self, "person", who_may_take_part(meeting))


class UndertakeForm(VerbForm):
    """One action, one owner, one day."""

    what = PlainText(
        label="What is to be done?",
        help_text="One thing. Leave out where the child is staying.",
        max_length=500,
        error_messages={"required": "Say what is to be done"},
    )
    owner = PersonField(
        label="Who does it?",
        help_text="One person. They are told, and see this action even where they see nothing else of the case.",
        queryset=User.objects.none(),
        empty_label="Choose one person",
        error_messages={"required": "Choose who does it"},
    )
    due_on = DateField(label="By which day?", error_messages={"required": "Write by which day"})

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", who_may_take_part(meeting))


class OutcomeForm(VerbForm):
    """What came of an action."""

    outcome = LongText(
        label="What came of it?", max_length=2_000, rows=4, error_messages={"required": "Say what came of it"}
    )


def choose_from(form: forms.Form, question: str, rows: Any) -> None:
    """Let a question be answered with these rows and no others."""
    field = form.fields[question]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows
