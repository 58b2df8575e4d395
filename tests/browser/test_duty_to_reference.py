"""One NRM referral from the duty to the Home Office reference, by the people whose work it is, in a browser.

A youth worker begins it and hands it on; a social worker writes, signs and sends it; the Police decide; letters come.
[Rules N1, N4, N5, N7, N8, N10, N11; procedure 4.3, 4.4]
"""

import io
import json
import re

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.hands_on_the_form import choose, follow, press, save, write_now
from tests.browser.nrm_answers import ANSWERS, COUNTY, TOWN
from tests.builders import a_case, a_share
from trafficking_cases.children.models import Case
from trafficking_cases.lib.working_days import in_london

CHILD = "Trầm Thị Ngọc Ánh"
REFERENCE = "NRM-204417"


@pytest.mark.timeout(300)
def test_from_the_duty_to_the_reference(sign_in, cast):
    case = a_case(known_as=CHILD, nationality="Vietnamese", language="Vietnamese", about_age=15)
    other = a_case(known_as="Somebody Else")
    a_share(case, to=cast.voluntary)
    worker = sign_in("social.worker")

    the_duty_arises(worker)
    begin_and_hand_on(sign_in("voluntary"), cast.social_worker.full_name)
    write(worker)
    go_back_and_forth(worker)
    seal(worker)
    read_the_sealed_copy(worker)
    send(worker)
    officer = sign_in("police")
    ask(officer)
    answer(worker)
    decide(officer)
    record_the_letters(worker)
    ask_for_a_guardian(worker)
    record_one_made_elsewhere(worker, other)


def nrm_of(page: Page, child: str = CHILD) -> None:
    """To the NRM of a child, from wherever one is."""
    follow(page, "Cases")
    follow(page, child)
    page.get_by_role("link", name="NRM", exact=True).last.click()


def the_duty_arises(page: Page) -> None:
    follow(page, "Cases")
    follow(page, CHILD)
    follow(page, "Exploitation")
    follow(page, "Record")
    page.get_by_label("Criminal exploitation: cannabis farming").check()
    page.get_by_label("Suspected", exact=False).first.check()
    page.get_by_label("What does it rest on?").fill("She knows the lamps, and how long the plants stand.")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()
    follow(page, "Identity")
    follow(page, "Add what is known of an asylum claim")
    page.get_by_role("radio").first.check()
    page.get_by_label("Who says so, or which paper?").fill("The child herself")
    with page.expect_navigation():
        press(page, "Record it")
    call_command("take_in_nrm")
    nrm_of(page)
    expect(page.get_by_text("Vietnamese: a nationality on the list in force").first).to_be_visible()
    expect(page.get_by_text("An NRM referral must be made").first).to_be_visible()


def begin_and_hand_on(page: Page, to: str) -> None:
    """She writes what she knows; her organisation does not refer, and the page says what she can do."""
    nrm_of(page)
    press(page, "Write an NRM referral")
    expect(page.get_by_text("cannot sign").first).to_be_visible()
    follow(page, "Exploiters and exploitation")
    page.get_by_label("What could identify the exploiters?").fill("A man in a grey van.")
    save(page)
    follow(page, "Check and sign")
    expect(page.get_by_text("A man in a grey van.")).to_be_visible()
    follow(page, "Hand it to a first responder")
    page.get_by_label("Who will finish and sign it?").select_option(label=f"{to}, Social worker")
    press(page, "Hand it on")
    expect(page.get_by_text(f"{to} has it now and was told")).to_be_visible()


def write(page: Page) -> None:
    """Every page on the route, in the form's order, with what the national form would refuse put right on the way."""
    nrm_of(page)
    follow(page, "Go on writing")
    follow(page, "Your report")
    visited = []
    while page.url.find("/check/") < 0:
        heading = page.get_by_role("heading", level=1).inner_text()
        assert heading not in visited, f"{heading} does not let its writer on"
        visited.append(heading)
        if heading == "Age":
            _say_that_the_child_is_grown_up(page)
        if heading == "The last contact in detail":
            _write_an_address_of_the_web(page)
        fill_in(page, heading)
        save(page)
    assert set(ANSWERS) <= set(visited)
    expect(page.get_by_text("None is missing")).to_be_visible()


