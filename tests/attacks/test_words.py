"""What people type stays text, on every page, at the API and in the PDF; what nobody can type is no fault of ours."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from referrals import actions
from referrals.models import Draft, Referral
from referrals.steps import STEPS
from tests import builders
from tests.api.asking import BASE
from trafficking_cases.casefile import actions as casefile
from trafficking_cases.children.models import Case
from trafficking_cases.web.charsets import utf8_only
from trafficking_cases.wsgi import application

MARK_UP = '"><img src=x onerror=alert(1)><script>alert(2)</script>{{ 7|add:7 }}{% now "Y" %}</textarea>'
TEXTS = (
    *("concern", "where_seen", "reach_referrer", "do_not_contact", "reach_child", "known_as", "also_called"),
    *("description", "nationality", "language", "adults", "something_else"),
)


def everything_said(by) -> Referral:
    """A referral with mark-up in every answer that is text."""
    return builders.a_referral(by=by, family_contact="do_not", **{name: MARK_UP[:120] for name in TEXTS})


@pytest.fixture
def case(cast) -> Case:
    """Mark-up in everything that can be typed on the way from a concern to an exported case."""
    referral = everything_said(cast.education)
    actions.claim(referral, by=cast.duty_worker)
    for spoken_with in ("police", "referrer"):
        actions.consult(
            referral,
            spoken_with=spoken_with,
            person=MARK_UP,
            at=timezone.now(),
            said=MARK_UP,
            by=cast.duty_worker,
        )
    words = {"outcome": "assessment", "reasons": MARK_UP, "for_referrer": MARK_UP}
    actions.propose(referral, by=cast.duty_worker, **words)
    actions.send_back(referral, because=MARK_UP, by=cast.manager)
    actions.propose(referral, by=cast.duty_worker, **words)
    read = str(builders.the_decision_of(referral).pk)
    actions.sign(referral, read=read, worker=cast.social_worker, by=cast.manager)
    return Case.objects.get(referrals=referral)


def is_only_text(page: str) -> bool:
    return "<img src=x" not in page and "<script>alert" not in page and "{{ 7|add:7 }}" in page.replace("&quot;", '"')


def test_on_the_pages_of_a_case(browser, cast, case):
    casefile.export_summary(case, recipient=MARK_UP[:110], purpose="court", by=cast.manager)
    referral = case.referrals.get()
    client = browser(cast.manager)

    for address in (f"/cases/{case.pk}/", f"/referrals/{referral.pk}/", "/cases/", f"/cases/{case.pk}/export/"):
        assert is_only_text(client.get(address).content.decode()), address
    receipt = browser(cast.education).get(f"/referrals/mine/{referral.receipt.pk}/").content.decode()
    assert is_only_text(receipt)


def test_on_the_pages_of_the_front_door(browser, cast):
    waiting = everything_said(cast.education)
    duty = browser(cast.duty_worker)
    addresses = ["/referrals/", f"/referrals/{waiting.pk}/", f"/referrals/{waiting.pk}/consult/", "/"]

    for address in addresses:
        page = duty.get(address).content.decode()
        assert is_only_text(page), address
    sent = duty.post(f"/referrals/{waiting.pk}/consult/", {"person": MARK_UP, "said": MARK_UP, "at_day": MARK_UP})
    assert is_only_text(sent.content.decode())


def test_in_a_draft(browser, cast):
    draft = builders.a_draft(by=cast.education, **{name: MARK_UP for name in TEXTS})
    client = browser(cast.education)

    pages = [client.get(f"/referrals/drafts/{draft.pk}/{step.slug}/").content.decode() for step in STEPS]

    texts = [*pages, client.get(f"/referrals/drafts/{draft.pk}/check/").content.decode()]
    assert not [page for page in texts if "<img src=x" in page or "<script>alert" in page]
    assert any(is_only_text(page) for page in texts)
    assert is_only_text(client.get("/").content.decode())


def test_in_the_pdf(cast, case):
    pdf = casefile.export_summary(case, recipient=MARK_UP[:110], purpose="court", by=cast.manager)

    document = PdfReader(BytesIO(pdf))
    said = "".join(page.extract_text() for page in document.pages)
    assert "onerror" in said
    assert not document.attachments
    assert not [page for page in document.pages if page.images]


def test_at_the_api_it_comes_back_as_it_was_typed_and_as_json(api, cast, case):
    response = api(cast.manager).see(f"referrals/{case.referrals.get().pk}/")

    assert response["Content-Type"] == "application/json"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.json()["adults"] == MARK_UP[:120]


def test_twenty_thousand_emoji_are_taken_and_one_more_is_not(api, cast):
    body = {"urgency": "standard", "reach_referrer": "01632 960520"}

    assert api(cast.education).send("referrals/", body | {"concern": "🧒" * 20_000}).status_code == 201
    assert api(cast.education).send("referrals/", body | {"concern": "🧒" * 20_001}).status_code == 400
    assert Referral.objects.get().concern == "🧒" * 20_000


@pytest.mark.parametrize("broken", ["\ud800", "\udfff tail", "head \udc00"])
def test_halves_of_characters_are_refused_with_a_sentence(api, cast, broken):
    body = {"urgency": "standard", "reach_referrer": "01632 960520", "concern": f"She said {broken}"}

    response = api(cast.education).send("referrals/", body)

    assert response.status_code == 400
    assert "broken characters" in response.json()["errors"]["concern"][0]
    assert api(cast.auditor).see(f"audit-events/?name=%ED%A0%80{uuid4()}").status_code in (200, 400)


@pytest.mark.parametrize("charset", ["unicode_escape", "raw_unicode_escape", "utf-7", "punycode", "idna", "utf-16"])
def test_no_claimed_charset_reads_them_into_a_form(cast, charset):
    """Through the door that gunicorn uses."""
    draft = builders.a_draft(by=cast.education, concern="before")
    client = Client(raise_request_exception=False)
    client.force_login(cast.education)
    inner = client.handler
    client.handler = lambda environ: inner(_as_passed_on(environ))
    form = b'--x\r\nContent-Disposition: form-data; name="concern"\r\n\r\n\\ud800 +2AA- typed\r\n--x--\r\n'
    kind = f"multipart/form-data; boundary=x; charset={charset}"

    saved = client.generic("POST", f"/referrals/drafts/{draft.pk}/concern/save/", form, content_type=kind)
    asked = client.generic("GET", "/cases/?show=%5Cud800", b"", content_type=f"text/plain; charset={charset}")

    assert (saved.status_code, asked.status_code) == (400, 200)
    draft.refresh_from_db()
    assert draft.answers == {"concern": "before"}
    assert application.__qualname__ == utf8_only(application).__qualname__


def _as_passed_on(environ: dict) -> dict:
    passed: list[dict] = []
    utf8_only(lambda inner, _start: passed.append(inner) or [])(environ, None)
    return passed[0]


@pytest.mark.parametrize("version", ["9" * 5_000, "9" * 30, "²", "-1", "٣", "", "1e9", "\x00"])
def test_a_version_that_no_page_has(browser, cast, version):
    draft, other = (builders.a_draft(by=cast.education, concern="before") for _ in range(2))

    saved = browser(cast.education).post(
        f"/referrals/drafts/{draft.pk}/concern/save/", {"concern": "after", "version": version}
    )

    assert saved.status_code in (200, 409)
    assert Draft.objects.get(pk=other.pk).answers == {"concern": "before"}


@pytest.mark.parametrize("sent", [["a", "b"], {"a": 1}, 5, True, [], {}, [[]]])
@pytest.mark.parametrize("name", ["concern", "known_as", "urgency", "born_on", "about_age", "signs"])
def test_other_kinds_of_value_than_were_asked(api, cast, name, sent):
    body = {"urgency": "standard", "reach_referrer": "01632 960520", "concern": "Seen at the gate."}

    response = api(cast.education).send("referrals/", body | {name: sent})

    assert response.status_code in (400, 201), response.content
    assert response.status_code == 400 or (name, sent) in (("signs", {}), ("signs", []), ("about_age", 5))


@pytest.mark.parametrize(
    "address", ["cases/%00/", "cases/?child=%00", "notices/?page=%00", f"referrals/?case={'9' * 9_000}"]
)
def test_addresses_that_nobody_could_mean(api, cast, address):
    assert api(cast.manager).get(f"{BASE}{address}").status_code in (400, 404)
