"""The page of one child's case: what must not be done, what is due, what is known, and who is at work."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone

from referrals.models import Referral
from referrals.models.decisions import Signature
from referrals.presenters import barred_lines
from referrals.wording import age_words, exploitation_said, signs_said, spoken_name
from referrals.workflow import FamilyContact, Outcome, Seen
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile.looks import looks_at
from trafficking_cases.casefile.models import Export, Purpose
from trafficking_cases.casefile.presenters.adults import rows_of_adults, warned_of
from trafficking_cases.casefile.wording import barred_adults
from trafficking_cases.children.models import Adult, Allocation, Case, ChronologyEntry, Grant
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.deadlines import presenters as due
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.moments import long_moment, said_when, short_moment
from trafficking_cases.lib.text import sentence_begins
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Barred, Entry, Fact, Link, Part, Place, Row, Tag

LATEST = 20
EXPORTS_SHOWN = 10
VERBS = (Permission.READ_REFERRAL, Permission.RECORD_ADULT, Permission.ALLOCATE_CASE, Permission.EXPORT_SUMMARY)
KEPT = "Kept with the referral"


def head_of(case: Case, user: User, now: datetime, *, here: str) -> dict[str, Any]:
    """What stands over every page of a case: who, whose, how it stands, and where the reader is."""
    may = [verb for verb in VERBS if case.allows(user, verb)]
    allocation = Allocation.objects.filter(case=case, ended_at=None).select_related("worker", "manager").first()
    entries = case.chronology.count()
    tabs = [
        Place("Now", case.get_absolute_url(), here == "now"),
        Place("Chronology", reverse("casefile:chronology", args=[case.pk]), here == "chronology", entries),
    ]
    if Permission.RECORD_ADULT in may:
        tabs.append(Place("People", reverse("casefile:people", args=[case.pk]), here == "people", case.adults.count()))
    return {
        "case": case,
        "name": spoken_name(case.child),
        "meta": _identity(case, now),
        "may": may,
        "allocation": allocation,
        "actions": _verbs(case, allocation, may) if here == "now" else [],
        "entries": entries,
        "tabs": tabs,
    }


def _identity(case: Case, now: datetime) -> str:
    child = case.child
    age = age_words(child, timezone.localdate(now))
    said = [child.get_sex_display() if child.sex != "unknown" else "", age, child.nationality]
    spoken = f"Speaks {child.language}" if child.language else ""
    also = f"Also {child.also_called}" if child.also_called else ""
    words = " · ".join(filter(None, [*said, spoken, also]))
    return sentence_begins(words)


def _verbs(case: Case, allocation: Allocation | None, may: Collection[Permission]) -> list[Link]:
    verbs = []
    if Permission.ALLOCATE_CASE in may:
        look, text = ("2", "Allocate to somebody else") if allocation else ("", "Allocate")
        verbs.append(Link(text, reverse("casefile:allocate", args=[case.pk]), kind=look))
    if Permission.EXPORT_SUMMARY in may:
        verbs.append(Link("Export a summary", reverse("casefile:export", args=[case.pk]), kind="2", icon="file"))
    return verbs


def case_page(case: Case, user: User, now: datetime) -> dict[str, Any]:
    """Everything that the first page of a case says, to this reader."""
    head = head_of(case, user, now, here="now")
    on_the_case = Permission.READ_REFERRAL in head["may"]
    referrals = list(
        Referral.objects.visible_to(user)
        .filter(case=case)
        .with_people()
        .prefetch_related("signs", "exploitation", "decisions__signed_by")
    )
    adults = list(Adult.objects.visible_to(user).filter(case=case).with_people())
    deadlines = list(Deadline.objects.visible_to(user).live().filter(case=case))
    entries = case.chronology.select_related("by__agency")[:LATEST]
    return head | {
        **_status(case, head["allocation"], referrals, deadlines, now),
        **contact_warnings(referrals, on_the_case, warned_of(case)),
        "due": _due_rows(deadlines, now),
        "due_title": "What was due" if deadlines and not any(d.is_running for d in deadlines) else "What is due",
        "entries_shown": [_entry(entry, now, on_the_case) for entry in entries],
        "facts": _facts(case, referrals, on_the_case),
        "people": _people(case, head["allocation"], now),
        "adults": rows_of_adults(adults),
        "people_at": reverse("casefile:people", args=[case.pk]),
        "referrals": [_referral_row(referral, now, on_the_case) for referral in referrals],
        "on_the_case": on_the_case,
        "looks": [_look(look, now) for look in looks_at(case)] if on_the_case else [],
        "exports": _exports(case, user, now) if on_the_case else [],
    }


def _status(
    case: Case,
    allocation: Allocation | None,
    referrals: Sequence[Referral],
    deadlines: Sequence[Deadline],
    now: datetime,
) -> dict[str, Any]:
    running = [deadline for deadline in deadlines if deadline.is_running]
    worker = allocation.worker.full_name if allocation else "Nobody yet"
    since = f"Since {said_when(allocation.from_at, now)}" if allocation else "A manager allocates the case"
    outcome, signature = next((signed for referral in referrals for signed in _signed(referral)), (None, None))
    nearest = due.clock(running[0], now).text if running else "Nothing is due"
    return {
        "status": [
            Part("Next due", nearest, running[0].promise if running else ""),
            Part(
                "Decision",
                outcome.label if outcome else "Not recorded",
                f"Signed {said_when(signature.at, now)}" if signature else "",
            ),
            Part("Social worker", worker, since),
            Part("Supervised by", allocation.manager.full_name if allocation else "Nobody yet"),
            Part("Opened", short_moment(case.opened_at, now), case.authority.name),
        ],
        "mini": f"{nearest} · {worker}",
    }


def _signed(referral: Referral) -> list[tuple[Outcome, Signature]]:
    """What was decided, and who signed it when; nothing while no decision stands."""
    decisions = ((decision, decision.signature) for decision in referral.decisions.all())
    return [(Outcome(decision.outcome), signature) for decision, signature in decisions if signature][:1]


def contact_warnings(referrals: Sequence[Referral], on_the_case: bool, adults: Sequence[Adult] = ()) -> dict[str, Any]:
    """Whom not to contact, and whether anybody was asked at all. [Rule R4; procedure 4.3]"""
    lines: list[Barred] = [line for referral in referrals for line in barred_lines(referral)]
    lines = [*barred_adults(adults), *lines]
    warned = [referral for referral in referrals if referral.family_contact == FamilyContact.DO_NOT]
    written = [
        f"{referral.made_by.full_name if on_the_case else referral.agency.name}, {long_moment(referral.received_at)}"
        for referral in warned
    ]
    written += [
        f"{adult.added_by.full_name if on_the_case else adult.added_by.agency.name}, {long_moment(adult.added_at)}"
        for adult in adults
    ]
    nobody_knows = not warned and any(referral.family_contact == FamilyContact.UNKNOWN for referral in referrals)
    return {
        "barred": lines,
        "barred_by": f"Written by {'; '.join(written)}." if written else "",
        "contact_unknown": nobody_knows,
    }


def warnings_of(case: Case, user: User, *, on_the_case: bool) -> dict[str, Any]:
    """The same for a page that shows nothing else of the referrals and the adults. [Rule R4; procedure 4.3]"""
    referrals = Referral.objects.visible_to(user).filter(case=case).with_people()
    return contact_warnings(list(referrals), on_the_case, warned_of(case))


def _due_rows(deadlines: Sequence[Deadline], now: datetime) -> list[Row]:
    """What runs first, the nearest explained; then what is over, as it ended."""
    running = [deadline for deadline in deadlines if deadline.is_running]
    over = sorted(
        (d for d in deadlines if not d.is_running), key=lambda deadline: deadline.ended_at or now, reverse=True
    )
    rows = [due.row(deadline, now, why_open=deadline is running[0]) for deadline in running]
    ended = [
        replace(due.row(deadline, now), href="", meta=f"Was due {long_moment(deadline.due_at)}.") for deadline in over
    ]
    return [*rows, *ended]


def _entry(entry: ChronologyEntry, now: datetime, on_the_case: bool) -> Entry:
    """A line; who wrote it by name to those at work on the case, to others by agency."""
    source = ""
    if entry.by:
        source = entry.by.full_name if on_the_case else entry.by.agency.name
    return Entry(
        when=short_moment(entry.at, now),
        title=entry.sentence,
        kind="significant" if entry.significant else "ordinary",
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
    exploitation = [form for referral in referrals for form in referral.exploitation.all()]
    signs = [sign for referral in referrals for sign in referral.signs.all()]
    return [
        *facts,
        Fact("Exploitation", exploitation_said(exploitation), "not_recorded"),
        Fact("Signs seen", signs_said(signs, Seen.PRESENT), "not_recorded"),
        Fact(
            "Adults and others",
            "\n\n".join(referral.adults for referral in referrals if referral.adults),
            "not_recorded",
        ),
        Fact("How to speak to the child", _reach(referrals), "not_recorded"),
    ]


def _reach(referrals: Sequence[Referral]) -> str:
    return "\n\n".join(referral.reach_child for referral in referrals if referral.reach_child)


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
        **warnings_of(case, user, on_the_case=on_the_case),
        "page": page,
        "entries_shown": [_entry(entry, now, on_the_case) for entry in page],
    }


def verb_page(case: Case, form: VerbForm, user: User, *, waits_for: Sequence[Reason] = ()) -> dict[str, Any]:
    """The page of one verb on a case: whose case, whom not to contact, the questions, and every reason why not."""
    return {
        "case": case,
        "name": spoken_name(case.child),
        "form": form,
        "refusal": form.refusal,
        "waits_for": " ".join(reason.message for reason in waits_for),
        "barred": warnings_of(case, user, on_the_case=True)["barred"],
    }