def fill_in(page: Page, heading: str) -> None:
    typed, chosen = ANSWERS.get(heading, ({}, {}))
    for question, said in chosen.items():
        choose(page, question, said)
    for label, words in typed.items():
        page.get_by_label(label, exact=True).fill(words)


def _say_that_the_child_is_grown_up(page: Page) -> None:
    choose(page, "Is the child under 18 now?", "No")
    save(page)
    expect(page.get_by_role("heading", name="The child path ends here")).to_be_visible()


def _write_an_address_of_the_web(page: Page) -> None:
    page.get_by_label("What is known of that contact?").fill("He writes as cuong@grey.example every night.")
    save(page)
    expect(page.get_by_text("for a web address and refuses the whole box").first).to_be_visible()
    expect(page.get_by_label("What is known of that contact?")).to_have_value(re.compile("every night"))


def go_back_and_forth(page: Page) -> None:
    """Another branch and back: what was written on the first is kept aside meanwhile, and stands there again."""
    follow(page, "Change Where did the exploitation happen?")
    choose(page, "Where did the exploitation happen?", "Overseas")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Countries")
    follow(page, "Check and sign")
    expect(page.get_by_text("are kept aside")).to_be_visible()
    expect(page.get_by_role("button", name="Go on to sign and seal")).to_have_attribute("aria-disabled", "true")
    follow(page, "Change Where did the exploitation happen?")
    choose(page, "Where did the exploitation happen?", "UK")
    save(page)
    expect(page.get_by_label("UK town or city", exact=True)).to_have_value(TOWN)
    follow(page, "Check and sign")
    expect(page.get_by_text("None is missing")).to_be_visible()


def seal(page: Page) -> None:
    follow(page, "Go on to sign and seal")
    page.get_by_label("In which town or city is the child now?").fill("Bostn")
    page.get_by_label("In which county is the child now?").fill(COUNTY)
    press(page, "Sign and seal")
    expect(page.get_by_text("Choose an entry of the Home Office’s list").first).to_be_visible()
    page.get_by_label("In which town or city is the child now?").fill(TOWN)
    press(page, "Sign and seal")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Key in NRM referral")


def read_the_sealed_copy(page: Page) -> None:
    expect(page.get_by_text("The Home Office does not have it yet.")).to_be_visible()
    expect(page.get_by_text(COUNTY, exact=True).first).to_be_visible()
    document = PdfReader(io.BytesIO(_downloaded(page, "Download the PDF")))
    text = "".join(page.extract_text() for page in document.pages)
    assert "Hải Phòng" in text
    assert "Thị Ngọc Ánh" in text
    assert "Cường" in text
    assert "was." not in text
    answers = json.loads(_downloaded(page, "Download as JSON"))
    assert "Hải Phòng" in json.dumps(answers, ensure_ascii=False)


def _downloaded(page: Page, link: str) -> bytes:
    with page.expect_download() as download:
        follow(page, link)
    assert "Trầm" not in download.value.suggested_filename
    return download.value.path().read_bytes()


def send(page: Page) -> None:
    """Sealing met nothing; sending does. The reference is typed with a slip first."""
    nrm_of(page)
    expect(page.get_by_text("An NRM referral must be made").first).to_be_visible()
    follow(page, "Record that N-")
    write_now(page)
    choose(page, "How do you know that the Home Office has it?", "The confirmation page was seen")
    press(page, "Record that it was sent")
    expect(page.get_by_text("The duty is met.").first).to_be_visible()
    expect(page.get_by_role("heading", name="Duties that have ended")).to_be_visible()
    follow(page, "Record the Home Office reference of")
    page.get_by_label("What is the Home Office reference?").fill(REFERENCE)
    page.get_by_label("Type it once more").fill("NRM-204471")
    press(page, "Record the reference")
    expect(page.get_by_text("The two are not the same").first).to_be_visible()
    page.get_by_label("Type it once more").fill("nrm-204417 ")
    press(page, "Record the reference")
    expect(page.get_by_text(f"Home Office reference {REFERENCE}").first).to_be_visible()


