"""Onward steps by API, and the one way past a hold. [Rule M2; procedure 4.6]"""

from typing import Any, cast
from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from assessments.actions import agreement, onward
from assessments.api.agreement import ConveneMeeting, MultiAgencyMeetingSerializer
from assessments.forms.onward import AskExemptionForm, EndForm, ExemptForm, PlanForm
from assessments.models import MultiAgencyMeeting, Onward
from assessments.presenters.agreement_verbs import to_convene
from trafficking_cases.access.api import Lists, Opens, Resource, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.api import CaseReferenceSerializer
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.holds import Exemption
from trafficking_cases.people.api import PersonSerializer
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import Questions


class OnwardSerializer(serializers.ModelSerializer):
    """A step that follows the agencies' agreement; why it went ahead, where it did before. [Rules M2, M3]"""

    case = CaseReferenceSerializer()
    added_by = PersonSerializer()

    class Meta:
        model = Onward
        fields = [
            "id", "case", "step", "status", "planned_for", "reasons", "went_ahead_because", "added_at", "added_by",
            "ended_at",
        ]  # fmt: skip


class ExemptionSerializer(serializers.ModelSerializer):
    """That a step may go ahead while the case is held: what requires it, by when, and why it cannot wait."""

    given_by = PersonSerializer()

    class Meta:
        model = Exemption
        fields = ["id", "step", "required_by", "required_on", "reason", "given_at", "given_by"]


class RequestSerializer(serializers.Serializer):
    """How many service managers were asked."""

    asked = serializers.IntegerField()


class PlanOnwardStep(Questions):
    """Which step, for when and why."""

    asked = (PlanForm,)


class AskExemption(Questions):
    """Which step cannot wait, and why."""

    asked = (AskExemptionForm,)


class Exempt(Questions):
    """What requires the step, by when, and why it cannot wait."""

    asked = (ExemptForm,)


class EndStep(Questions):
    """What became of the step."""

    asked = (EndForm,)


class AskedOfSteps(Page):
    """Which steps: on one case."""

    case = serializers.UUIDField(required=False)


class OnwardSteps(Lists, Opens):
    """What is planned on your cases after the agencies agreed, and what became of it. [Rules M2, M3]"""

    declared_permissions = {
        **dict.fromkeys(["list", "retrieve"], Permission.READ_ENQUIRY),
        "end": Permission.WRITE_ENQUIRY,
    }
    asks = {"list": AskedOfSteps}
    serializer_class = OnwardSerializer

    def rows(self) -> Any:
        return Onward.objects.visible_to(self.request.user).select_related("case", "added_by")

    @verb(takes=EndStep, gives=OnwardSerializer)
    def end(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record that a step was taken, or dropped. Taking one waits like planning it. [Rule M2]"""
        onward.end_onward(self.guarded(), by=request.user, **self.answers(EndStep))
        return self.shown(cast(Onward, self.rows().get(pk=pk)))


ON_A_CASE = {
    **dict.fromkeys(["convene_multi_agency_meeting", "plan_onward_step", "ask_exemption"], Permission.WRITE_ENQUIRY),
    "exempt": Permission.OVERRIDE_HOLD,
}


class OnwardVerbs(Resource):
    """The verbs on a case that belong to the agencies' agreement. They stand among those of `cases`."""

    @verb(path="convene-multi-agency-meeting", takes=ConveneMeeting, gives=MultiAgencyMeetingSerializer)
    def convene_multi_agency_meeting(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Call the agencies together after a completed enquiry; before one this is refused. [Rules S4, M1]"""
        case = self.guarded(Case.objects.visible_to(request.user))
        answers = self.answers(ConveneMeeting, chairs=to_convene(case)["chairs"])
        waiting = agreement.to_convene_on(case)
        convened = agreement.convene(case, agreement=waiting, by=request.user, **answers)
        shown = MultiAgencyMeeting.objects.visible_to(request.user).with_people().get(pk=convened.pk)
        return Response(MultiAgencyMeetingSerializer(shown).data)

    @verb(path="plan-onward-step", takes=PlanOnwardStep, gives=OnwardSerializer)
    def plan_onward_step(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Plan a conference, a plan, a move, a return or closure. While the case is held this waits. [Rules M2, M3]"""
        case = self.guarded(Case.objects.visible_to(request.user))
        planned = onward.plan_onward(case, by=request.user, **self.answers(PlanOnwardStep))
        return Response(OnwardSerializer(planned).data)

    @verb(path="ask-exemption", takes=AskExemption, gives=RequestSerializer)
    def ask_exemption(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Ask the service manager to let a step go ahead that a court or a statute requires. [Rule M2]"""
        case = self.guarded(Case.objects.visible_to(request.user))
        asked = onward.ask_exemption(case, by=request.user, **self.answers(AskExemption))
        return Response(RequestSerializer({"asked": len(asked)}).data)

    @verb(takes=Exempt, gives=ExemptionSerializer)
    def exempt(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Let a step go ahead while the case is held; it stands as one that did. [Rule M2]"""
        case = self.guarded(Case.objects.visible_to(request.user))
        given = onward.exempt(case, by=request.user, **self.answers(Exempt))
        return Response(ExemptionSerializer(given[0]).data)
