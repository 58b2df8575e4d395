"""The verbs of the NRM on a case, by API. [Rules N1, N8, N11; procedure 2, 4.3]"""

from typing import ClassVar
from uuid import UUID

from rest_framework.response import Response

from nrm.actions import guardians, sending
from nrm.api.progress import GuardianReferralSerializer, NrmProgressSerializer, progress_of
from nrm.api.sending import RecordElsewhere
from nrm.forms.guardians import AskGuardianForm, NameGuardianForm
from trafficking_cases.access.api import Resource, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_questions import Questions


class AskForGuardian(Questions):
    """Whether the guardianship service was asked, or why not."""

    asked = (AskGuardianForm,)


class NameGuardian(Questions):
    """Who the guardian is: the id of somebody who works for the guardianship service."""

    asked = (NameGuardianForm,)


class NrmOfCases(Resource):
    """What is recorded of the NRM on a case as a whole; on `cases`."""

    may_on_the_nrm: ClassVar = {
        "record_nrm_elsewhere": Permission.SIGN_NRM,
        "ask_for_guardian": Permission.RECORD_NRM_DECISION,
        "name_guardian": Permission.RECORD_NRM_DECISION,
    }

    @verb(path="record-nrm-elsewhere", takes=RecordElsewhere, gives=NrmProgressSerializer)
    def record_nrm_elsewhere(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record a referral that somebody made elsewhere: the duty is met, and the Police have it. [Rules N1, N8]"""
        case = self.guarded(Case.objects.visible_to(request.user))
        referral = sending.record_elsewhere(case, by=request.user, **self.answers(RecordElsewhere))
        return progress_of(request.user, referral.pk)

    @verb(path="ask-for-guardian", takes=AskForGuardian, gives=GuardianReferralSerializer)
    def ask_for_guardian(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record that the guardianship service was asked for a guardian, or why not. [Rule N11]"""
        case = self.guarded(Case.objects.visible_to(request.user))
        asked = guardians.ask_for_guardian(case, by=request.user, **self.answers(AskForGuardian))
        return Response(GuardianReferralSerializer(asked).data)

    @verb(path="name-guardian", takes=NameGuardian, gives=GuardianReferralSerializer)
    def name_guardian(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Name the child's guardian, who sees the case from that moment. [Rule N11]"""
        case = self.guarded(Case.objects.visible_to(request.user))
        named = guardians.name_guardian(case, by=request.user, **self.answers(NameGuardian))
        return Response(GuardianReferralSerializer(named).data)
