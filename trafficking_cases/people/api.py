"""Agencies and people, as far as everybody at work here may know them."""

from typing import Any

from rest_framework import serializers

from trafficking_cases.access.api import Lists, Opens
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.models import Agency, Kind, User
from trafficking_cases.web.api_lists import Page


class PersonSerializer(serializers.ModelSerializer):
    """Somebody at work here, by name and what they do."""

    class Meta:
        model = User
        fields = ["id", "full_name", "job_title"]


class AgencySerializer(serializers.ModelSerializer):
    """An organisation of the partnership, or another local authority beside it."""

    refers_to = serializers.UUIDField(
        source="refers_to_id", allow_null=True, help_text="The authority its referrals go to"
    )

    class Meta:
        model = Agency
        fields = ["id", "name", "kind", "refers_to"]


class NamedAgencySerializer(serializers.ModelSerializer):
    """An organisation by its name."""

    class Meta:
        model = Agency
        fields = ["id", "name"]


class AskedOfAgencies(Page):
    kind = serializers.ChoiceField(choices=Kind.choices, required=False)


class Agencies(Lists, Opens):
    """The organisations that work together here."""

    declared_permissions = {"list": Permission.USE_SERVICE, "retrieve": Permission.USE_SERVICE}
    asks = {"list": AskedOfAgencies}
    serializer_class = AgencySerializer

    def rows(self) -> Any:
        return Agency.objects.visible_to(self.request.user)
