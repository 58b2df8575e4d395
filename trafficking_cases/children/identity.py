"""The verbs of who a child is said to be: a claim added, checked, worked with; an age decided. [Rules C1, C2]

No verb of protection waits for any of it: a child without a name, a nationality or a status is as much a child. [Rule
C4; procedure 4.1]
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.ages import Born, born_as_said
from trafficking_cases.children.claim_history import locked, standing_of, write_down
from trafficking_cases.children.models import AgeDecision, Child, Claim, StandingOfClaim
from trafficking_cases.children.policies.identity import (
    why_not_add_claim,
    why_not_check,
    why_not_decide_age,
    why_not_dispute,
    why_not_set_aside,
    why_not_work_with,
)
from trafficking_cases.children.projection import project
from trafficking_cases.children.workflow.claims import (
    ONE_TO_WORK_WITH,
    Accuracy,
    AgeBasis,
    AgeOutcome,
    Kind,
    NameKind,
    Status,
)
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.moments import MonthOrYear, spoken_day
from trafficking_cases.lib.text import plain, search_words
from trafficking_cases.people.models import User

LONGEST_KEY = 1_000
CHECKED = {
    Status.VERIFIED: "was verified",
    Status.BELIEVED_FALSE: "is believed false",
    Status.PROVED_FALSE: "was proved false",
}


@transaction.atomic
def add_claim(
    child: Child,
    *,
    kind: Kind,
    value: str = "",
    native: str = "",
    name_kind: str = "",
    accuracy: str = "",
    day: date | None = None,
    years: int | None = None,
    is_disputed: bool = False,
    source: str,
    said_on: date,
    by: User,
    at: datetime | None = None,
) -> Claim:
    """Record something said of who a child is. The first of its kind is worked with until better is known. [Rule C2]"""
    require(by, Permission.RECORD_IDENTITY, child)
    child, now = locked(child), at or timezone.now()
    claim = _said(
        child, kind=kind, value=value, native=native, name_kind=name_kind, source=source, said_on=said_on, by=by, at=now
    )
    if claim.kind == Kind.BIRTH_DATE:
        _give_days(claim, Accuracy(accuracy), day=day, years=years)
        claim.is_disputed = is_disputed
    others = list(child.claims.filter(kind=claim.kind))
    refuse_if(why_not_add_claim(claim, others, timezone.localdate(now)))
    claim.is_working = _comes_first(claim, others)
    claim.save(force_insert=True)
    write_down(claim, "claim.added", "was recorded; it is a claim", by=by, at=now)
    project(child, at=now, today=timezone.localdate(now))
    return claim


@transaction.atomic
def check_claim(claim: Claim, *, found: Status, reason: str = "", by: User, at: datetime | None = None) -> Claim:
    """Say that a claim is verified, or false: then it is no longer worked with. [Rule C2; procedure 3, 4.2]"""
    require(by, Permission.RECORD_IDENTITY, claim)
    child, status = locked(claim.child), Status(found)
    claim, reason = Claim.objects.get(pk=claim.pk), plain(reason).strip()
    refuse_if(why_not_check(claim, status, reason))
    now, was_working = at or timezone.now(), claim.is_working
    claim.status, claim.because, claim.checked_at, claim.checked_by = status, reason, now, by
    claim.is_working = claim.is_working and not claim.is_false
    claim.is_disputed = claim.is_disputed and status != Status.VERIFIED
    claim.save(update_fields=["status", "because", "checked_at", "checked_by", "is_working", "is_disputed"])
    said = CHECKED[status]
    if was_working and not claim.is_working:
        said += "; it was the one worked with, and nothing takes its place until somebody chooses"
    write_down(claim, "claim.checked", said, reason=reason, significant=claim.is_false, by=by, at=now)
    project(child, at=now, today=timezone.localdate(now))
    return claim


@transaction.atomic
def work_with(claim: Claim, *, by: User, at: datetime | None = None) -> Claim:
    """Make a claim the one that is worked with; nationalities, languages and numbers may be several. [Rule C2]"""
    require(by, Permission.RECORD_IDENTITY, claim)
    child = locked(claim.child)
    claim = Claim.objects.get(pk=claim.pk)
    refuse_if(why_not_work_with(claim))
    now = at or timezone.now()
    _put_to_work(claim, by=by, at=now)
    write_down(claim, "claim.worked_with", "is now the one worked with", significant=True, by=by, at=now)
    project(child, at=now, today=timezone.localdate(now))
    return claim


@transaction.atomic
def set_aside(claim: Claim, *, reason: str = "", by: User, at: datetime | None = None) -> Claim:
    """No longer work with one of several; it is not said to be false, stays as claimed, and is searched. [Rule C2]"""
    require(by, Permission.RECORD_IDENTITY, claim)
    child, reason = locked(claim.child), plain(reason).strip()
    claim = Claim.objects.get(pk=claim.pk)
    refuse_if(why_not_set_aside(claim, reason))
    now = at or timezone.now()
    claim.is_working = False
    claim.save(update_fields=["is_working"])
    write_down(claim, "claim.set_aside", "is no longer worked with", reason=reason, by=by, at=now)
    project(child, at=now, today=timezone.localdate(now))
    return claim


@transaction.atomic
def dispute(claim: Claim, *, reason: str = "", by: User, at: datetime | None = None) -> Claim:
    """Record that somebody disputes a date of birth: from then on the age is a child's. [Rule C1; procedure 2]"""
    require(by, Permission.RECORD_IDENTITY, claim)
    child, reason = locked(claim.child), plain(reason).strip()
    claim = Claim.objects.get(pk=claim.pk)
    refuse_if(why_not_dispute(claim, reason))
    now = at or timezone.now()
    claim.is_disputed, claim.because = True, reason
    claim.save(update_fields=["is_disputed", "because"])
    said = "is disputed; until an age decision is recorded, the age is a child’s"
    write_down(claim, "claim.disputed", said, reason=reason, significant=True, by=by, at=now)
    project(child, at=now, today=timezone.localdate(now))
    return claim