def ask(page: Page) -> None:
    """The Police find it by themselves, without where the child is."""
    page.get_by_role("link", name="NRM").first.click()
    expect(page.get_by_text(CHILD).first).to_be_visible()
    press(page, "Take it on")
    expect(page.get_by_text("Hải Phòng").first).to_be_visible()
    assert TOWN not in page.locator("#answers").inner_text().split("In which town")[1]
    follow(page, "Ask the social worker a question")
    page.get_by_label("What do you need to know?").fill("Would she tell an officer the colour of the van?")
    press(page, "Ask the social worker")
    expect(page.get_by_text("the colour of the van").first).to_be_visible()


def answer(page: Page) -> None:
    nrm_of(page)
    follow(page, "Answer the Police")
    page.get_by_label("What do you answer?").fill("Yes, if she may say it with the interpreter.")
    press(page, "Answer the Police")
    expect(page.get_by_role("link", name="Answer the Police")).to_have_count(0)


def decide(page: Page) -> None:
    """Without a crime reference there is no recorded crime."""
    page.reload()
    expect(page.get_by_text("with the interpreter").first).to_be_visible()
    choose(page, "Is a crime recorded?", "Crime recorded")
    choose(page, "Is it investigated?", "Investigated")
    page.get_by_label("Why?", exact=True).fill("The house was searched, and what she says fits.")
    press(page, "Record the decision")
    expect(page.get_by_text("This decision cannot be recorded yet")).to_be_visible()
    page.get_by_label("Crime reference", exact=True).fill("FEN/0042317")
    press(page, "Record the decision")
    expect(page.get_by_text("FEN/0042317").first).to_be_visible()


def record_the_letters(page: Page) -> None:
    """Refused at first, doubted, decided anew; each time everybody is told."""
    letters = ("Reasonable grounds: Negative", "Reconsideration: Asked for", "Reconsideration: Accepted: decided anew")
    for letter in (*letters, "Reasonable grounds: Positive", "Conclusive grounds: Positive"):
        nrm_of(page)
        follow(page, "Record a decision on")
        choose(page, "What was decided?", letter)
        choose(page, "Who decided?", "Single Competent Authority")
        now = in_london(timezone.now())
        for question in ("What is the date on the letter?", "When did it come?"):
            boxes = page.get_by_role("group", name=question)
            for box, value in {"Day": now.day, "Month": now.month, "Year": now.year}.items():
                boxes.get_by_label(box).fill(str(value))
        press(page, "Record the decision")
        expect(page.get_by_text(letter).first).to_be_visible()
    while page.get_by_role("link", name="Record that they were told").count():
        follow(page, "Record that they were told")
        press(page, "Yes, they were told")
        expect(page.get_by_text("It is recorded that everybody was told.")).to_be_visible()
    expect(page.get_by_text("Closed", exact=True).first).to_be_visible()


def ask_for_a_guardian(page: Page) -> None:
    follow(page, "Ask for a guardian, or say why not")
    choose(page, "Was the guardianship service asked for a guardian?", "It was asked")
    press(page, "Record it")
    expect(page.get_by_text("It is recorded whether a guardian was asked for.")).to_be_visible()
    follow(page, "Name the guardian")
    page.get_by_label("Who is the child’s guardian?").select_option(index=1)
    press(page, "Name the guardian")
    expect(page.get_by_text("The guardian is named, told, and sees the case")).to_be_visible()
    expect(page.get_by_text("Nothing is due.").first).to_be_visible()


def record_one_made_elsewhere(page: Page, case: Case) -> None:
    """The reference of another child is refused, and nothing of whose it is, is said."""
    nrm_of(page, case.child.known_as)
    follow(page, "Record a referral made elsewhere")
    page.get_by_label("Who made the referral?").fill("Border Force, Immingham")
    write_now(page)
    for reference in (REFERENCE, "NRM-204418"):
        page.get_by_label("What is the Home Office reference?").fill(reference)
        page.get_by_label("Type it once more").fill(reference)
        press(page, "Record it")
        if reference == REFERENCE:
            expect(page.get_by_text("Another referral has this reference already").first).to_be_visible()
            expect(page.get_by_text(CHILD)).to_have_count(0)
    expect(page.get_by_text("Home Office reference NRM-204418").first).to_be_visible()
