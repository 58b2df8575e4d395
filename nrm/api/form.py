"""NRM referrals by API: written, checked, handed on and sealed under the same rules as on the pages.

The sealed copy itself is no part of it: it says where the child is, and answers a person who has signed in.
"""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from nrm import answers as kept
from nrm.actions import drafts, sealing
from nrm.api.decisions import DecisionVerbs
from nrm.api.form_described import FormSerializer, as_described
from nrm.api.form_shapes import (
    AskedOfNrmReferrals,
    Discard,
    HandOn,
    NrmCheckSerializer,
    NrmLineSerializer,
    NrmReferralSerializer,
    Safeguard,
    SaveAnswers,
    Seal,
    StartOn,
    against,
    as_typed,
)
from nrm.api.reviews import ReviewVerbs
from nrm.api.sending import SendingVerbs
from nrm.models import NrmReferral
from nrm.people import first_responders_on
from trafficking_cases.access.api import Lists, Opens, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_questions import Nothing


class NrmReferrals(SendingVerbs, ReviewVerbs, DecisionVerbs, Lists, Opens):
    """NRM referrals that you write, or that stand on cases whose NRM referrals you may read. [Rules N5, N7]"""

    declared_permissions = {
        **dict.fromkeys(["list", "retrieve"], Permission.READ_NRM),
        **dict.fromkeys(
            ["create", "form", "save_answers", "check", "hand_on", "safeguard", "discard"], Permission.DRAFT_NRM
        ),
        "seal": Permission.SIGN_NRM,
        **SendingVerbs.may_send,
        **ReviewVerbs.may_review,
        **DecisionVerbs.may_record_decisions,
    }
    asks = {"list": AskedOfNrmReferrals}
    line_class = NrmLineSerializer
    serializer_class = NrmReferralSerializer

    def rows(self) -> Any:
        return NrmReferral.objects.visible_to(self.request.user).with_people()

    def records(self) -> Any:
        return self.rows().prefetch_related("answers")

    @extend_schema(request=StartOn, responses={201: NrmReferralSerializer})
    def create(self, request: SignedInAPIRequest) -> Response:
        """Begin a referral, with every answer that the case has. [Rules N5, N7]"""
        case = get_object_or_404(Case.objects.visible_to(request.user), pk=self.answers(StartOn)["case"])
        nrm = drafts.start(case, by=request.user)
        response = self.shown(self.records().get(pk=nrm.pk), status=201)
        response["Location"] = request.build_absolute_uri(f"{nrm.pk}/")
        return response

    @extend_schema(responses={200: FormSerializer})
    @action(detail=False, methods=["get"], pagination_class=None)
    def form(self, request: SignedInAPIRequest) -> Response:
        """The form's child path: pages, questions, options, limits and branches, and the long lists. [Rule N7]"""
        return Response(as_described())

    @verb(path="save-answers", takes=SaveAnswers, gives=NrmReferralSerializer)
    def save_answers(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Keep answers, possible or not; those that are not named stay. [Rule N7]"""
        drafts.save_answers(self.guarded(), typed=as_typed(self.answers(SaveAnswers)), by=request.user)
        return self.whole(pk)

    @verb(gives=NrmCheckSerializer)
    def check(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """What is missing, what the national form would refuse or change, and what stands against sealing."""
        nrm = self.guarded()
        self.answers(Nothing)
        given = kept.answers_of(nrm)
        found = kept.checked(given)
        reasons = sealing.why_not_now(nrm, given, by=request.user, now=timezone.now())
        warnings = [(name, said) for name, each in found.warnings.items() for said in each]
        told = {
            "ready": not reasons,
            "read": kept.as_read(given),
            "missing": [against(name, said) for name, said in found.missing.items()],
            "refused": [against(name, said) for name, said in found.refused.items()],
            "warnings": [against(name, said) for name, said in warnings],
            "reasons": [{"rule": reason.rule, "message": reason.message} for reason in reasons],
        }
        return Response(told)

    @verb(path="hand-on", takes=HandOn, gives=NrmReferralSerializer)
    def hand_on(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Give a draft to a first responder who finishes and signs it. [Rule N5]"""
        nrm = self.guarded()
        people = first_responders_on(nrm.case).exclude(pk=request.user.pk)
        drafts.hand_on(nrm, by=request.user, **self.answers(HandOn, people=people))
        return self.whole(pk)

    @verb(takes=Safeguard, gives=NrmReferralSerializer)
    def safeguard(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Start the safeguarding referral from the same answers. [Rule N6]"""
        sealing.start_safeguarding_referral(self.guarded(), by=request.user, **self.answers(Safeguard))
        return self.whole(pk)

    @verb(takes=Seal, gives=NrmReferralSerializer)
    def seal(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Sign and seal. The Home Office has it only once it was keyed in and that was recorded. [Rules N5, N6, N7]"""
        sealing.seal(self.guarded(), by=request.user, **self.answers(Seal))
        return self.whole(pk)

    @verb(takes=Discard, gives=NrmReferralSerializer)
    def discard(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Give up a referral that the Home Office does not have. [Rule N7]"""
        drafts.discard(self.guarded(), by=request.user, **self.answers(Discard))
        return self.whole(pk)

    def whole(self, pk: UUID) -> Response:
        """A referral as it stands after a verb."""
        return self.shown(self.records().get(pk=pk))
