"""The adults around a child by API: the same verbs as the pages, under the same rules."""

from typing import Any, cast
from uuid import UUID

from django.db.models import Prefetch
from rest_framework import serializers
from rest_framework.response import Response

from trafficking_cases.access.api import Lists, Opens, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile.people_forms import AdultForm, ReasonForm, VerifyForm
from trafficking_cases.children import adults
from trafficking_cases.children.api import CaseReferenceSerializer
from trafficking_cases.children.models import Adult, Standing
from trafficking_cases.people.api import PersonSerializer
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import Questions


class StandingSerializer(serializers.ModelSerializer):
    """How an adult stood from a moment on, who said so, and why."""

    by = PersonSerializer()

    class Meta:
        model = Standing
        fields = ["status", "ground", "is_of_concern", "reason", "at", "by"]


class AdultLineSerializer(serializers.ModelSerializer):
    """An adult around a child, what they are said to be, and whether they may be with the child. [Rule C3]"""

    case = CaseReferenceSerializer()
    is_purported = serializers.BooleanField(
        help_text="May not be with the child, interpret, be a safe contact or be invited"
    )
    is_of_concern = serializers.BooleanField()

    class Meta:
        model = Adult
        fields = [
            "id",
            "case",
            "name",
            "claimed_as",
            "said_as",
            "said_by",
            "status",
            "ground",
            "is_of_concern",
            "is_purported",
            "do_not_contact",
            "added_at",
        ]


class AdultSerializer(AdultLineSerializer):
    """The same, whole: who checked it when, what is of concern, and how it stood before."""

    checked_by = PersonSerializer(allow_null=True)
    flagged_by = PersonSerializer(allow_null=True)
    added_by = PersonSerializer()
    standings = StandingSerializer(many=True)

    class Meta(AdultLineSerializer.Meta):
        fields = [
            *AdultLineSerializer.Meta.fields,
            "other_names",
            "description",
            "reached_through",
            "doubt",
            "checked_at",
            "checked_by",
            "concern",
            "flagged_at",
            "flagged_by",
            "added_by",
            "standings",
        ]


class AddAdult(Questions):
    """Who the adult is, what they are said to be and by whom, and whether they may be contacted."""

    asked = (AdultForm,)


class Verify(Questions):
    """What a verification rests on."""

    asked = (VerifyForm,)


class WithReason(Questions):
    """Why."""

    asked = (ReasonForm,)


class AskedOfAdults(Page):
    """Which adults: on one case."""

    case = serializers.UUIDField(required=False)


class Adults(Lists, Opens):
    """The adults around the children whose cases you hold or supervise. [Rule C3]"""

    declared_permissions = dict.fromkeys(
        ["list", "retrieve", "verify", "doubt", "flag_concern", "lift_concern"], Permission.RECORD_ADULT
    )
    asks = {"list": AskedOfAdults}
    line_class = AdultLineSerializer
    serializer_class = AdultSerializer

    def rows(self) -> Any:
        return Adult.objects.visible_to(self.request.user).with_people()

    def records(self) -> Any:
        return self.rows().prefetch_related(Prefetch("standings", queryset=Standing.objects.select_related("by")))

    @verb(takes=Verify, gives=AdultSerializer)
    def verify(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Say that an adult is what they are said to be, and on what ground. [Rule C3]"""
        adults.verify(self.guarded(), by=request.user, **self.answers(Verify))
        return self.whole(pk)

    @verb(takes=WithReason, gives=AdultSerializer)
    def doubt(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Say that an adult may not be what they are said to be, and why. [Rule C3]"""
        adults.doubt(self.guarded(), by=request.user, **self.answers(WithReason))
        return self.whole(pk)

    @verb(path="flag-concern", takes=WithReason, gives=AdultSerializer)
    def flag_concern(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Say that an adult is of concern: they may not be with the child, whatever they are. [Rule C3]"""
        adults.flag_concern(self.guarded(), by=request.user, **self.answers(WithReason))
        return self.whole(pk)

    @verb(path="lift-concern", takes=WithReason, gives=AdultSerializer)
    def lift_concern(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Say that an adult is no longer of concern, and why. [Rule C3]"""
        adults.lift_concern(self.guarded(), by=request.user, **self.answers(WithReason))
        return self.whole(pk)

    def whole(self, pk: UUID) -> Response:
        """An adult as they stand after a verb."""
        return self.shown(cast(Adult, self.records().get(pk=pk)))
