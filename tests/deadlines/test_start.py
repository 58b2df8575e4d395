"""Starting a clock, keeping the promise, stopping it, and working it out again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.front_doors import a_case, a_child, a_promise, london
from trafficking_cases.audit.models import Event
from trafficking_cases.deadlines import actions
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.deadlines.workflow import Status
from trafficking_cases.lib.errors import Refused
from trafficking_cases.notifications.models import Notice

TUESDAY = datetime(2026, 9, 1, 16, 0, tzinfo=UTC)


def test_a_decision_is_due_on_tuesday_with_its_explanation_and_its_reminders(north):
    """[Rule R2; procedure 4.3]"""
    deadline = a_promise(north)

    assert deadline.due_at == TUESDAY
    assert deadline.explanation[0] == "Received Friday 28 August 2026, 17:40."
    assert deadline.explanation[3] == "One working day: Tuesday 1 September."
    assert deadline.statutory
    assert deadline.rulebook == "R2"
    assert list(deadline.reminders.values_list("rung", "to", "at")) == [
        (1, "owner", london(2026, 8, 30, 17, 20)),
        (2, "front_door_manager", TUESDAY),
        (3, "service_manager", london(2026, 9, 2, 17, 0)),
    ]


def test_an_urgent_decision_is_due_in_four_hours_and_goes_up_an_hour_later(north):
    """[Rule R2; procedure 4.3]"""
    deadline = a_promise(north, "REF-08")

    assert deadline.due_at == london(2026, 8, 28, 21, 40)
    assert not deadline.statutory
    moments = list(deadline.reminders.values_list("at", flat=True))
    assert moments == [london(2026, 8, 28, hour, 40) for hour in (19, 21, 22)]


def test_started_twice_the_first_one_stands(north):
    child = a_child()
    first = a_promise(north, subject=child)
    second = a_promise(north, subject=child, started_at=london(2026, 9, 1, 9))

    assert second == first
    assert Deadline.objects.count() == 1
    assert first.reminders.count() == 3
    assert Event.objects.filter(name="deadline.started").count() == 1


def test_each_rule_each_thing_and_each_cycle_has_its_own_clock(north):
    child = a_child()
    clocks = {
        a_promise(north, subject=child),
        a_promise(north, "REF-08", subject=child),
        a_promise(north, subject=child, cycle=1),
        a_promise(north),
    }

    assert len(clocks) == 4


def test_a_promise_kept_in_time_says_so_and_takes_back_its_reminders(north):
    child, other = a_child(), a_promise(north)
    a_promise(north, subject=child)

    met = actions.meet("REF-03", subject=child, at=london(2026, 9, 1, 12), by=north.manager)

    assert met.status == Status.MET
    assert not met.lateness(london(2027, 1, 1, 9))
    assert not met.reminders.exists()
    other.refresh_from_db()
    assert other.is_running
    assert other.reminders.count() == 3


def test_lateness_is_permanent(north):
    child = a_child()
    a_promise(north, subject=child)

    met = actions.meet("REF-03", subject=child, at=TUESDAY + timedelta(hours=3), by=north.manager)
    again = actions.meet("REF-03", subject=child, at=TUESDAY - timedelta(hours=3), by=north.manager)

    assert met == again
    assert again.ended_at == TUESDAY + timedelta(hours=3)
    assert again.lateness(london(2027, 1, 1, 9)) == timedelta(hours=3)
    assert list(Event.objects.filter(name="deadline.met").values_list("codes__minutes_late", flat=True)) == [180]


def test_where_no_clock_was_started_there_is_none_to_meet(north):
    assert actions.meet("REF-03", subject=a_child(), at=TUESDAY, by=north.manager) is None


def test_the_newest_cycle_is_the_one_that_is_met(north):
    child = a_child()
    a_promise(north, subject=child)
    a_promise(north, subject=child, cycle=1)

    assert actions.meet("REF-03", subject=child, at=TUESDAY, by=north.manager).cycle == 1


def test_a_clock_is_stopped_with_a_reason(north):
    child = a_child()
    a_promise(north, subject=child)

    with pytest.raises(Refused, match="R2"):
        actions.stop("REF-03", subject=child, at=TUESDAY, by=north.manager, reason="")
    stopped = actions.stop("REF-03", subject=child, at=TUESDAY, by=north.manager, reason="Made twice")

    assert stopped.status == Status.STOPPED
    assert stopped.end_reason == "Made twice"
    assert not stopped.reminders.exists()


def test_what_was_met_is_not_stopped_afterwards(north):
    child = a_child()
    a_promise(north, subject=child)
    actions.meet("REF-03", subject=child, at=TUESDAY, by=north.manager)

    stopped = actions.stop("REF-03", subject=child, at=TUESDAY, by=north.manager, reason="Made twice")

    assert stopped.status == Status.MET


def test_the_case_takes_over_the_clocks_that_ran_before_it(north):
    child, other = a_child(), a_promise(north)
    a_promise(north, subject=child)
    a_promise(north, "REF-08", subject=child)
    case = a_case(north)

    assert actions.attach_case(child, case) == 2
    assert case.deadlines.count() == 2
    other.refresh_from_db()
    assert other.case is None


def test_a_clock_is_handed_to_the_person_who_took_the_work_on(north):
    child, other = a_child(), a_promise(north)
    a_promise(north, subject=child)

    assert actions.hand_to(north.duty_worker, subject=child, rules=("REF-03", "REF-08")) == 1
    assert Deadline.objects.get(subject=child.pk).owner == north.duty_worker
    other.refresh_from_db()
    assert other.owner is None


def test_lateness_is_explained_and_stays(north):
    deadline = a_promise(north, started_at=london(2024, 2, 1, 9))

    with pytest.raises(Refused):
        actions.explain_lateness(deadline, reason="", by=north.manager)
    explained = actions.explain_lateness(deadline, reason="The Police could not be reached.", by=north.manager)

    assert explained.late_explained_by == north.manager
    assert explained.is_running


def test_what_is_in_time_has_no_lateness_to_explain(north):
    child = a_child()
    deadline = a_promise(north, subject=child)
    actions.meet("REF-03", subject=child, at=TUESDAY, by=north.manager)

    with pytest.raises(Refused, match="R2"):
        actions.explain_lateness(deadline, reason="Because", by=north.manager)


def test_a_correction_is_a_new_row_and_the_old_one_stays_marked(north):
    wrong = a_promise(north)

    right = actions.correct(
        wrong, started_at=london(2026, 9, 1, 9), reason="It was received on Tuesday.", by=north.manager
    )

    wrong.refresh_from_db()
    assert (wrong.status, wrong.end_reason) == (Status.REPLACED, "It was received on Tuesday.")
    assert wrong.due_at == TUESDAY
    assert not wrong.reminders.exists()
    assert right.replaces == wrong
    assert right.due_at == london(2026, 9, 2, 17)
    assert right.explanation[0] == "Received Tuesday 1 September 2026, 09:00."
    assert right.reminders.count() == 3
    assert list(Deadline.objects.live()) == [right]


def test_a_statutory_limit_does_not_move_later_without_a_reason(north):
    deadline = a_promise(north)

    with pytest.raises(Refused, match="R2"):
        actions.correct(deadline, started_at=london(2026, 9, 1, 9), reason="", by=north.manager)

    deadline.refresh_from_db()
    assert deadline.is_running


def test_a_statutory_limit_may_move_earlier(north):
    corrected = actions.correct(a_promise(north), started_at=london(2026, 8, 27, 9), reason="", by=north.manager)

    assert corrected.due_at == london(2026, 8, 28, 17)


def test_a_limit_of_the_partnership_follows_its_timetable(north, settings):
    deadline = a_promise(north, "REF-08")
    settings.TIMESCALES = {"referral.urgent_decision": {"value": 6, "unit": "hours"}}

    assert actions.recalculate(deadline, by=north.manager).due_at == london(2026, 8, 28, 23, 40)


def test_worked_out_again_with_the_same_answer_nothing_changes(north):
    deadline = a_promise(north)

    assert actions.recalculate(deadline, by=north.manager) == deadline
    assert Deadline.objects.count() == 1


def test_what_is_over_is_not_worked_out_again(north):
    child = a_child()
    deadline = a_promise(north, subject=child)
    actions.meet("REF-03", subject=child, at=TUESDAY, by=north.manager)

    with pytest.raises(Refused, match="R2"):
        actions.correct(deadline, started_at=london(2026, 8, 27, 9), reason="Wrong day", by=north.manager)


@pytest.mark.parametrize(
    "impossible",
    [
        {"status": Status.MET},
        {"ended_at": TUESDAY},
        {"status": Status.STOPPED, "ended_at": TUESDAY, "end_reason": ""},
        {"status": "asleep", "ended_at": TUESDAY},
        {"due_at": london(2026, 8, 28, 17, 39)},
        {"late_reason": "Because"},
        {"late_explained_at": TUESDAY},
    ],
)
def test_the_database_refuses_what_cannot_be(north, impossible):
    deadline = a_promise(north)
    if "ended_at" in impossible and "status" in impossible:
        impossible = impossible | {"ended_by": north.manager}

    with pytest.raises(IntegrityError), transaction.atomic():
        Deadline.objects.filter(pk=deadline.pk).update(**impossible)


def test_visible_before_a_case_to_its_front_door_and_to_its_owner_and_to_nobody_else(north, south):
    ours = a_promise(north)
    theirs = a_promise(south)
    named = a_promise(north, owner=south.social_worker)

    assert set(Deadline.objects.visible_to(north.duty_worker)) == {ours, named}
    assert set(Deadline.objects.visible_to(north.manager)) == {ours, named}
    assert set(Deadline.objects.visible_to(south.duty_worker)) == {theirs}
    assert set(Deadline.objects.visible_to(south.social_worker)) == {named}
    assert not Deadline.objects.visible_to(north.social_worker).exists()


def test_visible_with_a_case_through_the_case_alone(north):
    child, case = a_child(), a_case(north)
    deadline = a_promise(north, subject=child)
    actions.attach_case(child, case)

    assert list(Deadline.objects.visible_to(north.manager)) == [deadline]
    assert not Deadline.objects.visible_to(north.duty_worker).exists()


def test_visible_to_nobody_whose_account_is_closed(north):
    a_promise(north)
    north.duty_worker.is_active = False

    assert not Deadline.objects.visible_to(north.duty_worker).exists()
    assert Notice.objects.count() == 0
