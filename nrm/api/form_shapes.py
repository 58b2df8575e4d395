"""What the API takes and gives of an NRM referral: its answers with where they came from, and what the check says."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from nrm import answers as kept
from nrm.form import route
from nrm.form.definition import AT_SEALING, Field, fields
from nrm.forms.form import LONGEST_KEPT, DiscardForm, HandOnForm, SafeguardForm, SealForm
from nrm.models import NrmReferral
from nrm.workflow.referrals import Source, Status
from trafficking_cases.children.api import CaseReferenceSerializer
from trafficking_cases.people.api import PersonSerializer
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import LIKE_A_DAY, Questions, Shape


class NrmLineSerializer(serializers.ModelSerializer):
    """An NRM referral: on which case, where it stands, and whose it is."""

    case = CaseReferenceSerializer()
    author = PersonSerializer()
    handed_to = PersonSerializer(allow_null=True)
    sealed_by = PersonSerializer(allow_null=True)

    class Meta:
        model = NrmReferral
        fields = [
            "id",
            "reference",
            "case",
            "status",
            "author",
            "handed_to",
            "form_version",
            "started_at",
            "saved_at",
            "sealed_at",
            "sealed_by",
        ]


class AnswerSerializer(serializers.Serializer):
    """One answer, with its page and where it came from. `on_route` false: kept aside, and not sent."""

    page = serializers.CharField()
    field = serializers.CharField()
    value = serializers.CharField(allow_null=True, help_text="Null where it is withheld")
    came_from = serializers.ChoiceField(choices=[*Source.choices, ("withheld", "Stands in the sealed copy alone")])
    taken_from = serializers.CharField()
    known_since = serializers.DateTimeField(allow_null=True)
    on_route = serializers.BooleanField()


class NrmReferralSerializer(NrmLineSerializer):
    """The same with its answers in the form's order; where the child is stays withheld."""

    answers = serializers.SerializerMethodField()

    class Meta(NrmLineSerializer.Meta):
        fields = [*NrmLineSerializer.Meta.fields, "answers"]

    @extend_schema_field(AnswerSerializer(many=True))
    def get_answers(self, nrm: NrmReferral) -> list[dict[str, Any]]:
        rows = kept.rows_of(nrm)
        answers = kept.values(rows)
        found = [_told(fields()[name], rows[name], answers) for name in fields() if name in rows and rows[name].value]
        withheld = [] if nrm.status in (Status.DRAFT, Status.DISCARDED) else list(map(_withheld, AT_SEALING))
        return [*found, *withheld]


def _told(field: Field, row: Any, answers: Mapping[str, str]) -> dict[str, Any]:
    return {
        "page": field.page,
        "field": field.name,
        "value": row.value,
        "came_from": row.source,
        "taken_from": row.taken_from,
        "known_since": row.known_since,
        "on_route": route.is_asked(field, answers),
    }


def _withheld(name: str) -> dict[str, Any]:
    return {
        "page": fields()[name].page,
        "field": name,
        "value": None,
        "came_from": "withheld",
        "taken_from": "",
        "known_since": None,
        "on_route": True,
    }


class AgainstAnswerSerializer(serializers.Serializer):
    """What stands against one answer."""

    page = serializers.CharField()
    field = serializers.CharField()
    message = serializers.CharField()


class AgainstSealingSerializer(serializers.Serializer):
    """A rule that stands against sealing."""

    rule = serializers.CharField()
    message = serializers.CharField()


class NrmCheckSerializer(serializers.Serializer):
    """What the check page says. `read` goes with the seal: it says which answers were read."""

    ready = serializers.BooleanField()
    read = serializers.CharField()
    missing = AgainstAnswerSerializer(many=True)
    refused = AgainstAnswerSerializer(many=True)
    warnings = AgainstAnswerSerializer(many=True)
    reasons = AgainstSealingSerializer(many=True)


class SaveAnswers(Shape):
    """Answers by the form's own names, as many as there are. All are kept; the check says what is wrong."""

    def get_fields(self) -> dict[str, serializers.Field]:
        return {name: _described(field) for name, field in fields().items() if field.is_typed}


def _described(field: Field) -> serializers.Field:
    said: dict[str, Any] = {"required": False, "label": field.label, "help_text": _helped(field)}
    if field.kind == "radio":
        return serializers.ChoiceField(choices=field.choices, allow_blank=True, **said)
    if field.kind == "checkbox":
        return serializers.BooleanField(**said)
    if field.kind == "date":
        return serializers.DateField(allow_null=True, error_messages={"invalid": LIKE_A_DAY}, **said)
    return serializers.CharField(max_length=LONGEST_KEPT, allow_blank=True, trim_whitespace=False, **said)


def _helped(field: Field) -> str:
    listed = f"An entry of the list {field.list_name}." if field.list_name else ""
    limit = f"The national form takes {field.max_length:,} characters." if field.max_length else ""
    return " ".join(filter(None, [field.hint, listed, limit]))


def as_typed(taken: Mapping[str, Any]) -> dict[str, str]:
    """Answers as the form keeps them: a tick as true, a day as 2010-05-04."""
    return {
        name: "true" if value is True else "" if value in (False, None) else str(value) for name, value in taken.items()
    }


class StartOn(Shape):
    """The case for whose child the referral is."""

    case = serializers.UUIDField()


class HandOn(Questions):
    """Who is to finish and sign it."""

    asked = (HandOnForm,)


class Seal(Questions):
    """Where the child is now, from the form's lists, and what was read."""

    asked = (SealForm,)


class Safeguard(Questions):
    """How the front door reaches whoever refers."""

    asked = (SafeguardForm,)


class Discard(Questions):
    """Why it is given up."""

    asked = (DiscardForm,)


class AskedOfNrmReferrals(Page):
    """Which referrals: on one case, in one state."""

    case = serializers.UUIDField(required=False)
    status = serializers.ChoiceField(choices=Status.choices, required=False)


def against(name: str, message: str) -> dict[str, str]:
    """What stands against one answer, with the page on which it is asked."""
    return {"page": fields()[name].page, "field": name, "message": message}
