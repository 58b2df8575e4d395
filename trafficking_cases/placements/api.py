"""Placements by API: that a child is placed; and where, to a person in a browser's session and never to a key. [P1]"""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.reverse import reverse

from trafficking_cases.access.api import Lists, Opens, Resource, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.api import CaseReferenceSerializer
from trafficking_cases.children.models import Case
from trafficking_cases.people import proof
from trafficking_cases.people.api import PersonSerializer
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.placements import actions
from trafficking_cases.placements.forms import EndForm, MoveForm, PlaceForm, RevealForm
from trafficking_cases.placements.models import Placement
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import Questions
from trafficking_cases.whereabouts.workflow import Field

ASK_AGAIN = "You signed in some time ago. Sign in again, or open it on its page, which asks for your password."


class PlacementSerializer(serializers.ModelSerializer):
    """That a child is placed: kind, legal status and dates, and nothing of where. [Rules P1, P5]"""

    case = CaseReferenceSerializer()
    recorded_by = PersonSerializer()

    class Meta:
        model = Placement
        fields = [
            "id",
            "case",
            "kind",
            "is_main",
            "arranged",
            "placed_under",
            "legal_from",
            "legal_until",
            "unaccompanied",
            "since",
            "until",
            "ended_why",
            "recorded_at",
            "recorded_by",
        ]


class RevealedSerializer(serializers.Serializer):
    """What was asked for, and nothing else."""

    address = serializers.CharField(required=False)
    carer = serializers.CharField(required=False)
    telephone = serializers.CharField(required=False)
    school = serializers.CharField(required=False)
    surgery = serializers.CharField(required=False)
    transport = serializers.CharField(required=False)


class PlaceQuestions(Questions):
    """Which kind, under which order, since when; and where, for the vault alone."""

    asked = (PlaceForm,)


class MoveQuestions(Questions):
    """The same, of the place to which a child moved."""

    asked = (MoveForm,)


class EndQuestions(Questions):
    """When it was over, and why."""

    asked = (EndForm,)


class RevealQuestions(Questions):
    """Why it is needed now, in words, and only what is needed."""

    asked = (RevealForm,)

    def form_fields(self) -> dict[str, Any]:
        return {name: field for name, field in super().form_fields().items() if name != "password"}


def facts_of(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers as the verbs take them: what says where, apart from the rest."""
    return {"whereabouts": {field: answers.pop(field.value, "") for field in Field}} | answers


class AskedOfPlacements(Page):
    """Which placements: of one case."""

    case = serializers.UUIDField(required=False)


class CasePlacements(Resource):
    """The placement of one case."""

    declared_permissions = {"place": Permission.RECORD_PLACEMENT}
    serializer_class = PlacementSerializer

    def rows(self) -> Any:
        return Case.objects.visible_to(self.request.user)

    @extend_schema(request=PlaceQuestions, responses={201: PlacementSerializer})
    @action(detail=True, methods=["post"], url_path="placements", pagination_class=None)
    def place(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record that a child is placed; where goes to the vault. [Rules P1, P5]"""
        placement = actions.place(self.guarded(), by=request.user, **facts_of(self.answers(PlaceQuestions)))
        response = Response(PlacementSerializer(placement).data, status=status.HTTP_201_CREATED)
        response["Location"] = reverse("api:placements-detail", args=[placement.pk], request=request)
        return response


class Placements(Lists, Opens):
    """The placements of the children of whom you may know that they are placed. [Rules P1, P5]"""

    declared_permissions = {
        "list": Permission.READ_PLACEMENT,
        "retrieve": Permission.READ_PLACEMENT,
        "move": Permission.RECORD_PLACEMENT,
        "end": Permission.RECORD_PLACEMENT,
        "reveal_whereabouts": Permission.REVEAL_WHEREABOUTS,
    }
    asks = {"list": AskedOfPlacements}
    in_person = frozenset({"reveal_whereabouts"})
    serializer_class = PlacementSerializer

    def rows(self) -> Any:
        return Placement.objects.visible_to(self.request.user).select_related("case", "recorded_by")

    @verb(takes=MoveQuestions, gives=PlacementSerializer)
    def move(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record that the child moved; answers with the new placement. [Rules P1, P5]"""
        return self.shown(actions.move(self.guarded(), by=request.user, **facts_of(self.answers(MoveQuestions))))

    @verb(takes=EndQuestions, gives=PlacementSerializer)
    def end(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record that the child is there no longer. [Rules P1, P5]"""
        actions.end(self.guarded(), by=request.user, **self.answers(EndQuestions))
        return self.shown(cast(Placement, self.rows().get(pk=pk)))

    @verb(path="reveal-whereabouts", takes=RevealQuestions, gives=RevealedSerializer)
    def reveal_whereabouts(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Open where the child is, with the reason on record first. A key cannot; a session has to be fresh. [P1]"""
        placement = self.guarded()
        if not proof.is_recent(cast(HttpRequest, request)):
            raise exceptions.PermissionDenied(ASK_AGAIN)
        asked = self.answers(RevealQuestions)
        fields = asked.pop("fields_wanted")
        shown = actions.reveal(placement, by=request.user, fields=fields, **asked)
        return Response({field.value: value for field, value in shown.items()})
