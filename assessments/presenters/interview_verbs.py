"""The page of each verb on an interview: its question, its button, and why we ask."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from assessments.models import Interview
from assessments.workflow.interviews import Capacity, Subject
from trafficking_cases.children import frame
from trafficking_cases.children.models import Case
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Link, Way

THE_INTERVIEW = "the interview"


def first_answers(case: Case, user: User, asked: Mapping[str, str]) -> dict[str, Any]:
    """What is likely: the reader leads, in the child's language; with an adult where one is named."""
    answers: dict[str, Any] = {"lead": user.pk, "language": case.child.language or "English"}
    if asked.get("adult"):
        answers |= {"adult": asked["adult"], "subject": Subject.ADULTS, "purpose": "enquiry", "language": ""}
    return answers


def start_page(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """The first step of a plan."""
    return frame.verb_page(
        case,
        form,
        user,
        question="Plan an interview",
        button="Go on to who will be there",
        back=reverse("assessments:interviews", args=[case.pk]),
        back_to="interviews and visits",
        lede="First when and how. On the next page, everybody who will be in the room.",
        guidance=[
            "The child is interviewed alone; adults are interviewed without the child.",
            "In another language than English, an interpreter comes from the register and is checked for that day.",
        ],
        rules=["S2", "S3", "A1"],
    )


def add_page(interview: Interview, form: VerbForm, user: User) -> dict[str, Any]:
    """Who else will be there."""
    separate = reverse("assessments:start_interview", args=[interview.case_id])
    refused_both = any(reason.rule == "S2" for reason in form.refusal)
    chosen = form["adult"].value() or ""
    return frame.verb_page(
        interview.case,
        form,
        user,
        question="Who will be there?",
        button="Add to the list",
        back=interview.get_absolute_url(),
        back_to=THE_INTERVIEW,
        guidance=[
            "Everybody in the room is listed, whoever they are.",
            "Whoever may not be there can stand on the list while you plan; the plan waits until they are off it.",
        ],
        rules=["A1", "S2", "S3"],
        refused="They cannot stand on this list like that",
        ways=[Way("Plan a separate interview with them", f"{separate}?adult={chosen}")] if refused_both else [],
        happened=_happened(interview) if refused_both else None,
    )


def hold_page(interview: Interview, form: VerbForm, user: User) -> dict[str, Any]:
    """What was said, and who was there."""
    there = ", ".join(there.name for there in interview.attendants.all() if there.capacity != Capacity.CHILD)
    return frame.verb_page(
        interview.case,
        form,
        user,
        question="Write down the interview",
        button="Write it down",
        back=interview.get_absolute_url(),
        back_to=THE_INTERVIEW,
        lede=f"On the list: {there}." if there else "",
        guidance=[
            "The child’s own words come first, as they were said.",
            "If somebody was there who may not be, write it as it was. It is recorded as a breach and never refused.",
        ],
        rules=["A1", "S2", "S3"],
        refused="The interview cannot be written down yet",
        ways=_to_the_number(form),
    )


def _to_the_number(form: VerbForm) -> list[Way]:
    """Down to the one answer without which it cannot be written down, where a service sent the interpreter."""
    number = "interpreter_number"
    return [Way("Write the interpreter’s number", f"#id_{number}")] if number in form.fields else []


def call_off_page(interview: Interview, form: VerbForm, user: User) -> dict[str, Any]:
    """Why an interview does not take place."""
    return frame.verb_page(
        interview.case,
        form,
        user,
        question="Why is the interview called off?",
        button="Call it off",
        back=interview.get_absolute_url(),
        back_to=THE_INTERVIEW,
        refused="It cannot be called off",
        happened=None,
    )


def _happened(interview: Interview) -> Link:
    said = "Then write it down as it was. It is recorded as a breach, and whoever supervises is told."
    return Link(said, reverse("assessments:record_breach", args=[interview.pk]))
