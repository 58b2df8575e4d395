"""Somebody who tries what no page offers: faults come back as 500, as they would to them."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from tests.api.asking import Asker
from trafficking_cases.people.models import User


@pytest.fixture(autouse=True)
def nobody_tried_yet(db: None) -> None:
    """Tries and requests are counted from nothing in each test."""
    cache.clear()


@pytest.fixture
def browser() -> Callable[[User], Client]:
    """A person in a browser of their own."""

    def signed_in(user: User) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def api() -> Callable[[User], Asker]:
    """The same person at the API."""

    def signed_in(user: User) -> Asker:
        client = Asker(raise_request_exception=False)
        client.force_login(user)
        return client

    return signed_in
