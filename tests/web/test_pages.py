"""The frame of every page, what goes out with it, and the pages for when something went wrong."""

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.web.urls import CANARY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


@pytest.fixture
def browser() -> Client:
    """Somebody who is not signed in, and sees error pages instead of exceptions."""
    return Client(raise_request_exception=False)


def test_a_page_forbids_everything_but_what_is_ours(browser: Client) -> None:
    answer = browser.get("/parts/")

    said = {part.strip() for part in answer["Content-Security-Policy"].split(";")}
    assert said >= POLICY
    assert not [part for part in said if "unsafe" in part or "*" in part or "http" in part or "data:" in part]
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("address", ["/parts/", "/nowhere/", "/accounts/login/", "/refused/", "/fault/1/", "/healthz/"])
def test_no_page_is_kept_by_a_browser(browser: Client, address: str) -> None:
    assert "no-store" in browser.get(address)["Cache-Control"]


@pytest.mark.parametrize(
    "address", ["/parts/", "/accounts/login/", "/accessibility/", "/nowhere/", "/refused/", "/denied/"]
)
def test_no_page_has_a_style_or_a_script_of_its_own(browser: Client, address: str) -> None:
    page = browser.get(address).content.decode()

    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page
    assert page.count("<script") == page.count('<script type="module" src=')


def test_the_frame_says_where_one_is_and_what_it_is(browser: Client) -> None:
    page = browser.get("/accessibility/").content.decode()

    assert '<html lang="en-GB">' in page
    assert "<title>Accessibility – Waymark</title>" in page
    assert 'href="#main">Skip to main content</a>' in page
    assert "Official-sensitive" in page
    assert "What you open here is recorded." in page


def test_a_demonstration_says_so_on_every_page(browser: Client) -> None:
    assert "Everybody here is invented." in browser.get("/accessibility/").content.decode()

    with override_settings(DEMO=False):
        assert "Everybody here is invented." not in browser.get("/accessibility/").content.decode()


def test_the_gallery_is_only_in_a_demonstration(browser: Client) -> None:
    assert browser.get("/parts/").status_code == 200

    with override_settings(DEMO=False):
        assert browser.get("/parts/").status_code == 404


def test_one_signs_out_by_a_button_and_never_by_a_link(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.social_worker)

    page = client.get("/accessibility/").content.decode()

    assert '<form method="post" action="/accounts/logout/"' in page
    assert 'href="/accounts/logout/"' not in page
    assert cast.social_worker.full_name in page


def test_a_stranger_cannot_tell_what_exists_from_what_does_not(browser: Client) -> None:
    answer = browser.get("/nowhere/")

    assert answer.status_code == 404
    assert "Either nothing has this address, or it is not shared with you." in answer.content.decode()


def test_what_the_rules_refuse_is_a_page_with_the_reasons(browser: Client) -> None:
    answer = browser.get("/refused/")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'href="/rules/#R3"' in page
    assert "Ask &lt;the&gt; manager on duty." in page


def test_a_step_of_somebody_elses_role_says_so(browser: Client) -> None:
    answer = browser.get("/denied/")

    assert answer.status_code == 403
    assert "Your role does not allow this step. Nothing was changed." in answer.content.decode()
    assert CANARY not in answer.content.decode()


def test_a_fault_of_ours_is_said_without_the_database(browser: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get("/fault/1/")

    page = answer.content.decode()
    assert answer.status_code == 500
    assert "It is our fault, not yours." in page
    assert CANARY not in page
    assert len(queries) == 0


@override_settings(
    STORAGES={"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
)
def test_a_fault_is_said_even_when_the_style_sheet_is_lost(browser: Client) -> None:
    answer = browser.get("/fault/1/")

    assert answer.status_code == 500
    assert "It is our fault, not yours." in answer.content.decode()


def test_what_nobody_could_have_typed_is_said(browser: Client) -> None:
    answer = browser.get("/odd/")

    assert answer.status_code == 400
    assert "nothing was saved" in answer.content.decode()


def test_a_page_that_was_open_too_long_says_how_to_keep_the_text() -> None:
    answer = Client(enforce_csrf_checks=True).post("/typing/", {"concern": "A long text"})

    assert answer.status_code == 403
    assert "What you typed is still in the form." in answer.content.decode()


def test_the_process_says_that_it_lives_and_asks_nobody(browser: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get("/healthz/")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert len(queries) == 0


def test_a_wrong_password_is_a_sentence_at_the_top(browser: Client, cast: Cast) -> None:
    answer = browser.post("/accounts/login/", {"login": "social.worker", "password": "not-this"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "That username and password do not go together." in page
    assert "<title>Error: Sign in – Waymark</title>" in page
    assert 'value="social.worker"' in page
    assert "not-this" not in page


def test_guessing_is_stopped_with_a_sentence(browser: Client, cast: Cast) -> None:
    for _ in range(5):
        browser.post("/accounts/login/", {"login": "social.worker", "password": "not-this"})

    page = browser.post("/accounts/login/", {"login": "social.worker", "password": "not-this"}).content.decode()

    assert "There were too many tries to sign in. Wait five minutes" in page
