"""What a person does with a page: reads, presses, chooses and writes; and that it fits a telephone too."""

from datetime import datetime

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.chromium import overflow


def look(page: Page, name: str) -> None:
    """A page fits a desk, and a telephone too."""
    page.set_viewport_size(PHONE)
    sideways = overflow(page)
    page.set_viewport_size(DESK)
    assert sideways <= 0, (name, page.url, sideways)


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()


def follow(page: Page, link: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=link).first.click()


def says(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def write_moment(page: Page, question: str, at: datetime) -> None:
    at = timezone.localtime(at)
    for box, value in {"day": at.day, "month": at.month, "year": at.year, "time": f"{at:%H:%M}"}.items():
        if page.locator(f"[name={question}_{box}]").count():
            page.fill(f"[name={question}_{box}]", str(value))


def fill(page: Page, **answers: str) -> None:
    for name, answer in answers.items():
        page.fill(f"[name={name}]", answer)


def choose(page: Page, **answers: str) -> None:
    for name, answer in answers.items():
        page.check(f"[name={name}][value={answer}]")


def pick(page: Page, question: str, who: str) -> None:
    """One of the people in a list, by the beginning of their name."""
    options = page.locator(f"[name={question}] option").all_text_contents()
    page.select_option(f"[name={question}]", label=next(option for option in options if who in option))


def send(page: Page) -> None:
    """The last button of the form."""
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()


def refused(page: Page, *rules: str) -> None:
    """The refusal names its rules, and offers a way on."""
    panel = page.locator(".refusal")
    for rule in rules:
        expect(panel.get_by_role("link", name=f"Rule {rule}").first).to_be_visible()
    expect(panel.get_by_role("link").last).to_be_visible()
    look(page, f"refused-{'-'.join(rules)}")


def open_enquiry(page: Page, case: str) -> None:
    page.goto(case)
    follow(page, "Enquiry")


def came(page: Page, *names: str) -> None:
    """Who took part; for the Police unit, the officer."""
    for name in names:
        press(page, f"Took part {name}")
        expect(page.get_by_role("button", name=f"Took part {name}")).to_have_count(0)
    follow(page, "Record who came Fenmarch Police")
    pick(page, "person", "Jo Penhallick")
    send(page)
