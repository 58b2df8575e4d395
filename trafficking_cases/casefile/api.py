"""A case by API: what must not be done, what happened, and the verbs that take in the whole of it."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from assessments.api import onward
from nrm.api.cases import NrmOfCases
from referrals.models import Referral
from referrals.workflow import FamilyContact
from trafficking_cases.access.api import verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile import actions
from trafficking_cases.casefile.forms import AllocateForm, ExportForm
from trafficking_cases.casefile.people_api import AddAdult, AdultLineSerializer, AdultSerializer
from trafficking_cases.children import adults as around
from trafficking_cases.children.api import AllocationSerializer, CaseSerializer, ChronologyEntrySerializer, VisibleCases
from trafficking_cases.children.models import Adult, Case, ChronologyEntry
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api import PROBLEM, Problem, problem
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import Questions
from trafficking_cases.web.pdf import Unavailable, download


class WarningSerializer(serializers.ModelSerializer):
    """Somebody said on a referral that the family must not be contacted. [Rule R4; procedure 4.3]"""

    why = serializers.CharField(source="do_not_contact", help_text="As whoever referred put it; it may be empty")
    referral = serializers.UUIDField(source="id")

    class Meta:
        model = Referral
        fields = ["referral", "why"]


class OpenedCaseSerializer(CaseSerializer):
    """A case with the warnings that come before any call. [Rule R4; procedure 4.3]"""

    do_not_contact = WarningSerializer(many=True, source="warnings")

    class Meta(CaseSerializer.Meta):
        fields = [*CaseSerializer.Meta.fields, "do_not_contact"]


class Allocate(Questions):
    """Which social worker holds the case, and who supervises them: ids of people of its authority."""

    asked = (AllocateForm,)


class ExportSummary(Questions):
    """Whom a summary is for, and what for."""

    asked = (ExportForm,)


class AsPDF(JSONRenderer):
    """Lets somebody ask for a PDF. The PDF is sent as it is; what goes through here is a problem, in JSON."""

    media_type = "application/pdf"
    format = "pdf"


class Cases(onward.OnwardVerbs, NrmOfCases, VisibleCases):
    """The cases to which you have a relation, the newest first."""

    declared_permissions = {
        **VisibleCases.declared_permissions,
        **onward.ON_A_CASE,
        **NrmOfCases.may_on_the_nrm,
        "chronology": Permission.READ_CASE,
        "adults": Permission.RECORD_ADULT,
        "add_adult": Permission.RECORD_ADULT,
        "allocate": Permission.ALLOCATE_CASE,
        "export": Permission.EXPORT_SUMMARY,
    }
    asks = {**VisibleCases.asks, "chronology": Page, "adults": Page}
    in_person = frozenset({"export"})
    line_class = CaseSerializer
    serializer_class = OpenedCaseSerializer

    @extend_schema(responses=OpenedCaseSerializer)
    def retrieve(self, request: Request, pk: Any) -> Response:
        """Open a case. The look is recorded."""
        case = self.guarded()
        warned = Referral.objects.visible_to(request.user).filter(case=case, family_contact=FamilyContact.DO_NOT)
        case.warnings = list(warned.order_by("received_at"))
        return self.shown(case)

    @extend_schema(responses=ChronologyEntrySerializer(many=True))
    @action(detail=True, methods=["get"])
    def chronology(self, request: SignedInAPIRequest, pk: Any) -> Response:
        """What happened on a case, the latest first."""
        case = self.guarded()
        entries = ChronologyEntry.objects.visible_to(request.user).filter(case=case).select_related("by__agency")
        at_work_on_it = case.allows(request.user, Permission.READ_REFERRAL)
        return self.listed(entries, ChronologyEntrySerializer, names_people=at_work_on_it)

    @extend_schema(responses=AdultLineSerializer(many=True))
    @action(detail=True, methods=["get"])
    def adults(self, request: SignedInAPIRequest, pk: Any) -> Response:
        """The adults around the child of a case. [Rule C3]"""
        case = self.guarded(Case.objects.visible_to(request.user))
        rows = Adult.objects.visible_to(request.user).filter(case=case).with_people()
        return self.listed(rows, AdultLineSerializer)

    @extend_schema(request=AddAdult, responses={201: AdultSerializer})
    @adults.mapping.post
    def add_adult(self, request: SignedInAPIRequest, pk: Any) -> Response:
        """Record an adult around the child. What they are said to be is a claim until it is checked. [Rules C3, R4]"""
        case = self.guarded(Case.objects.visible_to(request.user))
        adult = around.add_adult(case, by=request.user, **self.answers(AddAdult))
        response = Response(AdultSerializer(adult).data, status=status.HTTP_201_CREATED)
        response["Location"] = reverse("api:adults-detail", args=[adult.pk], request=request)
        return response

    @verb(takes=Allocate, gives=AllocationSerializer)
    def allocate(self, request: SignedInAPIRequest, pk: Any) -> Response:
        """Give a case to a social worker, who is told, and say who supervises. What those before them held ends."""
        case = self.guarded(Case.objects.visible_to(request.user))
        allocation = actions.allocate(case, by=request.user, **self.answers(Allocate, case=case))
        return Response(AllocationSerializer(allocation).data)

    @extend_schema(
        request=ExportSummary, responses={(200, "application/pdf"): OpenApiTypes.BINARY, (503, PROBLEM): Problem}
    )
    @action(detail=True, methods=["post"], renderer_classes=[JSONRenderer, AsPDF], pagination_class=None)
    def export(self, request: SignedInAPIRequest, pk: Any) -> HttpResponse:
        """Export the summary of a case as a PDF. Somebody does this in person: a key gets 403."""
        case = self.guarded(Case.objects.visible_to(request.user).select_related("child", "authority"))
        try:
            pdf = actions.export_summary(case, by=request.user, **self.answers(ExportSummary))
        except Unavailable:
            return problem(
                status.HTTP_503_SERVICE_UNAVAILABLE, detail="This machine cannot draw a PDF. Nothing was exported."
            )
        return download(pdf, reference=case.reference)
