"""Pages of a referral."""

from django.urls import path

from referrals import draft_views, views

app_name = "referrals"
urlpatterns = [
    # /referrals/…
    path("", views.front_door, name="front_door"),
    path("<uuid:pk>/", views.referral, name="referral"),
    path("<uuid:pk>/claim/", views.claim, name="claim"),
    path("<uuid:pk>/consult/", views.consult, name="consult"),
    path("<uuid:pk>/propose/", views.propose, name="propose"),
    path("<uuid:pk>/sign/", views.sign, name="sign"),
    path("<uuid:pk>/send-back/", views.send_back, name="send_back"),
    # /referrals/mine/…
    path("mine/", draft_views.mine, name="mine"),
    path("mine/<uuid:pk>/", draft_views.receipt, name="receipt"),
    # /referrals/drafts/…
    path("drafts/start/", draft_views.start, name="start"),
    path("drafts/<uuid:pk>/check/", draft_views.check, name="check"),
    path("drafts/<uuid:pk>/send/", draft_views.send, name="send"),
    path("drafts/<uuid:pk>/<slug:step>/", draft_views.step, name="step"),
    path("drafts/<uuid:pk>/<slug:step>/save/", draft_views.save, name="save"),
]
