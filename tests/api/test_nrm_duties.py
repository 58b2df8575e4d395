"""The duty, sending, the Police review, decisions and the guardian by API. [Rules N1, N4, N5, N8, N10, N11, M6]"""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from nrm.models import Duty, ListedCountry, NrmReferral
from tests import builders
from tests import builders_nrm_duties as build
from tests.api.asking import refused, said
from tests.api.test_as_described import check
from trafficking_cases.children.models import Case

TWICE = {"reference": "NRM-2026-0042", "again": "nrm-2026-0042"}
DECIDED = {"crime_recorded": "yes", "crime_reference": "FP-1", "investigation": "investigate", "rationale": "Named."}


@pytest.fixture
def case(cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager)


def now() -> str:
    return timezone.now().isoformat()


def day(ago: int) -> str:
    return (timezone.localdate() - timedelta(days=ago)).isoformat()


def letter(ago: int = 3, decision: str = "reasonable_grounds:positive") -> dict[str, str]:
    return {"decision": decision, "decided_by": "single", "decided_on": day(ago), "received_on": day(ago)}


def test_one_referral_from_the_duty_to_the_conclusive_grounds(api, cast, case):
    """Every verb once, by whoever does it."""
    build.a_duty(case)
    referral = build.a_sealed_nrm(case)
    at, worker, police = f"nrm-referrals/{referral.pk}/", api(cast.social_worker), api(cast.police)
    path = "nrm-referrals/{id}/"

    def does(client, verb, body):
        response = client.send(f"{at}{verb}/", body)
        check(f"{path}{verb}/", "post", response)
        return response.json()

    assert does(worker, "record-sent", {"at": now(), "known_by": "confirmation"})["status"] == "sent"
    assert Duty.objects.get(case=case).status == "met"
    assert does(worker, "record-reference", TWICE)["home_office_reference"] == "NRM-2026-0042"
    assert does(police, "take", {})["review"]["officer"]["id"] == str(cast.police.pk)
    assert does(police, "ask", {"question": "Which car?"})["review"]["status"] == "question_asked"
    assert does(worker, "answer", {"answer": "Grey."})["review"]["questions"][0]["answer"] == "Grey."
    assert does(police, "decide", DECIDED)["review"]["crime_recorded"] is True
    today = letter(0)
    assert does(worker, "record-decision", today)["decisions"][0]["result"] == "positive"
    does(worker, "record-told", {})
    closed = does(worker, "record-decision", today | {"decision": "conclusive_grounds:positive"})
    assert closed["status"] == "closed"
    for address in ("nrm-referrals/", at):
        response = police.see(address)
        check(address.replace(str(referral.pk), "{id}"), "get", response)


def test_what_the_rules_refuse(api, cast, case):
    build.a_duty(case)
    duty, referral = Duty.objects.get(), build.a_sealed_nrm(case)
    other = build.an_acknowledged_nrm(builders.a_case(worker=cast.social_worker), reference="NRM-2026-0042")
    builders.a_share(case, to=cast.health)
    at, worker = f"nrm-referrals/{referral.pk}/", api(cast.social_worker)

    assert "first responder" in refused(
        api(cast.health).send(f"nrm-duties/{duty.pk}/not-arising/", {"because": "No."}), "N5"
    )
    early = worker.send(f"{at}record-reference/", {"reference": "XY-12", "again": "XY-12"})
    assert "Record first" in refused(early, "N1")
    assert "reference first" in refused(worker.send(f"{at}record-decision/", letter()), "N10")
    worker.send(f"{at}record-sent/", {"at": now(), "known_by": "confirmation"})
    words = refused(worker.send(f"{at}record-reference/", TWICE), "N1")
    assert other.reference not in words
    half = api(cast.police).send(f"{at}decide/", DECIDED | {"crime_reference": ""})
    assert "crime reference" in refused(half, "N8")
    assert worker.send(f"{at}decide/", DECIDED).status_code == 403
    assert NrmReferral.objects.get(pk=referral.pk).status == "sent"


