"""Pages of: immediate protection."""

from django.urls import path

from assessments.views import protection as views

urlpatterns = [
    # /enquiries/cases/…, /enquiries/referrals/…
    path("cases/<uuid:pk>/protect/", views.protect, name="protect"),
    path("referrals/<uuid:pk>/protect/", views.protect_on_referral, name="protect_on_referral"),
]
