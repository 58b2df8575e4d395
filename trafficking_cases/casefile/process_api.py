"""The whole process of a case by API: the steps of the picture in words, each with its state and its rule. [Rule K4]"""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from trafficking_cases.access.api import Resource
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile.presenters.process import process_of
from trafficking_cases.casefile.process.steps import State
from trafficking_cases.children.models import Case
from trafficking_cases.people.requests import SignedInAPIRequest


class StepSerializer(serializers.Serializer):
    """One step: how it stands, when, whose it is, what to do; where it is blocked, by which rule and why. [Rule K4]"""

    strand = serializers.CharField()
    phase = serializers.CharField()
    name = serializers.CharField()
    state = serializers.ChoiceField(choices=[state.value for state in State])
    when = serializers.CharField()
    who = serializers.CharField()
    to_do = serializers.CharField()
    rule = serializers.CharField(help_text="The rule that asks for it, or that blocks it")
    because = serializers.CharField(help_text="Why it is blocked")


class ProcessSerializer(serializers.Serializer):
    """The steps of one case as far as you may know of them, and where the case is. [Rule K4]"""

    reference = serializers.CharField()
    here = serializers.CharField()
    steps = StepSerializer(many=True)


class CaseProcess(Resource):
    """The process of a case, from the concern to the day the child is settled. On `cases`. [Rule K4]"""

    declared_permissions = {"process": Permission.READ_CASE}
    serializer_class = ProcessSerializer

    def rows(self) -> Any:
        return Case.objects.visible_to(self.request.user).select_related("child", "authority")

    @extend_schema(responses=ProcessSerializer)
    @action(detail=True, methods=["get"], pagination_class=None)
    def process(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """The same steps as in the picture: done, now, due, blocked and by which rule. [Rule K4]"""
        return self.shown(process_of(self.guarded(), request.user, timezone.now()))
