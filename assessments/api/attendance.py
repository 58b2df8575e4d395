"""Any meeting of an enquiry by API: who is asked and came, what they undertook, and what came of it."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from assessments.actions import attendance
from assessments.forms.attendance import AskForm, MarkForm, OutcomeForm, UndertakeForm
from assessments.policies.attendance import run_with
from trafficking_cases.access.api import Lists, Opens, verb
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.meetings.models import Action, Attendance, Meeting
from trafficking_cases.people.api import NamedAgencySerializer, PersonSerializer
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import Questions


class AttendanceSerializer(serializers.ModelSerializer):
    """One person asked to a meeting: as what, for whom, and whether they came."""

    agency = NamedAgencySerializer(allow_null=True)
    person = PersonSerializer(allow_null=True, help_text="Nobody where a unit is asked, or somebody without an account")

    class Meta:
        model = Attendance
        fields = [
            "id", "part", "name", "agency", "person", "adult", "presence", "because", "view", "view_because", "view_at",
            "asked_at",
        ]  # fmt: skip


class ActionSerializer(serializers.ModelSerializer):
    """What one person undertook, by which day, and what came of it."""

    owner = PersonSerializer()
    ended_by = PersonSerializer(allow_null=True)

    class Meta:
        model = Action
        fields = [
            "id",
            "meeting",
            "what",
            "owner",
            "due_on",
            "status",
            "outcome",
            "added_at",
            "ended_at",
            "ended_by",
        ]


class MeetingSerializer(serializers.ModelSerializer):
    """When and how people met, who led it, who was asked, and what they undertook."""

    chair = PersonSerializer()
    attendances = AttendanceSerializer(many=True)
    actions = ActionSerializer(many=True)

    class Meta:
        model = Meeting
        fields = ["id", "planned_for", "held_at", "how", "chair", "convened_at", "attendances", "actions"]


class Ask(Questions):
    """Whom to ask, and as what."""

    asked = (AskForm,)


class Mark(Questions):
    """Of whom, whether they came; for a unit, who did."""

    asked = (MarkForm,)


class Undertake(Questions):
    """What is to be done, by whom, by when."""

    asked = (UndertakeForm,)


class Outcome(Questions):
    """What came of it."""

    asked = (OutcomeForm,)


def asked_into(meeting: Meeting, resource: Any) -> None:
    """Ask somebody to the meeting of a resource's record."""
    attendance.ask(meeting, by=resource.request.user, **resource.answers(Ask, meeting=meeting))


def marked_at(meeting: Meeting, resource: Any) -> None:
    """Record of the meeting of a resource's record who came."""
    attendance.mark(by=resource.request.user, **resource.answers(Mark, meeting=meeting))


def undertaken_at(meeting: Meeting, resource: Any) -> None:
    """Record what was undertaken at the meeting of a resource's record."""
    attendance.undertake(meeting, by=resource.request.user, **resource.answers(Undertake, meeting=meeting))


class AskedOfActions(Page):
    """Which actions: of one meeting, of one person, in one status."""

    meeting = serializers.UUIDField(required=False)
    owner = serializers.UUIDField(required=False)
    status = serializers.ChoiceField(choices=Action._meta.get_field("status").choices or [], required=False)


class Actions(Lists, Opens):
    """What was undertaken at the meetings that you may read, and what you undertook yourself. [Rule S1]"""

    declared_permissions = {
        "list": Permission.TAKE_PART,
        "retrieve": Permission.READ_ENQUIRY,
        "finish": Permission.TAKE_PART,
        "withdraw": Permission.TAKE_PART,
    }
    asks = {"list": AskedOfActions}
    serializer_class = ActionSerializer

    def rows(self) -> Any:
        return Action.objects.visible_to(self.request.user).select_related("owner", "ended_by", *OF_A_MEETING)

    @verb(takes=Outcome, gives=ActionSerializer)
    def finish(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record that what you undertook is done, and what came of it. [Rule S1]"""
        action = attendance.finish(self.guarded(), by=request.user, **self.answers(Outcome))
        return self.shown(action)

    @verb(takes=Outcome, gives=ActionSerializer)
    def withdraw(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record that an action no longer has to be done, and why: whoever runs the meeting. [Rule S1]"""
        action = self.guarded()
        require(request.user, run_with(action.meeting), action)
        return self.shown(attendance.withdraw(action, by=request.user, **self.answers(Outcome)))


OF_A_MEETING = ("meeting__case", "meeting__strategy_discussion", "meeting__multi_agency_meeting")
