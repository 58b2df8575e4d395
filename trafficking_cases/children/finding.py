"""Finding a child under every name and number they ever had, among the records that somebody may see. [Rules C2, C6]

Of the others nothing is said: not that there are any, and not how many.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from uuid import UUID

from django.db.models import Q, QuerySet

from trafficking_cases.children.ages import Born
from trafficking_cases.children.models import Case, Child, Claim
from trafficking_cases.children.projection import born_of
from trafficking_cases.children.workflow.claims import SOUGHT_BY, Kind
from trafficking_cases.lib.text import search_words
from trafficking_cases.people.models import User

REFERENCE = re.compile(r"\s*(?:C\s*-?\s*)?(\d{6})\s*", re.ASCII | re.IGNORECASE)
MOST_FOUND = 50
MOST_WEIGHED = 1_000
MOST_WORDS = 8
# Two spellings of one name: "Nguyen" and "Nguyin", not "Linh" and "Anh".
ALIKE = 0.8
FIRST_LETTERS = 2
SHORTEST_NUMBER = 4
NEAR_DAYS = 366
FAR_DAYS = 3 * 366


@dataclass(frozen=True)
class Found:
    """A case, and the claims by which its child was found; none where it was the reference of the case."""

    case: Case
    claims: Sequence[Claim]


def find(typed: str, *, by: User) -> list[Found]:
    """The visible cases of whoever goes by this name, number or reference; order, accents and capitals are free."""
    words = search_words(typed)[:MOST_WORDS]
    if not words:
        return []
    visible = Case.objects.visible_to(by)
    claims = Claim.objects.filter(_every(words), kind__in=SOUGHT_BY, child__in=visible.values("child"))
    by_child: dict[UUID, list[Claim]] = {}
    for claim in claims.order_by("-is_working", "added_at", "id")[:MOST_WEIGHED]:
        by_child.setdefault(claim.child_id, []).append(claim)
    wanted = Q(child__in=list(by_child))
    if reference := REFERENCE.fullmatch(typed):
        wanted |= Q(reference=f"C-{reference[1]}")
    cases = visible.filter(wanted).select_related("child", "authority")
    return [Found(case, by_child.get(case.child_id, [])) for case in cases[:MOST_FOUND]]


def _every(words: Iterable[str]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(search_key__contains=f" {word}")
    return condition


@dataclass(frozen=True)
class Match:
    """That another child may be the same one, and why."""

    child_id: UUID
    reasons: Sequence[str]


def alike(child: Child, *, among: QuerySet[Child]) -> list[Match]:
    """Which of these children may be the same child: a number, a name under any spelling, a birth near it. [Rule C6]"""
    ours = list(child.claims.all())
    condition = _perhaps(ours)
    if condition is None:
        return []
    sought = Claim.objects.filter(condition, kind__in=SOUGHT_BY, child__in=among.exclude(pk=child.pk))
    theirs: dict[UUID, list[Claim]] = {}
    for claim in Claim.objects.filter(child__in=sought.values("child")).order_by("-added_at", "id")[:MOST_WEIGHED]:
        theirs.setdefault(claim.child_id, []).append(claim)
    matches = [Match(one, _why_the_same(ours, claims)) for one, claims in theirs.items()]
    return sorted((match for match in matches if match.reasons), key=lambda match: -len(match.reasons))


def _perhaps(ours: Iterable[Claim]) -> Q | None:
    """What another child's claim would hold at least: a word that begins as one of ours does."""
    beginnings = {
        word[:FIRST_LETTERS] for claim in ours if claim.kind in SOUGHT_BY for word in claim.search_key.split()
    }
    condition = None
    for beginning in sorted(beginnings):
        one = Q(search_key__contains=f" {beginning}")
        condition = one if condition is None else condition | one
    return condition


def _why_the_same(ours: Sequence[Claim], theirs: Sequence[Claim]) -> list[str]:
    numbers = _numbers(ours) & _numbers(theirs)
    names = _same_name(_names(ours), _names(theirs))
    near, far = _births(ours, theirs)
    if not numbers and (not names or far):
        return []
    reasons = ["the same number or reference"] if numbers else []
    return reasons + ([names] if names else []) + (["a date of birth near this one"] if near else [])


def _numbers(claims: Iterable[Claim]) -> set[str]:
    """Each number without the words before it: "HO 1234/567" and "Home Office 1234567" are one."""
    said = (search_words(claim.value) for claim in claims if claim.kind == Kind.IDENTIFIER)
    numbers = ("".join(word for word in words if any(map(str.isdigit, word))) for words in said)
    return {number for number in numbers if len(number) >= SHORTEST_NUMBER}


def _names(claims: Iterable[Claim]) -> set[tuple[str, ...]]:
    """Each name as its words in one order, whichever order they were said in; several after commas are several."""
    names = [claim for claim in claims if claim.kind == Kind.NAME]
    said = [part for claim in names for part in (*re.split(r"[,;/]", claim.value), claim.native)]
    return {tuple(sorted(words)) for words in map(search_words, said) if words}


def _same_name(ours: set[tuple[str, ...]], theirs: set[tuple[str, ...]]) -> str:
    if ours & theirs:
        return "the same name"
    pairs = ((one, other) for one in ours for other in theirs if len(one) == len(other))
    if any(all(_spelt_alike(*words) for words in zip(one, other, strict=True)) for one, other in pairs):
        return "the same name under another spelling"
    return ""


def _spelt_alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= ALIKE


def _births(ours: Iterable[Claim], theirs: Iterable[Claim]) -> tuple[bool, bool]:
    """Whether any two of the births lie near each other; and whether all of them, where both are known, lie far."""
    gaps = [_gap(one, other) for one in _born(ours) for other in _born(theirs)]
    if not gaps:
        return False, False
    return min(gaps) <= NEAR_DAYS, min(gaps) > FAR_DAYS


def _born(claims: Iterable[Claim]) -> list[Born]:
    return [born_of(claim) for claim in claims if claim.kind == Kind.BIRTH_DATE]


def _gap(one: Born, other: Born) -> int:
    """How many days lie between two ranges; none where they overlap."""
    return max((other.earliest - one.latest).days, (one.earliest - other.latest).days, 0)
