"""The verbs of a case: opening it, allocating it, and writing its chronology."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children import grants
from trafficking_cases.children.models import Allocation, Barrier, BarrierPerson, Case, Child, ChronologyEntry
from trafficking_cases.children.models.barriers import BarrierKind
from trafficking_cases.children.models.grants import Grant, Relation
from trafficking_cases.children.policies.cases import why_not_allocate, why_not_allocate_again
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.references import random_reference
from trafficking_cases.people.models import Agency, User


@dataclass(frozen=True)
class Before:
    """Something that happened before there was a case to write it on, and led to it."""

    at: datetime
    kind: str
    sentence: str
    link: str
    by: User
    significant: bool = False


@transaction.atomic
def open_case(child: Child, *, authority: Agency, at: datetime, by: User, led_here: Iterable[Before] = ()) -> Case:
    """Open the case of a child in an authority; whoever signed the decision supervises it from then on.

    What led here is written first: of two lines with the same moment the chronology keeps the order of writing.
    """
    case = _with_a_reference(Case(child=child, authority=authority, opened_at=at, opened_by=by))
    for line in led_here:
        note(case, **vars(line))
    grants.give(case, to=by, relation=Relation.SUPERVISING, reason="Opened the case", by=by, now=at)
    note(case, at=at, kind="case.opened", sentence=f"Case {case.reference} was opened.", significant=True, by=by)
    audit.record("case.opened", case, by=by)
    return case


def _with_a_reference(case: Case) -> Case:
    """Save with a reference that nothing else has; six random digits are free at the first or second try."""
    for _ in range(20):
        case.reference = random_reference("C")
        try:
            with transaction.atomic():
                case.save(force_insert=True)
        except IntegrityError:
            if not Case.objects.filter(reference=case.reference).exists():
                raise
        else:
            return case
    raise RuntimeError("no free case reference in twenty tries")


@transaction.atomic
def allocate(case: Case, *, worker: User, manager: User, by: User, at: datetime | None = None) -> Allocation:
    """Say which social worker holds a case and who supervises them; what those before them held ends."""
    # Asked inside the lock: whoever waited may have lost the case to the one before.
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(by, Permission.ALLOCATE_CASE, case)
    live = case.allocations.filter(ended_at=None).first()
    refuse_if(why_not_allocate(case.authority, worker, manager) + why_not_allocate_again(live, worker, manager))

    now = at or timezone.now()
    if live:
        live.ended_at, live.ended_by = now, by
        live.save(update_fields=["ended_at", "ended_by"])
    _end_relations_of(case, Relation.ALLOCATED, by=by, at=now)
    _end_relations_of(case, Relation.SUPERVISING, by=by, at=now)
    allocation = Allocation.objects.create(case=case, worker=worker, manager=manager, from_at=now, made_by=by)
    grants.give(case, to=worker, relation=Relation.ALLOCATED, reason="Allocated to the case", by=by, now=now)
    grants.give(case, to=manager, relation=Relation.SUPERVISING, reason="Supervises the case", by=by, now=now)
    note(
        case,
        at=now,
        kind="case.allocated",
        sentence="The case was allocated to a social worker and a supervising manager.",
        by=by,
    )
    audit.record("case.allocated", case, by=by, worker=worker.pk, manager=manager.pk)
    return allocation


def _end_relations_of(case: Case, relation: Relation, *, by: User, at: datetime) -> None:
    for grant in Grant.objects.live(at).filter(case=case, relation=relation):
        grants.end(grant, reason="The case was allocated anew", by=by, now=at)


def note(
    case: Case,
    *,
    at: datetime,
    kind: str,
    sentence: str,
    by: User | None,
    link: str = "",
    significant: bool = False,
) -> ChronologyEntry:
    """Write one line of the chronology; the sentence holds no confidential value."""
    return ChronologyEntry.objects.create(
        case=case, at=at, kind=kind, sentence=sentence, link=link, significant=significant, by=by
    )


@transaction.atomic
def set_barrier(
    case: Case, *, kind: BarrierKind, people: list[User], reason: str, by: User, at: datetime | None = None
) -> Barrier:
    """Put a wall round a case at once: a deny-list names those kept out, the other kinds those let through."""
    barrier = Barrier.objects.create(case=case, kind=kind, reason=reason, set_at=at or timezone.now(), set_by=by)
    BarrierPerson.objects.bulk_create([BarrierPerson(barrier=barrier, user=person) for person in set(people)])
    audit.record("barrier.set", barrier, by=by, case=case.pk, kind=kind)
    return barrier
