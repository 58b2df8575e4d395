"""Coming in: what is written down, who can be kept out, and what an outsider learns."""

import time
from io import BytesIO
from statistics import median
from uuid import UUID

import pytest
from django.test import Client, override_settings

from tests.cast import PASSWORD, anew
from trafficking_cases.audit.models import Event

DOOR = "/accounts/login/"
GUESSER, ELSEWHERE = "198.51.100.7", "203.0.113.9"


def tries(client: Client, username: str, password: str, *, address: str = ELSEWHERE, **more):
    return client.post(DOOR, {"login": username, "password": password, **more}, REMOTE_ADDR=address)


def guessed_at(username: str, *, times: int = 6, address: str = GUESSER) -> None:
    for _ in range(times):
        assert tries(Client(), username, "a guess", address=address).status_code == 200


def written_down(name: str) -> list[tuple[str, UUID | None, dict]]:
    return list(Event.objects.filter(name=name).values_list("subject_id", "by_id", "codes"))


def test_coming_and_going_is_written_down(cast):
    client = Client()

    tries(client, "education", PASSWORD)
    client.post("/accounts/logout/")

    assert written_down("user.signed_in") == [(str(cast.education.pk), cast.education.pk, {})]
    assert written_down("user.signed_out") == [(str(cast.education.pk), cast.education.pk, {})]
    assert written_down("user.sign_in_failed") == []


def test_a_try_that_failed_is_written_down_against_the_account_and_by_nobody(cast):
    tries(Client(), "education", "not this one")

    assert written_down("user.sign_in_failed") == [(str(cast.education.pk), None, {})]
    assert written_down("user.signed_in") == []


def test_what_somebody_typed_in_place_of_a_username_is_not_kept(cast):
    """It may be a password."""
    tries(Client(), "correct-horse-battery", "x")

    assert written_down("user.sign_in_failed") == [(str(UUID(int=0)), None, {})]
    assert not [event for event in Event.objects.all() if "correct" in f"{event.subject_id}{event.codes}"]


def test_a_closed_account_is_turned_away_and_that_is_written_down(cast):
    type(cast.education).objects.filter(pk=cast.education.pk).update(is_active=False)

    response = tries(Client(), "education", PASSWORD)

    assert response["Location"] == "/accounts/inactive/"
    assert written_down("user.sign_in_refused") == [(str(cast.education.pk), None, {})]
    assert written_down("user.signed_in") == []


def test_whoever_guesses_is_stopped_and_others_are_not(cast):
    guessed_at("out.of.hours")

    assert tries(Client(), "out.of.hours", PASSWORD).status_code == 200
    assert tries(Client(), "education", PASSWORD).status_code == 302


def test_a_guesser_elsewhere_does_not_keep_somebody_out_of_their_own_browser(cast):
    """The emergency duty team comes in at night, whoever plays with its username."""
    own = Client()
    tries(own, "out.of.hours", PASSWORD)
    own.post("/accounts/logout/")

    guessed_at("out.of.hours")

    assert tries(own, "out.of.hours", PASSWORD).status_code == 302
    assert tries(Client(), "out.of.hours", PASSWORD).status_code == 200


def test_a_browser_that_is_known_may_not_guess_for_ever_either(cast):
    own = Client()
    tries(own, "education", PASSWORD)
    own.post("/accounts/logout/")
    for _ in range(5):
        tries(own, "education", "a guess")

    assert tries(own, "education", PASSWORD).status_code == 200


def test_being_known_for_one_username_says_nothing_of_another(cast):
    own = Client()
    tries(own, "education", PASSWORD)
    own.post("/accounts/logout/")
    known = next(cookie for name, cookie in own.cookies.items() if name.startswith("known_"))
    guessed_at("out.of.hours")

    assert tries(own, "out.of.hours", PASSWORD).status_code == 200
    assert (known["httponly"], known["samesite"], known["path"]) == (True, "Strict", DOOR)
    assert "education" not in f"{known.key}{known.value}"


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_behind_the_proxy_one_guesser_does_not_keep_everybody_out(cast):
    for number in range(12):
        headers = {"X-Forwarded-For": f"10.0.0.{number}, {GUESSER}"}
        Client().post(DOOR, {"login": f"nobody{number}", "password": "x"}, headers=headers, REMOTE_ADDR="10.9.9.9")

    sent = {"login": "education", "password": PASSWORD}
    for forwarded, status in ((GUESSER, 200), (ELSEWHERE, 302)):
        response = Client().post(DOOR, sent, headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR="10.9.9.9")
        assert response.status_code == status


def test_the_answer_is_the_same_whether_or_not_there_is_such_an_account(cast):
    closed = cast.health
    type(closed).objects.filter(pk=closed.pk).update(is_active=False)
    pages = [
        tries(Client(), name, "x", address=f"203.0.113.{n}")
        for n, name in enumerate(["voluntary", "nobodyy", "health"])
    ]

    texts = [
        page.content.decode().replace(name, "").split("csrfmiddlewaretoken")[0]
        for page, name in zip(pages, ["voluntary", "nobodyy", "health"], strict=True)
    ]
    assert len(set(texts)) == 1
    assert {page.status_code for page in pages} == {200}


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"])
def test_the_answer_takes_as_long(cast):
    """Where there is no such account a password is worked through all the same."""
    cast.education.set_password(PASSWORD)
    cast.education.save()

    taken = {name: median(_seconds(name, number) for number in range(3)) for name in ("education", "nobody")}

    assert 0.4 < taken["education"] / taken["nobody"] < 2.5


def _seconds(username: str, number: int) -> float:
    began = time.perf_counter()
    tries(Client(), username, "x", address=f"203.0.113.{number}")
    return time.perf_counter() - began


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "\t//evil.example"],
)
def test_nobody_is_sent_to_another_site(cast, elsewhere):
    client = Client()

    for response in (
        tries(client, "education", PASSWORD, next=elsewhere),
        client.get(DOOR, {"next": elsewhere}),
        client.post("/accounts/logout/", {"next": elsewhere}),
    ):
        assert response["Location"] in ("/", DOOR)


def test_the_session_is_a_new_one_after_coming_in(cast):
    client = Client()
    tries(client, "education", PASSWORD)
    first = client.cookies["sessionid"].value
    client.post("/accounts/logout/")
    planted = Client()
    planted.cookies["sessionid"] = first

    tries(planted, "education", PASSWORD)

    assert planted.cookies["sessionid"].value != first
    stale = Client()
    stale.cookies["sessionid"] = first
    assert stale.get("/").status_code == 302


def test_a_session_ends_with_its_account_and_a_role_with_its_day(cast):
    client, other = Client(), Client()
    client.force_login(cast.duty_worker)
    other.force_login(cast.out_of_hours)
    assert client.get("/referrals/").status_code == 200

    anew(cast.duty_worker).roles_held.all().delete()
    assert client.get("/referrals/").status_code == 403
    type(cast.duty_worker).objects.filter(pk=cast.duty_worker.pk).update(is_active=False)
    assert client.get("/")["Location"].startswith(DOOR)
    assert other.get("/referrals/").status_code == 200


def test_nobody_can_fill_the_disk_through_the_door(cast):
    """Files are refused before a byte of them is kept; nothing asks for one."""
    client = Client(raise_request_exception=False)

    sent = {"login": "education", "password": PASSWORD, "file": BytesIO(b"a" * 5_000_000)}

    assert client.post(DOOR, sent).status_code == 400
    assert tries(client, "education", PASSWORD).status_code == 302
