"""What stands before every resource: who asks, what was asked, in which shape; and one way of saying no."""

from uuid import uuid4

import pytest
from django.test import Client
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from tests import builders
from tests.api.asking import BASE, said
from trafficking_cases.api_urls import router
from trafficking_cases.web.api import DETAILS

# Asked of the router itself, so that no resource is left out.
RESOURCES = [(prefix, resource) for prefix, resource, _ in router.registry]
LISTS = sorted(prefix for prefix, resource in RESOURCES if "list" in resource.declared_permissions)
VERBS = sorted(
    (prefix, verb.url_path)
    for prefix, resource in RESOURCES
    for verb in resource.get_extra_actions()
    if verb.detail and "post" in verb.mapping
)


def test_there_are_many():
    assert len(LISTS) > 20
    assert ("referrals", "send-back") in VERBS


@pytest.mark.parametrize("name", [*LISTS, "schema", "nothing-of-this-name"])
def test_nobody_is_asked_to_sign_in(client, db, name):
    response = client.get(f"{BASE}{name}/")

    said(response, 401)
    assert response["WWW-Authenticate"] == "Token"


def test_an_account_that_was_closed_is_nobody(by_key, cast):
    client = by_key(cast.duty_worker)
    type(cast.duty_worker).objects.filter(pk=cast.duty_worker.pk).update(is_active=False)

    assert said(client.get(f"{BASE}referrals/"), 401)["detail"] == DETAILS[401]


@pytest.mark.parametrize("header", ["Token", "Token nothing", "Token a b", "Token \xff", "Bearer nothing"])
def test_a_key_that_is_none_opens_nothing(client, cast, header):
    said(client.get(f"{BASE}referrals/", headers={"Authorization": header}), 401)


def test_a_key_opens_what_its_user_sees_and_no_more(by_key, cast):
    referral = builders.a_referral(by=cast.education)

    assert by_key(cast.duty_worker).get(f"{BASE}referrals/{referral.pk}/").status_code == 200
    said(by_key(cast.health).get(f"{BASE}referrals/{referral.pk}/"), 404)


def test_a_session_has_to_prove_that_the_page_was_ours(cast):
    referral = builders.a_referral()
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(cast.duty_worker)

    said(client.post(f"{BASE}referrals/{referral.pk}/claim/"), 403)
    assert referral.decisions.count() == 0


def test_a_key_has_not(cast):
    referral = builders.a_referral()
    client = APIClient(enforce_csrf_checks=True)
    key = Token.objects.create(user=cast.duty_worker).key

    response = client.post(f"{BASE}referrals/{referral.pk}/claim/", headers={"Authorization": f"Token {key}"})

    assert response.status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_an_unknown_parameter_is_refused(api, cast, name):
    body = said(api(cast.auditor if name == "audit-events" else cast.manager).get(f"{BASE}{name}/?colour=red"), 400)

    assert body["errors"] == {"colour": ["Nothing of this name is asked here."]}


def test_a_record_and_a_verb_take_no_parameter(api, cast):
    referral = builders.a_referral()

    for method, address in [("get", ""), ("post", "claim/")]:
        said(getattr(api(cast.duty_worker), method)(f"{BASE}referrals/{referral.pk}/{address}?format=json"), 400)


@pytest.mark.parametrize("name", ["children", "cases", "referrals", "deadlines", "notices", "agencies"])
def test_a_forged_id_answers_like_one_that_is_kept_from_somebody(api, cast, name):
    """And like an address that no record could have."""
    client = api(cast.manager)
    kept = {"referrals": builders.a_referral(by=cast.other_authority).pk}
    answers = [client.get(f"{BASE}{name}/{key}/") for key in (uuid4(), kept.get(name, uuid4()), "1", "no-id", "%00")]

    for answer in answers:
        said(answer, 404)
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize(("name", "path"), VERBS)
def test_a_verb_on_a_forged_id_is_404_whatever_else_is_wrong(by_key, cast, name, path):
    for user in (cast.administrator, cast.manager):
        said(by_key(user).post(f"{BASE}{name}/{uuid4()}/{path}/", {"nothing": "of this"}, format="json"), 404)


