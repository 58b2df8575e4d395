"""NRM referrals by API: every verb after the seal. [Rules N1, N8, N10; procedure 4.3]"""

from typing import Any

from rest_framework import serializers

from nrm.api.decisions import DecisionVerbs
from nrm.api.progress import NrmProgressSerializer
from nrm.api.reviews import ReviewVerbs
from nrm.api.sending import SendingVerbs
from nrm.models import NrmReferral
from nrm.workflow.referrals import Status
from trafficking_cases.access.api import Lists, Opens
from trafficking_cases.access.permissions import Permission
from trafficking_cases.web.api_lists import Page


class AskedOfNrmReferrals(Page):
    """Which referrals: on one case, and how far they have come."""

    case = serializers.UUIDField(required=False)
    status = serializers.ChoiceField(choices=Status.choices, required=False)


class NrmReferrals(SendingVerbs, ReviewVerbs, DecisionVerbs, Lists, Opens):
    """The NRM referrals on the cases where you read them, and those that you wrote or sealed; the newest first."""

    declared_permissions = {
        "list": Permission.READ_NRM,
        "retrieve": Permission.READ_NRM,
        **SendingVerbs.may_send,
        **ReviewVerbs.may_review,
        **DecisionVerbs.may_record_decisions,
    }
    asks = {"list": AskedOfNrmReferrals}
    serializer_class = NrmProgressSerializer

    def rows(self) -> Any:
        return NrmReferral.objects.visible_to(self.request.user).with_progress()
