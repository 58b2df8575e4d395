"""A placed child, with everybody who may know of it and some who may not."""

import pytest
from django.test import Client

from tests import builders
from tests.builders_placements import a_placement
from tests.cast import PASSWORD, Cast
from trafficking_cases.children.grants import give as relate
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.people.models import User
from trafficking_cases.placements.models import Placement


@pytest.fixture
def case(cast: Cast) -> Case:
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    for person, relation in (
        (cast.police, Relation.POLICE),
        (cast.guardian, Relation.GUARDIAN),
        (cast.health, Relation.SHARING),
        (cast.service_manager, Relation.ANSWERING),
    ):
        relate(case, to=person, relation=relation, reason="They work with the child", by=cast.manager)
    return case


@pytest.fixture
def placement(case: Case) -> Placement:
    return a_placement(case)


@pytest.fixture
def browser():
    """Somebody's browser; `sign_in` asks for the password, as the page of sign-in does."""

    def of(user: User, *, sign_in: bool = False) -> Client:
        client = Client()
        if sign_in:
            client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
        else:
            client.force_login(user)
        return client

    return of
