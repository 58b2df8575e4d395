"""What is asked about an interview: whom it is with, who will be there, and what was said. [Rules S2, S3, A1]"""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils import timezone

from assessments.actions.lists import adults_around, named
from assessments.models import Interview
from assessments.policies.room import services_without_number
from assessments.workflow.interviews import Capacity, Purpose, Subject
from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import RoleCode, roles_allowing
from trafficking_cases.children.models import Adult, Case, Grant
from trafficking_cases.children.models.grants import relations_carrying
from trafficking_cases.directory.models import Interpreter
from trafficking_cases.people.forms import PersonField, offer
from trafficking_cases.people.models import User, UserQuerySet
from trafficking_cases.web.date_fields import MomentField
from trafficking_cases.web.forms import Checkboxes, LongText, PlainText, Radios, VerbForm

WORKING_WITH_CHILDREN = (
    RoleCode.PRACTITIONER, RoleCode.SOCIAL_WORKER, RoleCode.MANAGER, RoleCode.SERVICE_MANAGER, RoleCode.POLICE,
    RoleCode.GUARDIAN,
)  # fmt: skip
MOST_AT_ONCE = 50
AS_WHAT = [
    (capacity.value, capacity.label) for capacity in Capacity if capacity not in (Capacity.CHILD, Capacity.INTERPRETER)
]


def who_may_lead(case: Case) -> UserQuerySet:
    """Those who may plan interviews on a case: through their own relation, their team's or their agency's."""
    carrying = relations_carrying(Permission.PLAN_INTERVIEW)
    grants = Grant.objects.live(timezone.now()).filter(case=case, relation__in=carrying)
    theirs = Q(pk__in=grants.values("user")) | Q(team__in=grants.values("team")) | Q(agency__in=grants.values("agency"))
    return User.objects.holding(*roles_allowing(Permission.PLAN_INTERVIEW)).filter(theirs)


class AdultField(forms.ModelChoiceField):
    """One of the adults around the child, with what they are said to be."""

    def label_from_instance(self, obj: Adult) -> str:
        return f"{named(obj)}, {obj.said_as or obj.get_claimed_as_display().lower()}, {obj.status}"


class InterpreterField(forms.ModelChoiceField):
    """One of the register."""

    def label_from_instance(self, obj: Interpreter) -> str:
        return f"{obj.name}, {', '.join(obj.languages)}, no. {obj.register_number}"


class StartForm(VerbForm):
    """Whom an interview is with, when, where and in which language."""

    subject = forms.ChoiceField(
        label="Whom is the interview with?",
        choices=Subject.choices,
        widget=Radios(
            hints={Subject.CHILD: "Social work and Police may interview together; the family is never there."},
            reveals={Subject.ADULTS: ["adult"]},
        ),
        error_messages={"required": "Choose the child, or adults"},
    )
    purpose = forms.ChoiceField(
        label="What is it for?",
        choices=Purpose.choices,
        widget=Radios(),
        error_messages={"required": "Choose what it is for"},
    )
    planned_for = MomentField(label="When?", error_messages={"required": "Write the day and the time"})
    kind_of_place = PlainText(
        label="What kind of place?",
        help_text="For example “interview suite” or “school, a room of their own”. Never where a placed child lives.",
        max_length=200,
        required=False,
    )
    how = PlainText(
        label="How?",
        help_text="For example “Police and social work together, recorded”.",
        max_length=300,
        required=False,
    )
    language = PlainText(
        label="In which language?",
        help_text="In another than English, an interpreter from the register is needed.",
        max_length=120,
        error_messages={"required": "Write the language"},
    )
    lead = PersonField(
        label="Who leads it?",
        queryset=User.objects.none(),
        empty_label="Choose who leads",
        error_messages={"required": "Choose who leads it"},
    )
    adult = AdultField(
        label="With whom?",
        queryset=Adult.objects.none(),
        empty_label="Choose later",
        required=False,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "lead", who_may_lead(case))
        self.fields["adult"].queryset = Adult.objects.filter(case=case)  # type: ignore[attr-defined]


