"""Every page, by the first part of its path."""

from allauth.account.views import AccountInactiveView, LoginView, LogoutView
from django.urls import include, path

from trafficking_cases.access.guards import open_to_everyone
from trafficking_cases.web import views as web

signing_in = open_to_everyone("Nobody is signed in before they sign in.")

urlpatterns = [
    # /, /cases/…, /rules/, /readyz/
    path("", include("trafficking_cases.casefile.urls")),
    # /referrals/…
    path("referrals/", include("referrals.urls")),
    # /enquiries/…
    path("enquiries/", include("assessments.urls")),
    # /nrm/…
    path("nrm/", include("nrm.urls")),
    # /placements/…
    path("placements/", include("trafficking_cases.placements.urls")),
    # /directory/…
    path("directory/", include("trafficking_cases.directory.urls")),
    # /notices/…
    path("notices/", include("trafficking_cases.notifications.urls")),
    # /api/v1/…
    path("api/v1/", include("trafficking_cases.api_urls")),
    # /accounts/…: signing in and out, and nothing else that allauth has; accounts are opened by an administrator.
    path("accounts/login/", signing_in(LoginView.as_view()), name="account_login"),
    path("accounts/logout/", signing_in(LogoutView.as_view()), name="account_logout"),
    path("accounts/inactive/", signing_in(AccountInactiveView.as_view()), name="account_inactive"),
    # The frame itself.
    path("healthz/", open_to_everyone("It says only that this process lives.")(web.healthz), name="healthz"),
    path(
        "accessibility/",
        open_to_everyone("Whoever cannot use the service reads why.")(web.accessibility),
        name="accessibility",
    ),
    path("parts/", open_to_everyone("Only a demonstration has it, with invented content.")(web.parts), name="parts"),
]

handler400 = "trafficking_cases.web.errors.bad_request"
handler403 = "trafficking_cases.web.errors.forbidden"
handler404 = "trafficking_cases.web.errors.not_found"
handler429 = "trafficking_cases.web.errors.too_many_requests"
handler500 = "trafficking_cases.web.errors.server_error"
