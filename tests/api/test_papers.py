"""Papers and files by API: who may, what each verb does, what rule A3 refuses; a file comes in with a browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import builders
from tests.api.asking import BASE, refused, said
from tests.api.test_as_described import check
from tests.builders_papers import a_paper, a_photograph, a_picture
from trafficking_cases.audit.models import Event
from trafficking_cases.children import grants
from trafficking_cases.children.models import StoredFile
from trafficking_cases.children.models.grants import Relation

WHOLE = {
    "kind": "passport",
    "held_by": "child",
    "source": "The child showed it",
    "number": "X0000017",
    "original_seen_on": "2026-03-02",
    "no_copy_because": "The Police send one.",
}
ASKED = {"holder": "family", "answer": "nothing", "said": "Nothing is left."}
CHECKED = {"found": "believed_false", "because": "Another face."}


@pytest.fixture
def case(cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    builders.a_share(case, to=cast.voluntary)
    grants.give(case, to=cast.police, relation=Relation.POLICE, reason="Joint enquiry", by=cast.manager)
    return case


def test_404_comes_before_403_and_403_before_what_was_sent(api, cast, case):
    paper, photograph = a_paper(case), a_photograph(case)

    for name, user in cast.everybody().items():
        at_work, reads = name in ("social_worker", "manager"), name in ("social_worker", "manager", "police")
        through_the_case = 200 if reads else 403 if name == "voluntary" else 404
        client = api(user)
        for address in (f"cases/{case.pk}/papers/", f"cases/{case.pk}/papers-checklist/"):
            assert client.see(address).status_code == through_the_case, (name, address)
        for address in (f"papers/{paper.pk}/", f"documents/{photograph.pk}/", f"documents/{photograph.pk}/download/"):
            assert client.see(address).status_code == (200 if reads else 404), (name, address)
        for address in (f"cases/{case.pk}/papers/", f"cases/{case.pk}/ask-holder/"):
            expected = 400 if at_work else 403 if reads or name == "voluntary" else 404
            assert client.send(address, {"colour": "red"}).status_code == expected, (name, address)
        answer = client.send(f"papers/{paper.pk}/check/", {"colour": "red"})
        assert answer.status_code == (400 if at_work else 403 if reads else 404), name


def test_add_list_and_check(api, cast, case):
    other = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    a_paper(other)
    client = api(cast.social_worker)

    added = client.send(f"cases/{case.pk}/papers/", WHOLE)

    check("cases/{id}/papers/", "post", added)
    key = added.json()["id"]
    assert added["Location"].endswith(f"/papers/{key}/")
    checked = client.send(f"papers/{key}/check/", CHECKED)
    check("papers/{id}/check/", "post", checked)
    assert (checked.json()["status"], checked.json()["original_seen_on"]) == ("believed_false", "2026-03-02")
    listed = client.see(f"cases/{case.pk}/papers/")
    check("cases/{id}/papers/", "get", listed)
    assert [row["id"] for row in listed.json()["results"]] == [key]
    assert len(client.see("papers/").json()["results"]) == 2
    assert len(client.see(f"papers/?case={case.pk}").json()["results"]) == 1


def test_the_checklist_says_what_is_missing(api, cast, case):
    client = api(cast.manager)
    assert client.send(f"cases/{case.pk}/ask-holder/", ASKED).status_code == 200

    said_missing = client.see(f"cases/{case.pk}/papers-checklist/")

    check("cases/{id}/papers-checklist/", "get", said_missing)
    codes = [missing["code"] for missing in said_missing.json()["missing"]]
    assert codes == ["photograph", "asked_child", "asked_referrer", "asked_agency"]
    assert said_missing.json()["asked"][0]["said"] == "Nothing is left."


def test_what_the_rules_refuse(api, cast, case):
    client, paper = api(cast.social_worker), a_paper(case)

    assert "say why there is none" in refused(
        client.send(f"cases/{case.pk}/papers/", WHOLE | {"no_copy_because": ""}), "A3"
    )
    client.send(f"papers/{paper.pk}/check/", CHECKED)
    assert "already" in refused(client.send(f"papers/{paper.pk}/check/", CHECKED), "C2")


# Files ---------------------------------------------------------------------------------------------------------------


def test_a_file_says_what_it_is_and_not_what_is_in_it(api, cast, case):
    photograph = a_photograph(case)
    client = api(cast.police)

    opened = client.see(f"documents/{photograph.pk}/")

    check("documents/{id}/", "get", opened)
    check("documents/", "get", client.see("documents/"))
    assert (opened.json()["media_type"], opened.json()["sha256"]) == ("image/png", photograph.sha256)
    assert "content" not in opened.json()


@pytest.mark.parametrize("accept", ["*/*", "image/png", "application/json"])
def test_a_key_downloads_what_its_user_may_and_the_look_is_recorded(by_key, cast, case, accept):
    photograph = a_photograph(case)

    got = by_key(cast.social_worker).get(f"{BASE}documents/{photograph.pk}/download/", headers={"Accept": accept})

    assert (got.status_code, got.content) == (200, photograph.content)
    assert got["Content-Type"] == "image/png"
    assert got["Content-Disposition"] == f'attachment; filename="{case.reference}-photograph.png"'
    assert "no-store" in got["Cache-Control"]
    seen = Event.objects.get(name="children.storedfile.seen")
    assert (seen.case_id, seen.by_id, seen.subject_id) == (case.pk, cast.social_worker.pk, str(photograph.pk))


def test_no_file_comes_in_through_the_api(api, by_key, cast, case):
    """Neither by session nor by key: a file is sent by somebody who looks at the page that asks for it."""
    for client, status in ((api(cast.social_worker), 413), (by_key(cast.social_worker), 415)):
        for address in (f"cases/{case.pk}/papers/", "documents/"):
            sent = {"file": SimpleUploadedFile("a.png", a_picture(), "image/png")}
            answer = client.post(f"{BASE}{address}", sent)
            assert answer.status_code in (status, 405, 415), answer.content
            said(answer, answer.status_code)
    assert not StoredFile.objects.exists()
