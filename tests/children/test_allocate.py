"""A case is given to a social worker, and what those before them held ends. [Rule R3]"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import builders
from tests.cast import NAMES, Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from tests.meanwhile import at_once
from trafficking_cases.audit.models import Event
from trafficking_cases.children import actions as children
from trafficking_cases.children.models import Allocation, Case
from trafficking_cases.lib.errors import Refused
from trafficking_cases.people.models import User


@pytest.fixture
def case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager)


def allocate(case: Case, worker: User, manager: User, *, by: User) -> Allocation:
    return children.allocate(case, worker=worker, manager=manager, by=by)


def test_the_new_worker_has_it_and_the_old_one_has_not(cast: Cast, case: Case):
    other = builders.a_case(worker=cast.social_worker, manager=cast.manager)

    allocate(case, cast.social_worker_2, cast.manager_2, by=cast.manager)

    seen = {name: set(Case.objects.visible_to(person)) for name, person in cast.everybody().items()}
    assert {name: cases for name, cases in seen.items() if cases} == {
        "social_worker": {other},
        "manager": {other},
        "social_worker_2": {case},
        "manager_2": {case},
    }
    live = case.allocations.get(ended_at=None)
    assert (live.worker, live.manager, live.made_by) == (cast.social_worker_2, cast.manager_2, cast.manager)
    assert case.allocations.exclude(pk=live.pk).get().ended_by == cast.manager


def test_a_change_of_manager_leaves_the_worker(cast: Cast, case: Case):
    allocate(case, cast.social_worker, cast.manager_2, by=cast.manager)

    assert set(Case.objects.visible_to(cast.social_worker)) == {case}
    assert not Case.objects.visible_to(cast.manager).exists()


def test_who_may(cast: Cast, case: Case):
    """The manager who supervises it; another manager does not know that it is there."""
    builders.a_share(case, to=cast.police)
    expected = {"manager": DONE, "social_worker": FORBIDDEN, "police": FORBIDDEN}

    for who in each_of(cast):
        person = getattr(cast, who)
        answer = answer_to(lambda: allocate(case, cast.social_worker_2, cast.manager, by=person))
        assert answer == expected.get(who, NOT_FOUND)


@pytest.mark.parametrize("worker", [name for name in NAMES if not name.startswith("social_worker")])
def test_it_goes_to_a_social_worker_of_the_authority(cast: Cast, case: Case, worker: str):
    reasons = reasons_against(lambda: allocate(case, getattr(cast, worker), cast.manager, by=cast.manager))

    assert [(reason.rule, "social worker of the authority" in reason.message) for reason in reasons] == [("R3", True)]
    assert set(Case.objects.visible_to(cast.social_worker)) == {case}


@pytest.mark.parametrize("manager", ["social_worker", "other_authority", "police", "duty_worker", "administrator"])
def test_it_is_supervised_by_a_manager_of_the_authority(cast: Cast, case: Case, manager: str):
    reasons = reasons_against(lambda: allocate(case, cast.social_worker_2, getattr(cast, manager), by=cast.manager))

    assert [(reason.rule, "supervised by a manager" in reason.message) for reason in reasons] == [("R3", True)]


def test_nothing_that_would_change_nothing(cast: Cast, case: Case):
    reasons = reasons_against(lambda: allocate(case, cast.social_worker, cast.manager, by=cast.manager))

    assert [(reason.rule, "already" in reason.message) for reason in reasons] == [("R3", True)]


def test_a_social_worker_who_left_gets_nothing(cast: Cast, case: Case):
    User.objects.filter(pk=cast.social_worker_2.pk).update(is_active=False)
    left = User.objects.get(pk=cast.social_worker_2.pk)

    assert answer_to(lambda: allocate(case, left, cast.manager, by=cast.manager)) == 409


def test_it_is_recorded_and_stands_in_the_chronology(cast: Cast, case: Case):
    allocate(case, cast.social_worker_2, cast.manager, by=cast.manager)

    event = Event.objects.filter(name="case.allocated").first()
    assert (event.case_id, event.by_id) == (case.pk, cast.manager.pk)
    assert event.codes == {"worker": str(cast.social_worker_2.pk), "manager": str(cast.manager.pk)}
    newest = case.chronology.first()
    assert (newest.kind, newest.by) == ("case.allocated", cast.manager)
    assert newest.sentence == "The case was allocated to a social worker and a supervising manager."


def test_the_database_knows_one_live_allocation(cast: Cast, case: Case):
    now = timezone.now()
    with pytest.raises(IntegrityError, match="one_live_allocation_of_a_case"), transaction.atomic():
        Allocation.objects.create(
            case=case, worker=cast.social_worker_2, manager=cast.manager, from_at=now, made_by=cast.manager
        )


@pytest.mark.django_db(transaction=True)
def test_two_at_once_leave_one(cast: Cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)

    results = at_once(*(lambda: allocate(case, cast.social_worker_2, cast.manager, by=cast.manager) for _ in range(2)))

    assert sum(isinstance(result, Refused) for result in results) == 1, results
    assert case.allocations.filter(ended_at=None).count() == 1
    assert case.allocations.count() == 2


def test_a_case_reference_that_is_taken_is_not_given_again(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch):
    taken = int(case.reference.removeprefix("C-")) - 100_000
    numbers = iter([taken, taken, 5])
    child = builders.a_referral().child
    monkeypatch.setattr("secrets.randbelow", lambda _: next(numbers))

    opened = children.open_case(child, authority=cast.council, at=timezone.now(), by=cast.manager)

    assert opened.reference == "C-100005"


def test_a_chronology_line_is_there_for_whoever_sees_the_case(cast: Cast, case: Case):
    other = builders.a_case(worker=cast.social_worker_2, manager=cast.manager_2)
    earlier = timezone.now() - timedelta(days=3)
    line = children.note(case, at=earlier, kind="case.note", sentence="Something happened.", by=cast.social_worker)

    rows = type(line).objects
    assert line in rows.visible_to(cast.social_worker)
    assert case.chronology.last() == line
    assert not rows.visible_to(cast.social_worker_2).filter(case=case).exists()
    assert rows.visible_to(cast.social_worker_2).filter(case=other).exists()