@pytest.mark.parametrize(
    ("verb", "sent", "wrong"),
    [
        ("record-reference", {"reference": "NRM-1001", "again": "NRM-1010"}, {"again"}),
        ("record-reference", {"reference": "what", "again": "what"}, {"reference"}),
        ("record-sent", {"known_by": "hearsay"}, {"at", "known_by"}),
        ("record-sent", {"at": "2199-01-01T10:00:00+00:00", "known_by": "confirmation"}, {"at"}),
        ("record-decision", letter() | {"decision": "reasonable_grounds:requested"}, {"decision"}),
    ],
)
def test_what_cannot_be_read(api, cast, case, verb, sent, wrong):
    body = said(api(cast.manager).send(f"nrm-referrals/{build.a_sealed_nrm(case).pk}/{verb}/", sent), 400)

    assert set(body["errors"]) == wrong


def test_404_comes_before_403(api, cast, case):
    referral = build.a_sent_nrm(case)
    reads = {"social_worker", "manager", "police"}

    for name, user in cast.everybody().items():
        client = api(user)
        assert client.see(f"nrm-referrals/{referral.pk}/").status_code == (200 if name in reads else 404), name
        answer = client.send(f"nrm-referrals/{referral.pk}/decide/", {"colour": "red"})
        assert answer.status_code == (400 if name == "police" else 403 if name in reads else 404), name
        on_the_case = client.send(f"cases/{case.pk}/name-guardian/", {"colour": "red"})
        assert on_the_case.status_code == (400 if name in reads - {"police"} else 403 if name == "police" else 404)


def test_made_elsewhere_and_the_guardian_on_a_case(api, cast, case):
    worker, at = api(cast.social_worker), f"cases/{case.pk}/"

    made = worker.send(f"{at}record-nrm-elsewhere/", TWICE | {"made_by": "Border Force", "at": now()})
    asked = worker.send(f"{at}ask-for-guardian/", {"is_asked": "no", "because": "They do not work here."})
    named = worker.send(f"{at}name-guardian/", {"guardian": str(cast.guardian.pk)})

    for verb, response in (("record-nrm-elsewhere", made), ("ask-for-guardian", asked), ("name-guardian", named)):
        check(f"cases/{{id}}/{verb}/", "post", response)
    assert api(cast.guardian).see(f"cases/{case.pk}/").status_code == 200
    assert "already" in refused(worker.send(f"{at}name-guardian/", {"guardian": str(cast.guardian.pk)}), "N11")


def test_the_duties_of_a_case(api, cast, case):
    build.a_duty(case)
    build.a_duty(builders.a_case(worker=cast.social_worker))
    worker = api(cast.social_worker)

    listed = worker.see(f"nrm-duties/?case={case.pk}&status=open")

    check("nrm-duties/", "get", listed)
    assert [row["ground"] for row in listed.json()["results"]] == ["N1"]
    assert len(worker.see("nrm-duties/").json()["results"]) == 2
    ended = worker.send(f"nrm-duties/{listed.json()['results'][0]['id']}/not-arising/", {"because": "It was another."})
    check("nrm-duties/{id}/not-arising/", "post", ended)
    assert ended.json()["status"] == "not_arising"


def test_the_list_of_countries_is_kept_by_api_and_counts_at_the_next_pass(api, cast, case, capsys):
    """[Rule N4; procedure 4.3]"""
    build.asylum(case)
    build.nationality(case, "Eritrean")
    keeper = api(cast.administrator)
    country = {"country": "Eritrea", "nationality": "Eritrean", "from_on": day(0)}

    added = keeper.send("listed-countries/", country)
    call_command("take_in_nrm")

    check("listed-countries/", "post", added)
    assert Duty.objects.get(case=case).ground == "N4"
    assert "already" in refused(keeper.send("listed-countries/", country), "N4")
    ended = keeper.send(f"listed-countries/{added.json()['id']}/end/", {"until_on": day(0)})
    check("listed-countries/{id}/end/", "post", ended)
    check("listed-countries/", "get", keeper.see("listed-countries/"))
    assert ListedCountry.objects.get(pk=added.json()["id"]).until_on == timezone.localdate()
    assert api(cast.manager).see("listed-countries/").status_code == 403
