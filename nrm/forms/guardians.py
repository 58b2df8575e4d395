"""What is asked about the child's independent guardian. [Rule N11; procedure 2]"""

from typing import Any

from django import forms

from nrm.workflow.decisions import GuardianModel
from trafficking_cases.access.roles import RoleCode
from trafficking_cases.people.forms import PersonField, offer
from trafficking_cases.people.models import Kind, User
from trafficking_cases.web.forms import LongText, PlainText, Radios, Tiles, VerbForm

YES, NO = "yes", "no"


class AskGuardianForm(VerbForm):
    """Whether the guardianship service was asked, or why not."""

    is_asked = forms.TypedChoiceField(
        label="Was the guardianship service asked for a guardian?",
        choices=[(YES, "It was asked"), (NO, "It is not asked")],
        coerce=lambda answer: answer == YES,
        widget=Tiles,
        error_messages={"required": "Choose whether the service was asked"},
    )
    service_reference = PlainText(
        label="Its reference", help_text="If the service gave one.", max_length=60, required=False
    )
    model = forms.ChoiceField(
        label="In which form does it help?",
        choices=GuardianModel.choices,
        required=False,
        widget=Radios(
            hints={
                GuardianModel.DIRECT: "Nobody in the United Kingdom has parental responsibility for the child.",
                GuardianModel.COORDINATOR: "Somebody here has parental responsibility.",
            }
        ),
    )
    because = LongText(label="If it is not asked: why?", max_length=2_000, rows=3, required=False)


class NameGuardianForm(VerbForm):
    """Who the guardian is."""

    guardian = PersonField(
        label="Who is the child’s guardian?",
        help_text="They see the case and what is due on it at once.",
        queryset=User.objects.none(),
        empty_label="Choose the guardian",
        error_messages={
            "required": "Choose the guardian",
            "invalid_choice": "Choose somebody who works as a guardian for the guardianship service",
        },
    )
    model = forms.ChoiceField(
        label="In which form does the service help?", choices=GuardianModel.choices, required=False, widget=Radios
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guardians = User.objects.holding(RoleCode.GUARDIAN).filter(agency__kind=Kind.GUARDIANSHIP)
        offer(self, "guardian", guardians.select_related("agency"))
