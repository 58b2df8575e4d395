"""The verbs of the Police on a referral that is shared with them, by API. [Rules N8, M6; procedure 4.3, 4.6]"""

from typing import ClassVar
from uuid import UUID

from django.http import Http404
from rest_framework.response import Response

from nrm.actions import reviews as actions
from nrm.api.progress import NrmProgressSerializer, progress_of
from nrm.forms.reviews import AnswerForm, AskForm, DecideForm
from nrm.models import Review
from trafficking_cases.access.api import Resource, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_questions import Nothing, Questions


class AskQuestion(Questions):
    """What the Police need to know."""

    asked = (AskForm,)


class AnswerQuestion(Questions):
    """What they are told."""

    asked = (AnswerForm,)


class Decide(Questions):
    """Whether a crime is recorded and investigated, and why."""

    asked = (DecideForm,)


class ReviewVerbs(Resource):
    """What the Police make of a referral; on `nrm-referrals`."""

    may_review: ClassVar = dict.fromkeys(["take", "ask", "decide"], Permission.REVIEW_NRM) | {
        "answer": Permission.RECORD_NRM_DECISION
    }

    def review(self) -> Review:
        """The review of the referral in the address; one that is not shared has none."""
        review = self.guarded().shown_review
        if review is None:
            raise Http404
        return review

    @verb(gives=NrmProgressSerializer)
    def take(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Take the review on, from nobody or from a colleague. [Rules N8, M6]"""
        review = self.review()
        self.answers(Nothing)
        actions.take(review, by=request.user)
        return progress_of(request.user, pk)

    @verb(takes=AskQuestion, gives=NrmProgressSerializer)
    def ask(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Ask the social worker something. The clock of the decision runs on. [Rules N8, M6]"""
        actions.ask(self.review(), by=request.user, **self.answers(AskQuestion))
        return progress_of(request.user, pk)

    @verb(takes=AnswerQuestion, gives=NrmProgressSerializer)
    def answer(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Answer what the Police asked. [Rule N8]"""
        actions.answer(self.review(), by=request.user, **self.answers(AnswerQuestion))
        return progress_of(request.user, pk)

    @verb(takes=Decide, gives=NrmProgressSerializer)
    def decide(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record what the Police decide on the crime and its investigation. [Rules N8, M6]"""
        actions.decide(self.review(), by=request.user, **self.answers(Decide))
        return progress_of(request.user, pk)
