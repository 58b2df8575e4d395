"""Rights that end while somebody waits for a lock, and relations that are given and ended in the same moment."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from referrals import actions
from referrals.workflow import Outcome, With
from tests import builders
from tests.cast import anew
from tests.meanwhile import at_once, in_an_open_transaction
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit.models import Event
from trafficking_cases.children import actions as children
from trafficking_cases.children import grants
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.barriers import BarrierKind
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)

LONG_ENOUGH_TO_WAIT_FOR_THE_LOCK = 0.5


def test_whoever_lost_the_case_while_waiting_cannot_give_it_away(cast):
    """The first hands it to another manager; the second, asked before, may no longer when their turn comes."""
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    other = builders.a_case(worker=cast.social_worker, manager=cast.manager)

    results = at_once(
        *(
            lambda to=to: children.allocate(case, worker=cast.social_worker_2, manager=to, by=anew(cast.manager))
            for to in (cast.manager_2, cast.service_manager)
        )
    )

    assert sum(isinstance(result, Http404) for result in results) == 1, results
    assert Event.objects.filter(name="case.allocated", case_id=case.pk).count() == 2
    assert set(Case.objects.visible_to(anew(cast.manager))) == {other}


def test_a_barrier_that_is_being_set_holds_against_whoever_waits(cast):
    """The allocation waits for the case; the wall stands by then."""
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)

    def wall() -> None:
        Case.objects.select_for_update().get(pk=case.pk)
        builders.a_barrier(case, kind=BarrierKind.DENY_LIST, people=[cast.manager], by=cast.manager_2)

    def allocate() -> None:
        children.allocate(case, worker=cast.social_worker_2, manager=cast.manager_2, by=anew(cast.manager))

    with ThreadPoolExecutor(1) as pool:
        with in_an_open_transaction(wall):
            waiting = pool.submit(at_once, allocate)
            time.sleep(LONG_ENOUGH_TO_WAIT_FOR_THE_LOCK)
        (result,) = waiting.result()

    assert isinstance(result, Http404), result
    assert case.allocations.get().worker == cast.social_worker


def test_a_relation_given_while_another_ends_carries_its_verbs(cast):
    """The lapse of an old share must not take the object permissions that the new allocation needs."""
    case = builders.a_case(worker=cast.social_worker_2, manager=cast.manager)
    for _ in range(5):
        share = builders.a_share(case, to=cast.social_worker, until=timezone.now() + timedelta(days=1))

        given, _ended = at_once(
            lambda: grants.give(
                case, to=cast.social_worker, relation=Relation.ALLOCATED, reason="Test", by=cast.manager
            ),
            lambda share=share: grants.end(share, reason="Its time is over", by=None),
        )

        assert case.allows(anew(cast.social_worker), Permission.EXPORT_SUMMARY)
        assert case.allows(anew(cast.social_worker), Permission.READ_CASE)
        grants.end(given, reason="Test", by=cast.manager)
        assert not Case.objects.visible_to(anew(cast.social_worker)).exists()


def test_allocating_and_lapsing_at_once_do_not_wait_for_each_other(cast):
    """Both lock the case first; in the other order they would wait without end."""
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    for worker in (cast.social_worker_2, cast.social_worker, cast.social_worker_2):
        share = builders.a_share(case, to=cast.police, until=timezone.now() + timedelta(days=1))

        results = at_once(
            lambda worker=worker: children.allocate(case, worker=worker, manager=cast.manager, by=anew(cast.manager)),
            lambda share=share: grants.end(share, reason="Its time is over", by=None),
        )

        assert not [result for result in results if isinstance(result, BaseException)], results


def test_two_claims_at_once_leave_one_person_and_one_set_of_clocks(cast):
    referral, other = builders.a_referral(), builders.a_referral()

    results = at_once(
        *(lambda by=by: actions.claim(referral, by=anew(by)) for by in (cast.duty_worker, cast.out_of_hours))
    )

    assert not [result for result in results if isinstance(result, BaseException)], results
    referral.refresh_from_db()
    assert referral.claimed_by in (cast.duty_worker, cast.out_of_hours)
    owners = User.objects.filter(pk__in=_owners_of_clocks(referral))
    assert set(owners) == {referral.claimed_by}
    assert _owners_of_clocks(other) == [None]


def _owners_of_clocks(referral) -> list:
    return list(actions.deadlines.Deadline.objects.filter(subject=referral.pk).values_list("owner", flat=True))


def test_a_conversation_is_not_recorded_under_a_decision_that_is_being_signed(cast):
    referral = builders.a_proposed_referral(outcome=Outcome.EARLY_HELP)
    read = str(builders.the_decision_of(referral).pk)

    def sign() -> None:
        actions.sign(referral, read=read, by=anew(cast.manager))

    def consult() -> None:
        actions.consult(
            referral, spoken_with=With.POLICE, person="DS X", at=timezone.now(), said="Late.", by=anew(cast.duty_worker)
        )

    results = at_once(sign, consult)

    referral.refresh_from_db()
    assert referral.status == "decided", results
    said_late = referral.consultations.filter(recorded_at__gt=referral.decided_at, said="Late.")
    assert not said_late.exists() or results[1] is None
