"""Somebody at the API: with a browser's session, or with a key."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from rest_framework.authtoken.models import Token

from tests.api.asking import Asker
from trafficking_cases.people.models import User


@pytest.fixture(autouse=True)
def nobody_asked_yet(db: None) -> None:
    """Each test begins with all the requests that a person has in a minute."""
    cache.clear()


@pytest.fixture
def api() -> Callable[[User], Asker]:
    """A person who has signed in with a browser."""

    def signed_in(user: User) -> Asker:
        client = Asker()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def by_key() -> Callable[[User], Asker]:
    """The same person through a key, without a session."""

    def with_key(user: User) -> Asker:
        client = Asker()
        client.credentials(HTTP_AUTHORIZATION=f"Token {Token.objects.create(user=user).key}")
        return client

    return with_key
