"""Notices by API: what somebody was told, and that they have seen it."""

from typing import Any

from rest_framework import serializers
from rest_framework.response import Response

from trafficking_cases.access.api import Lists, Opens, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.notifications import actions
from trafficking_cases.notifications.models import Notice
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import Nothing


class NoticeSerializer(serializers.ModelSerializer):
    """That somebody was told of something, and where to look. No word about a child."""

    sentence = serializers.CharField(help_text="What it says")

    class Meta:
        model = Notice
        fields = ["id", "kind", "sentence", "subject_kind", "subject_id", "link", "due_at", "created_at", "read_at"]


class AskedOfNotices(Page):
    """Which notices: with `unread=true` those not seen yet, with `unread=false` those seen."""

    unread = serializers.BooleanField(source="read_at__isnull", required=False)


class Notices(Lists, Opens):
    """What you were told, the newest first. A notice about something that you may no longer see is not there."""

    declared_permissions = {
        "list": Permission.USE_SERVICE,
        "retrieve": Permission.USE_SERVICE,
        "read": Permission.USE_SERVICE,
    }
    asks = {"list": AskedOfNotices}
    serializer_class = NoticeSerializer

    def rows(self) -> Any:
        return Notice.objects.visible_to(self.request.user)

    @verb(gives=NoticeSerializer)
    def read(self, request: SignedInAPIRequest, pk: Any) -> Response:
        """Say that you have seen a notice. The first time stands."""
        notice = self.guarded()
        self.answers(Nothing)
        actions.mark_read(notice, by=request.user)
        notice.refresh_from_db()
        return self.shown(notice)
