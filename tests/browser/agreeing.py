"""The second half of the walk: assessment, the hold, the meeting of the agencies, and what follows from it.

[Rules A1, A5, M1, M2, M3, M4, M5, M6; procedure 4.4, 4.6]
"""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from assessments.models import MultiAgencyMeeting
from assessments.workflow.assessment import Part, Section
from tests.browser.hands import (
    came,
    choose,
    fill,
    follow,
    look,
    open_enquiry,
    pick,
    press,
    refused,
    says,
    send,
    write_moment,
)

EVERYBODY = {"Priya Holdernest": "agrees", "Marcus Tolliver": "agrees"}


def the_assessment_is_written_and_signed(page: Page, manager: Page) -> None:
    follow(page, "Enquiry")
    follow(page, "Start the assessment")
    send(page)
    assessment = page.url
    for part in Part:
        page.goto(f"{assessment}write/{part.value}/")
        fill(page, text=f"About {part.label.lower()}.")
        send(page)
    for section in Section:
        page.goto(f"{assessment}needs/{section.value}/")
        choose(page, arises="no")
        fill(page, answer="Nobody plans it.")
        send(page)
    page.goto(f"{assessment}category/")
    choose(page, category="child_in_need")
    send(page)
    look(page, "assessment")
    follow(page, "Complete the assessment")
    fill(page, without_photograph="She does not want one.")
    look(page, "complete-assessment")
    send(page)
    sign_what_stands(manager, assessment)
    page.goto(f"{assessment}write/analysis/")
    fill(page, text="More is known since.")
    send(page)
    says(page, "The signature has lapsed")
    look(page, "lapsed")
    follow(page, "Complete the assessment")
    if page.locator("[name=without_photograph]").count():
        fill(page, without_photograph="She does not want one.")
    send(page)
    sign_what_stands(manager, assessment)


def sign_what_stands(page: Page, at: str) -> None:
    page.goto(at)
    follow(page, "Read and sign")
    look(page, "sign-assessment")
    send(page)
    says(page, "The assessment is signed.")


def onward_steps_wait(page: Page, case: str) -> None:
    """A step waits for the agencies; what a statute requires by a date is asked of the service manager."""
    open_enquiry(page, case)
    follow(page, "Plan an onward step")
    choose(page, step="move")
    write_moment(page, "planned_for", timezone.now() + timedelta(days=7))
    fill(page, reasons="She is safer there.")
    press(page, "Plan the step")
    refused(page, "M2")
    follow(page, "Ask the service manager to allow it")
    fill(page, reason="Police protection ends tonight.")
    look(page, "ask-exemption")
    press(page, "Ask the service manager")


def the_service_manager_lets_one_go_ahead(page: Page) -> None:
    page.goto("/")
    press(page, "You are asked whether a step may go ahead before the agencies agree.")
    fill(page, required_by="Section 46: police protection ends", reason="It ends tonight.")
    write_moment(page, "required_on", timezone.now() + timedelta(days=1))
    look(page, "exempt")
    press(page, "Let it go ahead")
    look(page, "exempted")


def the_agencies_meet(page: Page, case: str) -> None:
    """Convened, moved, a man kept out and one written down who came all the same, and what is proposed."""
    open_enquiry(page, case)
    follow(page, "Convene the meeting")
    write_moment(page, "planned_for", timezone.now() + timedelta(hours=1))
    choose(page, how="meeting")
    look(page, "convene-meeting")
    press(page, "Convene the meeting")
    says(page, "Everybody with an account has been told.")
    meeting = page.url
    follow(page, "Move the meeting")
    write_moment(page, "planned_for", timezone.now() + timedelta(minutes=5))
    look(page, "move-meeting")
    press(page, "Move the meeting")
    says(page, "The meeting is moved.")
    follow(page, "Ask somebody else")
    choose(page, part="adult")
    pick(page, "adult", "Duc Haverin")
    fill(page, because="He asks to come.")
    press(page, "Ask them")
    refused(page, "M5")
    follow(page, "Record what happened")
    look(page, "breach-at-a-meeting")
    press(page, "Record the breach")
    says(page, "It is recorded.")
    page.goto(meeting)
    came(page, "Priya Holdernest", "Marcus Tolliver", "Ellen Brackwell")
    follow(page, "Write what is decided")
    write_moment(page, "held_at", timezone.now())
    choose(page, of_the_family="no", relative_here="no", conference="hold")
    fill(page, moving_considered="To foster carers.", advice_considered="A solicitor is asked.")
    fill(page, conference_reasons="The risk goes on.", plan="A safe placement; weekly visits.")
    look(page, "decide-meeting")
    press(page, "Keep what is written")


