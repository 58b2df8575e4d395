"""The frame in a real browser: at every width, with a keyboard, without script, and with a net that goes away."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import accessibility_faults, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pages")]
# A desk, a tablet, a phone, and 400 % zoom on a desk.
DESK, TABLET, PHONE, ZOOMED = (1280, 900), (768, 1024), (360, 740), (320, 256)
LINE = "[data-autosave-line]"


def assert_fits_and_can_be_used_by_everybody(page: Page) -> None:
    """At every width; axe looks at the two that differ most."""
    for width, height in (DESK, TABLET, PHONE, ZOOMED):
        page.set_viewport_size({"width": width, "height": height})
        assert (width, overflow(page)) == (width, 0)
        if (width, height) in (DESK, PHONE):
            assert accessibility_faults(page) == []


@pytest.mark.parametrize(
    "address", ["/parts/", "/accounts/login/", "/accessibility/", "/nowhere/", "/refused/", "/fault/1/"]
)
def test_no_page_of_the_frame_has_a_fault(page: Page, live_server: Any, address: str) -> None:
    page.goto(live_server.url + address)

    assert_fits_and_can_be_used_by_everybody(page)


def test_a_form_with_every_error_has_no_fault(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/parts/")
    page.get_by_role("button", name="Save and continue").click()

    expect(page.get_by_role("heading", name="We need 4 more answers")).to_be_visible()
    assert_fits_and_can_be_used_by_everybody(page)


def test_the_focus_goes_to_what_is_missing_and_from_there_to_the_question(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/typing/")
    page.get_by_role("button", name="Send").click()

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What worries you?")).to_be_focused()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/accessibility/")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_question_that_hangs_on_an_answer_opens_without_script(chromium: Browser, live_server: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/parts/")
    barred = page.get_by_label("Who, and why not?")
    expect(barred).to_be_visible()

    page.get_by_label("Yes, it is safe").check()

    expect(barred).to_be_hidden()
    context.close()


def test_an_impatient_finger_sends_once(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/typing/")
    page.get_by_label("What worries you?").fill("She owes.")

    page.evaluate("() => { const b = document.querySelector('.formbar button'); b.click(); b.click(); b.click(); }")

    expect(page.locator("#sent")).to_have_text("1")


def test_back_brings_the_text_and_a_button_that_works(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/typing/")
    page.get_by_label("What worries you?").fill("She owes.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#sent")).to_have_text("1")

    page.go_back()

    expect(page.get_by_label("What worries you?")).to_have_value("She owes.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#sent")).to_have_text("2")


def test_a_refused_token_leaves_the_text_behind_the_back_button(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/typing/")
    page.get_by_label("What worries you?").fill("She owes.")
    page.context.clear_cookies()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Send that once more")

    page.go_back()

    expect(page.get_by_label("What worries you?")).to_have_value("She owes.")


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("saved", "Saved 10:41. You can close this page."),
        ("signed-out", "You are signed out. Your text is kept on this page. Sign in in another tab"),
        ("somebody-else", "Ruth saved this page at 10:39 – see both"),
        ("broken", "Not saved: the service did not answer. Kept on this page."),
    ],
)
def test_half_a_form_is_kept_and_the_page_says_how(page: Page, live_server: Any, answer: str, says: str) -> None:
    page.goto(f"{live_server.url}/typing/?answer={answer}")

    page.get_by_label("What worries you?").fill("She owes.")

    expect(page.locator(LINE)).to_have_text(says)
    expect(page.get_by_label("What worries you?")).to_have_value("She owes.")


def test_what_could_not_be_saved_is_saved_when_the_net_comes_back(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/typing/")
    page.context.set_offline(True)
    page.get_by_label("What worries you?").fill("She owes.")
    expect(page.locator(LINE)).to_have_text("Not saved: no signal. Kept on this page.")

    page.context.set_offline(False)

    expect(page.locator(LINE)).to_have_text("Saved 10:41. You can close this page.")


def test_leaving_the_field_saves_at_once_with_the_version_it_knows(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/typing/")
    page.get_by_label("What worries you?").fill("She owes.")

    with page.expect_request("**/save/saved/") as sent:
        page.keyboard.press("Tab")

    assert "version=3" in (sent.value.post_data or "")
    assert "csrfmiddlewaretoken" not in (sent.value.post_data or "")


def test_the_characters_left_are_counted(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/typing/")

    page.get_by_label("What worries you?").fill("ầ" * 103)

    expect(page.locator("[data-limit-line]")).to_have_text("3 characters too many")
    expect(page.get_by_label("What worries you?")).to_have_value("ầ" * 103)
