"""What happened that the rules forbid, by API: at an interview, at a meeting, or anywhere else on a case.

[Rules S2, S3, A1, M5; procedure 4.4-4.6]
"""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from assessments.actions.breaches import record_breach
from assessments.forms.breaches import BreachForm, MeetingBreachForm
from assessments.models import Breach
from trafficking_cases.access.api import Resource, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.meetings.models import Meeting
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_questions import Questions


class BreachSerializer(serializers.ModelSerializer):
    """That somebody was there who may not be: the rules, who, and what was done since."""

    class Meta:
        model = Breach
        fields = [
            "id",
            "rules",
            "adult",
            "interpreter",
            "who",
            "when_there",
            "happened",
            "since",
            "since_more",
            "found_later",
            "at",
            "recorded_at",
        ]


class RecordBreach(Questions):
    """Who was there, and as much of the rest as is known."""

    asked = (BreachForm,)


class RecordMeetingBreach(Questions):
    """Who was at the meeting, and as much of the rest as is known."""

    asked = (MeetingBreachForm,)


def breach_at(meeting: Meeting, resource: Any) -> Response:
    """Write down what happened at the meeting of a resource's record. [Rule M5]"""
    answers = resource.answers(RecordMeetingBreach, case=meeting.case, about=meeting)
    breach = record_breach(meeting, by=resource.request.user, **answers)
    return Response(BreachSerializer(breach).data)


class CaseBreaches(Resource):
    """What happened on a case that the rules forbid, where no interview was planned. On `cases`. [Rules S2, S3, A1]"""

    declared_permissions = {"record_breach": Permission.PLAN_INTERVIEW}
    serializer_class = BreachSerializer

    def rows(self) -> Any:
        return Case.objects.visible_to(self.request.user)

    @verb(path="record-breach", takes=RecordBreach, gives=BreachSerializer)
    def record_breach(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Write down that somebody was with the child who may not be. Whoever supervises is told. [Rules S2, S3, A1]"""
        case = self.guarded()
        breach = record_breach(case, by=request.user, **self.answers(RecordBreach, case=case))
        return Response(BreachSerializer(breach).data)