@transaction.atomic
def record_age_decision(
    child: Child,
    *,
    outcome: AgeOutcome,
    basis: AgeBasis,
    reasons: str,
    decided_by: str,
    decided_on: date,
    born_on: date | None = None,
    by: User,
    at: datetime | None = None,
) -> AgeDecision:
    """Record what was decided on a child's age. A date of birth that it names is worked with. [Rule C1; procedure 2]"""
    require(by, Permission.RECORD_IDENTITY, child)
    child, now = locked(child), at or timezone.now()
    reasons, decided_by = plain(reasons).strip(), plain(decided_by).strip()
    today = timezone.localdate(now)
    refuse_if(
        why_not_decide_age(
            outcome=outcome, born_on=born_on, decided_on=decided_on, decided_by=decided_by, reasons=reasons, today=today
        )
    )
    decision = AgeDecision.objects.create(
        child=child, outcome=outcome, basis=basis, born_on=born_on, reasons=reasons, decided_by=decided_by,
        decided_on=decided_on, recorded_at=now, recorded_by=by,
    )  # fmt: skip
    if born_on and child.age_decisions.first() == decision:
        _decided_birth(decision, by=by, at=now)
    said = "An age decision was recorded. The case stays open, whatever the age."
    for case in child.cases.all():
        note(case, at=now, kind="age.decided", sentence=said, significant=True, by=by)
    audit.record("age.decided", decision, by=by, case=decision.seen_through(by), outcome=outcome, basis=basis)
    project(child, at=now, today=today)
    return decision


def first_claims(
    child: Child,
    *,
    known_as: str,
    also_called: str,
    born_on: date | MonthOrYear | None,
    about_age: int | None,
    nationality: str,
    language: str,
    source: str,
    by: User,
    at: datetime,
) -> Child:
    """What a referral says of who a child is, each answer a claim of whoever referred. [Rule C2; procedure 3, 4.2]"""
    said_on = timezone.localdate(at)
    answers = [
        (Kind.NAME, known_as, NameKind.USED),
        (Kind.NAME, also_called, NameKind.ALIAS),
        (Kind.NATIONALITY, nationality, ""),
        (Kind.LANGUAGE, language, ""),
    ]
    claims = [
        _said(child, kind=kind, value=value, name_kind=name_kind, source=source, said_on=said_on, by=by, at=at)
        for kind, value, name_kind in answers
        if value
    ]
    for accuracy, day, years in ((*_as_known(born_on), None), (Accuracy.AGE, None, about_age)):
        if day is not None or years is not None:
            claim = _said(child, kind=Kind.BIRTH_DATE, source=source, said_on=said_on, by=by, at=at)
            claims.append(_give_days(claim, accuracy, day=day, years=years))
    for claim in claims:
        claim.is_working = _comes_first(claim, [other for other in claims if other.kind == claim.kind])
    Claim.objects.bulk_create(claims)
    StandingOfClaim.objects.bulk_create([standing_of(claim, by=by, at=at) for claim in claims])
    return project(child, at=at, today=said_on) if claims else child


