"""Pages of the NRM form: written page by page, checked, handed on, sealed, keyed in."""

from django.urls import URLPattern, path

from nrm.views import form, sealing

urlpatterns: list[URLPattern] = [
    # /nrm/cases/… by the case
    path("cases/<uuid:pk>/referrals/", form.referrals, name="referrals"),
    path("cases/<uuid:pk>/referrals/start/", form.start, name="start"),
    # /nrm/referrals/… by the referral
    path("referrals/<uuid:pk>/", form.referral, name="referral"),
    path("referrals/<uuid:pk>/write/<slug:slug>/", form.step, name="step"),
    path("referrals/<uuid:pk>/write/<slug:slug>/save/", form.save, name="save"),
    path("referrals/<uuid:pk>/check/", form.check, name="check"),
    path("referrals/<uuid:pk>/hand-on/", form.hand_on, name="hand_on"),
    path("referrals/<uuid:pk>/discard/", form.discard, name="discard"),
    path("referrals/<uuid:pk>/safeguard/", sealing.safeguard, name="safeguard"),
    path("referrals/<uuid:pk>/seal/", sealing.seal, name="seal"),
    # /nrm/sealed/… by the sealed copy
    path("sealed/<uuid:pk>/", sealing.key_in, name="key_in"),
    path("sealed/<uuid:pk>/pdf/", sealing.pdf, name="pdf"),
    path("sealed/<uuid:pk>/json/", sealing.as_json, name="json"),
]
