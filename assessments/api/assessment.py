"""Social work assessments by API: the same verbs as the pages, under the same rules."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response
from rest_framework.reverse import reverse

from assessments.actions import assessment as actions
from assessments.actions import monitoring
from assessments.api.assessment_shapes import (
    AnswerNeed,
    AssessmentLineSerializer,
    AssessmentSerializer,
    Categorise,
    CompleteAssessment,
    Found,
    StartAssessment,
    Watch,
    WriteAssessment,
)
from assessments.api.enquiry import AskedOfCase, Because, WithVersionRead
from assessments.models import Assessment, Monitoring, MonitoringCheck, Need, SignedVersion
from assessments.policies.monitoring import NOT_WATCHED
from trafficking_cases.access.api import Lists, Opens, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.lib.errors import Refused
from trafficking_cases.people.requests import SignedInAPIRequest


class Assessments(Lists, Opens):
    """The assessments on the cases that you may read, each with its needs plan and the watch. [Rules A1, A4, A5]"""

    declared_permissions = {
        "list": Permission.READ_ENQUIRY,
        "retrieve": Permission.READ_ENQUIRY,
        "create": Permission.WRITE_ENQUIRY,
        "write": Permission.WRITE_ENQUIRY,
        "categorise": Permission.WRITE_ENQUIRY,
        "answer_need": Permission.WRITE_ENQUIRY,
        "agree_not_seen": Permission.SIGN_ENQUIRY,
        "complete": Permission.WRITE_ENQUIRY,
        "send_back": Permission.SIGN_ENQUIRY,
        "sign": Permission.SIGN_ENQUIRY,
        "watch": Permission.WRITE_ENQUIRY,
        "check": Permission.WRITE_ENQUIRY,
        "settle": Permission.SIGN_ENQUIRY,
    }
    asks = {"list": AskedOfCase}
    line_class = AssessmentLineSerializer
    serializer_class = AssessmentSerializer

    def rows(self) -> Any:
        return Assessment.objects.visible_to(self.request.user).with_people()

    def records(self) -> Any:
        checks = Prefetch("checks", queryset=MonitoringCheck.objects.select_related("by"))
        watches = Prefetch(
            "case__monitoring",
            queryset=Monitoring.objects.select_related("watched_by").prefetch_related(checks),
        )
        return self.rows().prefetch_related(
            Prefetch("needs", queryset=Need.objects.select_related("owner")),
            Prefetch("signed_versions", queryset=SignedVersion.objects.select_related("signed_by")),
            watches,
        )

    @extend_schema(request=StartAssessment, responses={201: AssessmentSerializer})
    def create(self, request: SignedInAPIRequest) -> Response:
        """Start the assessment of the child of a case. [Rule A1]"""
        wanted = self.answers(StartAssessment)["case"]
        case = Case.objects.visible_to(request.user).filter(pk=wanted).first()
        if case is None:
            raise Http404
        assessment = actions.start(case, by=request.user)
        response = self.whole(assessment.pk, status=status.HTTP_201_CREATED)
        response["Location"] = reverse("api:assessments-detail", args=[assessment.pk], request=request)
        return response

    @verb(takes=WriteAssessment, gives=AssessmentSerializer)
    def write(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Write one part; a signature under it lapses. [Rule A1]"""
        actions.write(self.guarded(), by=request.user, **self.answers(WriteAssessment))
        return self.whole(pk)

    @verb(takes=Categorise, gives=AssessmentSerializer)
    def categorise(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Choose what the assessment leads to; a signature under it lapses. [Rules A1, A4]"""
        actions.categorise(self.guarded(), by=request.user, **self.answers(Categorise))
        return self.whole(pk)

    @verb(path="answer-need", takes=AnswerNeed, gives=AssessmentSerializer)
    def answer_need(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Answer one section of the needs plan; a signature under it lapses. [Rule A5]"""
        assessment = self.guarded()
        actions.answer_need(assessment, by=request.user, **self.answers(AnswerNeed, case=assessment.case))
        return self.whole(pk)

    @verb(path="agree-not-seen", takes=Because, gives=AssessmentSerializer)
    def agree_not_seen(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record, as a manager, why the child was not seen. [Rule A1]"""
        actions.agree_not_seen(self.guarded(), by=request.user, **self.answers(Because))
        return self.whole(pk)

    @verb(takes=CompleteAssessment, gives=AssessmentSerializer)
    def complete(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Complete an assessment and put it before a manager. [Rules A1, A3-A5]"""
        actions.complete(self.guarded(), by=request.user, **self.answers(CompleteAssessment))
        return self.whole(pk)

    @verb(path="send-back", takes=Because, gives=AssessmentSerializer)
    def send_back(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Give a completed assessment back to whoever wrote it, with what is missing. [Rule A1]"""
        actions.send_back(self.guarded(), by=request.user, **self.answers(Because))
        return self.whole(pk)

    @verb(takes=WithVersionRead, gives=AssessmentSerializer)
    def sign(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Sign the version that you have read, if you did not complete it. [Rule A1]"""
        actions.sign(self.guarded(), by=request.user, **self.answers(WithVersionRead))
        return self.whole(pk)

    @verb(takes=Watch, gives=AssessmentSerializer)
    def watch(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Say who watches over the child, how often and until when. [Rules A4, I5]"""
        assessment = self.guarded()
        monitoring.watch(assessment.case, by=request.user, **self.answers(Watch, case=assessment.case))
        return self.whole(pk)

    @verb(takes=Found, gives=AssessmentSerializer)
    def check(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record how the watched child is. [Rules A4, I5]"""
        assessment, found = self.guarded(), self.answers(Found)
        monitoring.check(self.watch_over(assessment), by=request.user, **found)
        return self.whole(pk)

    @verb(takes=Because, gives=AssessmentSerializer)
    def settle(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record, as a manager, that the child is settled: the watch is over. [Rules A4, I5]"""
        assessment, because = self.guarded(), self.answers(Because)
        monitoring.settle(self.watch_over(assessment), by=request.user, **because)
        return self.whole(pk)

    def watch_over(self, assessment: Assessment) -> Monitoring:
        """The watch that goes on over the child; that there is none is a refusal."""
        watches = Monitoring.objects.visible_to(self.request.user).going_on()
        if going_on := watches.filter(case=assessment.case_id).first():
            return going_on
        raise Refused([NOT_WATCHED])

    def whole(self, pk: UUID, status: int = 200) -> Response:
        """An assessment as it stands after a verb."""
        return self.shown(self.records().get(pk=pk), status=status)
