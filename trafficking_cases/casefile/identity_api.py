"""Who a child is said to be by API: the same verbs as the pages, under the same rules. [Rules C1, C2]"""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import Prefetch
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.reverse import reverse

from trafficking_cases.access.api import Lists, Opens, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile.identity_check_forms import CheckForm, DisputeForm, SetAsideForm
from trafficking_cases.casefile.identity_forms import FORMS, AgeDecisionForm, FindForm
from trafficking_cases.children import finding, identity
from trafficking_cases.children.ages import standing
from trafficking_cases.children.api import CaseReferenceSerializer, Children, ChildSerializer
from trafficking_cases.children.models import AgeDecision, Child, Claim, StandingOfClaim
from trafficking_cases.children.workflow.claims import Kind
from trafficking_cases.people.api import NamedAgencySerializer
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import Nothing, Questions


class StandingOfClaimSerializer(serializers.ModelSerializer):
    """How a claim stood from a moment on, which agency said so, and why."""

    agency = NamedAgencySerializer(
        allow_null=True, source="by.agency", default=None, help_text="Nobody where it was taken over from a referral"
    )

    class Meta:
        model = StandingOfClaim
        fields = ["status", "is_working", "is_disputed", "reason", "at", "agency"]


class ClaimLineSerializer(serializers.ModelSerializer):
    """One thing said of who a child is: by whom, when, and how well it is known. [Rule C2]"""

    class Meta:
        model = Claim
        fields = [
            "id",
            "child",
            "kind",
            "name_kind",
            "value",
            "native",
            "accuracy",
            "born_from",
            "born_until",
            "source",
            "said_on",
            "status",
            "is_working",
            "is_disputed",
            "added_at",
        ]


class ClaimSerializer(ClaimLineSerializer):
    """The same, whole: when it was checked, why it is not relied on, and how it stood before."""

    standings = StandingOfClaimSerializer(many=True)

    class Meta(ClaimLineSerializer.Meta):
        fields = [*ClaimLineSerializer.Meta.fields, "checked_at", "because", "standings"]


class AgeDecisionSerializer(serializers.ModelSerializer):
    """What was decided on a child's age, by whom, on which basis. [Rule C1]"""

    class Meta:
        model = AgeDecision
        fields = ["id", "child", "outcome", "born_on", "basis", "decided_by", "decided_on", "reasons", "recorded_at"]


class AgeSerializer(serializers.Serializer):
    """How a child is treated today, and why. [Rule C1]"""

    rule = serializers.CharField(default="C1", help_text="The rule that says so")
    is_child = serializers.BooleanField()
    words = serializers.CharField()
    why = serializers.CharField()


class WholeChildSerializer(ChildSerializer):
    """What is known of a child: the identity that is worked with, every claim, and how the age is treated."""

    age = serializers.SerializerMethodField()
    claims = ClaimLineSerializer(many=True)
    age_decisions = AgeDecisionSerializer(many=True)

    class Meta(ChildSerializer.Meta):
        fields = [*ChildSerializer.Meta.fields, "turns_18_on", "age", "claims", "age_decisions"]

    @extend_schema_field(AgeSerializer)
    def get_age(self, child: Child) -> Mapping[str, Any]:
        """As every page says it."""
        return cast(Mapping[str, Any], AgeSerializer(standing(child, timezone.localdate())).data)


class FoundChildSerializer(serializers.Serializer):
    """A case, and the claims by which its child was found; none where it was the case's own reference."""

    case = CaseReferenceSerializer()
    child = serializers.UUIDField(source="case.child_id")
    claims = ClaimLineSerializer(many=True)


class AddClaim(Questions):
    """What is said of who a child is. Which answers are needed depends on `kind`, as on the pages."""

    asked = tuple(FORMS.values())
    kind = serializers.ChoiceField(choices=Kind.choices)

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        for name in fields.keys() - {"kind", "source", "said_on"}:
            fields[name].required = False
        fields["value"] = serializers.CharField(
            max_length=200, required=False, help_text="The words of everything but a date of birth"
        )
        return fields

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        kind = data.get("kind") if isinstance(data, Mapping) else None
        if not isinstance(data, Mapping):
            return super().to_internal_value(data)
        if not isinstance(kind, str) or kind not in Kind.values:
            raise serializers.ValidationError({"kind": [f"Choose one of {', '.join(Kind.values)}"]})
        asked = OF_KIND[Kind(kind)](context=self.context)
        rest = {name: value for name, value in data.items() if name != "kind"}
        return {"kind": Kind(kind), **asked.to_internal_value(rest)}


def _asking(form: type[forms.Form]) -> type[Questions]:
    return type(f"Add{form.__name__}", (Questions,), {"asked": (form,), "__doc__": form.__doc__})


OF_KIND = {kind: _asking(form) for kind, form in FORMS.items()}


