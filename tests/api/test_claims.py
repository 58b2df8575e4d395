"""Who a child is said to be by API: who may, what each verb does, and what rules C1 and C2 refuse. [Rules C1, C2]"""

from datetime import date

import pytest

from tests import builders
from tests.api.asking import refused, said
from tests.api.test_as_described import check
from tests.builders_identity import a_birth, a_claim
from trafficking_cases.children.models import Claim
from trafficking_cases.children.workflow.claims import Kind

SAID = {"source": "The child", "said_on": "2026-03-03"}
WHOLE = {
    "name": SAID | {"value": "Trầm Thị Linh", "native": "陈氏玲", "name_kind": "used"},
    "birth_date": SAID | {"accuracy": "exact", "day": "2011-03-04", "is_disputed": True},
    "nationality": SAID | {"value": "Vietnamese"},
    "language": SAID | {"value": "Kurdish Sorani"},
    "asylum": SAID | {"value": "intends"},
    "identifier": SAID | {"value": "Home Office 1234567"},
}
DECISION = {
    "outcome": "child",
    "basis": "local_authority",
    "decided_by": "Two social workers",
    "decided_on": "2026-09-01",
    "reasons": "It fits together.",
}


@pytest.fixture
def case(cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    builders.a_share(case, to=cast.police)
    return case


def test_404_comes_before_403_and_403_before_what_was_sent(api, cast, case):
    name = a_claim(case)

    for who, user in cast.everybody().items():
        at_work = who in ("social_worker", "manager")
        on_the_case = 400 if at_work else 403 if who == "police" else 404
        client = api(user)
        for address in (f"children/{case.child_id}/add-claim/", f"children/{case.child_id}/record-age-decision/"):
            assert client.send(address, {"colour": "red"}).status_code == on_the_case, (who, address)
        for verb in ("check", "work-with", "set-aside", "dispute"):
            assert client.send(f"claims/{name.pk}/{verb}/", {"colour": "red"}).status_code == on_the_case, (who, verb)
        reads = 200 if at_work or who == "police" else 404
        assert client.see(f"claims/{name.pk}/").status_code == reads, who
        assert client.see(f"children/{case.child_id}/").status_code == reads, who
    assert name.standings.count() == 1


@pytest.mark.parametrize("kind", list(WHOLE))
def test_add_a_claim_of_each_kind(api, cast, case, kind):
    other = builders.a_case(worker=cast.social_worker)
    client = api(cast.social_worker)

    response = client.send(f"children/{case.child_id}/add-claim/", {"kind": kind, **WHOLE[kind]})

    check("children/{id}/add-claim/", "post", response)
    assert response["Location"].endswith(f"/claims/{response.json()['id']}/")
    listed = client.see(f"claims/?child={case.child_id}")
    check("claims/", "get", listed)
    assert [row["kind"] for row in listed.json()["results"]] == [kind]
    assert not Claim.objects.filter(child=other.child_id).exists()


def test_a_child_comes_with_every_claim_and_how_the_age_is_treated(api, cast, case):
    a_claim(case, "Trầm Thị Linh")
    a_birth(case, 15)
    client = api(cast.police)

    response = client.see(f"children/{case.child_id}/")

    check("children/{id}/", "get", response)
    body = response.json()
    assert body["known_as"] == "Trầm Thị Linh"
    assert {claim["kind"] for claim in body["claims"]} == {"name", "birth_date"}
    assert body["age"]["is_child"] is True
    assert body["age"]["words"] == "about 15 (estimated)"


def test_set_aside_and_dispute(api, cast, case):
    language, birth = a_claim(case, "Kurdish", kind=Kind.LANGUAGE), a_birth(case, date(2000, 1, 1))
    client = api(cast.social_worker)

    aside = client.send(f"claims/{language.pk}/set-aside/", {"reason": "She hardly speaks it."})
    disputed = client.send(f"claims/{birth.pk}/dispute/", {"reason": "The school"})
    again = client.send(f"claims/{birth.pk}/dispute/", {"reason": "The school"})
    of_a_birth = client.send(f"claims/{birth.pk}/set-aside/", {"reason": "Why"})

    check("claims/{id}/set-aside/", "post", aside)
    check("claims/{id}/dispute/", "post", disputed)
    assert (aside.json()["is_working"], disputed.json()["is_disputed"]) == (False, True)
    assert disputed.json()["standings"][-1]["is_disputed"] is True
    assert "disputed already" in refused(again, "C1")
    assert "Only one of these" in refused(of_a_birth, "C2")
    assert client.send(f"claims/{birth.pk}/dispute/", {}).status_code == 400


def test_check_and_work_with(api, cast, case):
    first, second = a_claim(case, "Linh"), a_claim(case, "Anna Smith")
    client = api(cast.manager)

    working = client.send(f"claims/{second.pk}/work-with/")
    checked = client.send(f"claims/{second.pk}/check/", {"found": "believed_false", "reason": "The photograph."})
    again = client.send(f"claims/{second.pk}/work-with/", {})

    check("claims/{id}/work-with/", "post", working)
    check("claims/{id}/check/", "post", checked)
    assert working.json()["is_working"] is True
    assert (checked.json()["status"], checked.json()["is_working"]) == ("believed_false", False)
    assert "verify it first" in refused(again, "C2")
    opened = client.see(f"claims/{first.pk}/")
    check("claims/{id}/", "get", opened)
    assert [one["is_working"] for one in opened.json()["standings"]] == [True, False]


def test_an_age_decision(api, cast, case):
    client = api(cast.manager)

    response = client.send(f"children/{case.child_id}/record-age-decision/", DECISION)
    contradicts = client.send(f"children/{case.child_id}/record-age-decision/", DECISION | {"born_on": "2000-01-01"})

    check("children/{id}/record-age-decision/", "post", response)
    assert "they were 18 or over" in refused(contradicts, "C1")
    assert case.child.age_decisions.count() == 1


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({}, "kind"),
        ({"kind": "shoe size"}, "kind"),
        ({"kind": ["name"]}, "kind"),
        ({"kind": "name", **SAID}, "value"),
        ({"kind": "name", **WHOLE["name"], "years": 15}, "years"),
        ({"kind": "birth_date", **SAID, "accuracy": "exact"}, "day"),
        ({"kind": "birth_date", **SAID, "accuracy": "age", "years": 10**30}, "years"),
        ({"kind": "name", **WHOLE["name"], "value": "x" * 201}, "value"),
        ({"kind": "name", **WHOLE["name"], "said_on": "2999-01-01"}, "said_on"),
    ],
)
def test_what_cannot_be_read_says_which_answer(api, cast, case, body, name):
    response = api(cast.social_worker).send(f"children/{case.child_id}/add-claim/", body)

    assert name in said(response, 400)["errors"]
    assert not Claim.objects.exists()


def test_the_same_claim_twice_is_refused(api, cast, case):
    client = api(cast.social_worker)
    body = {"kind": "nationality", **WHOLE["nationality"]}

    assert client.send(f"children/{case.child_id}/add-claim/", body).status_code == 201
    assert "same source" in refused(client.send(f"children/{case.child_id}/add-claim/", body), "C2")


def test_find_by_any_name_among_the_visible(api, cast, case):
    hidden = builders.a_case(worker=cast.social_worker_2, manager=cast.manager_2, known_as="Linh Tram")
    a_claim(case, "Trầm Thị Linh")

    response = api(cast.police).send("children/find/", {"words": "linh TRAM"})

    check("children/find/", "post", response)
    assert [row["case"]["reference"] for row in response.json()] == [case.reference]
    assert hidden.reference not in response.content.decode()
    assert api(cast.social_worker).send("children/find/", {}).status_code == 400
