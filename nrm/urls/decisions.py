"""Pages of the NRM: decisions."""

from django.urls import URLPattern, path

from nrm.views import decisions

urlpatterns: list[URLPattern] = [
    path("referrals/<uuid:pk>/record-decision/", decisions.record_decision, name="record_decision"),
    path("decisions/<uuid:pk>/record-told/", decisions.record_told, name="record_told"),
]
