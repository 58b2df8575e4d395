"""Who a child is said to be, in words: each claim by somebody, what is worked with, and the age. [Rules C1, C2]"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile.birthdays import running_prompts
from trafficking_cases.casefile.models import Preparation
from trafficking_cases.casefile.presenters.head import head_of
from trafficking_cases.children import finding
from trafficking_cases.children.ages import standing
from trafficking_cases.children.models import AgeDecision, Case, Child, Claim, StandingOfClaim
from trafficking_cases.children.policies.identity import why_not_dispute, why_not_set_aside, why_not_work_with
from trafficking_cases.children.workflow.claims import AgeBasis, AgeOutcome, Kind, NameKind, Status
from trafficking_cases.lib.moments import said_when, short_moment, spoken_day
from trafficking_cases.lib.text import sentence_begins
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Entry, Fact, Link, Row, Tag

CHIPS = {
    Status.CLAIMED: Tag("Claimed", "slate", "speech"),
    Status.VERIFIED: Tag("Verified", "leaf", "check"),
    Status.BELIEVED_FALSE: Tag("Believed false", "amber", "alert"),
    Status.PROVED_FALSE: Tag("Proved false", "brick", "alert"),
}
WORKED_WITH = Tag("Worked with", "line")
DISPUTED = Tag("Disputed", "amber", "alert")
# By kind: the title of its box, what is said where it is empty, and the button.
KINDS = {
    Kind.NAME: ("Names", "No name is recorded.", "Add a name"),
    Kind.BIRTH_DATE: ("Date of birth", "No date of birth and no age is recorded.", "Add a date of birth or an age"),
    Kind.NATIONALITY: ("Nationality", "Not recorded. No help waits for it.", "Add a nationality"),
    Kind.LANGUAGE: ("Languages", "Not recorded. An interpreter cannot be found without it.", "Add a language"),
    Kind.ASYLUM: ("Asylum", "Not recorded. No help waits for it.", "Add what is known of an asylum claim"),
    Kind.IDENTIFIER: ("Numbers and references", "None is recorded.", "Add a number or reference"),
}


@dataclass(frozen=True)
class ClaimShown:
    """One claim as the page shows it."""

    anchor: str
    words: str
    native: str
    chips: Sequence[Tag]
    said: str
    because: str
    verbs: Sequence[Link]
    work_with_at: str
    history: Sequence[Entry]


@dataclass(frozen=True)
class KindShown:
    """Everything that was said of one kind, what is worked with first."""

    title: str
    anchor: str
    claims: Sequence[ClaimShown]
    empty: str
    add: Link | None


def identity_page(case: Case, user: User, now: datetime) -> dict[str, Any]:
    """Who the child is said to be by kind, how their age is treated, and which other case may be theirs."""
    head = head_of(case, user, now, here="identity")
    may_write = Permission.RECORD_IDENTITY in head["may"]
    names_people = Permission.READ_REFERRAL in head["may"]
    history = Prefetch("standings", queryset=StandingOfClaim.objects.select_related("by__agency"))
    claims = list(Claim.objects.visible_to(user).filter(child=case.child_id).prefetch_related(history))
    return head | {
        "kinds": [_kind(kind, claims, case, now, may_write, names_people) for kind in Kind],
        "age": standing(case.child, timezone.localdate(now)),
        "age_facts": _age_facts(case, now),
        "decisions": [_decision(one, now) for one in case.child.age_decisions.select_related("recorded_by")],
        "decide_at": reverse("casefile:record_age_decision", args=[case.pk]) if may_write else "",
        "prepare_at": reverse("casefile:prepare_for_18", args=[case.pk])
        if may_write and running_prompts(case).exists()
        else "",
        "may_be": may_be_the_same(case.child, user),
    }


def _kind(
    kind: Kind, claims: Iterable[Claim], case: Case, now: datetime, may_write: bool, names_people: bool
) -> KindShown:
    title, empty, add = KINDS[kind]
    theirs = sorted(
        (claim for claim in claims if claim.kind == kind), key=lambda claim: (not claim.is_working, claim.is_false)
    )
    adding = reverse("casefile:add_claim", args=[case.pk, kind.value])
    return KindShown(
        title,
        kind.value,
        [_claim(claim, now, may_write, names_people) for claim in theirs],
        empty,
        Link(add, adding, kind="2", icon="plus") if may_write else None,
    )


def _claim(claim: Claim, now: datetime, may_write: bool, names_people: bool) -> ClaimShown:
    chips = [CHIPS[Status(claim.status)]]
    if claim.is_working:
        chips.insert(0, WORKED_WITH)
    if claim.is_disputed:
        chips.append(DISPUTED)
    may_work = may_write and not why_not_work_with(claim)
    return ClaimShown(
        anchor=f"claim-{claim.pk}",
        words=sentence_begins(claim.words) if claim.kind == Kind.BIRTH_DATE else claim.words,
        native=claim.native,
        chips=chips,
        said=said_of(claim),
        because=claim.because,
        verbs=_verbs(claim) if may_write else [],
        work_with_at=reverse("casefile:work_with", args=[claim.pk]) if may_work else "",
        history=[_entry(one, now, names_people) for one in claim.standings.all()],
    )


def _verbs(claim: Claim) -> list[Link]:
    """What can be said of a claim; only what would not be refused at once."""
    asked = "asked on the page"
    offered = [
        ("Check", "check_claim", True),
        ("Dispute", "dispute", not why_not_dispute(claim, asked)),
        ("Set aside", "set_aside", not why_not_set_aside(claim, asked)),
    ]
    return [
        Link(text, reverse(f"casefile:{name}", args=[claim.pk]), kind="2", hidden=claim.words)
        for text, name, can in offered
        if can
    ]


def said_of(claim: Claim) -> str:
    """What kind of name it is, who said it and when: "Name on a document. Passport shown, 3 March 2026"."""
    kind = f"{NameKind(claim.name_kind).label}. " if claim.name_kind else ""
    return f"{kind}{sentence_begins(claim.source)}, {spoken_day(claim.said_on)}"


def _entry(one: StandingOfClaim, now: datetime, names_people: bool) -> Entry:
    who = (one.by.full_name if names_people else one.by.agency.name) if one.by else "Taken over from the referral"
    stands = [Status(one.status).label, *["disputed"] * one.is_disputed, *["worked with"] * one.is_working]
    return Entry(short_moment(one.at, now), ", ".join(stands), source=who, more=one.reason)


def _age_facts(case: Case, now: datetime) -> list[Fact]:
    facts = []
    turning = case.child.turns_18_on
    if turning:
        told = "turned 18" if turning <= timezone.localdate(now) else "turns 18"
        facts.append(Fact(f"The child {told}", spoken_day(turning), aside="The case stays open."))
    facts += [
        Fact("Planned for then", prepared.plan, aside=f"{prepared.by.full_name}, {said_when(prepared.at, now)}")
        for prepared in Preparation.objects.filter(case=case).select_related("by")[:3]
    ]
    return facts


def _decision(decision: AgeDecision, now: datetime) -> Entry:
    born = f", born {spoken_day(decision.born_on)}" if decision.born_on else ""
    return Entry(
        when=spoken_day(decision.decided_on),
        title=f"{AgeOutcome(decision.outcome).label}{born}. {AgeBasis(decision.basis).label}",
        source=f"{decision.decided_by}; recorded {said_when(decision.recorded_at, now)}",
        more=decision.reasons,
        kind="significant",
        rule="C1",
    )


def may_be_the_same(child: Child, user: User) -> list[Row]:
    """Other cases, of those that the reader may see, whose child may be this one. Of others nothing is said."""
    matches = {match.child_id: match for match in finding.alike(child, among=Child.objects.visible_to(user))}
    cases = Case.objects.visible_to(user).filter(child__in=list(matches) or [child.pk]).exclude(child=child.pk)
    return [
        Row(
            f"May be the same child as {case.reference}",
            href=case.get_absolute_url(),
            meta=f"{sentence_begins(', '.join(matches[case.child_id].reasons))}.",
            rules=["C2"],
        )
        for case in cases
    ]
