"""An assessment as the API takes and shows it."""

from rest_framework import serializers

from assessments.forms.assessment import AssessmentPartForm, CategoryForm, CompleteForm, NeedOfSectionForm
from assessments.forms.enquiry import WriteForm
from assessments.forms.monitoring import FoundForm, WatchForm
from assessments.models import Assessment, Monitoring, MonitoringCheck, Need, SignedVersion
from trafficking_cases.children.api import CaseReferenceSerializer
from trafficking_cases.people.api import PersonSerializer
from trafficking_cases.web.api_questions import Questions, Shape


class NeedSerializer(serializers.ModelSerializer):
    """One section of the needs plan. [Rule A5]"""

    owner = PersonSerializer()

    class Meta:
        model = Need
        fields = ["section", "arises", "answer", "action", "owner", "due_on", "written_at"]


class SignedVersionSerializer(serializers.ModelSerializer):
    """An assessment as a manager signed it, word for word."""

    signed_by = PersonSerializer()

    class Meta:
        model = SignedVersion
        fields = ["version", "text", "sha256", "signed_at", "signed_by"]


class MonitoringCheckSerializer(serializers.ModelSerializer):
    """One look at how a watched child is."""

    by = PersonSerializer()

    class Meta:
        model = MonitoringCheck
        fields = ["number", "at", "found", "by"]


class MonitoringSerializer(serializers.ModelSerializer):
    """The watch over a child: who, how often, until when, and every look so far. [Rules A4, I5]"""

    watched_by = PersonSerializer()
    checks = MonitoringCheckSerializer(many=True)

    class Meta:
        model = Monitoring
        fields = [
            "id", "status", "watched_by", "every_working_days", "until_on", "plan", "started_at", "settled_at",
            "settled_because", "checks",
        ]  # fmt: skip


class AssessmentLineSerializer(serializers.ModelSerializer):
    """An assessment: on which case, how it stands, and what it leads to. [Rule A1]"""

    case = CaseReferenceSerializer()
    author = PersonSerializer()

    class Meta:
        model = Assessment
        fields = ["id", "case", "status", "version", "author", "started_at", "category"]


class AssessmentSerializer(AssessmentLineSerializer):
    """The same, whole: what was written, the needs plan, the watch, and what was signed."""

    not_seen_agreed_by = PersonSerializer(allow_null=True)
    completed_by = PersonSerializer(allow_null=True)
    signed_by = PersonSerializer(allow_null=True)
    needs = NeedSerializer(many=True)
    monitoring = MonitoringSerializer(many=True, source="case.monitoring")
    signed_versions = SignedVersionSerializer(many=True)

    class Meta(AssessmentLineSerializer.Meta):
        fields = [
            *AssessmentLineSerializer.Meta.fields,
            "child_needs",
            "caregivers",
            "family_and_surroundings",
            "exploitation",
            "wishes",
            "analysis",
            "not_seen_because",
            "not_seen_agreed_at",
            "not_seen_agreed_by",
            "without_photograph",
            "without_copies",
            "completed_at",
            "completed_by",
            "sent_back_because",
            "signed_at",
            "signed_by",
            "needs",
            "monitoring",
            "signed_versions",
        ]


class StartAssessment(Shape):
    """Of which case the child is assessed."""

    case = serializers.UUIDField()


class WriteAssessment(Questions):
    """One part of an assessment; `before` may hold the fingerprint of the text that yours takes the place of."""

    asked = (AssessmentPartForm, WriteForm)


class Categorise(Questions):
    """What the assessment leads to."""

    asked = (CategoryForm,)


class AnswerNeed(Questions):
    """What the child needs, what is done, by whom and by when; or why it does not arise."""

    asked = (NeedOfSectionForm,)


class CompleteAssessment(Questions):
    """The reasons that are needed where something is missing or late."""

    asked = (CompleteForm,)


class Watch(Questions):
    """Who watches over the child, how often and until when."""

    asked = (WatchForm,)


class Found(Questions):
    """How the child is."""

    asked = (FoundForm,)
