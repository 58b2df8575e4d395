"""The register of interpreters by API. [Rule S3; procedure 4.5]"""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.reverse import reverse

from trafficking_cases.access.api import Lists, Opens, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.directory import actions
from trafficking_cases.directory.forms import DatesForm, InterpreterForm, RemoveForm
from trafficking_cases.directory.models import Interpreter
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_questions import Questions


class InterpreterSerializer(serializers.ModelSerializer):
    """An interpreter or a service under contract, and whether they may be called today. [Rule S3]"""

    is_in_date = serializers.SerializerMethodField(help_text="Approved and DBS checked today")

    class Meta:
        model = Interpreter
        fields = [
            "id",
            "kind",
            "name",
            "register_number",
            "languages",
            "approved_from",
            "approved_until",
            "dbs_checked_on",
            "dbs_until",
            "warranted",
            "removed_at",
            "is_in_date",
        ]

    @extend_schema_field(bool)
    def get_is_in_date(self, interpreter: Interpreter) -> bool:
        today = timezone.localdate()
        return interpreter.is_approved(today) and interpreter.is_dbs_checked(today)


class AddInterpreter(Questions):
    """Who, in which languages (one text, commas between them), and until when approved and checked."""

    asked = (InterpreterForm,)


class Renew(Questions):
    """Until when somebody is approved and checked."""

    asked = (DatesForm,)


class Remove(Questions):
    """Why an interpreter is taken off the register."""

    asked = (RemoveForm,)


class Interpreters(Lists, Opens):
    """The register of interpreters. Everybody reads it; an administrator keeps it. [Rule S3]"""

    declared_permissions = {
        "list": Permission.USE_SERVICE,
        "retrieve": Permission.USE_SERVICE,
        "create": Permission.KEEP_LISTS,
        "renew": Permission.KEEP_LISTS,
        "remove": Permission.KEEP_LISTS,
    }
    serializer_class = InterpreterSerializer

    def rows(self) -> Any:
        return Interpreter.objects.visible_to(self.request.user)

    @extend_schema(request=AddInterpreter, responses={201: InterpreterSerializer})
    def create(self, request: SignedInAPIRequest) -> Response:
        """Put an interpreter or a service on the register. [Rule S3]"""
        interpreter = actions.add_interpreter(by=request.user, **self.answers(AddInterpreter))
        response = self.shown(interpreter, status=status.HTTP_201_CREATED)
        response["Location"] = reverse("api:interpreters-detail", args=[interpreter.pk], request=request)
        return response

    @verb(takes=Renew, gives=InterpreterSerializer)
    def renew(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record a new approval or DBS check. [Rule S3]"""
        return self.shown(actions.renew(self.guarded(), by=request.user, **self.answers(Renew)))

    @verb(takes=Remove, gives=InterpreterSerializer)
    def remove(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Take an interpreter off the register, with the reason. [Rule S3]"""
        return self.shown(actions.remove(self.guarded(), by=request.user, **self.answers(Remove)))
