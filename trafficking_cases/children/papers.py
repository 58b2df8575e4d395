"""The verbs about a child's papers: recorded, copied, checked, asked for; and the photograph."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.models import Case, HolderAsked, Paper, StoredFile
from trafficking_cases.children.models.papers import Answer, FileKind, HeldBy, PaperKind
from trafficking_cases.children.policies.papers import (
    why_not_add_paper,
    why_not_ask,
    why_not_check_paper,
    why_not_copy,
    why_not_photograph,
)
from trafficking_cases.children.workflow.claims import Status
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain, within_a_sentence
from trafficking_cases.people.models import User
from trafficking_cases.web.readings import Read


@dataclass(frozen=True)
class Missing:
    """Something that rule A3 asks for and that is not there: its code, and what to say of it."""

    code: str
    sentence: str


def missing(case: Case) -> list[Missing]:
    """What the papers of a case still lack, the photograph first; none where all is there. [Rule A3; procedure 4.4]"""
    lacking = []
    if not StoredFile.objects.filter(case=case, kind=FileKind.PHOTOGRAPH).exists():
        lacking.append(Missing("photograph", "There is no photograph of the child."))
    uncopied = Paper.objects.filter(case=case, copy=None).count()
    if uncopied:
        papers = "One document has" if uncopied == 1 else f"{uncopied} documents have"
        lacking.append(Missing("copies", f"{papers} no copy here."))
    answered = answered_by(case)
    lacking += [
        Missing(f"asked_{holder}", f"{holder.label}: nobody has said whether they hold documents.")
        for holder in HeldBy
        if holder not in answered
    ]
    return lacking


def answered_by(case: Case) -> set[str]:
    """Whose documents are accounted for: recorded, or asked for in vain, or not to be had yet for a reason."""
    with_papers = Paper.objects.filter(case=case).values_list("held_by", flat=True)
    return set(with_papers) | set(HolderAsked.objects.filter(case=case).values_list("holder", flat=True))


@transaction.atomic
def keep_file(
    case: Case,
    *,
    kind: FileKind,
    read: Read,
    about: str,
    taken_on: date | None = None,
    by: User,
    at: datetime | None = None,
) -> StoredFile:
    """Keep a file that was read and found to be what it may be. [Rule A3; procedure 4.4]"""
    require(by, Permission.RECORD_IDENTITY, case)
    file = StoredFile.objects.create(
        case=case,
        kind=kind,
        media_type=read.media_type,
        size=read.size,
        sha256=read.sha256,
        content=read.content,
        about=plain(about).strip(),
        taken_on=taken_on,
        added_at=at or timezone.now(),
        added_by=by,
    )
    audit.record("file.kept", file, by=by, kind=kind, media_type=file.media_type, size=file.size)
    return file


@transaction.atomic
def add_photograph(case: Case, *, file: Read, taken_on: date, by: User, at: datetime | None = None) -> StoredFile:
    """Put a photograph of the child on file; those before it stay. [Rule A3; procedure 4.4]"""
    require(by, Permission.RECORD_IDENTITY, case)
    now = at or timezone.now()
    refuse_if(why_not_photograph(file, taken_on, timezone.localdate(now)))
    kept = keep_file(
        case, kind=FileKind.PHOTOGRAPH, read=file, about="Photograph of the child", taken_on=taken_on, by=by, at=now
    )
    _write_down(case, "photograph.added", "A photograph of the child was put on file.", by=by, at=now)
    return kept


@transaction.atomic
def add_paper(
    case: Case,
    *,
    kind: PaperKind,
    held_by: HeldBy,
    source: str,
    number: str = "",
    says: str = "",
    original_seen_on: date | None = None,
    file: Read | None = None,
    no_copy_because: str = "",
    by: User,
    at: datetime | None = None,
) -> Paper:
    """Record a document, with its copy or why there is none; a claim until checked. [Rules A3, C2; procedure 4.4]"""
    require(by, Permission.RECORD_IDENTITY, case)
    source, number, says, no_copy_because = (plain(said).strip() for said in (source, number, says, no_copy_because))
    refuse_if(why_not_add_paper(source=source, copied=file is not None, no_copy_because=no_copy_because))

    now = at or timezone.now()
    label = PaperKind(kind).label
    copy = keep_file(case, kind=FileKind.COPY, read=file, about=label, by=by, at=now) if file else None
    paper = Paper.objects.create(
        case=case,
        kind=kind,
        held_by=held_by,
        number=number,
        says=says,
        source=source,
        original_seen_on=original_seen_on,
        copy=copy,
        no_copy_because=no_copy_because,
        added_at=now,
        added_by=by,
    )
    said = f"A document was recorded: {within_a_sentence(label)}, {'with' if copy else 'without'} a copy."
    _write_down(case, "paper.added", said, link=paper.get_absolute_url(), by=by, at=now)
    audit.record("paper.added", paper, by=by, kind=kind, held_by=held_by, copied=copy is not None)
    return paper


@transaction.atomic
def add_copy(paper: Paper, *, file: Read, by: User, at: datetime | None = None) -> Paper:
    """Add the copy of a document that was recorded without one. [Rule A3; procedure 4.4]"""
    require(by, Permission.RECORD_IDENTITY, paper)
    paper = _locked(paper)
    refuse_if(why_not_copy(paper))
    now = at or timezone.now()
    about = PaperKind(paper.kind).label
    paper.copy = keep_file(paper.case, kind=FileKind.COPY, read=file, about=about, by=by, at=now)
    paper.no_copy_because = ""
    paper.save(update_fields=["copy", "no_copy_because"])
    _write_down(paper.case, "paper.copied", "A document was copied.", link=paper.get_absolute_url(), by=by, at=now)
    audit.record("paper.copied", paper, by=by, kind=paper.kind)
    return paper


@transaction.atomic
def check_paper(paper: Paper, *, found: str, because: str, by: User, at: datetime | None = None) -> Paper:
    """Say that a document is verified, or believed or proved false, and on what ground.

    [Rules A3, C2; procedure 4.2, 4.4]
    """
    require(by, Permission.RECORD_IDENTITY, paper)
    paper, because = _locked(paper), plain(because).strip()
    refuse_if(why_not_check_paper(paper, found, because))
    paper.status, paper.because = Status(found), because
    paper.checked_at, paper.checked_by = at or timezone.now(), by
    paper.save(update_fields=["status", "because", "checked_at", "checked_by"])
    kind = within_a_sentence(PaperKind(paper.kind).label)
    _write_down(
        paper.case,
        "paper.checked",
        f"A document was checked ({kind}): {Status(found).label.lower()}.",
        link=paper.get_absolute_url(),
        significant=True,
        by=by,
        at=paper.checked_at,
    )
    audit.record("paper.checked", paper, by=by, kind=paper.kind, status=paper.status)
    return paper


@transaction.atomic
def ask_holder(
    case: Case, *, holder: HeldBy, answer: Answer, said: str, by: User, at: datetime | None = None
) -> HolderAsked:
    """Record that somebody who may hold documents holds none, or cannot be asked yet. [Rule A3; procedure 4.4]"""
    require(by, Permission.RECORD_IDENTITY, case)
    said = plain(said).strip()
    refuse_if(why_not_ask(said))
    now = at or timezone.now()
    asked = HolderAsked.objects.create(case=case, holder=holder, answer=answer, said=said, asked_at=now, asked_by=by)
    who, outcome = within_a_sentence(HeldBy(holder).label), within_a_sentence(Answer(answer).label)
    _write_down(case, "papers.asked", f"Documents held by {who}: {outcome}.", by=by, at=now)
    audit.record("papers.asked", asked, by=by, holder=holder, answer=answer)
    return asked


def _locked(paper: Paper) -> Paper:
    return Paper.objects.select_for_update(of=("self",)).select_related("case").get(pk=paper.pk)


def _write_down(
    case: Case, kind: str, sentence: str, *, link: str = "", significant: bool = False, by: User, at: datetime
) -> None:
    """A line of the chronology, without a number and without what a document says."""
    note(case, at=at, kind=kind, sentence=sentence, link=link, significant=significant, by=by)
