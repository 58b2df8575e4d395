"""What a person does at a page: press, follow, choose, and write down the moment."""

from django.utils import timezone
from playwright.sync_api import Page

from trafficking_cases.lib.working_days import in_london


def press(page: Page, name: str) -> None:
    """Press a button by its words."""
    page.get_by_role("button", name=name).first.click()


def save(page: Page) -> None:
    """On to the page that answers: the next one, or this one again with what is wrong."""
    with page.expect_navigation():
        press(page, "Save and continue")


def follow(page: Page, name: str) -> None:
    """Follow the first link with these words."""
    page.get_by_role("link", name=name).first.click()


def choose(page: Page, question: str, said: str) -> None:
    """Choose an answer to a question."""
    page.get_by_role("group", name=question).get_by_role("radio", name=said, exact=True).check()


def write_now(page: Page) -> None:
    """This moment, in the boxes for day and time."""
    now = in_london(timezone.now())
    boxes = {"Day": now.day, "Month": now.month, "Year": now.year, "Time": f"{now:%H:%M}"}
    for box, value in boxes.items():
        page.get_by_label(box, exact=True).first.fill(str(value))