class PersonOnListForm(VerbForm):
    """Who else will be in the room."""

    who = forms.ChoiceField(
        label="Who will be there?",
        choices=[
            ("colleague", "Somebody with an account here"),
            ("interpreter", "An interpreter from the register"),
            ("adult", "An adult around the child"),
            ("name", "Somebody else, by name"),
        ],
        widget=Radios(
            reveals={
                "colleague": ["person"],
                "interpreter": ["interpreter", "interpreter_number"],
                "adult": ["adult"],
                "name": ["name"],
            }
        ),
        error_messages={"required": "Choose who it is"},
    )
    person = PersonField(label="Who?", queryset=User.objects.none(), empty_label="Choose a person", required=False)
    interpreter = InterpreterField(
        label="Which interpreter?",
        queryset=Interpreter.objects.none(),
        empty_label="Choose an interpreter",
        required=False,
    )
    interpreter_number = PlainText(
        label="If a service sends them: the interpreter’s own number",
        help_text="It can be written down at the interview.",
        max_length=60,
        required=False,
    )
    adult = AdultField(
        label="Which adult?", queryset=Adult.objects.none(), empty_label="Choose an adult", required=False
    )
    name = PlainText(label="Name and where they are from", max_length=200, required=False)
    capacity = forms.ChoiceField(
        label="As what will they be there?", choices=[("", "As is usual for them"), *AS_WHAT], required=False
    )
    match_explained = PlainText(
        label="If the name is like that of an adult around the child: how do you know that it is somebody else?",
        max_length=500,
        required=False,
    )

    ANSWERED_BY = {"colleague": "person", "interpreter": "interpreter", "adult": "adult", "name": "name"}

    def __init__(self, *args: Any, interview: Interview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Q(agency=interview.case.authority_id) | Q(agency__refers_to=interview.case.authority_id)
        offer(self, "person", User.objects.holding(*WORKING_WITH_CHILDREN).filter(partners))
        self.fields["interpreter"].queryset = Interpreter.objects.in_use()  # type: ignore[attr-defined]
        self.fields["adult"].queryset = Adult.objects.filter(case=interview.case_id)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Of the answers, the one that was asked for; the others are left aside."""
        cleaned = super().clean() or {}
        wanted = self.ANSWERED_BY.get(cleaned.pop("who", ""), "")
        for question in set(self.ANSWERED_BY.values()) - {wanted}:
            cleaned.pop(question, None)
        if wanted and not cleaned.get(wanted) and wanted not in self.errors:
            self.add_error(wanted, forms.ValidationError("Say who it is", code="required"))
        return cleaned


class HoldForm(VerbForm):
    """What was said, and who was there."""

    held_at = MomentField(
        label="When was it held?", not_future=True, error_messages={"required": "Write when it was held"}
    )
    child_seen = forms.BooleanField(label="The child was seen", required=False)
    child_spoken_with = forms.BooleanField(label="The child was spoken with alone", required=False)
    own_words = LongText(
        label="What did the child say, in their own words?",
        help_text="As it was said. The interpreter’s words where there was one.",
        max_length=20_000,
        rows=6,
        required=False,
    )
    account = LongText(label="What else is there to write down?", max_length=20_000, rows=6, required=False)
    wishes = LongText(label="What does the child wish, and feel?", max_length=5_000, rows=3, required=False)
    not_there = forms.MultipleChoiceField(
        label="Was anybody on the list not there?", widget=Checkboxes(), required=False
    )
    adults_there = forms.MultipleChoiceField(
        label="Was any adult around the child there besides?",
        help_text="Write it as it was. Nobody can refuse this record.",
        widget=Checkboxes(),
        required=False,
    )
    interpreter_number = PlainText(
        label="What is the number of the interpreter whom the service sent?",
        help_text="From their badge; or write that they did not show it.",
        max_length=60,
        required=False,
    )

    FOR_THE_CHILD = ("child_seen", "child_spoken_with", "wishes")

    def __init__(self, *args: Any, interview: Interview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attendants = list(interview.attendants.all())
        on_the_list = {attendant.adult_id for attendant in attendants}
        self.adults = {str(a.pk): a for a in adults_around(interview.case) if a.pk not in on_the_list}
        self._choose("not_there", [(str(a.pk), a.name) for a in attendants if a.capacity != Capacity.CHILD])
        self._choose("adults_there", [(key, named(adult)) for key, adult in self.adults.items()])
        if not services_without_number(attendants):
            del self.fields["interpreter_number"]
        if interview.subject == Subject.ADULTS:
            self.fields["own_words"].label = "What did they say, in their own words?"
            for name in self.FOR_THE_CHILD:
                del self.fields[name]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The adults themselves, and the people of the list by id."""
        cleaned = super().clean() or {}
        cleaned["adults_there"] = [self.adults[key] for key in cleaned.get("adults_there", [])]
        cleaned["not_there"] = [UUID(key) for key in cleaned.get("not_there", [])]
        return cleaned


class BecauseForm(VerbForm):
    """Why an interview does not take place."""

    because = LongText(label="Why?", max_length=2_000, rows=4, error_messages={"required": "Say why"})


def ids_in(posted: str) -> list[UUID]:
    """The ids that a button carries, with commas between them; anything else is none."""
    found = []
    for one in posted.split(",")[:MOST_AT_ONCE]:
        try:
            found.append(UUID(one.strip()))
        except ValueError:
            continue
    return found
