"""Pages of: strategy discussions."""

from django.urls import path

from assessments.views import strategy as views

urlpatterns = [
    # /enquiries/cases/…, /enquiries/strategy-discussions/…
    path("cases/<uuid:pk>/convene/", views.convene, name="convene"),
    path("strategy-discussions/<uuid:pk>/", views.strategy, name="strategy"),
    path("strategy-discussions/<uuid:pk>/hold/", views.hold, name="hold"),
    path("strategy-discussions/<uuid:pk>/sign/", views.sign, name="sign_strategy"),
    path("strategy-discussions/<uuid:pk>/call-off/", views.call_off, name="call_off"),
]
