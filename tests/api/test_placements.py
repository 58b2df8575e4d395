"""Placements by API: that a child is placed; where, never to a key. [Rules P1, P5]"""

import pytest

from tests import builders
from tests.api.asking import refused, said
from tests.api.test_as_described import check
from tests.builders_placements import CANARY, FACTS, WHEREABOUTS, a_look, a_placement
from tests.cast import PASSWORD
from trafficking_cases.children.grants import give as relate
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.placements.models import Placement

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "whereabouts"])
SENT = {name: str(value) for name, value in FACTS.items()} | WHEREABOUTS
ASKED = {"purpose": "visit", "words": "Collecting for the interview", "fields_wanted": ["address"]}


@pytest.fixture
def case(cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    builders.a_share(case, to=cast.health)
    relate(case, to=cast.police, relation=Relation.POLICE, reason="Strategy discussion", by=cast.manager)
    return case


def test_it_is_recorded_listed_moved_and_ended(api, cast, case):
    client = api(cast.social_worker)

    made = client.send(f"cases/{case.pk}/placements/", SENT)

    check("cases/{id}/placements/", "post", made)
    assert made.status_code == 201
    pk = made.json()["id"]
    assert CANARY not in made.content.decode()
    assert a_look(Placement.objects.get(), by=cast.manager, fields=tuple(WHEREABOUTS)) == WHEREABOUTS
    assert "P5" in {
        reason["rule"] for reason in said(client.send(f"cases/{case.pk}/placements/", SENT), 409)["reasons"]
    }
    moved = client.send(f"placements/{pk}/move/", SENT | {"kind": "childrens_home", "since": "2026-11-01"})
    check("placements/{id}/move/", "post", moved)
    ended = client.send(f"placements/{moved.json()['id']}/end/", {"until": "2026-11-20", "why": "home"})
    check("placements/{id}/end/", "post", ended)
    assert refused(client.send(f"placements/{pk}/end/", {"until": "2026-11-20", "why": "home"}), "P5")
    listed = client.see(f"placements/?case={case.pk}")
    check("placements/", "get", listed)
    assert [row["until"] for row in listed.json()["results"]] == ["2026-11-20", "2026-11-01"]
    assert not [part for part in WHEREABOUTS.values() if part in listed.content.decode()]


def test_who_learns_of_it(api, cast, case):
    placement = a_placement(case)

    for name, person in cast.everybody().items():
        knows = name in ("social_worker", "manager", "police")
        client = api(person)
        assert client.see(f"placements/{placement.pk}/").status_code == (200 if knows else 404), name
        listed = client.see("placements/")
        if listed.status_code == 200:
            assert listed.json()["count"] == int(knows), name
        else:
            assert listed.status_code == 403, name


def test_a_session_that_is_fresh_opens_it_and_a_key_does_not(api, by_key, cast, case):
    placement = a_placement(case)
    address = f"placements/{placement.pk}/reveal-whereabouts/"
    stale = api(cast.social_worker)
    fresh = api(cast.social_worker)
    fresh.logout()
    fresh.post("/accounts/login/", {"login": "social.worker", "password": PASSWORD}, format="multipart")

    opened = fresh.send(address, ASKED)

    check("placements/{id}/reveal-whereabouts/", "post", opened)
    assert opened.json() == {"address": CANARY}
    assert "no-store" in opened["Cache-Control"]
    assert "some time ago" in said(stale.send(address, ASKED), 403)["detail"]
    assert "browser" in said(by_key(cast.social_worker).send(address, ASKED), 403)["detail"]
    assert said(fresh.send(address, ASKED | {"words": ""}), 400)
    assert said(fresh.send(address, ASKED | {"fields_wanted": ["postcode"]}), 400)
    police = api(cast.police)
    police.post("/accounts/login/", {"login": "police", "password": PASSWORD}, format="multipart")
    assert police.send(address, ASKED).status_code in (403, 404)
    assert CANARY not in police.send(address, ASKED).content.decode()
