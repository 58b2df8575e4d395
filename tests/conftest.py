"""What every test may ask for."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.cast import Cast, assemble

# What takes minutes as one piece begins first, so that no processor waits for it at the end.
LONG = ("browser/", "test_constant_queries", "faults/", "platform/", "casefile/test_demonstration", "journeys/")

pytest_plugins = ["tests.database", "tests.chromium", "tests.web.strict_templates"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not any(part in item.nodeid for part in LONG))


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """A password costs a moment in production, and nothing here."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, with their agencies, teams and roles, and not one child yet."""
    return assemble()
