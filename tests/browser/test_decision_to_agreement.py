"""One whole case in a browser, by everybody who has a part in it: from the concern to what the agencies agreed.

[Rules R6, S1, S2, S3, S4, A1, A3, A5, M1, M2, M3, M4, M5, M6; procedure 4.3, 4.4, 4.5, 4.6]
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page

from referrals.models import Referral
from tests.browser.agreeing import (
    each_agency_says_its_own,
    only_the_police_decide_on_enforcement,
    onward_steps_wait,
    the_agencies_meet,
    the_assessment_is_written_and_signed,
    the_case_goes_on,
    the_meeting_is_concluded,
    the_minutes_are_signed_and_corrected,
    the_service_manager_lets_one_go_ahead,
)
from tests.browser.hands import (
    came,
    choose,
    fill,
    follow,
    look,
    pick,
    press,
    refused,
    says,
    send,
    write_moment,
)
from tests.builders_interviews import an_interpreter

People = Callable[[str], Page]
OFFICER = "Jo Penhallick"


@pytest.fixture
def people(sign_in) -> People:
    """Everybody at a desk of their own, signed in when they are first needed."""
    at_work: dict[str, Page] = {}

    def somebody(username: str) -> Page:
        if username not in at_work:
            at_work[username] = sign_in(username)
        return at_work[username]

    return somebody


# On a busy machine nine people at their desks take longer than one test mostly may.
@pytest.mark.timeout(400)
def test_from_a_decision_to_what_the_agencies_agree(people, cast):
    an_interpreter(by=cast.administrator)
    reference = a_concern_is_reported(people("health"))
    the_front_door_decides(people("duty.worker"), reference)
    a_manager_signs_and_allocates(people("manager"), reference)
    worker, manager = people("social.worker"), people("manager")
    case = the_case_on_the_list(worker)
    an_adult_around_the_child(worker)
    the_child_is_protected_at_once(worker)
    a_strategy_discussion_is_held(worker, manager)
    its_record_is_sent(people("health"))
    the_child_is_interviewed_alone(worker)
    the_enquiry_is_written_and_signed(worker, manager)
    the_assessment_is_written_and_signed(worker, manager)
    onward_steps_wait(worker, case)
    the_service_manager_lets_one_go_ahead(people("service.manager"))
    the_agencies_meet(worker, case)
    each_agency_says_its_own(worker, people("police"), people("health"))
    the_meeting_is_concluded(worker, manager)
    the_minutes_are_signed_and_corrected(worker, manager)
    only_the_police_decide_on_enforcement(people("police"), worker)
    the_case_goes_on(worker, case)


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
    for who, person in (("The Police", OFFICER), ("Whoever referred", "Ellen Brackwell")):
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
    send(page)
    says(page, "Duc Haverin")
    look(page, "people")


def the_child_is_protected_at_once(page: Page) -> None:
    follow(page, "Enquiry")
    follow(page, "Record that the child was protected")
    choose(page, taken_by="police")
    write_moment(page, "at", timezone.now())
    look(page, "protect")
    send(page)
    look(page, "protected")
    call_command("take_in_enquiries")


def a_strategy_discussion_is_held(page: Page, manager: Page) -> None:
    follow(page, "Convene a strategy discussion")
    write_moment(page, "planned_for", timezone.now())
    choose(page, how="video")
    pick(page, "health", "Ellen Brackwell")
    look(page, "convene")
    press(page, "Convene it")
    says(page, "Children’s services have to take part")
    discussion = page.url
    page.goto(f"{discussion}hold/")
    refused(page, "S1")
    page.goto(discussion)
    came(page, "Priya Holdernest", "Marcus Tolliver", "Ellen Brackwell")
    look(page, "all-there")
    follow(page, "Record what was decided")
    choose(page, enquiry="joint", interview_child="yes", interview_adults="no")
    fill(page, reasons="What the school and the Police saw fits together.")
    pick(page, "lead", "Priya Holdernest")
    write_moment(page, "held_at", timezone.now())
    look(page, "hold")
    press(page, "Record it")
    manager.goto(discussion)
    follow(manager, "Read and sign")
    look(manager, "sign-strategy")
    press(manager, "Sign and send it")
    says(manager, "The record is signed and locked")
    call_command("take_in_enquiries_started")


def its_record_is_sent(page: Page) -> None:
    page.goto("/")
    press(page, "The record of a strategy discussion in which you took part is signed.")
    says(page, "Joint enquiry by children's services and the Police")
    look(page, "record-sent")


def the_child_is_interviewed_alone(page: Page) -> None:
    follow(page, "Enquiry")
    follow(page, "Plan an interview")
    choose(page, subject="child", purpose="enquiry")
    write_moment(page, "planned_for", timezone.now() + timedelta(hours=2))
    look(page, "plan-interview")
    press(page, "Go on to who will be there")
    follow(page, "Add a person")
    choose(page, who="adult")
    pick(page, "adult", "Duc Haverin")
    press(page, "Add to the list")
    refused(page, "A1", "S2", "S3")
    press(page, "Take Duc Haverin off the list")
    follow(page, "Add a person")
    choose(page, who="interpreter")
    pick(page, "interpreter", "Kim Vuongley")
    press(page, "Add to the list")
    press(page, "Plan the interview")
    says(page, "The interview is planned.")
    follow(page, "Write down the interview")
    write_moment(page, "held_at", timezone.now())
    page.get_by_label("The child was seen").check()
    page.get_by_label("The child was spoken with alone").check()
    fill(page, own_words="“I do not want to go back there.”")
    look(page, "write-interview")
    press(page, "Write it down")
    look(page, "interview-held")


def the_enquiry_is_written_and_signed(page: Page, manager: Page) -> None:
    follow(page, "Enquiry")
    overview = page.url
    page.goto(f"{overview}convene-multi-agency-meeting/")
    refused(page, "S4")
    page.goto(overview)
    follow(page, "Joint enquiry")
    enquiry = page.url
    for part in ("checks", "wishes", "told_family", "analysis"):
        page.goto(f"{enquiry}write/{part}/")
        fill(page, text="“I want to go to school.”")
        send(page)
    look(page, "enquiry")
    follow(page, "Complete the enquiry")
    choose(page, outcome="continuing_risk")
    look(page, "complete-enquiry")
    send(page)
    manager.goto(enquiry)
    follow(manager, "Read and sign")
    look(manager, "sign-enquiry")
    send(manager)
    says(manager, "The outcome is signed.")
