"""A child's papers in words: who holds what, what is here of it, and what is still to be asked for. [Rule A3]"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.children import papers as verbs
from trafficking_cases.children.models import Case, HolderAsked, Paper, StoredFile
from trafficking_cases.children.models.papers import Answer, FileKind, HeldBy, PaperKind
from trafficking_cases.children.workflow.claims import Status
from trafficking_cases.lib.moments import said_when, spoken_day
from trafficking_cases.lib.text import within_a_sentence
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.readings import MediaType
from trafficking_cases.web.shapes import Fact, Link, Row, Section, Tag, Way

CHIPS = {
    Status.CLAIMED: Tag("Not checked", "slate", "speech"),
    Status.VERIFIED: Tag("Verified", "leaf", "check"),
    Status.BELIEVED_FALSE: Tag("Believed false", "amber", "alert"),
    Status.PROVED_FALSE: Tag("Proved false", "brick", "alert"),
}
COPIED = Tag("Copy here", "leaf", "file")
NOT_COPIED = Tag("No copy", "amber", "file")


@dataclass(frozen=True)
class PaperShown:
    """One document as the page shows it."""

    anchor: str
    title: str
    chips: Sequence[Tag]
    facts: Sequence[Fact]
    verbs: Sequence[Link]


def papers_page(case: Case, user: User, now: datetime) -> dict[str, Any]:
    """What is still missing, the photograph, who was asked, and every document."""
    head = frame.head_of(case, user, now, here="papers")
    may_record = Permission.RECORD_IDENTITY in head["may"]
    papers = list(Paper.objects.visible_to(user).filter(case=case).select_related("checked_by", "added_by"))
    photographs = StoredFile.objects.visible_to(user).filter(case=case, kind=FileKind.PHOTOGRAPH)
    asked = HolderAsked.objects.visible_to(user).filter(case=case).select_related("asked_by")
    return head | {
        "missing": [lacking.sentence for lacking in verbs.missing(case)],
        "photographs": _photographs(case, photographs.select_related("added_by"), may_record, now),
        "holders": _holders(case, papers, asked, may_record, now),
        "papers": [_shown(paper, may_record, now) for paper in papers],
        "add_at": reverse("casefile:add_paper", args=[case.pk]) if may_record else "",
    }


def _photographs(case: Case, files: Iterable[StoredFile], may_record: bool, now: datetime) -> Section:
    rows = [
        Row(
            f"Taken on {spoken_day(file.taken_on)}" if file.taken_on else "Photograph",
            meta=f"Put on file by {file.added_by.full_name}, {said_when(file.added_at, now)}. {_size(file)}.",
            action=Link("Download", file.get_absolute_url(), kind="2", hidden="this photograph"),
        )
        for file in files
    ]
    text = "Add a newer photograph" if rows else "Add the photograph"
    add = Link(text, reverse("casefile:add_photograph", args=[case.pk]), kind="2" if rows else "", icon="camera")
    return Section(
        "Photograph",
        "photograph",
        rows,
        "There is no photograph of the child yet.",
        verbs=[add] if may_record else [],
    )


def _holders(
    case: Case, papers: Collection[Paper], asked: Iterable[HolderAsked], may_record: bool, now: datetime
) -> Section:
    """All four are asked, each in a row of its own; what was recorded of them says that they were."""
    last: dict[str, HolderAsked] = {}
    for asking in asked:
        last.setdefault(asking.holder, asking)
    rows = [_holder(case, holder, papers, last.get(holder), may_record, now) for holder in HeldBy]
    return Section("Who was asked for documents", "holders", rows, "")


def _holder(
    case: Case,
    holder: HeldBy,
    papers: Collection[Paper],
    asked: HolderAsked | None,
    may_record: bool,
    now: datetime,
) -> Row:
    count = sum(paper.held_by == holder for paper in papers)
    ask = Link(
        "They hold nothing",
        f"{reverse('casefile:ask_holder', args=[case.pk])}?holder={holder}",
        kind="2",
        hidden=f": {within_a_sentence(holder.label)}",
    )
    said = f"“{asked.said}” {asked.asked_by.full_name}, {said_when(asked.asked_at, now)}." if asked else ""
    if count:
        recorded = "1 document recorded" if count == 1 else f"{count} documents recorded"
        return Row(holder.label, tag=Tag(recorded, "leaf", "check"), meta=said)
    if asked:
        held = asked.answer == Answer.NOTHING
        tag = Tag("Hold nothing", "leaf", "check") if held else Tag("Cannot be asked yet", "amber", "pause")
        again = Link("Asked again", ask.href, kind="2", hidden=ask.hidden)
        return Row(holder.label, tag=tag, meta=said, action=again if may_record else None)
    return Row(holder.label, tag=Tag("Not asked yet", "amber", "speech"), action=ask if may_record else None)


def _shown(paper: Paper, may_record: bool, now: datetime) -> PaperShown:
    return PaperShown(
        anchor=f"paper-{paper.pk}",
        title=PaperKind(paper.kind).label,
        chips=[CHIPS[Status(paper.status)], COPIED if paper.copy_id else NOT_COPIED],
        facts=_facts(paper, now),
        verbs=_verbs(paper, may_record),
    )


def _facts(paper: Paper, now: datetime) -> list[Fact]:
    seen = spoken_day(paper.original_seen_on) if paper.original_seen_on else ""
    facts = [
        Fact("Original held by", HeldBy(paper.held_by).label),
        Fact("Known from", paper.source),
        Fact("Number", paper.number, none="not_recorded"),
        Fact("Says", paper.says, none="not_recorded"),
        Fact("Original seen", seen, none="not_recorded", none_text="Not seen"),
    ]
    if paper.checked_at and paper.checked_by:
        aside = f"{paper.checked_by.full_name}, {said_when(paper.checked_at, now)}"
        facts.append(Fact(Status(paper.status).label, paper.because, aside=aside))
    if not paper.copy_id:
        facts.append(Fact("No copy because", paper.no_copy_because, none="not_recorded"))
    facts.append(Fact("Recorded by", f"{paper.added_by.full_name}, {said_when(paper.added_at, now)}"))
    return facts


def _verbs(paper: Paper, may_record: bool) -> list[Link]:
    about, offered = f": {within_a_sentence(PaperKind(paper.kind).label)}", []
    if paper.copy_id:
        address = reverse("casefile:file", args=[paper.copy_id])
        offered.append(Link("Download the copy", address, kind="2", icon="file", hidden=about))
    if may_record and not paper.copy_id:
        offered.append(Link("Add the copy", reverse("casefile:add_copy", args=[paper.pk]), icon="camera", hidden=about))
    if may_record:
        text = "Check it" if paper.status == Status.CLAIMED else "Check it again"
        offered.append(Link(text, reverse("casefile:check_paper", args=[paper.pk]), kind="2", hidden=about))
    return offered


def _size(file: StoredFile) -> str:
    kind = MediaType(file.media_type).label
    return f"{kind}, {file.size / 1_048_576:.1f} MB" if file.size > 104_857 else f"{kind}, {-(-file.size // 1024)} kB"


def _page(case: Case, form: VerbForm, user: User, **said: Any) -> dict[str, Any]:
    back = reverse("casefile:papers", args=[case.pk])
    return frame.verb_page(case, form, user, back=back, back_to=f"the papers of {case.reference}", **said)


def photograph_page(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """The page on which a photograph is put on file."""
    return _page(
        case,
        form,
        user,
        question="Put a photograph of the child on file",
        button="Put it on file",
        refused="This cannot be the photograph",
        guidance=[
            "A photograph of the day helps to find a child who goes missing, and to know who was meant.",
            "Only those at work on the case can open it, and every look is recorded.",
        ],
        rules=["A3"],
    )


def paper_page(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """The page on which a document is recorded."""
    return _page(
        case,
        form,
        user,
        question="Record a document",
        button="Record it",
        refused="This document cannot be recorded yet",
        guidance=[
            "Everything that the child, the family, whoever referred and other agencies hold is looked at and copied.",
            "Children travel on false documents: what one says is a claim until it is checked.",
        ],
        rules=["A3", "C2"],
    )


def copy_page(paper: Paper, form: VerbForm, user: User) -> dict[str, Any]:
    """The page on which a copy follows."""
    return _page(
        paper.case,
        form,
        user,
        question=f"Add the copy: {within_a_sentence(PaperKind(paper.kind).label)}",
        button="Add the copy",
        refused="No copy can be added",
        ways=[Way("Record another document", href=reverse("casefile:add_paper", args=[paper.case_id]))],
        guidance=["Copy every page that says something, the empty ones too where there are stamps."],
        rules=["A3"],
    )


def check_page(paper: Paper, form: VerbForm, user: User) -> dict[str, Any]:
    """The page on which a document is found genuine or false."""
    return _page(
        paper.case,
        form,
        user,
        question=f"What was found: {within_a_sentence(PaperKind(paper.kind).label)}?",
        lede=f"It stands as {CHIPS[Status(paper.status)].text.lower()}.",
        button="Write it down",
        refused="This cannot be written down",
        guidance=["A false document is kept: the child may be looked for under what it says."],
        rules=["A3", "C2"],
    )


def ask_page(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """The page on which somebody is said to hold nothing."""
    return _page(
        case,
        form,
        user,
        question="Who holds no documents?",
        button="Write it down",
        refused="This cannot be written down",
        guidance=["That somebody holds nothing is an answer, and has to be asked for like any other."],
        rules=["A3"],
    )


frame.add_tab(
    frame.Tab(
        25,
        "papers",
        "Papers",
        lambda case: reverse("casefile:papers", args=[case.pk]),
        Permission.READ_PAPERS,
        lambda case: case.papers.count(),
    )
)