@pytest.mark.parametrize("name", LISTS)
def test_methods_that_are_not_offered(api, cast, name):
    client = api(cast.manager)

    for method in ("put", "patch", "delete", "options", "trace"):
        response = getattr(client, method)(f"{BASE}{name}/")

        said(response, 405)
        assert "GET" in response["Allow"]


def test_nobody_writes_over_a_record(api, cast):
    referral, client = builders.a_referral(), api(cast.manager)

    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)(f"{BASE}referrals/{referral.pk}/", {"status": "decided"}, format="json")
        said(response, 405)

    referral.refresh_from_db()
    assert referral.status == "received"


@pytest.mark.parametrize(
    "sent",
    [
        b"{",
        b"{'urgency': 'standard'}",
        b'{"urgency": NaN}',
        b"\xff\xfe",
        b"[" * 100_000,
        b"[" * 300 + b"]" * 300,
        b'{"a":' * 500 + b"1" + b"}" * 500,
        b"9" * 5_000,
    ],
    ids=[
        "cut off",
        "not JSON",
        "not a number",
        "not UTF-8",
        "brackets",
        "a deep list",
        "a deep object",
        "a long number",
    ],
)
def test_a_body_that_cannot_be_read(api, cast, sent):
    said(api(cast.education).post(f"{BASE}referrals/", sent, content_type="application/json"), 400)


@pytest.mark.parametrize("sent", [b"null", b"[]", b"0", b'"text"', b"true", b"[[]]"])
def test_a_body_that_is_no_object(api, cast, sent):
    body = said(api(cast.education).post(f"{BASE}referrals/", sent, content_type="application/json"), 400)

    assert list(body["errors"]) == ["body"]


def test_a_body_that_is_too_long(api, cast):
    sent = b'{"concern": "' + b"a" * 2_600_000 + b'"}'

    said(api(cast.education).post(f"{BASE}referrals/", sent, content_type="application/json"), 413)


def test_a_form_is_not_read(api, cast):
    for kind in (
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/xml",
    ):
        said(api(cast.education).post(f"{BASE}referrals/", b"urgency=standard", content_type=kind), 415)


@pytest.mark.parametrize("charset", ["utf-7", "latin-1", "idna", "nothing"])
def test_a_claimed_charset_changes_nothing(api, cast, charset):
    client = api(cast.education)

    listed = client.get(f"{BASE}agencies/?page=1", content_type=f"application/json; charset={charset}")
    made = client.post(f"{BASE}referrals/", b"{}", content_type=f"application/json; charset={charset}")

    assert listed.status_code == 200
    said(made, 400)


def test_only_json_is_spoken(api, cast):
    said(api(cast.police).get(f"{BASE}agencies/", headers={"Accept": "text/html"}), 406)
    assert api(cast.police).get(f"{BASE}agencies/", headers={"Accept": "text/html,*/*;q=0.1"}).status_code == 200


def test_nothing_is_kept_by_whoever_passes_it_on(api, cast):
    client = api(cast.police)

    assert client.get(f"{BASE}agencies/")["Cache-Control"].startswith("no-store")
    assert client.get(f"{BASE}cases/{uuid4()}/")["Cache-Control"].startswith("no-store")


def test_whoever_asks_too_often_waits(api, cast, monkeypatch):
    monkeypatch.setattr("rest_framework.throttling.UserRateThrottle.THROTTLE_RATES", {"user": "3/minute"})
    client, other = api(cast.police), api(cast.health)

    answers = [client.get(f"{BASE}agencies/").status_code for _ in range(4)]

    assert answers == [200, 200, 200, 429]
    response = client.get(f"{BASE}agencies/")
    said(response, 429)
    assert int(response["Retry-After"]) > 0
    assert other.get(f"{BASE}agencies/").status_code == 200


@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_addresses_that_lead_nowhere(api, cast, method):
    client = api(cast.manager)

    for address in ("", "nothing/", "referrals", "cases/x/y/z/", "referrals.json"):
        said(getattr(client, method)(f"{BASE}{address}"), 404)


def test_the_pages_do_not_answer_like_the_api(client, db):
    assert Client().get("/nothing/")["Content-Type"].startswith("text/html")
