"""A real Chromium: the machine's own, without network, and what axe finds on a page."""

import os
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for a module: its event loop has to be gone before a module without a browser begins."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail("Chromium is missing. `make system` installs it, or: apt-get install chromium-headless-shell")
    # Playwright keeps an event loop in this thread, which Django would take for an asynchronous caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()
        # While that loop runs, Django has connections of its own for it; nobody else would close them.
        connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page on a desk. Whatever the content security policy refuses, and whatever script fails, fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert complaints == []


# A bar that stays with the window covers whatever stands beneath it at the moment; a finger scrolls on.
LET_GO = """
() => {
  const bars = [...document.querySelectorAll("body *")].filter(
    (one) => ["sticky", "fixed"].includes(getComputedStyle(one).position));
  for (const one of bars) one.style.position = "static";
}
"""


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds, one line each. Bars no longer stay with the window afterwards."""
    page.evaluate(LET_GO)
    found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
    return [f"{fault['id']}: {fault['help']} – {fault['nodes'][0]['html'][:120]}" for fault in found]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
