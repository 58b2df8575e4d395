"""Whether it is still the same person at the keyboard: when somebody last gave their password in this session."""

from datetime import timedelta

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from trafficking_cases.audit import actions as audit
from trafficking_cases.people.models import User

PROVED_AT = "proved_at"


def remember(request: HttpRequest) -> None:
    """Somebody has just given their password."""
    request.session[PROVED_AT] = timezone.now().timestamp()


def is_recent(request: HttpRequest) -> bool:
    """Whether that was a few minutes ago, and no more."""
    since = timezone.now() - timedelta(minutes=settings.PASSWORD_ASKED_AGAIN_AFTER_MINUTES)
    return bool(request.session.get(PROVED_AT, 0) > since.timestamp())


def prove(request: HttpRequest, password: str) -> bool:
    """Whether this is the password of whoever is signed in. Tries are counted, and a wrong one is on record."""
    person = request.user
    if not isinstance(person, User) or not ratelimit.consume(request, action="reauthenticate", user=person):
        return False
    if not person.check_password(password):
        audit.record("user.proof_failed", person, by=person)
        return False
    remember(request)
    return True
