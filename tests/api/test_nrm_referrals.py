"""NRM referrals by API: who may, what each verb does, and what the rules refuse. [Rules N5, N6, N7]"""

import pytest

from nrm import answers as kept
from nrm.models import NrmReferral
from tests import builders
from tests.api.asking import refused, said
from tests.api.test_as_described import check
from tests.builders_nrm import COUNTY, TOWN, a_sealed_nrm, a_whole_draft, an_nrm_draft

VERBS = ("save-answers", "check", "hand-on", "safeguard", "seal", "discard")
WHERE = {"town": TOWN, "county": COUNTY}


@pytest.fixture
def case(cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    builders.a_share(case, to=cast.health)
    return case


def at(nrm: NrmReferral, verb: str = "") -> str:
    return f"nrm-referrals/{nrm.pk}/{verb}/" if verb else f"nrm-referrals/{nrm.pk}/"


def test_404_comes_before_what_was_sent(api, cast, case):
    nrm = an_nrm_draft(case)

    for name, user in cast.everybody().items():
        theirs = name in ("social_worker", "manager")
        client = api(user)
        assert client.see(at(nrm)).status_code == (200 if theirs else 404), name
        for verb in VERBS:
            assert client.send(at(nrm, verb), {"colour": "red"}).status_code == (400 if theirs else 404), (name, verb)


def test_begun_answered_checked_and_sealed(api, cast, case):
    client = api(cast.social_worker)
    begun = client.send("nrm-referrals/", {"case": str(case.pk)})
    check("nrm-referrals/", "post", begun)
    nrm = NrmReferral.objects.get(pk=begun.json()["id"])

    saved = client.send(at(nrm, "save-answers"), {"family": "Two sisters", "pv-dob": "2010-05-04"})
    check("nrm-referrals/{id}/save-answers/", "post", saved)
    checked = client.send(at(nrm, "check"))
    check("nrm-referrals/{id}/check/", "post", checked)

    told = {row["field"]: row for row in saved.json()["answers"]}
    assert (told["family"]["value"], told["family"]["came_from"]) == ("Two sisters", "typed")
    assert told["pv-dob"]["value"] == "2010-05-04"
    assert told["reference"]["taken_from"] == "our own reference"
    assert not checked.json()["ready"]
    assert {reason["rule"] for reason in checked.json()["reasons"]} == {"N7"}
    assert "still missing" in refused(client.send(at(nrm, "seal"), WHERE | {"read": "x"}), "N7")


def test_a_key_seals_and_where_the_child_is_stays_withheld(by_key, api, cast, case):
    nrm = a_whole_draft(case, where_exploitation_happened="overseas")
    client = by_key(cast.social_worker)

    sealed = client.send(at(nrm, "seal"), WHERE | {"read": client.send(at(nrm, "check")).json()["read"]})

    check("nrm-referrals/{id}/seal/", "post", sealed)
    assert sealed.json()["status"] == "sealed"
    withheld = [row for row in sealed.json()["answers"] if row["came_from"] == "withheld"]
    assert [row["value"] for row in withheld] == [None, None]
    assert TOWN not in api(cast.social_worker).see(at(nrm)).content.decode()


def test_n5_by_api(api, cast, case):
    """[Rule N5; procedure 4.3]"""
    nrm = a_whole_draft(case, by=cast.health)
    client = api(cast.health)

    assert "first responder" in refused(client.send(at(nrm, "seal"), WHERE | {"read": "x"}), "N5")
    handed = client.send(at(nrm, "hand-on"), {"to": str(cast.social_worker.pk)})
    check("nrm-referrals/{id}/hand-on/", "post", handed)
    assert handed.json()["handed_to"]["full_name"] == cast.social_worker.full_name
    said(client.send(at(nrm, "hand-on"), {"to": str(cast.education.pk)}), 400)


def test_n6_by_api(api, cast, case):
    """[Rule N6; procedure 4.3]"""
    nrm = a_whole_draft(case)
    client = api(cast.social_worker)
    assert "has its safeguarding referral" in refused(client.send(at(nrm, "safeguard"), {"reach": "x"}), "N6")
    case.referrals.update(case=None)

    assert "does not replace" in refused(client.send(at(nrm, "seal"), WHERE | {"read": "x"}), "N6")
    check("nrm-referrals/{id}/safeguard/", "post", client.send(at(nrm, "safeguard"), {"reach": "01632 960118"}))
    assert client.send(at(nrm, "seal"), WHERE | {"read": kept.as_read(kept.answers_of(nrm))}).status_code == 200


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"pv-gender": "girl"}, "pv-gender"),
        ({"pv-dob": "4 May"}, "pv-dob"),
        ({"types-of-exploitation-other": "perhaps"}, "types-of-exploitation-other"),
        ({"current-pv-location-uk-city": TOWN}, "current-pv-location-uk-city"),
        ({"pv-want-to-submit-nrm": "no"}, "pv-want-to-submit-nrm"),
    ],
)
def test_what_cannot_be_an_answer(api, cast, case, sent, wrong):
    nrm = an_nrm_draft(case)

    body = said(api(cast.social_worker).send(at(nrm, "save-answers"), sent), 400)

    assert set(body["errors"]) == {wrong}


def test_lists_and_the_form_itself(api, cast, case):
    nrm, other = an_nrm_draft(case), a_sealed_nrm(builders.a_case(worker=cast.social_worker))
    client = api(cast.social_worker)

    listed = client.see(f"nrm-referrals/?case={case.pk}")
    check("nrm-referrals/", "get", listed)
    form = client.see("nrm-referrals/form/")
    check("nrm-referrals/form/", "get", form)

    assert [row["id"] for row in listed.json()["results"]] == [str(nrm.pk)]
    assert [row["id"] for row in client.see("nrm-referrals/?status=sealed").json()["results"]] == [str(other.pk)]
    assert sum(len(page["fields_asked"]) for page in form.json()["pages"]) == 113
    check("nrm-referrals/{id}/", "get", client.see(at(other)))
    check("nrm-referrals/{id}/discard/", "post", client.send(at(nrm, "discard"), {"because": "Made elsewhere."}))
