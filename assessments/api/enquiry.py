"""Section 47 enquiries by API: the same verbs as the pages, under the same rules."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from assessments.actions import enquiry as actions
from assessments.forms.enquiry import BecauseForm, EnquiryPartForm, OutcomeForm, ReadForm, WriteForm
from assessments.models import Section47Enquiry
from trafficking_cases.access.api import Lists, Opens, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.api import CaseReferenceSerializer
from trafficking_cases.people.api import PersonSerializer
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import Questions


class Section47EnquiryLineSerializer(serializers.ModelSerializer):
    """An enquiry: on which case, how it stands, and what it found. [Rule S4]"""

    case = CaseReferenceSerializer()
    lead = PersonSerializer()

    class Meta:
        model = Section47Enquiry
        fields = ["id", "case", "status", "is_joint", "lead", "started_at", "outcome", "version"]


class Section47EnquirySerializer(Section47EnquiryLineSerializer):
    """The same, whole: what was written, who completed and signed it, and why a child was not seen."""

    strategy_discussion = serializers.UUIDField(source="strategy_id")
    not_seen_agreed_by = PersonSerializer(allow_null=True)
    completed_by = PersonSerializer(allow_null=True)
    signed_by = PersonSerializer(allow_null=True)

    class Meta(Section47EnquiryLineSerializer.Meta):
        fields = [
            *Section47EnquiryLineSerializer.Meta.fields,
            "strategy_discussion",
            "checks",
            "wishes",
            "told_family",
            "analysis",
            "not_seen_because",
            "not_seen_agreed_at",
            "not_seen_agreed_by",
            "completed_at",
            "completed_by",
            "sent_back_because",
            "signed_at",
            "signed_by",
        ]


class WriteEnquiry(Questions):
    """One part of an enquiry; `before` may hold the fingerprint of the text that yours takes the place of."""

    asked = (EnquiryPartForm, WriteForm)


class Conclude(Questions):
    """What the enquiry found."""

    asked = (OutcomeForm,)


class Because(Questions):
    """Why."""

    asked = (BecauseForm,)


class WithVersionRead(Questions):
    """Which version you read: the `version` of the record as you saw it."""

    asked = (ReadForm,)


class AskedOfCase(Page):
    """Which ones: on one case."""

    case = serializers.UUIDField(required=False)


class Section47Enquiries(Lists, Opens):
    """The Section 47 enquiries on the cases that you may read. [Rule S4]"""

    declared_permissions = {
        "list": Permission.READ_ENQUIRY,
        "retrieve": Permission.READ_ENQUIRY,
        "write": Permission.WRITE_ENQUIRY,
        "agree_not_seen": Permission.SIGN_ENQUIRY,
        "complete": Permission.WRITE_ENQUIRY,
        "send_back": Permission.SIGN_ENQUIRY,
        "sign": Permission.SIGN_ENQUIRY,
    }
    asks = {"list": AskedOfCase}
    line_class = Section47EnquiryLineSerializer
    serializer_class = Section47EnquirySerializer

    def rows(self) -> Any:
        return Section47Enquiry.objects.visible_to(self.request.user).with_people()

    @verb(takes=WriteEnquiry, gives=Section47EnquirySerializer)
    def write(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Write one part of an enquiry. [Rule S4]"""
        actions.write(self.guarded(), by=request.user, **self.answers(WriteEnquiry))
        return self.whole(pk)

    @verb(path="agree-not-seen", takes=Because, gives=Section47EnquirySerializer)
    def agree_not_seen(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record, as a manager, why the child was not seen. [Rule A1]"""
        actions.agree_not_seen(self.guarded(), by=request.user, **self.answers(Because))
        return self.whole(pk)

    @verb(takes=Conclude, gives=Section47EnquirySerializer)
    def complete(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Complete an enquiry with its outcome: the multi-agency meeting opens. [Rules S4, A1, M2]"""
        actions.complete(self.guarded(), by=request.user, **self.answers(Conclude))
        return self.whole(pk)

    @verb(path="send-back", takes=Because, gives=Section47EnquirySerializer)
    def send_back(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Give a completed enquiry back to whoever wrote it, with what is missing. [Rule S4]"""
        actions.send_back(self.guarded(), by=request.user, **self.answers(Because))
        return self.whole(pk)

    @verb(takes=WithVersionRead, gives=Section47EnquirySerializer)
    def sign(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Sign the outcome that you have read, if you did not complete it. [Rule S4]"""
        actions.sign(self.guarded(), by=request.user, **self.answers(WithVersionRead))
        return self.whole(pk)

    def whole(self, pk: UUID) -> Response:
        """An enquiry as it stands after a verb."""
        return self.shown(self.records().get(pk=pk))
