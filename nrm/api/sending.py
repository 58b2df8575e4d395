"""The verbs of a first responder on a referral, by API. [Rules N1, N5; procedure 4.3]"""

from typing import ClassVar
from uuid import UUID

from rest_framework.response import Response

from nrm.actions import sending as actions
from nrm.api.progress import NrmProgressSerializer, progress_of
from nrm.forms.sending import ElsewhereForm, ReferenceForm, SentForm
from trafficking_cases.access.api import Resource, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_questions import Questions


class RecordSent(Questions):
    """When it was sent, and how that is known."""

    asked = (SentForm,)


class RecordReference(Questions):
    """The reference of the Home Office, twice."""

    asked = (ReferenceForm,)


class RecordElsewhere(Questions):
    """Who made a referral elsewhere, when, and its reference, twice."""

    asked = (ElsewhereForm,)


class SendingVerbs(Resource):
    """That the Home Office has a referral; on `nrm-referrals`."""

    may_send: ClassVar = dict.fromkeys(["record_sent", "record_reference"], Permission.SIGN_NRM)

    @verb(path="record-sent", takes=RecordSent, gives=NrmProgressSerializer)
    def record_sent(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record that the Home Office has it: the duty is met, and the Police find it in their queue. [Rules N1, N8]"""
        actions.record_sent(self.guarded(), by=request.user, **self.answers(RecordSent))
        return progress_of(request.user, pk)

    @verb(path="record-reference", takes=RecordReference, gives=NrmProgressSerializer)
    def record_reference(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record the reference that the Home Office gave, or put one right that was mistyped. [Rule N1]"""
        actions.record_reference(self.guarded(), by=request.user, **self.answers(RecordReference))
        return progress_of(request.user, pk)
