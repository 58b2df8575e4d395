"""The page of one child's case: what must not be done, what is due, what is known, and who is at work."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.paginator import Page
from django.urls import reverse

from referrals.models import Referral
from referrals.models.decisions import Signature
from referrals.wording import exploitation_said, signs_said
from referrals.workflow import Outcome, Seen
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile.looks import looks_at
from trafficking_cases.casefile.models import Export, Purpose
from trafficking_cases.casefile.presenters.adults import rows_of_adults
from trafficking_cases.casefile.presenters.head import head_of
from trafficking_cases.casefile.presenters.process import process_of
from trafficking_cases.casefile.process.steps import Process, State, Strand
from trafficking_cases.children.models import Adult, Allocation, Case, ChronologyEntry, Grant
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.deadlines import presenters as due
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.moments import long_moment, said_when, short_moment
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Entry, Fact, Part, Row, Tag

LATEST = 20
EXPORTS_SHOWN = 10
KEPT = "Kept with the referral"


def case_page(case: Case, user: User, now: datetime) -> dict[str, Any]:
    """Everything that the first page of a case says, to this reader."""
    head = head_of(case, user, now, here="now")
    on_the_case = Permission.READ_REFERRAL in head["may"]
    answers_for_it = Permission.EXPORT_SUMMARY in head["may"]
    referrals = list(
        Referral.objects.visible_to(user)
        .filter(case=case)
        .with_people()
        .prefetch_related("signs", "decisions__signed_by")
    )
    adults = list(Adult.objects.visible_to(user).filter(case=case).with_people())
    deadlines = list(Deadline.objects.visible_to(user).live().foremost().filter(case=case))
    entries = case.chronology.select_related("by__agency")[:LATEST]
    return head | {
        **_status(case, head["allocation"], process_of(case, user, now), deadlines, now),
        "due": _due_rows(deadlines, now),
        "over": _over_rows(deadlines, now),
        "nothing_due": "Nothing is due now." if deadlines else "No time limit has been started on this case.",
        "entries_shown": [_entry(entry, now, on_the_case) for entry in entries],
        "facts": _facts(case, referrals, on_the_case),
        "people": _people(case, head["allocation"], now),
        "adults": rows_of_adults(adults),
        "adults_at": reverse("casefile:people", args=[case.pk]) if Permission.RECORD_ADULT in head["may"] else "",
        "chronology_at": reverse("casefile:chronology", args=[case.pk]),
        "referrals": [_referral_row(referral, now, on_the_case) for referral in referrals],
        "on_the_case": on_the_case,
        "looks": [_look(look, now) for look in looks_at(case)] if answers_for_it else [],
        "exports": _exports(case, user, now) if answers_for_it else [],
        "answers_for_it": answers_for_it,
    }


def _status(
    case: Case,
    allocation: Allocation | None,
    process: Process,
    deadlines: Sequence[Deadline],
    now: datetime,
) -> dict[str, Any]:
    running = [deadline for deadline in deadlines if deadline.is_running]
    worker = allocation.worker.full_name if allocation else "Nobody yet"
    since = f"Since {said_when(allocation.from_at, now)}" if allocation else "A manager allocates the case"
    nearest = due.clock(running[0], now).text if running else "Nothing is due"
    return {
        "status": [
            Part("Next due", nearest, running[0].promise if running else ""),
            _stands(process),
            Part("Social worker", worker, since),
            Part("Supervised by", allocation.manager.full_name if allocation else "Nobody yet"),
            Part("Opened", short_moment(case.opened_at, now), case.authority.name),
        ],
        "mini": f"{nearest} · {worker}",
    }


def _stands(process: Process) -> Part:
    """How far the case has come: what protection asks for now, or the last thing that was done."""
    steps = process.of(Strand.PROTECTION)
    under_way = [step for step in steps if step.state in (State.NOW, State.DUE, State.BLOCKED)]
    done = [step for step in steps if step.state == State.DONE]
    step = next(iter([*under_way, *reversed(done)]), None)
    if step is None:
        return Part("Where it stands", "Not recorded")
    asked = step.to_do or step.because or step.when
    return Part("Where it stands", step.name, f"{step.said}: {asked}" if asked else step.said)


def _signed(referral: Referral) -> list[tuple[Outcome, Signature]]:
    """What was decided, and who signed it when; nothing while no decision stands."""
    decisions = ((decision, decision.signature) for decision in referral.decisions.all())
    return [(Outcome(decision.outcome), signature) for decision, signature in decisions if signature][:1]


def _due_rows(deadlines: Sequence[Deadline], now: datetime) -> list[Row]:
    """What runs, the nearest explained."""
    running = [deadline for deadline in deadlines if deadline.is_running]
    return [due.row(deadline, now, why_open=deadline is running[0]) for deadline in running]


def _over_rows(deadlines: Sequence[Deadline], now: datetime) -> list[Row]:
    """What is over, as it ended, the latest first."""
    over = sorted(
        (d for d in deadlines if not d.is_running), key=lambda deadline: deadline.ended_at or now, reverse=True
    )
    return [
        replace(due.row(deadline, now), href="", meta=f"Was due {long_moment(deadline.due_at)}.") for deadline in over
    ]


def _entry(entry: ChronologyEntry, now: datetime, on_the_case: bool) -> Entry:
    """A line; who wrote it by name to those at work on the case, to others by agency."""
    source = ""
    if entry.by:
        source = entry.by.full_name if on_the_case else entry.by.agency.name
    return Entry(
        when=short_moment(entry.at, now),
        title=entry.sentence,
        kind="breach" if entry.kind == "breach" else "significant" if entry.significant else "ordinary",
        source=source,
        href=entry.link if on_the_case else "",
    )


def _facts(case: Case, referrals: Sequence[Referral], on_the_case: bool) -> list[Fact]:
    child = case.child
    facts = [
        Fact("Name", child.known_as, "not_recorded"),
        Fact("Also called", child.also_called, "not_recorded"),
        Fact("Nationality", child.nationality, "not_recorded"),
        Fact("Language", child.language, "not_recorded"),
        Fact("Description", child.description, "not_recorded"),
    ]
    if not on_the_case:
        kept = [("Exploitation", KEPT), ("Signs seen", KEPT), ("Adults and others", KEPT)]
        return [*facts, *(Fact(key, none="withheld", none_text=words) for key, words in kept)]
    signs = [sign for referral in referrals for sign in referral.signs.all()]
    return [
        *facts,
        Fact("Concern", _each(referrals, "concern"), "not_recorded"),
        Fact("How urgent it was", "\n".join(referral.get_urgency_display() for referral in referrals), "not_recorded"),
        Fact("Exploitation", exploitation_said(case.exploitation.standing()), "not_recorded"),
        Fact("Signs seen", signs_said(signs, Seen.PRESENT), "not_recorded"),
        Fact("Signs not known", signs_said(signs, Seen.NOT_KNOWN), "not_recorded"),
        Fact("Something else", _each(referrals, "something_else"), "not_recorded"),
        Fact("Adults and others", _each(referrals, "adults"), "not_recorded"),
        Fact("How to speak to the child", _each(referrals, "reach_child"), "not_recorded"),
    ]


def _each(referrals: Sequence[Referral], answer: str) -> str:
    """What each referral says to one question, of those that say something."""
    return "\n\n".join(filter(None, (getattr(referral, answer) for referral in referrals)))


def _people(case: Case, allocation: Allocation | None, now: datetime) -> list[Row]:
    rows = []
    if allocation:
        rows += [
            Row(allocation.worker.full_name, meta=f"Social worker, holds the case. {allocation.worker.job_title}."),
            Row(allocation.manager.full_name, meta=f"Supervises. {allocation.manager.job_title}."),
        ]
    sharing = Grant.objects.live(now).filter(case=case, relation=Relation.SHARING)
    for grant in sharing.select_related("user__agency", "team__agency", "agency").order_by("from_at"):
        until = f" Until {said_when(grant.until_at, now)}." if grant.until_at else ""
        rows.append(
            Row(
                str(grant.holder),
                meta=f"The case is shared with them. {grant.reason.rstrip('.')}.{until}",
                tag=Tag("Shared"),
            )
        )
    return rows


def _referral_row(referral: Referral, now: datetime, on_the_case: bool) -> Row:
    said = "".join(f" {outcome.label}, signed by {signed.by.full_name}." for outcome, signed in _signed(referral))
    return Row(
        f"Referral {referral.reference}",
        href=referral.get_absolute_url() if on_the_case else "",
        meta=f"From {referral.agency.name}, {said_when(referral.received_at, now)}.{said}",
    )


def _look(look: Any, now: datetime) -> Row:
    often = "Once" if look.times == 1 else f"{look.times} times"
    return Row(
        look.person.full_name,
        meta=f"{look.person.agency.name}. {often}, last {said_when(look.last, now)}.",
    )


def _exports(case: Case, user: User, now: datetime) -> list[Row]:
    exports = Export.objects.visible_to(user).filter(case=case).select_related("by")[:EXPORTS_SHOWN]
    return [
        Row(
            f"For {export.recipient}",
            meta=f"{Purpose(export.purpose).label}. {export.by.full_name}, {said_when(export.at, now)}.",
        )
        for export in exports
    ]


def chronology_page(case: Case, page: Page, user: User, now: datetime) -> dict[str, Any]:
    """The whole chronology, a page at a time, newest first."""
    head = head_of(case, user, now, here="chronology")
    on_the_case = Permission.READ_REFERRAL in head["may"]
    return head | {
        "page": page,
        "entries_shown": [_entry(entry, now, on_the_case) for entry in page],
    }
