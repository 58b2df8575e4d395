"""What the competent authority decided, by API. [Rule N10; procedure 4.3]"""

from typing import ClassVar
from uuid import UUID

from django.http import Http404
from rest_framework.response import Response

from nrm.actions import decisions as actions
from nrm.api.progress import NrmProgressSerializer, progress_of
from nrm.forms.decisions import DecisionForm
from trafficking_cases.access.api import Resource, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_questions import Nothing, Questions


class RecordDecision(Questions):
    """What a letter says: the decision as `kind:result`, who decided, its date, and when it came."""

    asked = (DecisionForm,)


class DecisionVerbs(Resource):
    """Decisions on a referral; on `nrm-referrals`."""

    may_record_decisions: ClassVar = dict.fromkeys(["record_decision", "record_told"], Permission.RECORD_NRM_DECISION)

    @verb(path="record-decision", takes=RecordDecision, gives=NrmProgressSerializer)
    def record_decision(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record a decision from its letter. Its clocks run from the letter's date. [Rule N10]"""
        actions.record_decision(self.guarded(), by=request.user, **self.answers(RecordDecision))
        return progress_of(request.user, pk)

    @verb(path="record-told", gives=NrmProgressSerializer)
    def record_told(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record that the child, the guardian and the Police were told of the latest decision. [Rule N10]"""
        latest = self.guarded().decisions.order_by("-decided_on", "-recorded_at").first()
        self.answers(Nothing)
        if latest is None:
            raise Http404
        actions.record_told(latest, by=request.user)
        return progress_of(request.user, pk)