class Check(Questions):
    """How well a claim is known now, and why."""

    asked = (CheckForm,)


class SetAside(Questions):
    """Why a claim is not worked with any more, though nobody says that it is false."""

    asked = (SetAsideForm,)


class Dispute(Questions):
    """Who disputes a date of birth or an age, and why."""

    asked = (DisputeForm,)


class DecideAge(Questions):
    """What was decided on a child's age."""

    asked = (AgeDecisionForm,)


class Find(Questions):
    """A name in any order and any letters, a number, or the reference of a case."""

    asked = (FindForm,)


class ChildrenByName(Children):
    """The children of the cases that you may see, with every claim of who they are. [Rules C1, C2]"""

    declared_permissions = {
        **Children.declared_permissions,
        "add_claim": Permission.RECORD_IDENTITY,
        "record_age_decision": Permission.RECORD_IDENTITY,
        "find": Permission.READ_CASE,
    }
    serializer_class = WholeChildSerializer

    def records(self) -> Any:
        return self.rows().prefetch_related("claims", "age_decisions")

    @extend_schema(request=AddClaim, responses={201: ClaimSerializer})
    @action(detail=True, methods=["post"], url_path="add-claim", pagination_class=None)
    def add_claim(self, request: SignedInAPIRequest, pk: Any) -> Response:
        """Record something said of who a child is. It is a claim until it is checked, and nothing waits for it.

        [Rules C2, C4]
        """
        child = self.guarded()
        claim = identity.add_claim(child, by=request.user, **self.answers(AddClaim))
        response = Response(ClaimSerializer(claim).data, status=status.HTTP_201_CREATED)
        response["Location"] = reverse("api:claims-detail", args=[claim.pk], request=request)
        return response

    @extend_schema(request=DecideAge, responses={201: AgeDecisionSerializer})
    @action(detail=True, methods=["post"], url_path="record-age-decision", pagination_class=None)
    def record_age_decision(self, request: SignedInAPIRequest, pk: Any) -> Response:
        """Record what was decided on a child's age. The case stays open, whatever the age. [Rule C1]"""
        child = self.guarded()
        decision = identity.record_age_decision(child, by=request.user, **self.answers(DecideAge))
        return Response(AgeDecisionSerializer(decision).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=Find, responses=FoundChildSerializer(many=True))
    @action(detail=False, methods=["post"], pagination_class=None)
    def find(self, request: SignedInAPIRequest) -> Response:
        """Find children by any name or number, of the cases that you may see. Sent, so that no address holds a name."""
        found = finding.find(self.answers(Find)["words"], by=request.user)
        return Response(FoundChildSerializer(found, many=True).data)


class AskedOfClaims(Page):
    """Which claims: about one child."""

    child = serializers.UUIDField(required=False)


class Claims(Lists, Opens):
    """What is said of who the children are whose cases you may see. [Rule C2]"""

    declared_permissions = {
        "list": Permission.READ_CASE,
        "retrieve": Permission.READ_CASE,
        "check": Permission.RECORD_IDENTITY,
        "work_with": Permission.RECORD_IDENTITY,
        "set_aside": Permission.RECORD_IDENTITY,
        "dispute": Permission.RECORD_IDENTITY,
    }
    asks = {"list": AskedOfClaims}
    line_class = ClaimLineSerializer
    serializer_class = ClaimSerializer

    def rows(self) -> Any:
        return Claim.objects.visible_to(self.request.user).select_related("child").order_by("-added_at", "id")

    def records(self) -> Any:
        history = Prefetch("standings", queryset=StandingOfClaim.objects.select_related("by__agency"))
        return self.rows().prefetch_related(history)

    @verb(takes=Check, gives=ClaimSerializer)
    def check(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Say that a claim is verified, believed false or proved false. [Rule C2]"""
        identity.check_claim(self.guarded(), by=request.user, **self.answers(Check))
        return self.shown(self.records().get(pk=pk))

    @verb(gives=ClaimSerializer, path="work-with")
    def work_with(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Make a claim the one that is worked with. [Rule C2]"""
        claim = self.guarded()
        self.answers(Nothing)
        identity.work_with(claim, by=request.user)
        return self.shown(self.records().get(pk=pk))

    @verb(takes=SetAside, gives=ClaimSerializer, path="set-aside")
    def set_aside(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """No longer work with a nationality, a language or a number, without saying that it is false. [Rule C2]"""
        identity.set_aside(self.guarded(), by=request.user, **self.answers(SetAside))
        return self.shown(self.records().get(pk=pk))

    @verb(takes=Dispute, gives=ClaimSerializer)
    def dispute(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record that somebody disputes a date of birth or an age: until it is decided it is a child's. [Rule C1]"""
        identity.dispute(self.guarded(), by=request.user, **self.answers(Dispute))
        return self.shown(self.records().get(pk=pk))
