"""How people come in: by an account that somebody opened for them, never by signing up. Each coming is recorded."""

from typing import Any
from uuid import UUID, uuid4

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.crypto import salted_hmac

from trafficking_cases.audit import actions as audit
from trafficking_cases.people import proof
from trafficking_cases.people.models import User

# Under whose id a try with a username that nobody has is recorded: what was typed may be a password.
NOBODY = UUID(int=0)
BROWSER_KNOWN_FOR = 90 * 24 * 60 * 60


class ClosedSignUp(DefaultAccountAdapter):
    """Nobody opens an account for themselves. Who came in, who left and who was turned away is in the audit."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        proof.remember(request)
        audit.record("user.signed_in", user, by=user)

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            audit.record("user.signed_out", request.user, by=request.user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Whoever it was, it is not known to be the account's owner: nobody is named as having done it."""
        tried = User.objects.filter(username__iexact=credentials.get("username", "")).first()
        audit.record("user.sign_in_failed", tried or User(pk=NOBODY), by=None)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        audit.record("user.sign_in_refused", user, by=None)
        return super().respond_user_inactive(request, user)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **how: Any) -> HttpResponse:
        """Let the browser be known as one from which this person has signed in."""
        response = super().post_login(request, user, **how)
        _make_known(response, user.get_username())
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Tries are counted for each username, and apart for a browser that knows it.

        So whoever guesses at a username elsewhere keeps out those who guess, and not the person whose it is.
        """
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{_known_as(request, credentials.get('username', ''))}"


def _cookie_of(username: str) -> str:
    return f"known_{salted_hmac('known browser', username.casefold()).hexdigest()[:12]}"


def _known_as(request: HttpRequest, username: str) -> str:
    """What the browser was called when this person last signed in from it; nothing if they never did."""
    kept = request.get_signed_cookie(_cookie_of(username), "", salt=username.casefold(), max_age=BROWSER_KNOWN_FOR)
    return kept or ""


def _make_known(response: HttpResponseBase, username: str) -> None:
    response.set_signed_cookie(
        _cookie_of(username),
        str(uuid4()),
        salt=username.casefold(),
        max_age=BROWSER_KNOWN_FOR,
        path=reverse("account_login"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
