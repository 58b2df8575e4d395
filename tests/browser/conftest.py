"""A real Chromium in front of a real server, and signing in as somebody of the cast."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.cast import PASSWORD

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            # A module keeps its Chromium to itself, and several go side by side.
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture
def open_browser(chromium: Browser, live_server, cast) -> Iterator[Callable[..., BrowserContext]]:
    """A new browser of somebody's, on a desk unless told otherwise; closed at the end."""
    opened: list[BrowserContext] = []

    def open_one(**options: object) -> BrowserContext:
        context = chromium.new_context(base_url=live_server.url, **{"viewport": DESK, **options})
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def sign_in(open_browser) -> Callable[..., Page]:
    """Sign in through the page, as a person does."""

    def sign_in_as(username: str, **options: object) -> Page:
        page = open_browser(**options).new_page()
        page.goto("/accounts/login/")
        page.fill("[name=login]", username)
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url("**/")
        return page

    return sign_in_as
