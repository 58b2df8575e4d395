"""A referral as the API takes and shows it. The questions and their limits are those of the pages."""

from collections.abc import Mapping
from typing import Any

from django import forms
from rest_framework import serializers

from referrals.catalogue import indicators
from referrals.forms import ConsultationForm, DecisionForm, SendBackForm, SignForm, SignsForm
from referrals.models import Consultation, Decision, Referral
from referrals.steps import STEPS, gathered
from referrals.workflow import Seen, Status, Urgency
from trafficking_cases.children.api import CaseReferenceSerializer
from trafficking_cases.children.catalogue import Certainty, exploitation_types
from trafficking_cases.children.models import Child
from trafficking_cases.people.api import NamedAgencySerializer, PersonSerializer
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import Questions, said_safely

# How answers that the page asks a line each stand here: an object, from the code to the answer.
CODED = {"signs": ("sign_", indicators), "exploitation": ("exploitation_", exploitation_types)}


class Receive(Questions):
    """A concern. Three answers are needed: how urgent it is, what is worrying, and how to reach you. [Rule R1]"""

    asked = tuple(step.form for step in STEPS)
    signs = serializers.DictField(
        child=serializers.ChoiceField(choices=Seen.choices),
        required=False,
        help_text=f"What you say of the signs, by code: {', '.join(indicators())}",
    )
    exploitation = serializers.DictField(
        child=serializers.ChoiceField(choices=Certainty.choices),
        required=False,
        help_text=f"What it may be, by code: {', '.join(exploitation_types())}",
    )

    def form_fields(self) -> dict[str, forms.Field]:
        return super().form_fields() | {"something_else": SignsForm().fields["something_else"]}

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        return dict(gathered(super().to_internal_value(data)))

    def posted_besides(self, data: Mapping[str, Any], errors: dict[str, list[str]]) -> dict[str, str]:
        posted = {}
        for name, (prefix, known) in CODED.items():
            sent = data.get(name) or {}
            if not isinstance(sent, Mapping):
                errors[name] = ["Send one JSON object, from the code to the answer."]
                continue
            for code, answer in sent.items():
                if code not in known() or not isinstance(answer, str):
                    errors[f"{name}.{said_safely(code)}"] = ["Choose one of the codes, and one of its answers."]
                else:
                    posted[f"{prefix}{code}"] = answer
        return posted

    def name_of(self, field: str) -> str:
        for name, (prefix, _) in CODED.items():
            if field.startswith(prefix):
                return f"{name}.{field.removeprefix(prefix)}"
        return field


class Consult(Questions):
    """A conversation before the decision: with whom, when, and what was said. [Rule R3]"""

    asked = (ConsultationForm,)


class Propose(Questions):
    """What happens next and why. [Rule R3]"""

    asked = (DecisionForm,)


class Sign(Questions):
    """The signature, under the decision that was read; and who takes the case, where one opens. [Rule R3]"""

    asked = (SignForm,)
    read = serializers.UUIDField(help_text="The id of the decision that you have read")


class SendBack(Questions):
    """What is missing before the decision can be signed. [Rule R3]"""

    asked = (SendBackForm,)


class AskedOfReferrals(Page):
    """Which referrals: in which state, how urgent, on which case, and whether somebody has taken them on."""

    status = serializers.ChoiceField(choices=Status.choices, required=False)
    urgency = serializers.ChoiceField(choices=Urgency.choices, required=False)
    case = serializers.UUIDField(required=False)
    unclaimed = serializers.BooleanField(source="claimed_by__isnull", required=False)


class ReferralLineSerializer(serializers.ModelSerializer):
    """A referral in a list: where it stands, and nothing of what it says."""

    agency = NamedAgencySerializer()
    authority = NamedAgencySerializer()
    claimed_by = PersonSerializer(allow_null=True)
    case = CaseReferenceSerializer(allow_null=True)

    class Meta:
        model = Referral
        fields = [
            "id",
            "reference",
            "status",
            "urgency",
            "received_at",
            "agency",
            "authority",
            "claimed_at",
            "claimed_by",
            "decided_at",
            "case",
        ]


class ChildAsReferredSerializer(serializers.ModelSerializer):
    """The child, as far as somebody knows."""

    class Meta:
        model = Child
        fields = [
            "id",
            "known_as",
            "also_called",
            "description",
            "sex",
            "birth_date_is",
            "born_on",
            "born_from",
            "born_until",
            "about_age",
            "nationality",
            "language",
        ]


class ConsultationSerializer(serializers.ModelSerializer):
    """What was said before the decision."""

    by = PersonSerializer()

    class Meta:
        model = Consultation
        fields = ["id", "spoken_with", "person", "at", "said", "by", "recorded_at"]


class DecisionSerializer(serializers.ModelSerializer):
    """What was decided: waiting for a signature, signed, or sent back."""

    proposed_by = PersonSerializer()
    signed_by = PersonSerializer(allow_null=True)
    sent_back_by = PersonSerializer(allow_null=True)

    class Meta:
        model = Decision
        fields = [
            "id",
            "outcome",
            "reasons",
            "without_police",
            "without_referrer",
            "for_referrer",
            "rules_version",
            "proposed_at",
            "proposed_by",
            "signed_at",
            "signed_by",
            "sent_back_at",
            "sent_back_by",
            "sent_back_because",
        ]


class ReferralSerializer(ReferralLineSerializer):
    """A referral, whole. What was said about it and what was decided are for those who work on it."""

    made_by = PersonSerializer()
    child = ChildAsReferredSerializer()
    signs = serializers.SerializerMethodField()
    exploitation = serializers.SerializerMethodField()
    consultations = ConsultationSerializer(many=True, allow_null=True, source="open_consultations")
    decisions = DecisionSerializer(many=True, allow_null=True, source="open_decisions")

    class Meta:
        model = Referral
        fields = [
            *ReferralLineSerializer.Meta.fields,
            "made_by",
            "concern",
            "happened_on",
            "where_seen",
            "reach_referrer",
            "family_contact",
            "do_not_contact",
            "reach_child",
            "adults",
            "something_else",
            "signs",
            "exploitation",
            "child",
            "consultations",
            "decisions",
        ]

    def get_signs(self, referral: Referral) -> dict[str, str]:
        return {sign.code: sign.seen for sign in referral.signs.all()}

    def get_exploitation(self, referral: Referral) -> dict[str, str]:
        return {form.code: form.certainty for form in referral.exploitation.all()}
