"""The audit by API, for the auditor: who did what and who looked, without any of the values.

It stands here and not with the audit, which lies beneath the doors and does not know them.
"""

from typing import Any

from rest_framework import serializers

from trafficking_cases.access.api import Lists
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit.models import Event
from trafficking_cases.web.api_lists import Page


class EventSerializer(serializers.ModelSerializer):
    """One thing that somebody did or looked at: ids and codes only."""

    number = serializers.IntegerField(source="id", help_text="Its place in the audit, as `verify_audit` names it")
    case = serializers.UUIDField(source="case_id", allow_null=True)
    by = serializers.UUIDField(source="by_id", allow_null=True, help_text="Nobody where the system itself acted")
    codes = serializers.DictField(help_text="Ids, enumerations and counts")

    class Meta:
        model = Event
        fields = ["number", "at", "name", "subject_kind", "subject_id", "case", "by", "codes"]


class AskedOfEvents(Page):
    """Which events: on a case, about a thing, by a person, of a name, in a time."""

    case = serializers.UUIDField(source="case_id", required=False)
    subject_id = serializers.UUIDField(required=False)
    by = serializers.UUIDField(source="by_id", required=False)
    name = serializers.CharField(max_length=80, required=False, help_text="Such as referral.decided")
    since = serializers.DateTimeField(source="at__gte", required=False)
    until = serializers.DateTimeField(source="at__lt", required=False)


class AuditEvents(Lists):
    """Who did what and who looked, the newest first. For the auditor, without any of the values."""

    declared_permissions = {"list": Permission.READ_AUDIT}
    asks = {"list": AskedOfEvents}
    serializer_class = EventSerializer

    def rows(self) -> Any:
        return Event.objects.visible_to(self.request.user)
