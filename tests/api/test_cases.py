"""Children and cases by API: through the relation that somebody has, and never round a barrier."""

import pytest

from tests import builders
from tests.api.asking import refused, said
from trafficking_cases.audit.models import Event
from trafficking_cases.casefile.models import Export
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.barriers import BarrierKind
from trafficking_cases.notifications.models import Notice
from trafficking_cases.web.pdf import Unavailable

READERS = {"social_worker", "manager", "police"}
NO_CASEWORK = {"duty_worker", "out_of_hours", "carer", "administrator", "administrator_2", "auditor"}
FOR_COURT = {"recipient": "Ellis Marrowby, Fenmarch Legal", "purpose": "court"}


@pytest.fixture
def case(cast) -> Case:
    """A case that is shared with the Police, beside one that belongs to others."""
    case = builders.a_case(known_as="Trầm Thị Ngọc Ánh", family_contact="do_not", do_not_contact="He is violent.")
    builders.a_share(case, to=cast.police)
    builders.a_case(worker=cast.social_worker_2, manager=cast.manager_2, known_as="Jonah Askerwell")
    return case


# Reading ------------------------------------------------------------------------------------------------------------


def test_who_may_list_and_open(api, cast, case):
    for name, user in cast.everybody().items():
        for path, key in (("cases", case.pk), ("children", case.child_id)):
            listed, opened = api(user).see(f"{path}/"), api(user).see(f"{path}/{key}/")

            assert opened.status_code == (200 if name in READERS else 404), (name, path)
            assert listed.status_code == (403 if name in NO_CASEWORK else 200), (name, path)
            found = {row["id"] for row in listed.json().get("results", [])}
            assert (str(key) in found) == (name in READERS), (name, path)


def test_a_case_says_who_holds_it_and_whom_not_to_contact(api, cast, case):
    body = api(cast.police).see(f"cases/{case.pk}/").json()

    assert body["reference"] == case.reference
    assert body["child"]["known_as"] == "Trầm Thị Ngọc Ánh"
    assert [held["worker"]["full_name"] for held in body["allocations"]] == [cast.social_worker.full_name]
    assert body["do_not_contact"] == [{"referral": str(case.referrals.get().pk), "why": "He is violent."}]


def test_a_child_shows_the_cases_that_the_reader_may_see(api, cast, case):
    body = api(cast.police).see(f"children/{case.child_id}/").json()

    assert body["known_as"] == "Trầm Thị Ngọc Ánh"
    assert body["cases"] == [{"id": str(case.pk), "reference": case.reference}]


def test_opening_is_recorded(api, cast, case):
    api(cast.police).see("cases/")
    assert not Event.objects.filter(name__endswith=".seen").exists()

    api(cast.police).see(f"cases/{case.pk}/")
    api(cast.police).see(f"children/{case.child_id}/")

    looks = Event.objects.filter(by_id=cast.police.pk, name__endswith=".seen").order_by("id")
    assert [look.name for look in looks] == ["children.case.seen", "children.child.seen"]
    assert looks[0].case_id == case.pk


def test_the_cases_of_one_child(api, cast, case):
    second = builders.a_case()

    rows = api(cast.manager).see(f"cases/?child={case.child_id}").json()["results"]

    assert [row["id"] for row in rows] == [str(case.pk)]
    assert {row["id"] for row in api(cast.manager).see("cases/").json()["results"]} == {str(case.pk), str(second.pk)}


@pytest.mark.parametrize("kind", [BarrierKind.SEALED, BarrierKind.RESTRICTED])
def test_a_wall_leaves_only_those_whom_it_names(api, cast, case, kind):
    builders.a_barrier(case, kind=kind, people=[cast.manager])

    assert api(cast.manager).see(f"cases/{case.pk}/").status_code == 200
    said(api(cast.police).see(f"cases/{case.pk}/"), 404)
    said(api(cast.police).see(f"children/{case.child_id}/"), 404)
    assert api(cast.police).see("children/").json()["count"] == 0


def test_a_deny_list_beats_the_allocation_by_key_too(api, by_key, cast, case):
    builders.a_barrier(case, people=[cast.social_worker])

    for client in (api(cast.social_worker), by_key(cast.social_worker)):
        said(client.see(f"cases/{case.pk}/"), 404)
        said(client.see(f"cases/{case.pk}/chronology/"), 404)
        said(client.send(f"cases/{case.pk}/export/", FOR_COURT), 404)
        assert client.see("cases/").json()["count"] == 0


