"""A file leaves its page as it is: what was wrong before must not stand there as if it still were."""

from playwright.sync_api import expect

from tests import builders


def test_after_the_pdf_no_error_is_left_on_the_page(sign_in, cast):
    case = builders.a_case()
    page = sign_in("manager")
    page.goto(f"{case.get_absolute_url()}export/")
    page.get_by_role("button", name="Make the PDF").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert page.title().startswith("Error: ")

    page.get_by_label("Whom is the summary for?").fill("Family court, Fenmarch")
    page.locator("main input[type=radio]").first.check()
    with page.expect_download():
        page.get_by_role("button", name="Make the PDF").click()

    expect(page.get_by_text("The PDF is made.")).to_be_visible()
    expect(page.locator(".govuk-error-summary, .govuk-error-message, .govuk-form-group--error")).to_have_count(0)
    expect(page.locator("[aria-invalid]")).to_have_count(0)
    assert not page.title().startswith("Error: ")
