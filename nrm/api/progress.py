"""How far an NRM referral has come, as the API shows it after each verb."""

from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from nrm.models import AuthorityDecision, Duty, GuardianReferral, NrmReferral, Question, Review
from trafficking_cases.children.api import CaseReferenceSerializer
from trafficking_cases.people.api import NamedAgencySerializer, PersonSerializer
from trafficking_cases.people.models import User


class AuthorityDecisionSerializer(serializers.ModelSerializer):
    """A decision of the competent authority, as its letter says it. [Rule N10]"""

    recorded_by = PersonSerializer()

    class Meta:
        model = AuthorityDecision
        fields = ["id", "kind", "result", "decided_by", "decided_on", "received_on", "reasons", "recorded_by"]


class QuestionSerializer(serializers.ModelSerializer):
    """Something that the Police asked, and the answer. [Rule N8]"""

    asked_by = PersonSerializer()
    answered_by = PersonSerializer(allow_null=True)

    class Meta:
        model = Question
        fields = ["question", "asked_at", "asked_by", "answer", "answered_at", "answered_by"]


class ReviewSerializer(serializers.ModelSerializer):
    """What the Police make of a referral: crime recorded or not, investigated or not, and why. [Rules N8, M6]"""

    police = NamedAgencySerializer()
    officer = PersonSerializer(allow_null=True)
    questions = QuestionSerializer(many=True)

    class Meta:
        model = Review
        fields = [
            "police",
            "status",
            "shared_at",
            "officer",
            "crime_recorded",
            "crime_reference",
            "investigation",
            "rationale",
            "decided_at",
            "questions",
        ]


class NrmProgressSerializer(serializers.ModelSerializer):
    """Where an NRM referral stands: sent or not, its reference, the Police, and what was decided."""

    case = CaseReferenceSerializer()
    review = ReviewSerializer(allow_null=True, source="shown_review")
    decisions = AuthorityDecisionSerializer(many=True)

    class Meta:
        model = NrmReferral
        fields = [
            "id",
            "reference",
            "case",
            "status",
            "sealed_at",
            "sent_at",
            "sent_known_by",
            "home_office_reference",
            "is_elsewhere",
            "made_by",
            "review",
            "decisions",
        ]


class DutySerializer(serializers.ModelSerializer):
    """That the Home Office has to be told of a child: because of what, since when, and how it ended. [Rule N1]"""

    case = CaseReferenceSerializer()
    ended_by = PersonSerializer(allow_null=True)

    class Meta:
        model = Duty
        fields = ["id", "case", "ground", "because", "status", "raised_at", "ended_at", "ended_by", "ended_because"]


class GuardianReferralSerializer(serializers.ModelSerializer):
    """Whether the guardianship service was asked, and the guardian once named. [Rule N11]"""

    case = CaseReferenceSerializer()
    guardian = PersonSerializer(allow_null=True)

    class Meta:
        model = GuardianReferral
        fields = ["case", "asked_at", "service_reference", "not_asked_because", "model", "guardian", "named_at"]


def progress_of(user: User, pk: UUID) -> Response:
    """A referral as it stands after a verb."""
    return Response(NrmProgressSerializer(NrmReferral.objects.visible_to(user).with_progress().get(pk=pk)).data)
