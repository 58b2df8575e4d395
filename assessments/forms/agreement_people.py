"""What each agency says. [Rule M2; procedure 4.6]"""

from typing import Any

from django import forms
from django.db.models import QuerySet

from assessments.forms.attendance import AttendanceChoice, choose_from
from trafficking_cases.meetings.models import Attendance
from trafficking_cases.meetings.workflow import View
from trafficking_cases.web.forms import LongText, Tiles, VerbForm


class ViewForm(VerbForm):
    """Who speaks, and whether their agency agrees with what is proposed."""

    who = AttendanceChoice(
        label="Who?",
        queryset=Attendance.objects.none(),
        empty_label="Choose somebody from the list",
        error_messages={"required": "Choose somebody on the list"},
    )
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

    def __init__(self, *args: Any, listed: "QuerySet[Attendance]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "who", listed)
