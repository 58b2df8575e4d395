"""Duties to notify, by API. [Rules N1, N3, N4; procedure 4.3, 4.4]"""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from nrm.actions import duties as actions
from nrm.api.progress import DutySerializer
from nrm.forms.duties import NotArisingForm
from nrm.models import Duty
from nrm.workflow.duties import Status
from trafficking_cases.access.api import Lists, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import Questions


class NotArising(Questions):
    """Why the duty does not arise."""

    asked = (NotArisingForm,)


class AskedOfDuties(Page):
    """Which duties: on one case, and how they stand."""

    case = serializers.UUIDField(required=False)
    status = serializers.ChoiceField(choices=Status.choices, required=False)


class NrmDuties(Lists):
    """The duties to notify on the cases that you may see, the newest first. Facts raise them; nobody adds one."""

    declared_permissions = {"list": Permission.READ_CASE, "not_arising": Permission.SIGN_NRM}
    asks = {"list": AskedOfDuties}
    serializer_class = DutySerializer

    def rows(self) -> Any:
        return Duty.objects.visible_to(self.request.user).select_related("case", "ended_by__agency")

    @verb(path="not-arising", takes=NotArising, gives=DutySerializer)
    def not_arising(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Say as a first responder why the duty does not arise. Its clock stops. [Rules N1, N5]"""
        duty = actions.not_arising(self.guarded(), by=request.user, **self.answers(NotArising))
        return Response(DutySerializer(duty).data)
