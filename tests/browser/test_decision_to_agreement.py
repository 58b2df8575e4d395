"""One whole case in a browser, by everybody who has a part in it: from the concern to what the agencies agreed.

[Rules R6, S1, S2, S3, S4, A1, A3, A5, M1, M2, M3, M4, M5, M6; procedure 4.3, 4.4, 4.5, 4.6]
"""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from referrals.models import Referral
from tests.browser.conftest import DESK, PHONE
from tests.builders_interviews import an_interpreter
from tests.chromium import overflow

People = Callable[[str], Page]
POLICE = "DS Jo Penhallick"


@pytest.fixture
def people(sign_in) -> Iterator[People]:
    """Everybody at a desk of their own, signed in when they are first needed."""
    at_work: dict[str, Page] = {}

    def somebody(username: str) -> Page:
        if username not in at_work:
            at_work[username] = sign_in(username)
        return at_work[username]

    yield somebody


def test_from_a_decision_to_what_the_agencies_agree(people, cast):
    an_interpreter(by=cast.administrator)
    reference = a_concern_is_reported(people("health"))
    the_front_door_decides(people("duty.worker"), reference)
    a_manager_signs_and_allocates(people("manager"), reference)
    worker, manager = people("social.worker"), people("manager")
    case = the_case_on_the_list(worker)
    an_adult_around_the_child(worker)
    the_child_is_protected_at_once(worker)
    a_strategy_discussion_is_held(worker, people)
    the_child_is_interviewed(worker)
    the_enquiry_is_written(worker)
    the_enquiry_is_signed(manager, case)
    the_assessment_is_written(worker)
    the_assessment_is_signed_and_edited(worker, manager, case)
    nothing_goes_on_before_the_agencies_agree(worker, people("service.manager"), case)
    the_agencies_meet(worker, case)
    each_agency_says_its_own(people, worker)
    the_meeting_is_concluded(manager, worker)
    the_minutes_are_signed_and_corrected(manager, worker)
    only_the_police_decide_on_enforcement(people)
    the_case_goes_on(worker, case)


def look(page: Page, name: str) -> None:
    """A page fits a desk, and a telephone too."""
    page.set_viewport_size(PHONE)
    sideways = overflow(page)
    page.set_viewport_size(DESK)
    assert sideways <= 0, (name, page.url, sideways)


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).first.click()


def follow(page: Page, link: str) -> None:
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


def a_concern_is_reported(page: Page) -> str:
    press(page, "Report a concern")
    page.get_by_label("Not at this moment, but the child may go missing").check()
    press(page, "Save and continue")
    page.get_by_label("What are you worried about?").fill("A man waits for her at the gate and takes her telephone.")
    press(page, "Save and continue")
    page.get_by_label("How can we reach you?").fill("01632 960520, before 16:00")
    page.get_by_label("No, do not contact them").check()
    page.get_by_label("Who, and why not?").fill("The man answers her telephone.")
    press(page, "Save and continue")
    page.get_by_label("What is the child called?").fill("Trầm Thị Ngọc Ánh")
    page.get_by_label("About how old?").fill("14")
    page.get_by_label("Language the child speaks best").fill("Vietnamese")
    look(page, "concern")
    follow(page, "Check your answers")
    look(page, "check")
    press(page, "Send the referral")
    says(page, "It has arrived.")
    look(page, "arrived")
    return Referral.objects.get().reference


def the_front_door_decides(page: Page, reference: str) -> None:
    follow(page, "Front door")
    look(page, "front-door")
    press(page, f"Take it on {reference}")
    look(page, "referral")
    for who, person in (("The Police", POLICE), ("Whoever referred", "Ellen Brackwell")):
        follow(page, "Record a conversation")
        page.get_by_label(who, exact=True).check()
        page.get_by_label("Who was it?").fill(person)
        page.get_by_label("What was said?").fill("They have seen the same.")
        press(page, "Record it")
        says(page, "The conversation is recorded.")
    follow(page, "Write the decision")
    look(page, "decide")
    page.get_by_label("Strategy discussion").check()
    page.get_by_label("Why?").fill("What was seen and heard fits together.")
    press(page, "Put it before a manager")
    says(page, "waits for a manager")


def a_manager_signs_and_allocates(page: Page, reference: str) -> None:
    follow(page, "Front door")
    follow(page, f"Read and sign {reference}")
    follow(page, "Read and sign")
    look(page, "sign-decision")
    pick(page, "worker", "Priya Holdernest")
    press(page, "Sign the decision")
    says(page, f"{reference} is decided")
    look(page, "decided")


def the_case_on_the_list(page: Page) -> str:
    call_command("take_in_enquiries")
    page.reload()
    look(page, "my-work")
    follow(page, "Cases")
    follow(page, "Trầm Thị Ngọc Ánh")
    look(page, "case")
    address = page.url
    follow(page, "Enquiry")
    look(page, "overview-empty")
    return address


def an_adult_around_the_child(page: Page) -> None:
    follow(page, "People")
    follow(page, "Add an adult")
    fill(page, name="Duc Haverin", said_by="The man himself, to the Police")
    choose(page, claimed_as="relative")
    look(page, "add-adult")
    page.locator("main form button[type=submit]").last.click()
    says(page, "Duc Haverin")
    look(page, "people")


def the_child_is_protected_at_once(page: Page) -> None:
    follow(page, "Enquiry")
    follow(page, "Record that the child was protected")
    choose(page, taken_by="police")
    write_moment(page, "at", timezone.now())
    look(page, "protect")
    page.locator("main form button[type=submit]").last.click()
    look(page, "protected")
    call_command("take_in_enquiries")
