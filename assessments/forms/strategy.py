"""What is asked when a strategy discussion is convened, held, signed and called off. [Rule S1; procedure 4.5]"""

from typing import Any

from django import forms

from assessments.workflow.strategy import Enquiry
from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import roles_allowing
from trafficking_cases.children.models import Case, Grant
from trafficking_cases.children.models.grants import relations_carrying
from trafficking_cases.meetings.models import How
from trafficking_cases.people.forms import PersonField, offer
from trafficking_cases.people.models import Kind, User, UserQuerySet
from trafficking_cases.web.date_fields import MomentField
from trafficking_cases.web.forms import LongText, PlainText, Radios, Tiles, VerbForm

YES_OR_NO = [("yes", "Yes"), ("no", "No")]


def chairs_of(case: Case) -> UserQuerySet:
    """People of children's services who work on the case and may hold a strategy discussion."""
    able = User.objects.holding(*roles_allowing(Permission.HOLD_STRATEGY)).filter(agency=case.authority_id)
    grants = Grant.objects.filter(case=case, ended_at=None, relation__in=relations_carrying(Permission.HOLD_STRATEGY))
    return able.filter(pk__in=grants.values("user")).order_by("full_name")


def health_of(case: Case) -> UserQuerySet:
    """People in health who work with the authority and may take part."""
    able = User.objects.holding(*roles_allowing(Permission.TAKE_PART))
    return able.filter(agency__kind=Kind.HEALTH, agency__refers_to=case.authority_id)


def leads_of(case: Case) -> UserQuerySet:
    """Social workers and managers of the authority, who may lead an enquiry."""
    return User.objects.holding(*roles_allowing(Permission.WRITE_ENQUIRY)).filter(agency=case.authority_id)


class YesOrNo(forms.TypedChoiceField):
    """A decision that has to be taken either way."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=YES_OR_NO, coerce=lambda answer: answer == "yes", widget=Tiles(), **kwargs)


class ConveneForm(VerbForm):
    """When, how, who leads it, and who comes for health. The Police and whoever holds the case are asked anyway."""

    planned_for = MomentField(
        label="When is it?", error_messages={"required": "Write the day and the time of the discussion"}
    )
    how = forms.ChoiceField(
        label="How do you meet?",
        help_text="A call counts as much as a meeting.",
        choices=How.choices,
        widget=Tiles(),
        error_messages={"required": "Choose how you meet"},
    )
    chair = PersonField(
        label="Who leads it?",
        help_text="The supervising manager, as a rule. They sign the record.",
        queryset=User.objects.none(),
        empty_label="Choose who leads it",
        error_messages={"required": "Choose who leads it"},
    )
    health = PersonField(
        label="Whom in health do you ask?",
        queryset=User.objects.none(),
        empty_label="Nobody from this list",
        required=False,
    )
    health_name = PlainText(
        label="Or somebody else in health",
        help_text="Name, what they do, and where.",
        max_length=200,
        required=False,
    )
    without_health = LongText(
        label="Or why is health not asked?",
        help_text="Only where nobody from health is asked.",
        max_length=2_000,
        rows=2,
        required=False,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "chair", chairs_of(case))
        offer(self, "health", health_of(case))


class HoldForm(VerbForm):
    """What was known, what was decided and why, who is interviewed and how, and what happens until then."""

    held_at = MomentField(
        label="When was it held?", not_future=True, error_messages={"required": "Write when it was held"}
    )
    information = LongText(
        label="What did the agencies know?",
        help_text="Agency by agency, with where it comes from and from when. Leave out where the child is staying.",
        max_length=20_000,
        rows=8,
        required=False,
    )
    without_health = LongText(
        label="If nobody from health took part: why is it held without them?", max_length=2_000, rows=2, required=False
    )
    enquiry = forms.ChoiceField(
        label="What was decided?",
        choices=Enquiry.choices,
        widget=Radios(
            hints={
                Enquiry.JOINT: "A social worker and a Police officer together. Never together with the family.",
                Enquiry.SINGLE: "Children’s services enquire; the Police do not, for now.",
                Enquiry.NONE: "Say below why, and what happens instead.",
            }
        ),
        error_messages={"required": "Choose what was decided"},
    )
    reasons = LongText(
        label="Why?", max_length=5_000, rows=4, error_messages={"required": "Write the reasons for the decision"}
    )
    lead = PersonField(
        label="Who leads the enquiry?",
        queryset=User.objects.none(),
        empty_label="Nobody: there is no enquiry",
        required=False,
    )
    interview_child = YesOrNo(
        label="Is the child interviewed?",
        help_text="Alone: never with family or carers.",
        error_messages={"required": "Decide whether the child is interviewed"},
    )
    interview_adults = YesOrNo(
        label="Are the family, the carers or other adults interviewed?",
        help_text="Apart from the child, always.",
        error_messages={"required": "Decide whether the adults are interviewed"},
    )
    interviews = LongText(
        label="How, where, and by whom?",
        help_text="For example: recorded on video, at the suite, by a social worker and an officer.",
        max_length=5_000,
        rows=3,
        required=False,
    )
    interpreter = LongText(
        label="Which interpreter is needed?",
        help_text="Language and dialect. From the register, never a relative, sponsor or friend.",
        max_length=2_000,
        rows=2,
        required=False,
    )
    immediate_safety = LongText(label="How is the child safe until then?", max_length=5_000, rows=3, required=False)
    family_told = LongText(
        label="What are the family told, by whom and when?",
        help_text="Nothing that could warn a trafficker.",
        max_length=5_000,
        rows=3,
        required=False,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "lead", leads_of(case))


class SignRecordForm(VerbForm):
    """Nothing but the signature, to the version that was read."""

    read = PlainText(label="Which version was read?", max_length=40, widget=forms.HiddenInput())


class CallOffForm(VerbForm):
    """Why it does not take place."""

    because = LongText(
        label="Why is it called off?", max_length=2_000, rows=4, error_messages={"required": "Say why it is called off"}
    )
