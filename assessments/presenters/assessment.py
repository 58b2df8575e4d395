"""Social work assessment, in words."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from assessments.models import Assessment, Monitoring, Need, SignedVersion
from assessments.policies import assessment as policies
from assessments.policies.child_seen import seen_in
from assessments.policies.papers_seen import Lacking, lacking
from assessments.presenters import monitoring
from assessments.presenters.enquiry import not_seen_facts, overview_of, seen_row
from assessments.workflow.assessment import Category, Part, Section, Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines import presenters as deadlines
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.moments import long_moment, said_when, spoken_day
from trafficking_cases.people.models import User
from trafficking_cases.web import shapes
from trafficking_cases.web.shapes import Fact, Link, Row, Tag

TAGS = {
    Status.WRITING: Tag("Being written", "slate", "file"),
    Status.COMPLETED: Tag("Waits for a signature", "amber", "clock"),
    Status.SIGNED: Tag("Signed", "leaf", "check"),
}
NEXT = {Status.WRITING: "Go on writing", Status.COMPLETED: "Read it", Status.SIGNED: "Open"}


def at(assessment: Assessment, verb: str, *more: str) -> str:
    """The address of a verb's page."""
    return reverse(f"assessments:{verb}", args=[assessment.pk, *more])


def assessment_of(case: Case) -> Assessment:
    """The assessment of a case."""
    return Assessment.objects.get(case=case)


def section(case: Case, user: User, now: datetime) -> shapes.Section:
    """What there is of it on a case, and what can be done next; the watch over the child stands with it."""
    assessment = Assessment.objects.visible_to(user).filter(case=case).select_related("author").first()
    watches = Monitoring.objects.visible_to(user).filter(case=case).select_related("watched_by")
    may = case.verbs_of(user)
    verbs = []
    if Permission.WRITE_ENQUIRY in may:
        if assessment is None:
            verbs.append(Link("Start the assessment", reverse("assessments:start_assessment", args=[case.pk])))
        if not any(watch.settled_at is None for watch in watches):
            text = "Plan who watches over the child"
            verbs.append(Link(text, reverse("assessments:watch", args=[case.pk]), kind="2"))
    return shapes.Section(
        "Social work assessment",
        "assessment",
        [*([_row(assessment, now)] if assessment else []), *(monitoring.row(watch, now) for watch in watches)],
        "No assessment has been started. It is due 45 working days after the referral was received.",
        verbs=verbs,
    )


def _row(assessment: Assessment, now: datetime) -> Row:
    category = f" {Category(assessment.category).label}." if assessment.category else ""
    return Row(
        f"Assessment, started {said_when(assessment.started_at, now)}",
        href=assessment.get_absolute_url(),
        tag=TAGS[Status(assessment.status)],
        meta=f"Written by {assessment.author.full_name}.{category}",
        rules=["A1"],
        action=Link(NEXT[Status(assessment.status)], assessment.get_absolute_url(), kind="2"),
    )


def assessment_page(assessment: Assessment, user: User, now: datetime) -> dict[str, Any]:
    """One assessment: what it waits for, what was written, the needs plan, the papers, and what was signed."""
    head = frame.head_of(assessment.case, user, now, here="enquiry")
    may = head["may"]
    needs = {need.section: need for need in assessment.needs.select_related("owner")}
    watch = Monitoring.objects.going_on().filter(case=assessment.case).first()
    seen = seen_in(assessment.case)
    lacks = lacking(assessment.case)
    waits_for: list[Reason] = []
    if assessment.status == Status.WRITING:
        waits_for = policies.why_not_complete(assessment, seen, needs, is_watched=watch is not None)
    clocks = Deadline.objects.visible_to(user).live().filter(subject=assessment.case_id, rule=policies.THE_LIMIT)
    versions = assessment.signed_versions.select_related("signed_by")
    may_write = Permission.WRITE_ENQUIRY in may
    return head | {
        "assessment": assessment,
        "tag": TAGS[Status(assessment.status)],
        "clocks": [deadlines.row(clock, now) for clock in clocks],
        "waits_for": waits_for,
        "verbs": _verbs(assessment, bool(seen), may, user, is_ready=not waits_for),
        "lapses": may_write and assessment.status == Status.SIGNED,
        "has_lapsed": assessment.status == Status.WRITING and bool(versions),
        "sent_back": assessment.sent_back_because,
        "seen": [seen_row(interview, now) for interview in seen],
        "not_seen": not_seen_facts(assessment),
        "parts": parts_of(assessment, may_write=may_write),
        "needs": [_need_row(assessment, one, needs.get(one.value), may_write=may_write) for one in Section],
        "answered": len(needs),
        "papers": papers_facts(assessment, lacks),
        "facts": _facts(assessment, may_write=may_write),
        "versions": [_version_row(version) for version in versions],
    }


