"""Every page, as everybody who may open it: axe finds nothing, nothing scrolls sideways, nothing breaks the policy."""

import pytest
from django.urls import reverse
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.conftest import DESK, PHONE
from tests.builders import a_consulted_referral
from tests.chromium import accessibility_faults, overflow
from tests.pages import NO_PAGE, World, named_pages


@pytest.mark.timeout(900)
@pytest.mark.django_db(transaction=True, databases=["default", "whereabouts"])
def test_every_page_can_be_read_by_everybody_who_may_open_it(sign_in, open_browser, cast):
    pages = World(cast).pages()
    assert named_pages() == pages.keys() | NO_PAGE
    by_reader: dict[str, list[str]] = {}
    for visits in pages.values():
        for who, address in visits:
            by_reader.setdefault(who, []).append(address)
    problems: list[str] = []
    for who, theirs in by_reader.items():
        page = sign_in(who) if who else open_browser().new_page()
        problems += [problem for address in theirs for problem in problems_of(page, address)]
        page.context.close()

    assert problems == []


def problems_of(page: Page, address: str) -> list[str]:
    """What is wrong with one page at a desk and on a phone."""
    said: list[str] = []

    def listener(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(f"{address}: the console says {message.text}")

    page.on("console", listener)
    problems = []
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        answer = page.goto(address)
        if answer is None or answer.status != 200:
            problems.append(f"{address}: answered {answer.status if answer else 'nothing'}")
            break
        if (over := overflow(page)) > 0:
            problems.append(f"{address} at {size['width']}: {over} px too wide")
        problems += [f"{address} at {size['width']}: {fault}" for fault in accessibility_faults(page)]
    page.remove_listener("console", listener)
    return problems + said


def test_at_400_percent_the_page_is_that_of_a_phone(sign_in, cast):
    """1280 px at 400 % is 320 px of content: one column, nothing sideways."""
    referral = a_consulted_referral()
    page = sign_in("duty.worker", viewport={"width": 320, "height": 256})

    for address in ("/", reverse("referrals:front_door"), referral.get_absolute_url()):
        page.goto(address)
        assert overflow(page) <= 0, address
