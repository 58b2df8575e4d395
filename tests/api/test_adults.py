"""Adults around a child by API: who may, what each verb does, and what rule C3 refuses. [Rule C3]"""

import pytest

from tests import builders
from tests.api.asking import refused, said
from tests.api.test_as_described import check

WHOLE = {
    "name": "Duc Haverin",
    "claimed_as": "relative",
    "said_as": "her uncle",
    "said_by": "The man himself",
    "do_not_contact": "He is violent.",
}
VERBS = {
    "verify": {"ground": "document_seen"},
    "doubt": {"reason": "His papers name no niece."},
    "flag-concern": {"reason": "Seen at the house."},
    "lift-concern": {"reason": "It was somebody else."},
}


@pytest.fixture
def case(cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    builders.a_share(case, to=cast.police)
    return case


def test_404_comes_before_403_and_403_before_what_was_sent(api, cast, case):
    adult = builders.an_adult(case)

    for name, user in cast.everybody().items():
        at_work = name in ("social_worker", "manager")
        on_the_case = 400 if at_work else 403 if name == "police" else 404
        client = api(user)
        assert client.send(f"cases/{case.pk}/adults/", {"colour": "red"}).status_code == on_the_case, name
        assert client.see(f"cases/{case.pk}/adults/").status_code == (200 if at_work else on_the_case), name
        assert client.see(f"adults/{adult.pk}/").status_code == (200 if at_work else 404), name
        for verb in VERBS:
            answer = client.send(f"adults/{adult.pk}/{verb}/", {"colour": "red"})
            assert answer.status_code == (400 if at_work else 404), (name, verb)
    assert adult.standings.count() == 1


def test_add_and_list(api, cast, case):
    other = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    builders.an_adult(other)
    client = api(cast.social_worker)

    response = client.send(f"cases/{case.pk}/adults/", WHOLE)

    check("cases/{id}/adults/", "post", response)
    assert response["Location"].endswith(f"/adults/{response.json()['id']}/")
    listed = client.see(f"cases/{case.pk}/adults/")
    check("cases/{id}/adults/", "get", listed)
    assert [(row["name"], row["is_purported"]) for row in listed.json()["results"]] == [("Duc Haverin", True)]
    assert len(client.see("adults/").json()["results"]) == 2
    assert len(client.see(f"adults/?case={case.pk}").json()["results"]) == 1


def test_every_verb(api, cast, case):
    adult = builders.an_adult(case)
    client = api(cast.manager)
    stood = []

    for verb in ("doubt", "verify", "flag-concern", "lift-concern"):
        response = client.send(f"adults/{adult.pk}/{verb}/", VERBS[verb])
        check(f"adults/{{id}}/{verb}/", "post", response)
        stood.append((response.json()["status"], response.json()["is_purported"]))

    assert stood == [("doubted", True), ("verified", False), ("verified", True), ("verified", False)]
    opened = client.see(f"adults/{adult.pk}/")
    check("adults/{id}/", "get", opened)
    assert len(opened.json()["standings"]) == 5


def test_what_the_rule_refuses(api, cast, case):
    adult = builders.an_adult(case)
    client = api(cast.social_worker)

    assert "not of concern" in refused(client.send(f"adults/{adult.pk}/lift-concern/", VERBS["lift-concern"]), "C3")
    client.send(f"adults/{adult.pk}/flag-concern/", VERBS["flag-concern"])
    assert "Lift the concern first" in refused(client.send(f"adults/{adult.pk}/verify/", VERBS["verify"]), "C3")
    assert "describe them" in refused(client.send(f"cases/{case.pk}/adults/", WHOLE | {"name": ""}), "C3")


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [({}, {"claimed_as", "said_by"}), (WHOLE | {"claimed_as": "king"}, {"claimed_as"}), (WHOLE | {"x": 1}, {"x"})],
)
def test_what_cannot_be_an_adult(api, cast, case, sent, wrong):
    body = said(api(cast.manager).send(f"cases/{case.pk}/adults/", sent), 400)

    assert set(body["errors"]) == wrong
    assert not case.adults.exists()
