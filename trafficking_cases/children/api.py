"""Children and cases by API, through the cases that somebody may see."""

from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from trafficking_cases.access.api import Lists, Opens
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Allocation, Case, Child, ChronologyEntry
from trafficking_cases.people.api import NamedAgencySerializer, PersonSerializer
from trafficking_cases.web.api_lists import Page


class CaseReferenceSerializer(serializers.ModelSerializer):
    """A case by its reference."""

    class Meta:
        model = Case
        fields = ["id", "reference"]


class NamedChildSerializer(serializers.ModelSerializer):
    """A child by the name they are known by, which may be empty."""

    class Meta:
        model = Child
        fields = ["id", "known_as"]


class ChildLineSerializer(serializers.ModelSerializer):
    """A child in a list, with the cases that the reader may see."""

    cases = CaseReferenceSerializer(many=True, source="visible_cases")

    class Meta:
        model = Child
        fields = ["id", "known_as", "sex", "birth_date_is", "born_on", "born_from", "born_until", "about_age", "cases"]


class ChildSerializer(ChildLineSerializer):
    """What is known of a child; every answer may still be missing."""

    class Meta:
        model = Child
        fields = [
            "id",
            "known_as",
            "also_called",
            "description",
            "sex",
            "birth_date_is",
            "born_on",
            "born_from",
            "born_until",
            "about_age",
            "nationality",
            "language",
            "added_at",
            "cases",
        ]


class AllocationSerializer(serializers.ModelSerializer):
    """Who holds a case and who supervises them."""

    worker = PersonSerializer()
    manager = PersonSerializer()

    class Meta:
        model = Allocation
        fields = ["worker", "manager", "from_at", "ended_at"]


class CaseSerializer(serializers.ModelSerializer):
    """The work of one authority for one child, and who holds it now."""

    child = NamedChildSerializer()
    authority = NamedAgencySerializer()
    allocations = AllocationSerializer(
        many=True, source="live_allocations", help_text="One; none until it is allocated"
    )

    class Meta:
        model = Case
        fields = ["id", "reference", "child", "authority", "opened_at", "allocations"]


class ChronologyEntrySerializer(serializers.ModelSerializer):
    """One line of what happened; who wrote it by name to those at work on the case, to others by agency."""

    by = PersonSerializer(allow_null=True, help_text="Nobody by name where the case is only shared with you")
    agency = NamedAgencySerializer(allow_null=True, source="by.agency", help_text="Where whoever wrote it works")

    class Meta:
        model = ChronologyEntry
        fields = ["id", "at", "kind", "sentence", "link", "significant", "by", "agency"]

    def to_representation(self, instance: ChronologyEntry) -> dict[str, Any]:
        line = super().to_representation(instance)
        return line if self.context["names_people"] else line | {"by": None, "link": ""}


class AskedOfCases(Page):
    """Which cases: of one child."""

    child = serializers.UUIDField(required=False)


class Children(Lists, Opens):
    """The children of the cases that you may see."""

    declared_permissions = {"list": Permission.READ_CASE, "retrieve": Permission.READ_CASE}
    line_class = ChildLineSerializer
    serializer_class = ChildSerializer

    def rows(self) -> Any:
        visible = Case.objects.visible_to(self.request.user)
        children = Child.objects.visible_to(self.request.user).order_by("-added_at", "id")
        return children.prefetch_related(Prefetch("cases", queryset=visible, to_attr="visible_cases"))


class VisibleCases(Lists, Opens):
    """The cases to which you have a relation, the newest first."""

    declared_permissions = {"list": Permission.READ_CASE, "retrieve": Permission.READ_CASE}
    asks = {"list": AskedOfCases}
    serializer_class = CaseSerializer

    def rows(self) -> Any:
        live = Prefetch(
            "allocations",
            queryset=Allocation.objects.filter(ended_at=None).select_related("worker", "manager"),
            to_attr="live_allocations",
        )
        return Case.objects.visible_to(self.request.user).select_related("child", "authority").prefetch_related(live)
