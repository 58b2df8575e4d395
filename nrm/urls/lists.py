"""Pages of the NRM: lists that rules depend on."""

from django.urls import URLPattern, path

from nrm.views import lists

urlpatterns: list[URLPattern] = [
    # /nrm/countries/…
    path("countries/", lists.countries, name="countries"),
    path("countries/add/", lists.add_country, name="add_country"),
    path("countries/<uuid:pk>/end/", lists.end_country, name="end_country"),
]
