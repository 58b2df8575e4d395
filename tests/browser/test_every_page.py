"""Every page, as everybody who may open it: axe finds nothing, nothing scrolls sideways, nothing breaks the policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.conftest import DESK, PHONE
from tests.builders import a_case, a_consulted_referral, a_decided_referral, a_draft, a_proposed_referral, a_referral

# Not a page to look at: answers in JSON, only takes a POST, or belongs to the machines.
NO_PAGE = {
    "account_logout",
    "casefile:readyz",
    "healthz",
    "notifications:read",
    "notifications:read_all",
    "referrals:claim",
    "referrals:save",
    "referrals:send",
    "referrals:start",
}
STEPS = ("danger", "concern", "contact", "child", "adults", "exploitation", "signs")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def named_pages(patterns=None, namespace: str = "") -> set[str]:
    """The names of every URL of ours, the API's apart."""
    names: set[str] = set()
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and not str(entry.pattern).startswith("api/"):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            names |= named_pages(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            names.add(f"{namespace}{entry.name}")
    return names


@pytest.fixture
def addresses(cast) -> dict[str, list[tuple[str, str]]]:
    """For each page somebody who opens it and its address, with something on it to see."""
    warned = {"family_contact": "do_not", "do_not_contact": "The man answers her telephone", "known_as": "Ánh Çelë"}
    new, talked_over = a_referral(**warned), a_consulted_referral(urgency="immediate")
    to_sign, decided = a_proposed_referral(), a_decided_referral(for_referrer="Thank you.")
    case = a_case(worker=cast.social_worker, manager=cast.manager, **warned)
    draft = a_draft(by=cast.education, concern="Half a sentence", happened_on_day="31")
    front = "duty.worker"

    def to(name: str, *args: object) -> str:
        return reverse(name, args=args)

    return {
        "account_login": [("", to("account_login"))],
        "account_inactive": [("", to("account_inactive"))],
        "accessibility": [("", to("accessibility"))],
        "parts": [("", to("parts"))],
        "casefile:my_work": [
            (who, to("casefile:my_work"))
            for who in ("education", front, "manager", "social.worker", "administrator", "auditor", "carer")
        ],
        "casefile:rules": [("education", to("casefile:rules"))],
        "casefile:cases": [("manager", to("casefile:cases")), ("social.worker.2", to("casefile:cases"))],
        "casefile:case": [("manager", to("casefile:case", case.pk)), ("social.worker", to("casefile:case", case.pk))],
        "casefile:chronology": [("social.worker", to("casefile:chronology", case.pk))],
        "casefile:allocate": [("manager", to("casefile:allocate", case.pk))],
        "casefile:export": [("manager", to("casefile:export", case.pk))],
        "notifications:notices": [(front, to("notifications:notices")), ("carer", to("notifications:notices"))],
        "referrals:front_door": [(front, to("referrals:front_door") + query) for query in ("", "?show=decided")],
        "referrals:referral": [
            (front, to("referrals:referral", new.pk)),
            (front, to("referrals:referral", to_sign.pk)),
            ("manager", to("referrals:referral", decided.pk)),
            ("education", to("referrals:referral", new.pk)),
        ],
        "referrals:consult": [(front, to("referrals:consult", new.pk))],
        "referrals:propose": [(front, to("referrals:propose", talked_over.pk))],
        "referrals:sign": [("manager", to("referrals:sign", to_sign.pk)), ("manager", to("referrals:sign", new.pk))],
        "referrals:send_back": [("manager", to("referrals:send_back", to_sign.pk))],
        "referrals:mine": [("education", to("referrals:mine"))],
        "referrals:receipt": [("education", to("referrals:receipt", kept.receipt.pk)) for kept in (new, decided)],
        "referrals:step": [("education", to("referrals:step", draft.pk, step)) for step in STEPS],
        "referrals:check": [("education", to("referrals:check", draft.pk))],
    }


@pytest.mark.timeout(300)
def test_every_page_can_be_read_by_everybody_who_may_open_it(sign_in, open_browser, addresses):
    assert named_pages() == addresses.keys() | NO_PAGE
    by_reader: dict[str, list[str]] = {}
    for pairs in addresses.values():
        for who, address in pairs:
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
        results = Axe().run(page, options={"runOnly": RULES})
        problems += [
            f"{address} at {size['width']}: {found['id']} {found['nodes'][0]['html'][:160]}"
            for found in results.response["violations"]
        ]
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            problems.append(f"{address} at {size['width']}: {over} px too wide")
    page.remove_listener("console", listener)
    return problems + said


def test_at_400_percent_the_page_is_that_of_a_phone(sign_in, cast):
    """1280 px at 400 % is 320 px of content: one column, nothing sideways."""
    referral = a_consulted_referral()
    page = sign_in("duty.worker", viewport={"width": 320, "height": 256})

    for address in ("/", reverse("referrals:front_door"), referral.get_absolute_url()):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, address
