"""A child protected at once: recorded before anything else, refused by nothing. [Rule R6; procedure 4.3]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.actions import protection, strategy
from assessments.models import ImmediateProtection
from assessments.models.protection import TakenBy
from referrals import actions as referrals
from referrals.workflow import Outcome
from tests import builders
from tests import builders_strategy as enquiry
from tests.cast import Cast, anew, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to
from trafficking_cases.audit.models import Event
from trafficking_cases.children import grants
from trafficking_cases.children.holds import put_hold
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.deadlines.models import Deadline

TYPED_AT = {"taken_by": "police"}


def typed(at=None) -> dict[str, str]:
    """What the page sends: who, and this minute in London."""
    here = timezone.localtime(at or timezone.now())
    boxes = {"at_day": here.day, "at_month": here.month, "at_year": here.year, "at_time": f"{here:%H:%M}"}
    return TYPED_AT | {name: str(value) for name, value in boxes.items()}


def clocks(**about) -> list[Deadline]:
    return list(Deadline.objects.live().filter(rule="IMM-06", **about))


def every_state(cast: Cast) -> dict[str, tuple]:
    """A referral or a case in every state there is, and somebody who works on it."""
    held = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    put_hold(held, rule="M2", because_of=held.pk, sentence="Waits.", at=timezone.now(), by=cast.manager)
    recorded = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    enquiry.a_recorded_strategy(recorded)
    return {
        "received": (builders.a_referral(), cast.out_of_hours),
        "talked over": (builders.a_consulted_referral(), cast.duty_worker),
        "awaiting signature": (builders.a_proposed_referral(), cast.duty_worker),
        "decided without a case": (builders.a_decided_referral(outcome=Outcome.EARLY_HELP), cast.duty_worker),
        "a case": (builders.a_case(worker=cast.social_worker, manager=cast.manager), cast.social_worker),
        "a case that nobody holds": (
            Case.objects.get(referrals=builders.a_decided_referral(outcome=Outcome.ASSESSMENT)),
            cast.manager,
        ),
        "a case on hold": (held, cast.social_worker),
        "after a strategy discussion": (recorded, cast.social_worker),
    }


@pytest.mark.parametrize("state", range(8))
def test_in_every_state_it_is_recorded_and_the_clock_runs(cast: Cast, state: int):
    name, (subject, by) = list(every_state(cast).items())[state]

    found = enquiry.a_protection(subject, by=by)

    case = subject if isinstance(subject, Case) else None
    running = [clock for clock in clocks(subject=subject.pk) if clock.is_running]
    assert len(running) == 1, name
    assert (running[0].started_at, running[0].case) == (found.at, case)
    assert running[0].due_at - running[0].started_at == timedelta(hours=24)
    assert Event.objects.filter(name="protection.recorded", subject_id=str(found.pk)).count() == 1
    if case:
        line = case.chronology.get(kind="protection.recorded")
        assert (line.sentence, line.significant) == (
            "The child was protected at once, by the Police.",
            True,
        )


def test_who_may_before_there_is_a_case(cast: Cast):
    """The front door, its managers, and whoever made the referral if their role may: the Police, and no school."""
    other = builders.a_referral(by=cast.voluntary)

    for who in each_of(cast):
        mine = builders.a_referral(by=getattr(cast, who))
        at_door = who in ("duty_worker", "out_of_hours", "manager", "manager_2", "service_manager")
        able = at_door or who in ("social_worker", "social_worker_2", "police", "other_authority")
        assert answer_to(lambda: enquiry.a_protection(mine, by=getattr(cast, who))) == (DONE if able else FORBIDDEN)
        others = answer_to(lambda: enquiry.a_protection(other, by=getattr(cast, who)))
        assert others == (DONE if at_door else FORBIDDEN if who == "voluntary" else NOT_FOUND)


def test_who_may_on_a_case(cast: Cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    builders.a_share(case, to=cast.health)
    grants.give(case, to=cast.police.agency, relation=Relation.POLICE, reason="Test", by=cast.manager)

    for who in each_of(cast):
        answer = answer_to(lambda: enquiry.a_protection(case, by=anew(getattr(cast, who))))
        able = who in ("social_worker", "manager", "police")
        assert answer == (DONE if able else FORBIDDEN if who == "health" else NOT_FOUND)


def test_the_clock_that_runs_stands_and_another_begins_after_it(cast: Cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    other = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    first = enquiry.a_protection(case)
    enquiry.a_protection(case, taken_by=TakenBy.COURT)
    assert [clock.started_at for clock in clocks(case=case)] == [first.at]

    enquiry.a_held_strategy(case)
    assert not Deadline.objects.running().filter(rule="IMM-06", case=case).exists()
    again = enquiry.a_protection(case)

    assert [clock.started_at for clock in clocks(case=case) if clock.is_running] == [again.at]
    assert clocks(case=other) == []


def test_what_was_recorded_before_the_case_comes_onto_it(cast: Cast):
    referral = builders.a_proposed_referral(outcome=Outcome.IMMEDIATE_PROTECTION)
    other = builders.a_referral()
    found, elsewhere = enquiry.a_protection(referral), enquiry.a_protection(other)
    referrals.sign(
        referral,
        read=str(builders.the_decision_of(referral).pk),
        worker=cast.social_worker,
        by=cast.manager,
    )

    assert strategy.take_in() == 1
    assert strategy.take_in() == 0

    found.refresh_from_db()
    elsewhere.refresh_from_db()
    referral.refresh_from_db()
    assert (found.case, elsewhere.case) == (referral.case, None)
    assert referral.case.chronology.filter(kind="protection.recorded").count() == 1
    assert [clock.started_at for clock in clocks(case=referral.case)] == [found.at], "one clock, from the protection"


def test_a_referral_with_a_case_is_recorded_on_both(cast: Cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)

    found = enquiry.a_protection(case.referrals.get(), by=cast.social_worker)

    assert found.case == case
    assert [clock.subject for clock in clocks(case=case)] == [case.pk]
    assert strategy.take_in() == 0


def test_the_strategy_discussion_meets_it_wherever_it_began(cast: Cast):
    referral = builders.a_proposed_referral(outcome=Outcome.ASSESSMENT)
    enquiry.a_protection(referral)
    referrals.sign(
        referral,
        read=str(builders.the_decision_of(referral).pk),
        worker=cast.social_worker,
        by=cast.manager,
    )
    referral.refresh_from_db()

    discussion = enquiry.a_held_strategy(referral.case)

    (clock,) = clocks(case=referral.case)
    assert (clock.status, clock.ended_at) == ("met", discussion.meeting.held_at)


# The pages -----------------------------------------------------------------------------------------------------------


def test_two_answers_are_enough_on_a_referral(client, cast: Cast):
    referral = builders.a_referral()
    client.force_login(cast.out_of_hours)
    at = reverse("assessments:protect_on_referral", args=[referral.pk])
    assert at in client.get(referral.get_absolute_url()).content.decode()

    assert "Two answers are enough" in client.get(at).content.decode()
    response = client.post(at, typed())

    assert (response.status_code, response.url) == (302, referral.get_absolute_url())
    page = client.get(referral.get_absolute_url()).content.decode()
    assert "Recorded by Nerys Coldharrow" in page
    assert "Hold the strategy discussion: the child was protected at once" in page
    assert client.get(reverse("assessments:protect", args=[referral.pk])).status_code == 404


def test_two_answers_are_enough_on_a_case(client, cast: Cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    client.force_login(cast.social_worker)

    response = client.post(reverse("assessments:protect", args=[case.pk]), typed() | {"what": "Met at the gate."})

    overview = reverse("assessments:overview", args=[case.pk])
    assert (response.status_code, response.url) == (302, overview)
    page = client.get(overview).content.decode()
    assert "Met at the gate." in page
    assert "Record that the child was protected" in page


def test_what_is_missing_is_said_and_a_time_to_come_is_none(client, cast: Cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    client.force_login(cast.social_worker)
    at = reverse("assessments:protect", args=[case.pk])

    nothing = client.post(at, {"what": "Đã an toàn"})
    future = client.post(at, typed(timezone.now() + timedelta(days=1)))

    assert (nothing.status_code, future.status_code) == (200, 200)
    assert "Choose who protected the child" in nothing.content.decode()
    assert "Đã an toàn" in nothing.content.decode()
    assert "has not come yet" in future.content.decode()
    assert not ImmediateProtection.objects.exists()


def test_nobody_who_only_referred_reads_what_was_done(client, cast: Cast):
    referral = builders.a_referral(by=cast.education)
    enquiry.a_protection(referral, what="Taken to a safe place.")
    client.force_login(cast.education)

    assert "Taken to a safe place." not in client.get(referral.get_absolute_url()).content.decode()


def test_a_protection_is_somebodys():
    with pytest.raises(ValueError, match="always on"):
        protection.start_clock(None, None, started_at=timezone.now(), by=None)
