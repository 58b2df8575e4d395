"""Who is asked, who came, what each agency says, and what somebody undertakes. [Rules M1, M2, M5]"""

from typing import Any

from django import forms
from django.db.models import QuerySet

from trafficking_cases.children.models import Adult
from trafficking_cases.meetings.models import Attendance
from trafficking_cases.meetings.workflow import Part, Presence, View
from trafficking_cases.people.forms import PersonField, offer
from trafficking_cases.people.models import Agency, User, UserQuerySet
from trafficking_cases.web.date_fields import DateField
from trafficking_cases.web.forms import LongText, PlainText, Tiles, VerbForm


class AdultField(forms.ModelChoiceField):
    """One of the adults around the child, as they are recorded."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name or 'An adult without a name'}, {obj.get_claimed_as_display().lower()}"


class AttendanceField(forms.ModelChoiceField):
    """Somebody on the list of a meeting."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.get_part_display().lower()}"


class AskForm(VerbForm):
    """Who is asked, and as what."""

    part = forms.ChoiceField(
        label="As what do they come?",
        choices=Part.choices,
        error_messages={"required": "Choose as what they come"},
    )
    person = PersonField(
        label="Somebody with an account here", queryset=User.objects.none(), required=False, empty_label="Nobody"
    )
    name = PlainText(
        label="Or somebody without an account: their name", help_text="As they say it.", max_length=200, required=False
    )
    agency = forms.ModelChoiceField(
        label="Where do they work?",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="Not one of our agencies",
    )
    adult = AdultField(
        label="Or an adult around the child",
        help_text="Only a verified parent or an approved carer, if the chair says why.",
        queryset=Adult.objects.none(),
        required=False,
        empty_label="Nobody",
    )
    because = LongText(
        label="Why are they asked?", help_text="Needed for an adult.", max_length=2_000, rows=2, required=False
    )

    def __init__(
        self,
        *args: Any,
        people: UserQuerySet,
        agencies: "QuerySet[Agency]",
        adults: "QuerySet[Adult]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        self.fields["adult"].queryset = adults  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not any(answers.get(name) for name in ("person", "name", "agency", "adult")):
            self.add_error("person", "Choose somebody, or give their name")
        return answers


class WhoForm(VerbForm):
    """One on the list."""

    who = AttendanceField(
        label="Who?", queryset=Attendance.objects.none(), error_messages={"required": "Choose somebody on the list"}
    )

    def __init__(self, *args: Any, listed: "QuerySet[Attendance]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = listed  # type: ignore[attr-defined]


class MarkForm(WhoForm):
    """Whether somebody came."""

    presence = forms.ChoiceField(
        label="Did they come?",
        choices=Presence.choices,
        widget=Tiles,
        error_messages={"required": "Choose whether they came"},
    )
    because = LongText(
        label="Why were they left out?", help_text="Needed only then.", max_length=2_000, rows=2, required=False
    )


class ViewForm(WhoForm):
    """Whether an agency agrees with what is proposed."""

    view = forms.ChoiceField(
        label="Does the agency agree?",
        choices=View.choices,
        widget=Tiles,
        error_messages={"required": "Choose what the agency says"},
    )
    because = LongText(
        label="Why?",
        help_text="Needed where it does not agree. It stands in the record, and whoever was there reads it.",
        max_length=2_000,
        rows=3,
        required=False,
    )


class UndertakeForm(VerbForm):
    """What is to be done, by whom and by when."""

    what = PlainText(label="What is to be done?", max_length=500, error_messages={"required": "Say what is to be done"})
    owner = PersonField(
        label="Who does it?", queryset=User.objects.none(), error_messages={"required": "Choose who does it"}
    )
    due_on = DateField(label="By when?", error_messages={"required": "Give the day by which it is done"})

    def __init__(self, *args: Any, people: UserQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", people)