def _as_known(born_on: date | MonthOrYear | None) -> tuple[Accuracy, date | None]:
    """How exactly a birth is said, and a day of it."""
    if isinstance(born_on, MonthOrYear):
        return Accuracy.MONTH if born_on.month else Accuracy.YEAR, born_on.first_day
    return Accuracy.EXACT, born_on


def _comes_first(claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether there is nothing better to work with. What a child is called as well is not the name to begin with."""
    is_a_side_name = claim.name_kind in (NameKind.ALIAS, NameKind.NICKNAME)
    return not is_a_side_name and not any(other.is_working for other in others)


def _said(
    child: Child,
    *,
    kind: Kind,
    value: str = "",
    native: str = "",
    name_kind: str = "",
    source: str,
    said_on: date,
    by: User,
    at: datetime,
) -> Claim:
    value, native, source = (" ".join(plain(typed).split()) for typed in (value, native, source))
    return Claim(
        child=child, kind=Kind(kind), value=value, native=native, name_kind=name_kind, source=source, said_on=said_on,
        search_key=search_key(kind, value, native), added_at=at, added_by=by,
    )  # fmt: skip


def search_key(kind: Kind, *said: str) -> str:
    """Every word by which a claim is found, each after a blank; a number without what parts it too."""
    words = [word for part in said for word in search_words(part)]
    if kind == Kind.IDENTIFIER:
        words += ["".join(words[first:]) for first in range(len(words))]
    return f" {' '.join(dict.fromkeys(words))}"[:LONGEST_KEY]


def _give_days(claim: Claim, accuracy: Accuracy, *, day: date | None, years: int | None) -> Claim:
    born = born_as_said(accuracy, said_on=claim.said_on, day=day, years=years)
    claim.accuracy, claim.born_from, claim.born_until = accuracy, born.earliest, born.latest
    claim.value = _birth_words(accuracy, born, years)
    return claim


def _birth_words(accuracy: Accuracy, born: Born, years: int | None) -> str:
    if accuracy == Accuracy.AGE:
        return f"about {years}"
    if accuracy == Accuracy.EXACT:
        return spoken_day(born.latest)
    return f"{born.latest:%B} {born.latest.year}" if accuracy == Accuracy.MONTH else str(born.latest.year)


def _put_to_work(claim: Claim, *, by: User, at: datetime) -> None:
    """Whichever was worked with before, of a kind that knows only one, makes room."""
    if claim.kind in ONE_TO_WORK_WITH:
        for before in Claim.objects.filter(child=claim.child_id, kind=claim.kind, is_working=True):
            before.is_working = False
            before.save(update_fields=["is_working"])
            standing_of(before, by=by, at=at).save(force_insert=True)
    claim.is_working = True
    claim.save(update_fields=["is_working"])


def _decided_birth(decision: AgeDecision, *, by: User, at: datetime) -> None:
    """The date of birth that an age decision names is a claim like the others, verified by it and worked with."""
    source = f"Age decision: {decision.decided_by}"[:200]
    claim = _said(decision.child, kind=Kind.BIRTH_DATE, source=source, said_on=decision.decided_on, by=by, at=at)
    _give_days(claim, Accuracy.EXACT, day=decision.born_on, years=None)
    claim.status, claim.checked_at, claim.checked_by = Status.VERIFIED, at, by
    claim.save(force_insert=True)
    _put_to_work(claim, by=by, at=at)
    standing_of(claim, by=by, at=at).save(force_insert=True)
