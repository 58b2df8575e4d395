"""Deadlines by API: what is due, by when, whose it is, and how the date was worked out."""

from typing import Any

from rest_framework import serializers

from trafficking_cases.access.api import Lists, Opens
from trafficking_cases.access.permissions import Permission
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.deadlines.workflow import Status
from trafficking_cases.people.api import PersonSerializer
from trafficking_cases.web.api_lists import Page


class DeadlineSerializer(serializers.ModelSerializer):
    """A promise with a time limit, and the steps by which its date was found."""

    rule = serializers.CharField(source="rulebook", help_text="The rule of the rulebook that asks for it")
    timescale = serializers.CharField(source="rule", help_text="The time limit's code in the table of timescales")
    promise = serializers.CharField(help_text="What is to be done")
    case = serializers.UUIDField(source="case_id", allow_null=True)
    authority = serializers.UUIDField(source="authority_id")
    owner = PersonSerializer(allow_null=True, help_text="Who has it in hand; nobody by name where it is a role's")
    explanation = serializers.ListField(
        child=serializers.CharField(), help_text="How the date was worked out, step by step"
    )

    class Meta:
        model = Deadline
        fields = [
            "id",
            "rule",
            "timescale",
            "promise",
            "concerning",
            "link",
            "subject",
            "case",
            "authority",
            "owner",
            "owner_role",
            "statutory",
            "started_at",
            "due_at",
            "explanation",
            "status",
            "ended_at",
            "end_reason",
            "late_reason",
        ]


class AskedOfDeadlines(Page):
    """Whose deadlines, about what, and in which state."""

    status = serializers.ChoiceField(choices=Status.choices, required=False)
    case = serializers.UUIDField(required=False)
    subject = serializers.UUIDField(required=False, help_text="The id of what it is about, such as a referral")
    due_before = serializers.DateTimeField(source="due_at__lt", required=False)


class Deadlines(Lists, Opens):
    """Time limits, the nearest first. Of two limits for one promise the list has the nearer, which names the other."""

    declared_permissions = {"list": Permission.USE_SERVICE, "retrieve": Permission.USE_SERVICE}
    asks = {"list": AskedOfDeadlines}
    serializer_class = DeadlineSerializer

    def rows(self) -> Any:
        visible = Deadline.objects.visible_to(self.request.user).select_related("owner")
        return visible.foremost() if self.action == "list" else visible
