"""What somebody types is kept: when the session drops, when the network goes, without JavaScript, twice sent."""

from playwright.sync_api import Page, expect

from referrals.models import Draft, Referral

WORDS = "She said “they own me”. Çelë, Ánh, سارة."


def begin(page: Page, step: str) -> str:
    page.get_by_role("button", name="Report a concern").first.click()
    page.wait_for_url("**/danger/")
    address = page.url.replace("/danger/", f"/{step}/")
    page.goto(address)
    return address


def test_a_browser_that_disappears_leaves_the_words_behind(sign_in):
    page = sign_in("education")
    address = begin(page, "concern")
    page.get_by_label("What are you worried about?").press_sequentially(WORDS)
    expect(page.locator("[data-autosave-line]")).to_contain_text("You can close this page")
    page.wait_for_timeout(100)
    expect(page.locator("[data-autosave-line]")).to_contain_text("Saved")
    wait_until_kept(page, "concern", WORDS)
    page.context.close()

    again = sign_in("education")
    again.goto(address)

    expect(again.get_by_label("What are you worried about?")).to_have_value(WORDS)


def wait_until_kept(page: Page, name: str, words: str) -> None:
    for _ in range(50):
        if Draft.objects.get().answers.get(name) == words:
            return
        page.wait_for_timeout(100)
    raise AssertionError(Draft.objects.get().answers)


def test_a_signed_out_page_keeps_the_text_and_says_so(sign_in):
    page = sign_in("education")
    begin(page, "concern")
    page.context.clear_cookies()

    page.get_by_label("What are you worried about?").fill(WORDS)
    page.get_by_label("What are you worried about?").blur()

    expect(page.locator("[data-autosave-line]")).to_contain_text("You are signed out. Your text is kept on this page.")
    expect(page.get_by_label("What are you worried about?")).to_have_value(WORDS)


def test_no_network_is_said_and_mended_by_itself(sign_in):
    page = sign_in("education")
    begin(page, "concern")
    page.context.set_offline(True)
    page.get_by_label("What are you worried about?").fill(WORDS)
    page.get_by_label("What are you worried about?").blur()
    expect(page.locator("[data-autosave-line]")).to_contain_text("Not saved: no signal. Kept on this page.")

    page.context.set_offline(False)

    expect(page.locator("[data-autosave-line]")).to_contain_text("Saved", timeout=15_000)
    wait_until_kept(page, "concern", WORDS)


def test_a_concern_is_reported_without_javascript(sign_in):
    page = sign_in("education", java_script_enabled=False)
    page.get_by_role("button", name="Report a concern").first.click()
    page.get_by_label("No, or I do not know").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("What are you worried about?").fill(WORDS)
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("How can we reach you?").fill("01632 960520")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="Check your answers").click()
    page.get_by_role("button", name="Send the referral").click()

    expect(page.get_by_text("It has arrived.")).to_be_visible()
    assert Referral.objects.get().concern == WORDS


def test_a_concern_is_begun_with_the_keyboard_alone(sign_in):
    page = sign_in("education")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    while page.evaluate("document.activeElement.textContent.trim()") != "Report a concern":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/danger/")
    while page.evaluate("document.activeElement.type") != "radio":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    page.wait_for_url("**/concern/")
    assert Draft.objects.get().answers["urgency"] == "immediate"


def test_an_impatient_finger_sends_once(sign_in):
    page = sign_in("education")
    begin(page, "concern")
    page.get_by_label("What are you worried about?").fill(WORDS)
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url("**/contact/")
    page.get_by_label("How can we reach you?").fill("01632 960520")
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url("**/child/")
    page.goto(page.url.replace("/child/", "/danger/"))
    page.get_by_label("No, or I do not know").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="Check your answers").click()
    page.get_by_role("button", name="Send the referral").dblclick()

    expect(page.get_by_text("It has arrived.")).to_be_visible()
    assert Referral.objects.count() == 1
