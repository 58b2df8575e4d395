"""Strategy discussions by API: the same verbs as the pages, under the same rules. [Rule S1; procedure 4.5]"""

from typing import Any, cast
from uuid import UUID

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.reverse import reverse

from assessments.actions import strategy
from assessments.api.attendance import (
    Ask,
    Mark,
    MeetingSerializer,
    Undertake,
    asked_into,
    marked_at,
    undertaken_at,
)
from assessments.api.breaches import BreachSerializer, RecordMeetingBreach, breach_at
from assessments.forms.strategy import CallOffForm, ConveneForm, HoldForm, SignRecordForm
from assessments.models import StrategyDiscussion
from assessments.policies.strategy import token
from trafficking_cases.access.api import Lists, Opens, verb
from trafficking_cases.access.guards import Entered, guard
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.api import CaseReferenceSerializer
from trafficking_cases.children.models import Case
from trafficking_cases.meetings.models import Action, Attendance
from trafficking_cases.people.api import PersonSerializer
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import Questions


class StrategyLineSerializer(serializers.ModelSerializer):
    """A strategy discussion: which of its case, when, and what it decided."""

    case = CaseReferenceSerializer()
    planned_for = serializers.DateTimeField(source="meeting.planned_for")
    held_at = serializers.DateTimeField(source="meeting.held_at", allow_null=True)

    class Meta:
        model = StrategyDiscussion
        fields = ["id", "case", "number", "status", "planned_for", "held_at", "enquiry", "decided_at", "signed_at"]


class StrategySerializer(StrategyLineSerializer):
    """The same, whole: who was asked and came, what was known and decided, and what is to be done."""

    meeting = MeetingSerializer()
    lead = PersonSerializer(allow_null=True)
    signed_by = PersonSerializer(allow_null=True)
    read = serializers.SerializerMethodField(help_text="Which version this is: send it with the signature")

    class Meta(StrategyLineSerializer.Meta):
        fields = [
            *StrategyLineSerializer.Meta.fields,
            "meeting",
            "information",
            "reasons",
            "lead",
            "interview_child",
            "interview_adults",
            "interviews",
            "interpreter",
            "immediate_safety",
            "family_told",
            "without_health",
            "called_off_because",
            "signed_by",
            "circulated_at",
            "read",
        ]

    def get_read(self, discussion: StrategyDiscussion) -> str:
        return token(discussion)


class Convene(Questions):
    """On which case; when, how, who leads it, and who comes for health."""

    asked = (ConveneForm,)
    case = serializers.UUIDField(help_text="The case that it is about")


class Hold(Questions):
    """What was known, what was decided and why, and who is interviewed."""

    asked = (HoldForm,)


class SignRecord(Questions):
    """The version that was read."""

    asked = (SignRecordForm,)


class CallOff(Questions):
    """Why it does not take place."""

    asked = (CallOffForm,)


class AskedOfStrategyDiscussions(Page):
    """Which strategy discussions: on one case."""

    case = serializers.UUIDField(required=False)


class StrategyDiscussions(Lists, Opens):
    """Strategy discussions on your cases, and those to which you are asked. [Rule S1]"""

    declared_permissions = {
        "list": Permission.READ_ENQUIRY,
        "retrieve": Permission.READ_ENQUIRY,
        **dict.fromkeys(["create", "ask", "mark", "undertake", "hold", "sign", "call_off"], Permission.HOLD_STRATEGY),
        "record_breach": Permission.PLAN_INTERVIEW,
    }
    asks = {"list": AskedOfStrategyDiscussions}
    line_class = StrategyLineSerializer
    serializer_class = StrategySerializer

    def rows(self) -> Any:
        return StrategyDiscussion.objects.visible_to(self.request.user).with_people()

    def records(self) -> Any:
        people = Prefetch("meeting__attendances", queryset=Attendance.objects.select_related("person", "agency"))
        actions = Prefetch("meeting__actions", queryset=Action.objects.select_related("owner", "ended_by"))
        return self.rows().prefetch_related(people, actions)

    @extend_schema(request=Convene, responses={201: StrategySerializer})
    def create(self, request: SignedInAPIRequest) -> Response:
        """Convene a strategy discussion on a case: whoever holds it and the Police are asked with it. [Rule S1]"""
        named = _CaseNamed(data={"case": request.data.get("case") if isinstance(request.data, dict) else None})
        named.is_valid(raise_exception=True)
        cases = Case.objects.visible_to(request.user).select_related("authority")
        case = guard(cast(Entered, request), cases, named.validated_data["case"])
        discussion = strategy.convene(case, by=request.user, **self.answers(Convene, case=case))
        response = self.whole(discussion.pk, status=status.HTTP_201_CREATED)
        response["Location"] = reverse("api:strategy-discussions-detail", args=[discussion.pk], request=request)
        return response

    @verb(takes=Ask, gives=StrategySerializer)
    def ask(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Ask somebody else to it. A purported parent, sponsor or carer cannot be. [Rules S1, M5]"""
        asked_into(self.guarded().meeting, self)
        return self.whole(pk)

    @verb(takes=Mark, gives=StrategySerializer)
    def mark(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record whether somebody came, and who came for a unit. [Rule S1]"""
        marked_at(self.guarded().meeting, self)
        return self.whole(pk)

    @verb(takes=Undertake, gives=StrategySerializer)
    def undertake(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record what one person undertook, and by which day. [Rule S1]"""
        undertaken_at(self.guarded().meeting, self)
        return self.whole(pk)

    @verb(path="record-breach", takes=RecordMeetingBreach, gives=BreachSerializer)
    def record_breach(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Write down that somebody was there who may not be at meetings about the child. [Rule M5]"""
        return breach_at(self.guarded().meeting, self)

    @verb(takes=Hold, gives=StrategySerializer)
    def hold(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record what was known and decided; until it is signed, also to put it right. [Rule S1]"""
        discussion = self.guarded()
        strategy.hold(discussion, by=request.user, **self.answers(Hold, case=discussion.case))
        return self.whole(pk)

    @verb(takes=SignRecord, gives=StrategySerializer)
    def sign(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Sign the record that you have read. It is locked, and goes to everybody who took part. [Rule S1]"""
        strategy.sign(self.guarded(), by=request.user, **self.answers(SignRecord))
        return self.whole(pk)

    @verb(path="call-off", takes=CallOff, gives=StrategySerializer)
    def call_off(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Call it off, and why. The time limit for a strategy discussion runs on. [Rule S1]"""
        strategy.call_off(self.guarded(), by=request.user, **self.answers(CallOff))
        return self.whole(pk)

    def whole(self, pk: UUID, status: int = 200) -> Response:
        """A strategy discussion as it stands after a verb."""
        return self.shown(self.records().get(pk=pk), status=status)


class _CaseNamed(serializers.Serializer):
    """Only the case, which has to be known before its questions can be asked."""

    case = serializers.UUIDField()
