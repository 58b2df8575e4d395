"""Interviews by API: the same verbs as the pages, under the same rules. [Rules S2, S3, A1]"""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.reverse import reverse

from assessments.actions import breaches, interviews, lists
from assessments.api.breaches import BreachSerializer, RecordBreach
from assessments.forms.interviews import BecauseForm, HoldForm, PersonOnListForm, StartForm
from assessments.models import Attendant, Interview
from trafficking_cases.access.api import Lists, Opens, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.api import CaseReferenceSerializer
from trafficking_cases.children.models import Case
from trafficking_cases.people.api import PersonSerializer
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import Questions, Shape


class AttendantSerializer(serializers.ModelSerializer):
    """Somebody on the list of an interview, and as what."""

    person = PersonSerializer(allow_null=True)

    class Meta:
        model = Attendant
        fields = [
            "id",
            "capacity",
            "name",
            "person",
            "adult",
            "interpreter",
            "interpreter_number",
            "match_explained",
            "was_there",
        ]


class InterviewLineSerializer(serializers.ModelSerializer):
    """An interview: with the child alone or with adults, where it stands, and whether its account is in doubt."""

    case = CaseReferenceSerializer()
    lead = PersonSerializer()

    class Meta:
        model = Interview
        fields = [
            "id",
            "case",
            "subject",
            "purpose",
            "status",
            "planned_for",
            "language",
            "lead",
            "held_at",
            "contaminated_at",
        ]


class InterviewSerializer(InterviewLineSerializer):
    """The same, whole: who is on the list, what was said, and what happened that should not have."""

    attendants = AttendantSerializer(many=True)
    breaches = BreachSerializer(many=True)

    class Meta(InterviewLineSerializer.Meta):
        fields = [
            *InterviewLineSerializer.Meta.fields,
            "kind_of_place",
            "how",
            "attendants",
            "own_words",
            "account",
            "wishes",
            "child_seen",
            "child_spoken_with",
            "called_off_because",
            "set_back_because",
            "breaches",
        ]


class StartInterview(Questions):
    """On which case, with whom, when and in which language."""

    asked = (StartForm,)

    def get_fields(self) -> dict[str, serializers.Field]:
        return {"case": serializers.UUIDField(label="The case, by its id")} | super().get_fields()


class AddPerson(Questions):
    """Who else will be in the room."""

    asked = (PersonOnListForm,)


class TakeOff(Shape):
    """Who is taken off the list, by the id of their line."""

    attendant = serializers.UUIDField()


class Plan(Shape):
    """Who is taken off in the same step, by the ids of their lines; nobody where it is left out."""

    without = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=50)


class HoldInterview(Questions):
    """What was said, and who was there."""

    asked = (HoldForm,)

    def get_fields(self) -> dict[str, serializers.Field]:
        ids = {
            "not_there": "Lines of the list, by id, of those who were not there",
            "adults_there": "Adults around the child, by id, who were there besides",
        }
        lines = {
            name: serializers.ListField(child=serializers.UUIDField(), required=False, allow_null=True, help_text=said)
            for name, said in ids.items()
        }
        return super().get_fields() | lines


class CallOffInterview(Questions):
    """Why."""

    asked = (BecauseForm,)


class AskedOfInterviews(Page):
    """Which interviews: on one case."""

    case = serializers.UUIDField(required=False)


class Interviews(Lists, Opens):
    """Interviews on the cases that you work on: the child alone, or adults, never both. [Rules S2, S3, A1]"""

    declared_permissions = {
        **dict.fromkeys(["list", "retrieve"], Permission.READ_INTERVIEW),
        **dict.fromkeys(
            ["create", "add_person", "take_off", "plan", "change_plan", "hold", "record_breach", "call_off"],
            Permission.PLAN_INTERVIEW,
        ),
    }
    asks = {"list": AskedOfInterviews}
    line_class = InterviewLineSerializer
    serializer_class = InterviewSerializer

    def rows(self) -> Any:
        return Interview.objects.visible_to(self.request.user).select_related("case", "lead")

    def records(self) -> Any:
        return Interview.objects.visible_to(self.request.user).with_list()

    @extend_schema(request=StartInterview, responses={201: InterviewSerializer})
    def create(self, request: SignedInAPIRequest) -> Response:
        """Begin to put an interview together. [Rule S2]"""
        sent = request.data if isinstance(request.data, dict) else {}
        case = get_object_or_404(Case.objects.visible_to(request.user), pk=read_id(sent.get("case")))
        started = interviews.start_interview(case, by=request.user, **self.answers(StartInterview, case=case))
        response = self.whole(started.pk, status.HTTP_201_CREATED)
        response["Location"] = reverse("api:interviews-detail", args=[started.pk], request=request)
        return response

    @verb(path="add-person", takes=AddPerson, gives=InterviewSerializer)
    def add_person(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Put somebody on the list of an interview. [Rules S2, S3, A1]"""
        found = self.guarded(self.records())
        lists.add_person(found, by=request.user, **self.answers(AddPerson, interview=found))
        return self.whole(pk)

    @verb(path="take-off", takes=TakeOff, gives=InterviewSerializer)
    def take_off(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Take somebody off the list. [Rule S2]"""
        lists.take_off(self.guarded(), by=request.user, **self.answers(TakeOff))
        return self.whole(pk)

    @verb(takes=Plan, gives=InterviewSerializer)
    def plan(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Plan an interview with those on its list, less whoever is taken off in the same step. [Rules S2, S3, A1]"""
        interviews.plan(self.guarded(), by=request.user, **self.answers(Plan))
        return self.whole(pk)

    @verb(path="change-plan", gives=InterviewSerializer)
    def change_plan(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Open a planned interview again; it is checked anew when it is planned. [Rule S2]"""
        interviews.change_plan(self.guarded(), by=request.user)
        return self.whole(pk)

    @verb(takes=HoldInterview, gives=InterviewSerializer)
    def hold(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Write down an interview as it was. Whoever may not have been there is a breach, never a refusal."""
        found = self.guarded(self.records())
        interviews.hold(found, by=request.user, **self.answers(HoldInterview, interview=found))
        return self.whole(pk)

    @verb(path="record-breach", takes=RecordBreach, gives=InterviewSerializer)
    def record_breach(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Write down that somebody was there who may not be. Whoever supervises is told at once. [Rules S2, S3, A1]"""
        found = self.guarded()
        breaches.record_breach(found, by=request.user, **self.answers(RecordBreach, about=found.case))
        return self.whole(pk)

    @verb(path="call-off", takes=CallOffInterview, gives=InterviewSerializer)
    def call_off(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record that an interview does not take place, and why. [Rule S2]"""
        interviews.call_off(self.guarded(), by=request.user, **self.answers(CallOffInterview))
        return self.whole(pk)

    def whole(self, pk: UUID, answer: int = status.HTTP_200_OK) -> Response:
        """An interview as it stands after a verb."""
        return self.shown(self.records().get(pk=pk), status=answer)


def read_id(sent: Any) -> UUID:
    """An id as it was sent; what is none is said to be none."""
    try:
        return UUID(str(sent))
    except ValueError:
        raise serializers.ValidationError({"case": ["Write the id of a case."]}) from None