def each_agency_says_its_own(page: Page, police: Page, health: Page) -> None:
    """The Police agree, health does not and has to say why; the others are recorded by whoever runs it."""
    meeting = page.url
    police.goto("/")
    press(police, "Your unit is asked to a multi-agency meeting.")
    follow(police, "Record what you say")
    choose(police, view="agrees")
    press(police, "Record what it says")
    health.goto(meeting)
    look(health, "meeting-of-health")
    follow(health, "Record what you say")
    choose(health, view="dissents")
    press(health, "Record what it says")
    refused(health, "M2")
    fill(health, because="She is safe where she is.")
    press(health, "Record what it says")
    says(health, "does not agree")
    for who, view in EVERYBODY.items():
        page.goto(meeting)
        page.locator("#attendance").get_by_role("link").filter(has_text=f"for {who}").first.click()
        choose(page, view=view)
        press(page, "Record what it says")


def the_meeting_is_concluded(page: Page, manager: Page) -> None:
    """Not without the Police, and not before the dissent was weighed."""
    page.goto(meeting := page.url.split("say-view")[0])
    page.locator("#attendance").get_by_role("link").filter(has_text="Change").nth(2).click()
    choose(page, presence="apologies")
    send(page)
    manager.goto(f"{meeting}conclude/")
    refused(manager, "M1")
    page.goto(meeting)
    page.locator("#attendance").get_by_role("link").filter(has_text="Change").nth(2).click()
    choose(page, presence="there")
    send(page)
    manager.goto(meeting)
    look(manager, "meeting-all-said")
    follow(manager, "Conclude the meeting")
    press(manager, "Conclude the meeting")
    refused(manager, "M2")
    fill(manager, dissent_weighed="The plan answers it.")
    press(manager, "Conclude the meeting")
    says(manager, "The meeting is concluded.")
    look(manager, "concluded")


def the_minutes_are_signed_and_corrected(page: Page, manager: Page) -> None:
    """A signed version stays as it is; the corrected one stands beside it."""
    meeting = manager.url
    for text, because in (("Those present agreed.", ""), ("All agreed but health.", "The dissent was left out.")):
        page.goto(f"{meeting}write-minutes/")
        fill(page, text=text, corrects_because=because)
        look(page, "write-minutes")
        press(page, "Keep the minutes")
        manager.goto(f"{meeting}sign-minutes/")
        look(manager, "sign-minutes")
        press(manager, "Sign and lock the minutes")
        says(manager, "The minutes are signed and locked.")
    for version in ("Version 1, signed by", "Version 2, signed by"):
        says(manager, version)


def only_the_police_decide_on_enforcement(police: Page, page: Page) -> None:
    meeting = MultiAgencyMeeting.objects.get().get_absolute_url()
    page.goto(meeting)
    expect(page.get_by_role("link", name="Record an enforcement decision")).to_have_count(0)
    police.goto(meeting)
    follow(police, "Record an enforcement decision")
    fill(police, decision="A warrant is sought.")
    press(police, "Record the decision")
    says(police, "A warrant is sought.")
    look(police, "meeting-over")


def the_case_goes_on(page: Page, case: str) -> None:
    open_enquiry(page, case)
    follow(page, "Plan an onward step")
    choose(page, step="conference")
    write_moment(page, "planned_for", timezone.now() + timedelta(days=7))
    fill(page, reasons="The risk goes on.")
    press(page, "Plan the step")
    look(page, "enquiry-at-the-end")
    page.goto(case)
    says(page, "Protection conference")
    look(page, "case-at-the-end")
    follow(page, "Process")
    look(page, "process-at-the-end")
