"""NRM referrals by API: written, checked, handed on and sealed under the same rules as on the pages.

The sealed copy itself is no part of it: it says where the child is, and answers a person who has signed in.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from nrm import answers as kept
from nrm.actions import drafts, sealing
from nrm.api.decisions import DecisionVerbs
from nrm.api.form_described import FormSerializer, as_described
from nrm.api.reviews import ReviewVerbs
from nrm.api.sending import SendingVerbs
from nrm.form import route
from nrm.form.definition import AT_SEALING, Field, fields
from nrm.forms.form import LONGEST_KEPT, DiscardForm, HandOnForm, SafeguardForm, SealForm
from nrm.models import NrmReferral
from nrm.people import first_responders_on
from nrm.workflow.referrals import Source, Status
from trafficking_cases.access.api import Lists, Opens, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.api import CaseReferenceSerializer
from trafficking_cases.children.models import Case
from trafficking_cases.people.api import PersonSerializer
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import LIKE_A_DAY, Nothing, Questions, Shape


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


class CheckSerializer(serializers.Serializer):
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


class NrmReferrals(SendingVerbs, ReviewVerbs, DecisionVerbs, Lists, Opens):
    """NRM referrals that you write, or that stand on cases whose NRM referrals you may read. [Rules N5, N7]"""

    declared_permissions = {
        **dict.fromkeys(["list", "retrieve"], Permission.READ_NRM),
        **dict.fromkeys(
            ["create", "form", "save_answers", "check", "hand_on", "safeguard", "discard"], Permission.DRAFT_NRM
        ),
        "seal": Permission.SIGN_NRM,
        **SendingVerbs.may_send,
        **ReviewVerbs.may_review,
        **DecisionVerbs.may_record_decisions,
    }
    asks = {"list": AskedOfNrmReferrals}
    line_class = NrmLineSerializer
    serializer_class = NrmReferralSerializer

    def rows(self) -> Any:
        return NrmReferral.objects.visible_to(self.request.user).with_people()

    def records(self) -> Any:
        return self.rows().prefetch_related("answers")

    @extend_schema(request=StartOn, responses={201: NrmReferralSerializer})
    def create(self, request: SignedInAPIRequest) -> Response:
        """Begin a referral, with every answer that the case has. [Rules N5, N7]"""
        case = get_object_or_404(Case.objects.visible_to(request.user), pk=self.answers(StartOn)["case"])
        nrm = drafts.start(case, by=request.user)
        response = self.shown(self.records().get(pk=nrm.pk), status=201)
        response["Location"] = request.build_absolute_uri(f"{nrm.pk}/")
        return response

    @extend_schema(responses={200: FormSerializer})
    @action(detail=False, methods=["get"], pagination_class=None)
    def form(self, request: SignedInAPIRequest) -> Response:
        """The form's child path: pages, questions, options, limits and branches, and the long lists. [Rule N7]"""
        return Response(as_described())

    @verb(path="save-answers", takes=SaveAnswers, gives=NrmReferralSerializer)
    def save_answers(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Keep answers, possible or not; those that are not named stay. [Rule N7]"""
        drafts.save_answers(self.guarded(), typed=as_typed(self.answers(SaveAnswers)), by=request.user)
        return self.whole(pk)

    @verb(gives=CheckSerializer)
    def check(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """What is missing, what the national form would refuse or change, and what stands against sealing."""
        nrm = self.guarded()
        self.answers(Nothing)
        given = kept.answers_of(nrm)
        found = kept.checked(given)
        reasons = sealing.why_not_now(nrm, given, by=request.user, now=timezone.now())
        warnings = [(name, said) for name, each in found.warnings.items() for said in each]
        told = {
            "ready": not reasons,
            "read": kept.as_read(given),
            "missing": [_problem(name, said) for name, said in found.missing.items()],
            "refused": [_problem(name, said) for name, said in found.refused.items()],
            "warnings": [_problem(name, said) for name, said in warnings],
            "reasons": [{"rule": reason.rule, "message": reason.message} for reason in reasons],
        }
        return Response(told)

    @verb(path="hand-on", takes=HandOn, gives=NrmReferralSerializer)
    def hand_on(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Give a draft to a first responder who finishes and signs it. [Rule N5]"""
        nrm = self.guarded()
        people = first_responders_on(nrm.case).exclude(pk=request.user.pk)
        drafts.hand_on(nrm, by=request.user, **self.answers(HandOn, people=people))
        return self.whole(pk)

    @verb(takes=Safeguard, gives=NrmReferralSerializer)
    def safeguard(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Start the safeguarding referral from the same answers. [Rule N6]"""
        sealing.start_safeguarding_referral(self.guarded(), by=request.user, **self.answers(Safeguard))
        return self.whole(pk)

    @verb(takes=Seal, gives=NrmReferralSerializer)
    def seal(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Sign and seal. The Home Office has it only once it was keyed in and that was recorded. [Rules N5, N6, N7]"""
        sealing.seal(self.guarded(), by=request.user, **self.answers(Seal))
        return self.whole(pk)

    @verb(takes=Discard, gives=NrmReferralSerializer)
    def discard(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Give up a referral that the Home Office does not have. [Rule N7]"""
        drafts.discard(self.guarded(), by=request.user, **self.answers(Discard))
        return self.whole(pk)

    def whole(self, pk: UUID) -> Response:
        """A referral as it stands after a verb."""
        return self.shown(self.records().get(pk=pk))


def _problem(name: str, message: str) -> dict[str, str]:
    return {"page": fields()[name].page, "field": name, "message": message}
