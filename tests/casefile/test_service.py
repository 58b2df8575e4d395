"""The pages about the service: is it ready, its rules, and who finds which place."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import OperationalError, connection
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from trafficking_cases.casefile.citations import rules_cited
from trafficking_cases.casefile.rulebook import rulebook
from trafficking_cases.deadlines.health import SCHEDULER, WORKER, beat

READY = "/readyz/"


@pytest.fixture
def alive(db) -> None:
    beat(WORKER, timezone.now())
    beat(SCHEDULER, timezone.now())


def test_it_is_ready_when_all_four_parts_are_up(client, alive):
    response = client.get(READY)

    assert response.status_code == 200
    assert response.json() == {
        "database": True,
        "broker": True,
        "worker": True,
        "scheduler": True,
        "oldest_due_undone_seconds": 0,
    }


@pytest.mark.parametrize("dead", [WORKER, SCHEDULER])
def test_a_process_that_fell_silent_is_named(client, db, dead: str):
    now = timezone.now()
    for name in (WORKER, SCHEDULER):
        beat(name, now - timedelta(minutes=5) if name == dead else now)

    response = client.get(READY)

    assert response.status_code == 503
    assert [name for name, up in response.json().items() if up is False] == [dead]


def test_a_dead_broker_is_named_in_a_moment(client, alive):
    with override_settings(REDIS_URL="redis://127.0.0.1:1/0"):
        response = client.get(READY)

    assert response.status_code == 503
    assert response.json()["broker"] is False
    assert response.json()["database"] is True


def test_a_dead_database_is_named(client, alive):
    def away(*_query):
        raise OperationalError

    with connection.execute_wrapper(away):
        response = client.get(READY)

    assert response.status_code == 503
    assert response.json()["database"] is False
    assert response.json()["broker"] is True


def test_the_process_lives_without_any_of_them(client):
    assert client.get("/healthz/").status_code == 200


def test_every_rule_has_a_place_that_its_badge_leads_to(client, cast: Cast):
    client.force_login(cast.education)

    shown = unescape(client.get(reverse("casefile:rules")).content.decode())

    for rule in rulebook():
        assert f'id="{rule.id}"' in shown
        assert rule.sentence in shown


def test_the_rules_are_those_that_the_code_names():
    """A rule is on the page because something keeps it, and kept only if it is on the page."""
    assert rules_cited() == {rule.id for rule in rulebook()}


@pytest.mark.parametrize(
    ("who", "places"),
    [
        ("education", ["My work", "My referrals"]),
        ("carer", ["My work", "My referrals"]),
        ("administrator", ["My work", "Interpreters", "Listed countries", "My referrals"]),
        ("duty_worker", ["My work", "Front door", "My referrals"]),
        ("social_worker", ["My work", "Cases", "Interpreters", "My referrals"]),
        ("manager", ["My work", "Front door", "Cases", "Interpreters", "My referrals"]),
    ],
)
def test_the_navigation_is_the_readers_own(client, cast: Cast, who: str, places: list[str]):
    client.force_login(getattr(cast, who))

    response = client.get("/")

    assert [place.text for place in response.context["navigation"]] == places
    assert [place.text for place in response.context["navigation"] if place.current] == ["My work"]


def test_every_place_opens_for_whoever_is_shown_it(client, cast: Cast):
    for user in cast.everybody().values():
        client.force_login(user)
        for place in client.get("/").context["navigation"]:
            response = client.get(place.href)
            assert response.status_code == 200
            assert [found.text for found in response.context["navigation"] if found.current] == [place.text]


@pytest.mark.parametrize("address", ["/accounts/login/", "/accessibility/", "/accounts/inactive/"])
def test_a_stranger_finds_no_place(client, db, address: str):
    response = client.get(address)

    assert response.status_code == 200
    assert response.context["navigation"] == []


def test_signing_in_leads_to_my_work(client, cast: Cast):
    response = client.post("/accounts/login/", {"login": "health", "password": "demonstration-only"})

    assert (response.status_code, response.url) == (302, "/")


def test_a_closed_account_is_told_so(client, cast: Cast):
    cast.health.is_active = False
    cast.health.save()

    response = client.post("/accounts/login/", {"login": "health", "password": "demonstration-only"}, follow=True)

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/password/reset/", "/accounts/email/", "/admin/"])
def test_there_is_no_other_door(client, db, address: str):
    assert client.get(address).status_code == 404
