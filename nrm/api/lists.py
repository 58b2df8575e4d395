"""The countries for which an asylum-seeking child is referred at once, by API. [Rule N4; procedure 4.3]"""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from nrm.actions import lists as actions
from nrm.forms.lists import CountryForm, EndCountryForm
from nrm.models import ListedCountry
from trafficking_cases.access.api import Lists, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_questions import Questions


class ListedCountrySerializer(serializers.ModelSerializer):
    """A country on the list, from when until when. [Rule N4]"""

    class Meta:
        model = ListedCountry
        fields = ["id", "country", "nationality", "from_on", "until_on"]


class AddCountry(Questions):
    """Which country, and from when until when."""

    asked = (CountryForm,)


class EndCountry(Questions):
    """The last day on the list."""

    asked = (EndCountryForm,)


class ListedCountries(Lists):
    """The countries of rule N4, also those that are no longer or not yet on the list."""

    declared_permissions = dict.fromkeys(["list", "create", "end"], Permission.KEEP_LISTS)
    serializer_class = ListedCountrySerializer

    def rows(self) -> Any:
        return ListedCountry.objects.visible_to(self.request.user)

    @extend_schema(request=AddCountry, responses={201: ListedCountrySerializer})
    def create(self, request: SignedInAPIRequest) -> Response:
        """Put a country on the list, from a day on. [Rule N4]"""
        listed = actions.add_country(by=request.user, **self.answers(AddCountry))
        return self.shown(listed, status=status.HTTP_201_CREATED)

    @verb(takes=EndCountry, gives=ListedCountrySerializer)
    def end(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Say until when a country is on the list; duties that arose before stand. [Rule N4]"""
        listed = actions.end_country(self.guarded(), by=request.user, **self.answers(EndCountry))
        return self.shown(listed)
