"""The thread through the house, by five people in a browser: a concern, a decision, a case, a document."""

import io

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from referrals.models import Referral


def test_from_a_concern_to_a_case_and_its_summary(sign_in, cast):
    reference = report_a_concern(sign_in("education"))
    decide(sign_in("duty.worker"), reference)
    manager = sign_in("manager")
    sign(manager, reference, cast.social_worker.full_name)
    read_the_case(sign_in("social.worker"))
    export(manager)
    read_what_i_was_told(sign_in("education"), reference)


def report_a_concern(page: Page) -> str:
    page.get_by_role("button", name="Report a concern").first.click()
    page.get_by_label("Not at this moment, but the child may go missing").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("What are you worried about?").fill("A man waits for her at the gate and takes her telephone.")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("How can we reach you?").fill("01632 960520, before 16:00")
    page.get_by_label("No, do not contact them").check()
    page.get_by_label("Who, and why not?").fill("The man answers her telephone.")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("What is the child called?").fill("Trầm Thị Ngọc Ánh")
    page.get_by_label("About how old?").fill("14")
    page.get_by_role("link", name="Check your answers").click()
    # Leaving by a link is leaving in the middle of a page: what was typed has to be there all the same.
    expect(page.get_by_text("Trầm Thị Ngọc Ánh")).to_be_visible()
    page.get_by_role("button", name="Send the referral").click()
    expect(page.get_by_text("It has arrived.")).to_be_visible()
    return Referral.objects.get().reference


def decide(page: Page, reference: str) -> None:
    page.get_by_role("link", name="Front door").first.click()
    expect(page.get_by_text("May go missing").first).to_be_visible()
    page.get_by_role("button", name=f"Take it on {reference}").click()
    expect(page.get_by_text(f"{reference} is yours now")).to_be_visible()
    for who, person in (("The Police", "DS Jo Penhallick"), ("Whoever referred", "Wilf Tarnbrook")):
        page.get_by_role("link", name="Record a conversation").click()
        page.get_by_label(who, exact=True).check()
        page.get_by_label("Who was it?").fill(person)
        page.get_by_label("What was said?").fill("They have seen the same.")
        page.get_by_role("button", name="Record it").click()
        expect(page.get_by_text("The conversation is recorded.")).to_be_visible()
    page.get_by_role("link", name="Write the decision").click()
    page.get_by_label("Strategy discussion").check()
    page.get_by_label("Why?").fill("What was seen and heard fits together.")
    page.get_by_role("button", name="Put it before a manager").click()
    waits = page.get_by_text("waits for a manager’s signature").or_(page.get_by_text("waits for a manager's"))
    expect(waits).to_be_visible()


def sign(page: Page, reference: str, worker: str) -> None:
    page.get_by_role("link", name="Front door").first.click()
    page.get_by_role("link", name=f"Read and sign {reference}").click()
    page.get_by_role("link", name="Read and sign").click()
    page.get_by_label("Who takes the case?").select_option(label=f"{worker}, Social worker")
    page.get_by_role("button", name="Sign the decision").click()
    expect(page.get_by_text(f"{reference} is decided")).to_be_visible()
    page.get_by_role("link", name="Open case").click()
    expect(page.get_by_role("heading", name="Do not contact")).to_be_visible()


def read_the_case(page: Page) -> None:
    page.get_by_role("link", name="Cases").first.click()
    page.get_by_role("link", name="Trầm Thị Ngọc Ánh").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Trầm Thị Ngọc Ánh")
    assert "Trầm" not in page.title()


def export(page: Page) -> None:
    page.get_by_role("link", name="Export").first.click()
    page.get_by_label("Whom is the summary for?").fill("Family court, Fenmarch")
    page.locator("main input[type=radio]").first.check()
    with page.expect_download() as download:
        page.locator("main form button[type=submit]").first.click()
    with open(download.value.path(), "rb") as document:
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(document.read())).pages)
    assert "Trầm Thị Ngọc Ánh" in text
    assert "Trầm" not in download.value.suggested_filename


def read_what_i_was_told(page: Page, reference: str) -> None:
    page.get_by_role("link", name="My referrals").first.click()
    page.get_by_role("link", name=reference).first.click()
    expect(page.get_by_text("looking into your concern with the Police")).to_be_visible()
