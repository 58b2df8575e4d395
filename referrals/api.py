"""Referrals by API: the same verbs as the pages, under the same rules."""

from typing import Any, cast
from uuid import UUID

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from referrals import actions, drafts
from referrals.drafts import Answers
from referrals.models import Consultation, Decision, Referral
from referrals.serializers import (
    AskedOfReferrals,
    Consult,
    Propose,
    Receive,
    ReferralLineSerializer,
    ReferralSerializer,
    SendBack,
    Sign,
)
from trafficking_cases.access.api import Lists, Opens, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import RoleCode
from trafficking_cases.people.models import User
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_questions import Nothing


class Referrals(Lists, Opens):
    """Referrals that came to your front door, that you made, or that lie on a case of yours."""

    declared_permissions = {
        "list": Permission.USE_SERVICE,
        "retrieve": Permission.READ_REFERRAL,
        "create": Permission.REPORT_CONCERN,
        "claim": Permission.CLAIM_REFERRAL,
        "consult": Permission.RECORD_CONSULTATION,
        "propose": Permission.PROPOSE_DECISION,
        "sign": Permission.SIGN_DECISION,
        "send_back": Permission.SIGN_DECISION,
    }
    asks = {"list": AskedOfReferrals}
    line_class = ReferralLineSerializer
    serializer_class = ReferralSerializer

    def rows(self) -> Any:
        return Referral.objects.visible_to(self.request.user).with_people()

    def records(self) -> Any:
        return self.rows().prefetch_related(
            "signs",
            "exploitation",
            Prefetch("consultations", queryset=Consultation.objects.select_related("by")),
            Prefetch("decisions", queryset=Decision.objects.select_related("proposed_by", "signed_by", "sent_back_by")),
        )

    @extend_schema(request=Receive, responses={201: ReferralSerializer})
    def create(self, request: SignedInAPIRequest) -> Response:
        """Report a concern. It goes to your front door at once, and its clock starts. [Rules R1, R2]"""
        referral = drafts.receive(answers=cast(Answers, self.answers(Receive)), by=request.user)
        response = self.whole(referral.pk, status=status.HTTP_201_CREATED)
        response["Location"] = reverse("api:referrals-detail", args=[referral.pk], request=request)
        return response

    @verb(gives=ReferralSerializer)
    def claim(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Take a referral on, so that one person sees it through. [Rule R2]"""
        referral = self.guarded()
        self.answers(Nothing)
        actions.claim(referral, by=request.user)
        return self.whole(pk)

    @verb(takes=Consult, gives=ReferralSerializer)
    def consult(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record what the Police, whoever referred, or somebody else said. [Rule R3]"""
        referral = self.guarded()
        actions.consult(referral, by=request.user, **self.answers(Consult))
        return self.whole(pk)

    @verb(takes=Propose, gives=ReferralSerializer)
    def propose(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Write the decision and put it before the managers who may sign it. [Rule R3]"""
        referral = self.guarded()
        consulted = set(referral.consultations.values_list("spoken_with", flat=True))
        actions.propose(referral, by=request.user, **self.answers(Propose, consulted=consulted))
        return self.whole(pk)

    @verb(takes=Sign, gives=ReferralSerializer)
    def sign(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Sign the decision that you have read: the clock stops, and where it says so a case opens. [Rule R3]"""
        referral = self.guarded()
        decision = actions.live_decision(referral)
        signature = self.answers(
            Sign,
            workers=User.objects.holding(RoleCode.SOCIAL_WORKER).filter(agency=referral.authority_id),
            opens_a_case=bool(decision and decision.opens_a_case),
        )
        actions.sign(referral, by=request.user, **signature)
        return self.whole(pk)

    @verb(path="send-back", takes=SendBack, gives=ReferralSerializer)
    def send_back(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Give a decision back to whoever wrote it, with what is missing. [Rule R3]"""
        referral = self.guarded()
        actions.send_back(referral, by=request.user, **self.answers(SendBack))
        return self.whole(pk)

    @extend_schema(responses=ReferralSerializer)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Open a referral. The look is recorded."""
        return self.with_workings(self.guarded(self.records()))

    def whole(self, pk: UUID, status: int = 200) -> Response:
        """A referral as it stands after a verb."""
        return self.with_workings(self.records().get(pk=pk), status=status)

    def with_workings(self, referral: Any, status: int = 200) -> Response:
        """Whole; what was said and decided is left out for those whose only part in it is having made it."""
        is_open = referral.shows_workings_to(self.request.user)
        referral.open_consultations = referral.consultations.all() if is_open else None
        referral.open_decisions = referral.decisions.all() if is_open else None
        return self.shown(referral, status=status)
