"""What is asked about a placement. What says where a child is, is asked here and kept in the vault. [Rules P1, P5]"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import roles_allowing
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Grant, relations_carrying
from trafficking_cases.people.forms import PersonField, offer
from trafficking_cases.people.models import User, UserQuerySet
from trafficking_cases.placements.workflow import MAIN, Arranged, EndedWhy, Kind, LegalStatus, Unaccompanied
from trafficking_cases.web.date_fields import DateField
from trafficking_cases.web.forms import BoundField, Checkboxes, LongText, PlainText, Radios, Tiles, VerbForm, question
from trafficking_cases.whereabouts.workflow import Field, GrantPurpose, LookPurpose


class PlaceForm(VerbForm):
    """Which kind, under which order, since when; and where, for the vault alone."""

    kind = forms.ChoiceField(
        label="What kind of placement is it?",
        choices=Kind.choices,
        widget=Radios(),
        error_messages={"required": "Choose the kind of placement"},
    )
    arranged = forms.ChoiceField(
        label="How did it come about?",
        choices=Arranged.choices,
        widget=Tiles(),
        error_messages={"required": "Choose how it came about"},
    )
    since = DateField(
        label="Since when is the child there?",
        not_future=True,
        error_messages={"required": "Write the day from which the child is there"},
    )
    placed_under = forms.ChoiceField(
        label="Under what is the child placed?",
        choices=LegalStatus.choices,
        widget=Radios(),
        error_messages={"required": "Choose under what the child is placed"},
    )
    legal_from = DateField(
        label="From which day does that hold?", error_messages={"required": "Write the day from which it holds"}
    )
    legal_until = DateField(label="Until which day?", help_text="Leave it empty if no day is set.", required=False)
    unaccompanied = forms.ChoiceField(
        label="Is the child seeking asylum without a family?",
        choices=Unaccompanied.choices,
        widget=Tiles(),
        error_messages={"required": "Choose yes, no or not known"},
    )
    address = LongText(
        label="Where is it?",
        help_text="The address with postcode, and what somebody who comes there must know.",
        max_length=600,
        rows=4,
        error_messages={"required": "Write where it is"},
    )
    carer = LongText(label="Who looks after the child there?", max_length=300, rows=2, required=False)
    telephone = LongText(
        label="How is the placement rung?",
        help_text="The number, and what to say when somebody answers.",
        max_length=300,
        rows=2,
        required=False,
    )
    school = LongText(label="Which school or college?", max_length=300, rows=2, required=False)
    surgery = LongText(label="Which surgery, dentist or clinic?", max_length=300, rows=2, required=False)
    transport = LongText(label="Who drives the child?", max_length=300, rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        first, last = answers.get("legal_from"), answers.get("legal_until")
        if first and last and last < first:
            self.add_error("legal_until", "Write a day that is not before the one from which it holds")
        return answers

    @property
    def open_questions(self) -> list[BoundField]:
        """What may be known of a placement."""
        return [question(self, name) for name in self.fields if name not in Field.values]

    @property
    def locked_questions(self) -> list[BoundField]:
        """What says where it is."""
        return [question(self, field.value) for field in Field]

    @property
    def answers(self) -> dict[str, Any]:
        """As the verbs take them: what says where, apart from the rest."""
        facts = dict(self.cleaned_data)
        return {"whereabouts": {field: facts.pop(field.value) for field in Field}} | facts


class MoveForm(PlaceForm):
    """The same, of the place to which a child moved."""

    kind = forms.ChoiceField(
        label="What kind of placement is the new one?",
        choices=[(kind.value, kind.label) for kind in MAIN],
        widget=Radios(),
        error_messages={"required": "Choose the kind of placement"},
    )


class EndForm(VerbForm):
    """When it was over, and why."""

    until = DateField(
        label="Until which day was the child there?",
        not_future=True,
        error_messages={"required": "Write the last day"},
    )
    why = forms.ChoiceField(
        label="Why is it over?",
        choices=[(why.value, why.label) for why in EndedWhy if why != EndedWhy.MOVED],
        widget=Radios(),
        error_messages={"required": "Choose why it is over"},
    )


class RevealForm(VerbForm):
    """Why somebody needs it now, in their words, and only what they need."""

    purpose = forms.ChoiceField(
        label="Why do you need it now?",
        choices=LookPurpose.choices,
        widget=Radios(),
        error_messages={"required": "Choose why you need it"},
    )
    words = PlainText(
        label="In your words",
        help_text="One line. Your manager reads it. Do not write the place.",
        max_length=200,
        error_messages={"required": "Write in one line why you need it"},
    )
    fields_wanted = forms.MultipleChoiceField(
        label="Only what you need",
        choices=Field.choices,
        widget=Checkboxes(),
        error_messages={"required": "Choose at least one"},
    )
    password = forms.CharField(
        label="Your password, once more",
        help_text="You signed in some time ago. This shows that it is still you.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
        max_length=128,
        error_messages={"required": "Write your password"},
    )

    def __init__(self, *args: Any, prove: Callable[[str], bool] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prove = prove
        if prove is None:
            del self.fields["password"]

    def clean_password(self) -> str:
        if self.prove and not self.errors and not self.prove(self.cleaned_data["password"]):
            raise ValidationError("That is not the password you sign in with. After ten tries, wait a minute")
        return ""

    @property
    def answers(self) -> dict[str, Any]:
        """As the verb takes them, without the password."""
        asked = self.cleaned_data
        return {"purpose": asked["purpose"], "words": asked["words"], "fields": asked["fields_wanted"]}


class GiveForm(VerbForm):
    """Whom, what for, why and until when."""

    to = PersonField(
        label="Who needs to know where the child is?",
        queryset=User.objects.none(),
        empty_label="Choose one person",
        help_text="Those who are on this case and know that the child is placed.",
        error_messages={"required": "Choose one person"},
    )
    purpose = forms.ChoiceField(
        label="What for?",
        choices=GrantPurpose.choices,
        widget=Radios(),
        error_messages={"required": "Choose what for"},
    )
    reason = PlainText(
        label="Why do they need it?",
        help_text="One line, without the place. Whoever holds the case reads it.",
        max_length=200,
        error_messages={"required": "Write why they need it"},
    )
    until = DateField(
        label="Until which day?",
        help_text="It ends by itself at the end of that day, and at once when the child moves.",
        error_messages={"required": "Write the last day"},
    )

    def __init__(self, *args: Any, people: UserQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", people)

    def clean_until(self) -> datetime:
        """The end of that day, as clocks here show it."""
        next_day = self.cleaned_data["until"] + timedelta(days=1)
        return timezone.make_aware(datetime.combine(next_day, time.min)) - timedelta(seconds=1)


def who_may_be_let_in(case: Case, by: User) -> UserQuerySet:
    """Those on a case who may know that the child is placed, less whoever asks and those who hold the case anyway."""
    live = Grant.objects.live(timezone.now()).filter(
        case=case, relation__in=relations_carrying(Permission.REVEAL_WHEREABOUTS)
    )
    related = Q(pk__in=live.exclude(user=None).values("user"))
    related |= Q(team__in=live.exclude(team=None).values("team"))
    related |= Q(agency__in=live.exclude(agency=None).values("agency"))
    holding = case.allocations.filter(ended_at=None)
    able = User.objects.holding(*roles_allowing(Permission.REVEAL_WHEREABOUTS)).filter(related).exclude(pk=by.pk)
    return able.exclude(pk__in=holding.values("worker")).exclude(pk__in=holding.values("manager"))
