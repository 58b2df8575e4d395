"""The audit by API: for the auditor, ids and codes only."""

from tests import builders
from tests.api.asking import said


def test_only_the_auditor_reads_it(api, cast):
    for name, user in cast.everybody().items():
        assert api(user).see("audit-events/").status_code == (200 if name == "auditor" else 403), name


def test_by_key_too(by_key, cast):
    assert by_key(cast.auditor).see("audit-events/").status_code == 200
    said(by_key(cast.administrator).see("audit-events/"), 403)


def test_it_says_who_did_what_to_which_case_and_no_value(api, cast):
    case, other = builders.a_case(known_as="Ánh", concern="Taken from school"), builders.a_case()

    body = api(cast.auditor).see(f"audit-events/?case={case.pk}&page_size=100").json()

    assert {row["case"] for row in body["results"]} == {str(case.pk)} != {str(other.pk)}
    assert "referral.received" not in {row["name"] for row in body["results"]}
    assert "case.opened" in {row["name"] for row in body["results"]}
    assert "Ánh" not in str(body)
    assert "Taken" not in str(body)


def test_it_can_be_asked_by_person_thing_name_and_time(api, cast):
    referral = builders.a_referral(by=cast.education)
    builders.a_referral(by=cast.health)
    client = api(cast.auditor)

    def names(asked: str) -> set[str]:
        return {row["name"] for row in client.see(f"audit-events/?{asked}").json()["results"]}

    assert names(f"by={cast.education.pk}&name=referral.received") == {"referral.received"}
    assert names(f"subject_id={referral.pk}") == {"referral.received"}
    assert names("until=2001-01-01T00:00:00Z") == set()
    assert names("since=2190-01-01T00:00:00%2B01:00") == set()
    for wrong in ("by=x", "since=now", "name=" + "a" * 81, "name=%00", "until=0001-01-01T00:00:00%2B14:00"):
        assert client.see(f"audit-events/?{wrong}").status_code in (200, 400), wrong


def test_it_cannot_be_opened_changed_or_removed_one_by_one(api, cast):
    client = api(cast.auditor)
    number = client.see("audit-events/").json()["results"][0]["number"]

    said(client.see(f"audit-events/{number}/"), 404)
    said(client.delete(f"/api/v1/audit-events/{number}/"), 404)
    said(client.delete("/api/v1/audit-events/"), 405)
