"""A summary leaves the house: for somebody, for something, written down, and without what it may not say. [Rule R4]"""

import hashlib
from functools import partial
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from referrals.workflow import FamilyContact
from tests.builders import a_case, a_share
from tests.cast import Cast
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.casefile import actions, summary
from trafficking_cases.casefile.models import Export, Purpose
from trafficking_cases.children.models import Case
from trafficking_cases.web.pdf import render_pdf

RECIPIENT = "Ruth Aldous, Calderwick Crown Court"


def address(case: Case) -> str:
    return reverse("casefile:export", args=[case.pk])


def export(client, user, case: Case, **changed: str):
    client.force_login(user)
    return client.post(address(case), {"recipient": RECIPIENT, "purpose": "court"} | changed)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def words_of(pdf: bytes) -> str:
    return " ".join(text_of(pdf).split())


def test_the_answer_is_the_document(client, cast: Cast):
    case = a_case(known_as="Linh Trầm")

    response = export(client, cast.social_worker, case)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert f'filename="{case.reference}-' in response["Content-Disposition"]
    assert "Linh" not in response["Content-Disposition"]
    assert "Ruth" not in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    assert "Linh Trầm" in words_of(response.content)


def test_every_page_names_the_recipient(client, cast: Cast):
    case = a_case(concern="A long story. " * 600)

    pages = PdfReader(BytesIO(export(client, cast.social_worker, case).content)).pages

    assert len(pages) > 2
    for page in pages:
        assert case.reference in page.extract_text()
        assert "Ruth Aldous" in page.extract_text()


def test_it_is_tagged_and_has_a_title_without_the_name(client, cast: Cast):
    case = a_case(known_as="Linh Trầm")

    document = PdfReader(BytesIO(export(client, cast.social_worker, case).content))

    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert document.trailer["/Root"]["/Lang"] == "en-GB"
    assert case.reference in document.metadata.title
    assert "Linh" not in document.metadata.title


@pytest.mark.parametrize("name", ["Nguyễn Thị Ánh Tuyết", "Besa Korrindi Çelë", "ليلى الحسن", "Łucja Żółć"])
def test_names_of_every_script_are_in_it(client, cast: Cast, name: str):
    case = a_case(known_as=name)

    found = words_of(export(client, cast.social_worker, case).content)

    assert name in found or name[::-1] in found


def test_do_not_contact_is_the_first_thing_said(client, cast: Cast):
    case = a_case(
        family_contact=FamilyContact.DO_NOT, do_not_contact="The uncle, by any means.", known_as="Tia Marlowick"
    )

    found = words_of(export(client, cast.social_worker, case).content)

    assert found.index("The uncle, by any means.") < found.index("Tia Marlowick")


def test_what_gives_her_away_is_left_out_and_said(client, cast: Cast):
    case = a_case(
        where_seen="At the car wash in Harrow Lane",
        reach_child="Through her form tutor on Mondays",
        reach_referrer="01632 960777 after six",
    )

    found = words_of(export(client, cast.social_worker, case).content)

    for secret in ("Harrow Lane", "form tutor", "960777", cast.education.full_name):
        assert secret not in found
    assert "Withheld: whereabouts are confidential" in found
    assert "Withheld from this summary: 5 answers" in found


def test_markup_and_turned_text_come_out_as_words(client, cast: Cast):
    case = a_case(concern="<b>Bold</b> and \u202egnisrever\u202c <img src='https://elsewhere.example/x.png'>")

    response = export(client, cast.social_worker, case, recipient="\u202eRuth <i>Aldous</i>")

    found = words_of(response.content)
    assert "<b>Bold</b>" in found
    assert "\u202e" not in found
    assert "Ruth <i>Aldous</i>" in found


def test_who_may_export(client, cast: Cast):
    case = a_case()

    for who, user in cast.everybody().items():
        expected = DONE if who in ("manager", "social_worker") else NOT_FOUND
        client.force_login(user)
        assert (who, client.get(address(case)).status_code) == (who, expected)
        verb = partial(actions.export_summary, case, recipient=RECIPIENT, purpose=Purpose.COURT, by=user)
        assert (who, answer_to(verb)) == (who, expected)


def test_whom_a_case_is_shared_with_may_not(client, cast: Cast):
    case = a_case()
    a_share(case, to=cast.police)

    assert export(client, cast.police, case).status_code == FORBIDDEN
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    "missing", [{"recipient": " "}, {"purpose": ""}, {"purpose": "curiosity"}, {"recipient": "x" * 121}]
)
def test_for_nobody_or_for_nothing_it_is_not_made(client, cast: Cast, missing: dict[str, str]):
    case = a_case()

    response = export(client, cast.social_worker, case, **missing)

    assert response.status_code == 200
    assert "text/html" in response["Content-Type"]
    assert "govuk-error-summary" in response.content.decode() or "error" in response.content.decode()
    assert not Export.objects.exists()


def test_the_action_asks_whom_it_is_for(cast: Cast):
    case = a_case()

    reasons = reasons_against(
        lambda: actions.export_summary(case, recipient="  ", purpose=Purpose.COURT, by=cast.social_worker)
    )

    assert [reason.rule for reason in reasons] == ["R4"]


def test_it_is_written_down_by_codes_and_the_recipient_only_in_the_ledger(client, cast: Cast):
    case, other = a_case(), a_case()

    pdf = export(client, cast.social_worker, case).content

    ledger = Export.objects.get()
    assert (ledger.case, ledger.by, ledger.recipient, ledger.purpose) == (case, cast.social_worker, RECIPIENT, "court")
    assert ledger.sha256 == hashlib.sha256(pdf).hexdigest()
    event = Event.objects.get(name="case.exported")
    assert event.case_id == case.pk
    assert "Ruth" not in str(event.codes)
    line = case.chronology.get(kind="case.exported")
    assert "Ruth" not in line.sentence
    assert "court" in line.sentence
    assert not other.chronology.filter(kind="case.exported").exists()
    client.force_login(cast.manager)
    assert RECIPIENT in client.get(case.get_absolute_url()).content.decode()


def test_no_heading_stands_alone_at_the_foot_of_a_page(cast: Cast):
    """A heading goes over to the next page with what it heads, wherever the page ends."""
    case = a_case()
    made = summary.contents(case, recipient=RECIPIENT, purpose=Purpose.COURT, by=cast.social_worker, now=timezone.now())
    once = made["concerns"][0]
    concerns = [once | {"concern": "\n".join(["A line."] * lines)} for lines in range(24)]

    pdf = render_pdf("pdf/case_summary.html", made | {"concerns": concerns, "lines": made["lines"] * 20}, title="Many")

    pages = [page.extract_text().splitlines() for page in PdfReader(BytesIO(pdf)).pages]
    last = [[line.strip() for line in page if line.strip() and "Do not copy" not in line] for page in pages]
    assert len(pages) > 10
    for lines in last:
        foot = next(line for line in reversed(lines) if not line.startswith("Page ") and "for Ruth" not in line)
        assert not foot.startswith(("What was decided on it", "Referral R-", "5. What", "4. What", "When What")), foot
