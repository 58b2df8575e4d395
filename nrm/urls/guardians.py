"""Pages of the NRM: guardians."""

from django.urls import URLPattern, path

from nrm.views import guardians

urlpatterns: list[URLPattern] = [
    path("cases/<uuid:pk>/guardian/", guardians.ask_for_guardian, name="ask_for_guardian"),
    path("cases/<uuid:pk>/name-guardian/", guardians.name_guardian, name="name_guardian"),
]
