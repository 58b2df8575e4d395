"""Strategy discussions, in words: on the case, and each on its own page. [Rule S1; procedure 4.5]"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from assessments.actions.strategy import signs_for_chair, those_there
from assessments.models import StrategyDiscussion
from assessments.policies import strategy as policies
from assessments.presenters.attendance import actions_of, asked_to
from assessments.workflow.strategy import ENQUIRED, Enquiry, Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines import presenters as due
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.moments import long_moment, short_moment
from trafficking_cases.lib.text import within_a_sentence
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Fact, Link, Row, Section, Tag

CHIPS = {
    Status.PLANNED: Tag("Planned", "slate"),
    Status.HELD: Tag("To be signed", "amber", "clock"),
    Status.RECORDED: Tag("Signed", "leaf", "check"),
    Status.CALLED_OFF: Tag("Called off", "line"),
}
CLOCKS = ("STR-01", "IMM-06")
JOINT_MEANS = "Joint means a social worker and a Police officer together, never together with the family."
NEXT = {
    Status.PLANNED: "Record who took part, then what was decided.",
    Status.HELD: "The chair reads the record and signs it. Until then it can still be put right.",
    Status.CALLED_OFF: "The time limit for a strategy discussion runs on. Convene another.",
}


@dataclass(frozen=True)
class Step:
    """What can be done next; what cannot be yet says what it waits for."""

    name: str
    text: str
    href: str
    waits_for: str = ""
    kind: str = "2"


def section(case: Case, user: User, now: datetime) -> Section:
    """What there is of it on a case, and what can be done next."""
    discussions = list(StrategyDiscussion.objects.visible_to(user).filter(case=case).select_related("meeting__chair"))
    clocks = Deadline.objects.visible_to(user).running().filter(case=case, rule__in=CLOCKS)
    rows = [replace(due.row(clock, now), href="") for clock in clocks]
    rows += [_row(discussion, now) for discussion in discussions]
    has_one = any(discussion.status != Status.CALLED_OFF for discussion in discussions)
    verbs = []
    if case.allows(user, Permission.HOLD_STRATEGY):
        text = "Convene another" if discussions else "Convene a strategy discussion"
        verbs.append(Link(text, reverse("assessments:convene", args=[case.pk]), kind="2" if has_one else ""))
    return Section(
        "Strategy discussions",
        "strategy",
        rows,
        "No strategy discussion has been convened.",
        verbs=verbs,
        count=len(discussions) or None,
    )


def _row(discussion: StrategyDiscussion, now: datetime) -> Row:
    meeting = discussion.meeting
    decided = f" {Enquiry(discussion.enquiry).label}." if discussion.enquiry else ""
    return Row(
        str(discussion),
        href=discussion.get_absolute_url(),
        tag=CHIPS[Status(discussion.status)],
        meta=f"{short_moment(meeting.held_at or meeting.planned_for, now)}, "
        f"{within_a_sentence(meeting.get_how_display())}, led by {meeting.chair.full_name}.{decided}",
        rules=("S1",),
    )


def strategy_page(discussion: StrategyDiscussion, user: User, now: datetime) -> dict[str, Any]:
    """One strategy discussion: what comes next, what was decided, who was there, and what is to be done."""
    case, meeting = discussion.case, discussion.meeting
    head = frame.head_of(case, user, now, here="enquiry")
    may_run = Permission.HOLD_STRATEGY in head["may"]
    may_change = may_run and discussion.status in policies.OPEN
    clocks = Deadline.objects.visible_to(user).running().filter(subject=discussion.pk)
    return head | {
        "discussion": discussion,
        "chip": CHIPS[Status(discussion.status)],
        "back": reverse("assessments:overview", args=[case.pk]) if Permission.READ_ENQUIRY in head["may"] else "",
        "next": _next(discussion),
        "steps": _steps(discussion, user) if may_run else [],
        "due": [replace(due.row(clock, now), href="") for clock in clocks],
        "facts": facts_of(discussion),
        "decided": decided_facts(discussion),
        "asked": asked_to(meeting, may_mark=may_change),
        "mark_at": reverse("assessments:mark", args=[meeting.pk]),
        "ask_at": reverse("assessments:ask", args=[meeting.pk]) if may_change else "",
        "undertake_at": reverse("assessments:undertake", args=[meeting.pk]) if may_change else "",
        "actions_shown": actions_of(meeting, user, now, may_run=may_run),
    }


def _next(discussion: StrategyDiscussion) -> str:
    if discussion.status != Status.RECORDED:
        return NEXT[Status(discussion.status)]
    if discussion.enquiry in ENQUIRED:
        return "The record is signed and locked. The Section 47 enquiry starts from it."
    return "The record is signed and locked. No Section 47 enquiry follows."


def _steps(discussion: StrategyDiscussion, user: User) -> list[Step]:
    """What may be done next by somebody who runs it, the next one first."""
    case, status = discussion.case, discussion.status
    there = those_there(discussion.meeting)

    def step(name: str, text: str, reasons: Sequence[Reason] = (), kind: str = "2") -> Step:
        waits_for = " ".join(reason.message for reason in reasons)
        return Step(name, text, reverse(f"assessments:{name}", args=[discussion.pk]), waits_for, kind)

    if status == Status.PLANNED:
        incomplete = policies.why_incomplete(there, discussion.without_health or "asked on the page")
        return [step("hold", "Record what was decided", incomplete, kind=""), step("call_off", "Call it off")]
    if status == Status.HELD:
        reasons = policies.why_not_sign(discussion, there, user, in_place_of_chair=signs_for_chair(discussion, user))
        return [step("sign_strategy", "Read and sign", reasons, kind=""), step("hold", "Put the record right")]
    return [Step("convene", "Convene another", reverse("assessments:convene", args=[case.pk]))]


def facts_of(discussion: StrategyDiscussion) -> list[Fact]:
    """When, how and by whom it was called."""
    meeting = discussion.meeting
    facts = [
        Fact("Planned for", long_moment(meeting.planned_for)),
        Fact("How", meeting.get_how_display()),
        Fact("Led by", f"{meeting.chair.full_name}, {meeting.chair.job_title}"),
        Fact("Convened by", f"{meeting.convened_by.full_name}, {long_moment(meeting.convened_at)}"),
    ]
    if meeting.held_at:
        facts.insert(1, Fact("Held", long_moment(meeting.held_at)))
    if discussion.without_health:
        facts.append(Fact("Without health because", discussion.without_health))
    if discussion.called_off_because:
        facts.append(Fact("Called off because", discussion.called_off_because))
    return facts


def decided_facts(discussion: StrategyDiscussion) -> list[Fact]:
    """What was known, what was decided, and why; nothing before it was held."""
    if not discussion.enquiry:
        return []
    joint = JOINT_MEANS if discussion.enquiry == Enquiry.JOINT else ""
    facts = [
        Fact("Decision", Enquiry(discussion.enquiry).label, aside=joint),
        Fact("Why", discussion.reasons),
        Fact("Leads", discussion.lead.full_name if discussion.lead else "", none_text="Nobody: no enquiry follows"),
        Fact("Child is interviewed", _yes(discussion.interview_child)),
        Fact("Adults are interviewed", _yes(discussion.interview_adults)),
        Fact("How they are interviewed", discussion.interviews, "not_recorded"),
        Fact("Interpreter", discussion.interpreter, "not_recorded"),
        Fact("Safe until then", discussion.immediate_safety, "not_recorded"),
        Fact("What the family are told", discussion.family_told, "not_recorded"),
        Fact("What the agencies knew", discussion.information, "not_recorded"),
    ]
    if discussion.signed_at and discussion.signed_by:
        facts.append(Fact("Signed by", f"{discussion.signed_by.full_name}, {long_moment(discussion.signed_at)}"))
    return facts


def _yes(answer: bool | None) -> str:
    return "Yes" if answer else "No"