def _verbs(
    assessment: Assessment,
    seen: bool,
    may: Collection[Permission],
    user: User,
    *,
    is_ready: bool,
) -> list[Link]:
    """What this reader can do now, the next step first."""
    verbs, is_open = [], assessment.status == Status.WRITING
    if is_open and Permission.WRITE_ENQUIRY in may:
        if not seen and not assessment.not_seen_agreed_at:
            verbs.append(Link("Plan an interview with the child", overview_of(assessment.case, "interviews")))
        look = "" if is_ready else "2"
        verbs.append(Link("Complete the assessment", at(assessment, "complete_assessment"), kind=look))
    if Permission.SIGN_ENQUIRY not in may:
        return verbs
    if assessment.status == Status.COMPLETED:
        if not policies.why_not_sign(assessment, user):
            verbs.append(Link("Read and sign", at(assessment, "sign_assessment")))
        verbs.append(Link("Send it back", at(assessment, "send_back_assessment"), kind="2"))
    if is_open and not seen and not assessment.not_seen_agreed_at and assessment.author_id != user.pk:
        verbs.append(Link("Record why the child was not seen", at(assessment, "assessment_not_seen"), kind="2"))
    return verbs


def parts_of(assessment: Assessment, *, may_write: bool) -> list[Fact]:
    """What was written, a part a row, each with the way to change it."""
    return [
        Fact(
            part.label,
            getattr(assessment, part.value),
            none="not_recorded",
            change=at(assessment, "write_assessment", part.value) if may_write else "",
        )
        for part in Part
    ]


def papers_facts(assessment: Assessment, lacks: Lacking) -> list[Fact]:
    """What is on file of the child's papers, and why something is not. [Rule A3; procedure 4.4]"""
    copies = f"{lacks.copies} without a copy" if lacks.copies else "Every listed document is copied, or it says why not"
    return [
        Fact("Photograph", "" if lacks.photograph else "On file", none_text="Not on file"),
        Fact("Documents", copies),
        *([Fact("Why no photograph", assessment.without_photograph)] if assessment.without_photograph else []),
        *([Fact("Why no copies", assessment.without_copies)] if assessment.without_copies else []),
    ]


def _need_row(assessment: Assessment, named: Section, need: Need | None, *, may_write: bool) -> Row:
    action = None
    if may_write:
        address = at(assessment, "answer_need", named.value)
        action = Link("Change" if need else "Answer", address, kind="2", hidden=named.label)
    if need is None:
        return Row(named.label, tag=Tag("Not answered", "amber"), action=action)
    return Row(named.label, tag=None if need.arises else Tag("Does not arise"), meta=_need_said(need), action=action)


def _need_said(need: Need) -> str:
    if not need.arises:
        return need.answer
    day = spoken_day(need.due_on) if need.due_on else ""
    return f"{need.answer} To do: {need.action} ({need.owner.full_name}, by {day})."


def _facts(assessment: Assessment, *, may_write: bool) -> list[Fact]:
    category = Category(assessment.category).label if assessment.category else ""
    completed = signed = ""
    if assessment.completed_at and assessment.completed_by:
        completed = f"{assessment.completed_by.full_name}, {long_moment(assessment.completed_at)}"
    if assessment.signed_at and assessment.signed_by:
        signed = f"{assessment.signed_by.full_name}, {long_moment(assessment.signed_at)}"
    change = at(assessment, "categorise_assessment") if may_write else ""
    return [
        Fact("Leads to", category, none="not_recorded", change=change),
        Fact("Started", long_moment(assessment.started_at)),
        Fact("Written by", assessment.author.full_name),
        Fact("Completed", completed, none_text="Not yet"),
        Fact("Signed", signed, none_text="Not yet"),
    ]


def _version_row(version: SignedVersion) -> Row:
    return Row(
        f"Version {version.version}",
        href=version.get_absolute_url(),
        meta=f"Signed by {version.signed_by.full_name}, {long_moment(version.signed_at)}.",
    )


def signed_version_page(version: SignedVersion, user: User, now: datetime) -> dict[str, Any]:
    """An assessment as it was signed, read from what was kept."""
    head = frame.head_of(version.assessment.case, user, now, here="enquiry")
    return head | {
        "version": version,
        "signed": f"{version.signed_by.full_name}, {long_moment(version.signed_at)}",
        "back": version.assessment.get_absolute_url(),
        "is_current": version.version == version.assessment.version,
        "parts": kept_parts(version.text),
        "needs": kept_needs(version.text),
    }


def kept_parts(words: Mapping[str, Any]) -> list[Fact]:
    """The parts of a signed version."""
    category = Category(words["category"]).label
    reasons = {
        "Why the child was not seen": words["not_seen_because"],
        "Why no photograph": words["without_photograph"],
        "Why no copies": words["without_copies"],
    }
    return [
        Fact("Leads to", category),
        *(Fact(part.label, words[part.value], none="not_recorded") for part in Part),
        *(Fact(name, said) for name, said in reasons.items() if said),
        Fact("Written by", words["written_by"]),
    ]


def kept_needs(words: Mapping[str, Any]) -> list[Fact]:
    """The needs plan of a signed version."""
    answers = {need["section"]: need for need in words["needs"]}
    return [Fact(one.label, _kept_need(answers[one.value])) for one in Section]


def _kept_need(need: Mapping[str, Any]) -> str:
    if not need["arises"]:
        return f"Does not arise: {need['answer']}"
    day = spoken_day(date.fromisoformat(need["due_on"]))
    return f"{need['answer']} To do: {need['action']} ({need['owner']}, by {day})."
