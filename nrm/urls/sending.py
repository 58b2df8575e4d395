"""Pages of the NRM: sending."""

from django.urls import URLPattern, path

from nrm.views import sending

urlpatterns: list[URLPattern] = [
    path("referrals/<uuid:pk>/record-sent/", sending.record_sent, name="record_sent"),
    path("referrals/<uuid:pk>/record-reference/", sending.record_reference, name="record_reference"),
    path("cases/<uuid:pk>/record-elsewhere/", sending.record_elsewhere, name="record_elsewhere"),
]
