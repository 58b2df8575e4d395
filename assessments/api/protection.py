"""Recording by API that a child was protected at once. [Rule R6; procedure 4.3]"""

from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from assessments.actions import protection
from assessments.forms.protection import ProtectForm
from assessments.models import ImmediateProtection
from referrals.models import Referral
from trafficking_cases.access.api import Lists
from trafficking_cases.access.guards import Entered, guard
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people.api import PersonSerializer
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import Questions, Shape


class ProtectionSerializer(serializers.ModelSerializer):
    """Who protected a child, when, and what was done."""

    recorded_by = PersonSerializer()

    class Meta:
        model = ImmediateProtection
        fields = ["id", "referral", "case", "taken_by", "at", "what", "recorded_at", "recorded_by"]


class OnWhat(Shape):
    """On a referral or on a case: one of the two."""

    referral = serializers.UUIDField(required=False)
    case = serializers.UUIDField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len(attrs) != 1:
            raise serializers.ValidationError({"referral": ["Send the id of the referral, or that of the case"]})
        return attrs


class Protect(Questions):
    """On which referral or case; who protected the child, and when."""

    asked = (ProtectForm,)
    referral = serializers.UUIDField(required=False, help_text="The referral, where there is no case yet")
    case = serializers.UUIDField(required=False, help_text="Or the case")


class AskedOfProtections(Page):
    """Which: on one case, or on one referral."""

    case = serializers.UUIDField(required=False)
    referral = serializers.UUIDField(required=False)


class Protections(Lists):
    """What was done at once to keep children safe. [Rule R6]"""

    declared_permissions = {"list": Permission.READ_REFERRAL, "create": Permission.RECORD_PROTECTION}
    asks = {"list": AskedOfProtections}
    serializer_class = ProtectionSerializer

    def rows(self) -> Any:
        return ImmediateProtection.objects.visible_to(self.request.user).select_related("recorded_by")

    @extend_schema(request=Protect, responses={201: ProtectionSerializer})
    def create(self, request: SignedInAPIRequest) -> Response:
        """Record that a child was protected at once. Nothing that stands open refuses it. [Rule R6]"""
        sent = request.data if isinstance(request.data, dict) else {}
        on_what = OnWhat(data={name: sent[name] for name in ("referral", "case") if sent.get(name)})
        on_what.is_valid(raise_exception=True)
        ((name, key),) = on_what.validated_data.items()
        rows: QuerySet = Case.objects.visible_to(request.user)
        if name == "referral":
            rows = Referral.objects.visible_to(request.user)
        subject = guard(cast(Entered, request), rows, key)
        protected = protection.protect(subject, by=request.user, **self.answers(Protect))
        return self.shown(protected, status=status.HTTP_201_CREATED)
