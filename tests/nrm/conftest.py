"""A case with somebody at work on it, and one beside it that nobody touches."""

from collections.abc import Callable

import pytest

from tests.api.asking import Asker
from tests.builders import a_case
from tests.cast import Cast
from trafficking_cases.children.models import Case
from trafficking_cases.people.models import User


@pytest.fixture(autouse=True)
def the_national_form_alone(settings) -> None:
    """A demonstration offers its invented organisations too, which the Home Office does not know."""
    settings.DEMO = False


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager, known_as="Minh Trầm")


@pytest.fixture
def api() -> Callable[[User], Asker]:
    """A person at the API who has signed in with a browser."""

    def signed_in(user: User) -> Asker:
        client = Asker()
        client.force_login(user)
        return client

    return signed_in