def test_the_chronology_comes_in_pages(api, cast, case):
    body = api(cast.police).see(f"cases/{case.pk}/chronology/?page_size=2").json()

    assert len(body["results"]) == 2
    assert body["count"] == case.chronology.count()
    assert body["next"]
    said(api(cast.police).see(f"cases/{case.pk}/chronology/?colour=red"), 400)
    said(api(cast.health).see(f"cases/{case.pk}/chronology/"), 404)


# Allocating ---------------------------------------------------------------------------------------------------------


def to(worker, manager) -> dict[str, str]:
    return {"worker": str(worker.pk), "manager": str(manager.pk)}


def test_allocate_hands_the_case_on_and_tells_the_worker(api, cast, case):
    response = api(cast.manager).send(f"cases/{case.pk}/allocate/", to(cast.social_worker_2, cast.manager))

    assert response.status_code == 200
    assert response.json()["worker"]["id"] == str(cast.social_worker_2.pk)
    assert Notice.objects.filter(recipient=cast.social_worker_2, subject_id=case.pk, kind="case.allocated").count() == 1
    assert api(cast.social_worker_2).see(f"cases/{case.pk}/").status_code == 200
    said(api(cast.social_worker).see(f"cases/{case.pk}/"), 404)


def test_whoever_hands_it_away_is_told_to_whom(api, cast, case):
    """The case is no longer theirs; the answer holds only the allocation."""
    response = api(cast.manager).send(f"cases/{case.pk}/allocate/", to(cast.social_worker, cast.manager_2))

    assert response.status_code == 200
    assert set(response.json()) == {"worker", "manager", "from_at", "ended_at"}
    said(api(cast.manager).see(f"cases/{case.pk}/"), 404)


def test_who_may_allocate(api, cast, case):
    for name, user in cast.everybody().items():
        status = api(user).send(f"cases/{case.pk}/allocate/", {}).status_code

        assert status == (400 if name == "manager" else 403 if name in READERS else 404), name


def test_the_same_allocation_twice_is_refused(api, cast, case):
    response = api(cast.manager).send(f"cases/{case.pk}/allocate/", to(cast.social_worker, cast.manager))

    assert "holds this case already" in refused(response, "R3")


@pytest.mark.parametrize("who", ["police", "other_authority", "duty_worker", "manager"])
def test_a_case_goes_to_a_social_worker_of_its_authority(api, cast, case, who):
    response = api(cast.manager).send(f"cases/{case.pk}/allocate/", to(getattr(cast, who), cast.manager))

    assert said(response, 400)["errors"] == {"worker": ["Choose one of the answers shown"]}
    assert case.allocations.count() == 1


# Exporting ----------------------------------------------------------------------------------------------------------


def test_export_in_person(api, cast, case):
    response = api(cast.social_worker).send(f"cases/{case.pk}/export/", FOR_COURT)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert case.reference in response["Content-Disposition"]
    assert Export.objects.get().by == cast.social_worker


def test_a_key_does_not_export(by_key, cast, case):
    body = said(by_key(cast.social_worker).send(f"cases/{case.pk}/export/", FOR_COURT), 403)

    assert "Sign in with a browser" in body["detail"]
    assert not Export.objects.exists()


def test_a_key_is_told_nothing_of_a_case_that_its_user_may_not_see(by_key, cast, case):
    said(by_key(cast.health).send(f"cases/{case.pk}/export/", FOR_COURT), 404)
    assert "account" in said(by_key(cast.police).send(f"cases/{case.pk}/export/", FOR_COURT), 403)["detail"]


def test_who_may_export(api, cast, case):
    for name, user in cast.everybody().items():
        status = api(user).send(f"cases/{case.pk}/export/", {}).status_code

        expected = 400 if name in ("social_worker", "manager") else 403 if name in READERS else 404
        assert status == expected, name


def test_a_problem_stays_a_problem_where_a_pdf_was_asked_for(api, cast, case):
    client = api(cast.social_worker)
    client.credentials(HTTP_ACCEPT="application/pdf")

    body = said(client.send(f"cases/{case.pk}/export/", {"recipient": " ", "purpose": "war"}), 400)

    assert body["errors"] == {
        "recipient": ["Say whom the summary is for"],
        "purpose": ["Choose one of the answers shown"],
    }


def test_a_machine_that_cannot_draw_says_so(api, cast, case, monkeypatch):
    def cannot(*_args: object, **_named: object) -> bytes:
        raise Unavailable

    monkeypatch.setattr("trafficking_cases.casefile.summary.as_pdf", cannot)

    response = api(cast.social_worker).send(f"cases/{case.pk}/export/", FOR_COURT)

    assert response.status_code == 503
    assert "Nothing was exported" in response.json()["detail"]
    assert not Export.objects.exists()
