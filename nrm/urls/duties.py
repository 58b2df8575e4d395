"""Pages of the NRM: duties."""

from django.urls import URLPattern, path

from nrm.views import duties

urlpatterns: list[URLPattern] = [
    # /nrm/cases/…
    path("cases/<uuid:pk>/", duties.case, name="case"),
    # /nrm/duties/…
    path("duties/<uuid:pk>/not-arising/", duties.not_arising, name="not_arising"),
]
