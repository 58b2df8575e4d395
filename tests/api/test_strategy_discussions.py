"""Strategy discussions and immediate protection by API: who may, what each verb does, what is refused. [Rule S1]"""

import pytest
from django.utils import timezone

from tests import builders
from tests import builders_strategy as enquiry
from tests.api.asking import refused, said
from tests.api.test_as_described import check
from trafficking_cases.children import grants
from trafficking_cases.children.models.grants import Relation

VERBS = ("ask", "mark", "undertake", "hold", "sign", "call-off")


@pytest.fixture
def case(cast):
    return builders.a_case(worker=cast.social_worker, manager=cast.manager)


def now() -> str:
    return timezone.now().isoformat()


def convening(cast, case, **changed):
    asked = {"case": str(case.pk), "planned_for": now(), "how": "video", "chair": str(cast.manager.pk)}
    return asked | {"health": str(cast.health.pk)} | changed


def decided(cast, **changed):
    return {
        "held_at": now(),
        "enquiry": "joint",
        "reasons": "It fits together.",
        "lead": str(cast.social_worker.pk),
        "interview_child": "yes",
        "interview_adults": "no",
    } | changed


def test_404_comes_before_403_and_403_before_what_was_sent(api, cast, case):
    discussion = enquiry.a_planned_strategy(case)

    for name, user in cast.everybody().items():
        client = api(user)
        runs = name in ("social_worker", "manager", "police")
        reads = runs or name == "health"
        holds = runs or name in ("social_worker_2", "manager_2", "service_manager", "other_authority")
        assert client.see(f"strategy-discussions/{discussion.pk}/").status_code == (200 if reads else 404), name
        for verb in VERBS:
            answer = client.send(f"strategy-discussions/{discussion.pk}/{verb}/", {"colour": "red"})
            assert answer.status_code == (400 if runs else 403 if reads else 404), (name, verb)
        made = client.send("strategy-discussions/", {"case": str(case.pk), "colour": "red"})
        assert made.status_code == (400 if runs else 404 if holds else 403), name


def test_one_from_convening_to_the_signature(api, cast, case):
    other = builders.a_case(worker=cast.social_worker_2, manager=cast.manager_2)
    enquiry.a_planned_strategy(other, chair=cast.manager_2, by=cast.social_worker_2)
    worker, chair = api(cast.social_worker), api(cast.manager)

    made = worker.send("strategy-discussions/", convening(cast, case))
    check("strategy-discussions/", "post", made)
    key = made.json()["id"]
    assert made["Location"].endswith(f"/strategy-discussions/{key}/")
    at = f"strategy-discussions/{key}"
    for asked in made.json()["meeting"]["attendances"]:
        sent = {"attendance": asked["id"], "presence": "there"}
        sent |= {"person": str(cast.police.pk)} if asked["part"] == "police" else {}
        check("strategy-discussions/{id}/mark/", "post", worker.send(f"{at}/mark/", sent))
    check(
        "strategy-discussions/{id}/ask/",
        "post",
        worker.send(f"{at}/ask/", {"part": "education", "person": str(cast.education.pk)}),
    )
    due_on = timezone.localdate().isoformat()
    undertaken = worker.send(
        f"{at}/undertake/", {"what": "Ring the school", "owner": str(cast.health.pk), "due_on": due_on}
    )
    check("strategy-discussions/{id}/undertake/", "post", undertaken)
    held = worker.send(f"{at}/hold/", decided(cast))
    check("strategy-discussions/{id}/hold/", "post", held)
    signed = chair.send(f"{at}/sign/", {"read": held.json()["read"]})
    check("strategy-discussions/{id}/sign/", "post", signed)

    assert (signed.json()["status"], signed.json()["enquiry"]) == ("recorded", "joint")
    listed = worker.see(f"strategy-discussions/?case={case.pk}")
    check("strategy-discussions/", "get", listed)
    assert [row["id"] for row in listed.json()["results"]] == [key]
    assert [row["id"] for row in worker.see("strategy-discussions/").json()["results"]] == [key]
    check("strategy-discussions/{id}/", "get", api(cast.health).see(f"{at}/"))


def test_what_the_rule_refuses(api, cast, case):
    worker = api(cast.social_worker)
    adult = builders.an_adult(case)
    assert "Ask somebody from health" in refused(
        worker.send("strategy-discussions/", convening(cast, case, health=None)), "S1"
    )
    discussion = enquiry.a_planned_strategy(case)
    at = f"strategy-discussions/{discussion.pk}"

    purported = {"part": "adult", "adult": str(adult.pk), "because": "He asked."}
    assert "not at meetings" in refused(worker.send(f"{at}/ask/", purported), "M5")
    assert "The Police have to take part" in refused(worker.send(f"{at}/hold/", decided(cast)), "S1")
    assert "Record first" in refused(worker.send(f"{at}/sign/", {"read": "x"}), "S1")
    enquiry.who_came(discussion)
    held = worker.send(f"{at}/hold/", decided(cast)).json()
    assert "The chair signs" in refused(worker.send(f"{at}/sign/", {"read": held["read"]}), "S1")
    assert "held already" in refused(worker.send(f"{at}/call-off/", {"because": "No."}), "S1")


def test_what_cannot_be_one(api, cast, case):
    worker = api(cast.social_worker)

    for sent in (None, [], {}, {"case": "x"}, convening(cast, case, colour="red"), convening(cast, case, how="fax")):
        said(worker.send("strategy-discussions/", sent), 400)
    assert not case.strategy_discussions.exists()


def test_called_off(api, cast, case):
    discussion = enquiry.a_planned_strategy(case)

    response = api(cast.manager).send(f"strategy-discussions/{discussion.pk}/call-off/", {"because": "Nobody can."})

    check("strategy-discussions/{id}/call-off/", "post", response)
    assert response.json()["status"] == "called_off"


# Immediate protection ------------------------------------------------------------------------------------------------


def test_protection_on_a_referral_and_on_a_case(api, cast, case):
    referral = builders.a_referral()
    sent = {"taken_by": "police", "at": now()}

    at_night = api(cast.out_of_hours).send("immediate-protections/", sent | {"referral": str(referral.pk)})
    on_case = api(cast.social_worker).send("immediate-protections/", sent | {"case": str(case.pk)})

    check("immediate-protections/", "post", at_night)
    check("immediate-protections/", "post", on_case)
    listed = api(cast.social_worker).see("immediate-protections/")
    check("immediate-protections/", "get", listed)
    assert [row["case"] for row in listed.json()["results"]] == [str(case.pk)]
    said(api(cast.health).send("immediate-protections/", sent | {"case": str(case.pk)}), 403)
    said(api(cast.police).send("immediate-protections/", sent | {"case": str(case.pk)}), 404)
    grants.give(case, to=cast.police.agency, relation=Relation.POLICE, reason="Test", by=cast.manager)
    assert api(cast.police).send("immediate-protections/", sent | {"case": str(case.pk)}).status_code == 201


@pytest.mark.parametrize("about", [{}, {"referral": "x"}, {"case": "both", "referral": "both"}])
def test_protection_of_nobody(api, cast, about):
    said(api(cast.manager).send("immediate-protections/", {"taken_by": "police", "at": now()} | about), 400)
