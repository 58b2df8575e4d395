"""A wall is put round a case. What it does is asked in tests/access; here, that it is set whole and recorded."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import builders
from tests.cast import Cast
from trafficking_cases.audit.models import Event
from trafficking_cases.children.models import Barrier, Case, Child, ChronologyEntry
from trafficking_cases.children.models.barriers import BarrierKind
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications.models import Notice


@pytest.mark.parametrize("kind", BarrierKind)
def test_it_takes_effect_at_once_on_this_case_alone(cast: Cast, kind: BarrierKind):
    case, other = builders.a_case(worker=cast.social_worker), builders.a_case(worker=cast.social_worker)
    named = [cast.social_worker] if kind == BarrierKind.DENY_LIST else [cast.manager]

    builders.a_barrier(case, kind=kind, people=named)

    assert set(Case.objects.visible_to(cast.social_worker)) == {other}


def test_whatever_hangs_on_the_case_is_gone_with_it(cast: Cast):
    case, other = builders.a_case(worker=cast.social_worker), builders.a_case(worker=cast.social_worker)
    builders.a_barrier(case, people=[cast.social_worker])
    person = cast.social_worker

    assert set(ChronologyEntry.objects.visible_to(person).values_list("case", flat=True)) == {other.pk}
    assert set(Deadline.objects.visible_to(person).values_list("case", flat=True)) == {other.pk}
    assert set(Notice.objects.visible_to(person).values_list("subject_id", flat=True)) == {other.pk}


def test_the_same_person_twice_is_named_once(cast: Cast):
    barrier = builders.a_barrier(builders.a_case(), people=[cast.police, cast.police, cast.health])

    assert barrier.people.count() == 2


def test_it_is_recorded_by_kind_and_without_the_reason(cast: Cast):
    case = builders.a_case()

    barrier = builders.a_barrier(case, kind=BarrierKind.SEALED, people=[cast.manager])

    event = Event.objects.get(name="barrier.set")
    assert (event.subject_id, event.case_id, event.codes) == (str(barrier.pk), case.pk, {"kind": "sealed"})


def test_the_database_wants_two_people_to_lift_it(cast: Cast):
    barrier = builders.a_barrier(builders.a_case(), people=[cast.police])
    now = timezone.now()

    with pytest.raises(IntegrityError, match="barrier_lifted_by_two"), transaction.atomic():
        Barrier.objects.filter(pk=barrier.pk).update(
            lifted_at=now, lifted_by=cast.manager, lift_confirmed_at=now, lift_confirmed_by=cast.manager
        )


@pytest.mark.parametrize(
    "answers",
    [
        {"birth_date_is": "exact"},
        {"birth_date_is": "estimated"},
        {"birth_date_is": "unknown", "about_age": 14},
    ],
)
def test_a_birth_date_is_as_well_known_as_it_says(db: None, answers: dict):
    with pytest.raises(IntegrityError, match="birth_date_known_as_it_says"), transaction.atomic():
        Child.objects.create(added_at=timezone.now(), **answers)
