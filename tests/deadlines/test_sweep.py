"""Every reminder is raised once, to people who may see what it is about, whoever sweeps and however often."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from tests.front_doors import a_case, a_child, a_promise, front_door, london
from trafficking_cases.children import actions as children
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.barriers import BarrierKind
from trafficking_cases.children.models.grants import ANSWERS_FOR, Grant, Relation
from trafficking_cases.deadlines import actions, sweeping
from trafficking_cases.deadlines.models import Reminder
from trafficking_cases.deadlines.sweeping import Swept, sweep
from trafficking_cases.notifications.models import Mail, Notice

HALFWAY = london(2026, 8, 30, 17, 20)
DUE = london(2026, 9, 1, 17, 0)
A_WORKING_DAY_LATER = london(2026, 9, 2, 17, 0)
MINUTE = timedelta(minutes=1)


def told() -> list[tuple[str, str]]:
    return sorted(Notice.objects.values_list("recipient__username", "kind"))


def test_nothing_is_raised_before_its_moment(north):
    a_promise(north)

    assert sweep(HALFWAY - MINUTE) == Swept()
    assert told() == []


def test_halfway_the_front_door_hears_of_it_and_no_other_authority(north, south):
    """[Rule R2; procedure 4.3]"""
    a_promise(north)

    assert sweep(HALFWAY) == Swept(raised=1, notices=2)
    assert told() == [("north.duty", "deadline.soon"), ("north.night", "deadline.soon")]


def test_who_has_it_in_hand_hears_of_it_alone(north):
    child = a_child()
    a_promise(north, subject=child)
    actions.hand_to(north.duty_worker, subject=child, rules=("REF-03",))

    sweep(HALFWAY)

    assert told() == [("north.duty", "deadline.soon")]


def test_when_it_is_due_the_manager_and_a_working_day_later_the_service_manager(north):
    """[Rule R2; procedure 4.3]"""
    a_promise(north)
    sweep(HALFWAY)
    Notice.objects.all().delete()

    sweep(DUE)
    assert told() == [("north.manager", "deadline.due")]
    sweep(A_WORKING_DAY_LATER)
    assert told() == [("north.manager", "deadline.due"), ("north.service", "deadline.late")]


def test_a_notice_carries_the_moment_and_the_way_and_no_words(north):
    deadline = a_promise(north)
    sweep(DUE)

    notice = Notice.objects.get(recipient=north.manager)
    assert notice.due_at == deadline.due_at
    assert notice.link == deadline.link
    assert (notice.subject_kind, notice.subject_id) == ("deadlines.deadline", deadline.pk)
    assert notice.sentence == "Something is due now."
    assert Mail.objects.filter(notice=notice).exists()


def test_a_second_sweep_raises_nothing(north, south):
    a_promise(north)
    a_promise(south)

    assert sweep(DUE).raised == 4
    notices = Notice.objects.count()
    assert sweep(DUE) == Swept()
    assert Notice.objects.count() == notices


def test_after_a_long_silence_everything_that_was_missed_is_raised_once(north):
    a_promise(north)

    assert sweep(london(2026, 9, 20, 9)).raised == 3
    assert told() == [
        ("north.duty", "deadline.due"),
        ("north.manager", "deadline.due"),
        ("north.night", "deadline.due"),
        ("north.service", "deadline.late"),
    ]


def test_what_was_met_or_stopped_raises_nothing(north):
    met, stopped, open_still = a_child(), a_child(), a_child()
    for child in (met, stopped, open_still):
        a_promise(north, subject=child)
    actions.meet("REF-03", subject=met, at=HALFWAY - MINUTE, by=north.manager)
    actions.stop("REF-03", subject=stopped, at=HALFWAY - MINUTE, by=north.manager, reason="Made twice")

    assert sweep(A_WORKING_DAY_LATER).raised == 3
    assert set(Notice.objects.values_list("link", flat=True)) == {f"/referrals/{open_still.pk}/"}


def test_a_promise_that_was_corrected_does_not_say_again_what_was_said(north):
    deadline = a_promise(north, started_at=london(2024, 2, 1, 9))
    sweep(london(2024, 2, 2, 1))
    assert deadline.reminders.exclude(raised_at=None).count() == 1

    corrected = actions.correct(
        deadline, started_at=london(2024, 2, 1, 8), reason="It came at eight.", by=north.manager
    )

    assert list(corrected.reminders.values_list("rung", flat=True)) == [2, 3]
    assert sweep(london(2024, 3, 1, 9)).raised == 2


def test_where_nobody_is_on_duty_it_goes_up_the_line(north):
    north.duty_worker.is_active = north.out_of_hours.is_active = False
    north.duty_worker.save()
    north.out_of_hours.save()
    a_promise(north)

    assert sweep(HALFWAY) == Swept(raised=1, notices=1)
    assert told() == [("north.manager", "deadline.soon")]
    assert Reminder.objects.get(rung=1).raised_to == "front_door_manager"


def test_the_owner_who_left_is_followed_by_the_front_door(north):
    child = a_child()
    a_promise(north, subject=child, owner=north.duty_worker)
    north.duty_worker.is_active = False
    north.duty_worker.save()

    sweep(HALFWAY)

    assert told() == [("north.night", "deadline.soon")]


def test_who_may_not_see_it_is_passed_over(north):
    child, case = a_child(), a_case(north)
    a_promise(north, subject=child, owner=north.duty_worker)
    actions.attach_case(child, case)

    sweep(HALFWAY)

    assert told() == [("north.manager", "deadline.soon")], "of all of them only the manager has a relation to the case"


def test_whoever_is_on_the_deny_list_is_never_told(north):
    child, case = a_child(), a_case(north)
    a_promise(north, subject=child)
    actions.attach_case(child, case)
    children.set_barrier(
        case, kind=BarrierKind.DENY_LIST, people=[north.manager], reason="Own family", by=north.service_manager
    )

    assert sweep(A_WORKING_DAY_LATER) == Swept(raised=3, notices=3)
    assert {who for who, _ in told()} == {"north.service"}


def test_a_case_that_went_past_everybody_opens_to_the_service_manager_for_a_time(north, south):
    child, case = a_child(), a_case(north)
    deadline = a_promise(north, subject=child, case=case)
    assert not Case.objects.visible_to(north.service_manager).exists()
    sweep(DUE)
    assert not Case.objects.visible_to(north.service_manager).exists(), "the manager was there to be told"

    assert sweep(A_WORKING_DAY_LATER) == Swept(raised=1, notices=1)

    (grant,) = Grant.objects.filter(user=north.service_manager)
    assert (grant.relation, grant.given_by) == (Relation.ANSWERING, None)
    assert grant.until_at is not None
    assert abs(grant.until_at - timezone.now() - ANSWERS_FOR) < MINUTE
    assert deadline.promise in grant.reason
    assert ("north.service", "deadline.late") in told()
    assert not Grant.objects.filter(user=south.service_manager).exists()


def test_nobody_is_let_past_a_barrier_because_something_is_late(north):
    child, case = a_child(), a_case(north)
    a_promise(north, subject=child, case=case)
    people = [north.manager, north.service_manager]
    children.set_barrier(case, kind=BarrierKind.DENY_LIST, people=people, reason="Own family", by=north.manager)

    assert sweep(A_WORKING_DAY_LATER) == Swept(unanswered=3)
    assert not Grant.objects.filter(user=north.service_manager).exists()
    assert told() == []


def test_what_finds_nobody_stays_due_and_is_raised_once_somebody_is_there(db):
    empty = front_door("east")
    for someone in (empty.duty_worker, empty.out_of_hours, empty.manager, empty.service_manager):
        someone.is_active = False
        someone.save()
    a_promise(empty)

    assert sweep(HALFWAY) == Swept(unanswered=1)
    assert sweep(HALFWAY) == Swept(unanswered=1)
    empty.person("duty_worker", "east.new")
    assert sweep(HALFWAY + MINUTE) == Swept(raised=1, notices=1)
    assert told() == [("east.new", "deadline.soon")]


def test_what_finds_nobody_does_not_hold_up_the_others(north, monkeypatch):
    monkeypatch.setattr(sweeping, "BATCH", 2)
    empty = front_door("east")
    for someone in (empty.duty_worker, empty.out_of_hours, empty.manager, empty.service_manager):
        someone.is_active = False
        someone.save()
    for _ in range(3):
        a_promise(empty)
    for _ in range(3):
        a_promise(north, started_at=london(2026, 8, 28, 17, 45))

    assert sweep(HALFWAY + timedelta(hours=1)) == Swept(raised=3, notices=6, unanswered=3)


def test_with_a_case_the_allocated_worker_then_their_manager(north):
    child, case = a_child(), a_case(north)
    children.allocate(case, worker=north.social_worker, manager=north.manager, by=north.manager)
    deadline = a_promise(north, subject=child, case=case)
    deadline.reminders.filter(rung=1).update(to="allocated")
    deadline.reminders.filter(rung=2).update(to="supervising")

    sweep(DUE)

    assert told() == [("north.manager", "deadline.due"), ("north.social", "deadline.due")]


def test_a_pass_asks_as_much_for_many_as_for_one(north):
    a_promise(north)
    with connection.execute_wrapper(counter := Counter()):
        sweep(HALFWAY)
    for _ in range(20):
        a_promise(north)

    with connection.execute_wrapper(many := Counter()):
        assert sweep(HALFWAY).raised == 20
    assert many.asked == counter.asked


class Counter:
    """Counts what is asked of the database."""

    asked = 0

    def __call__(self, execute, sql, params, many, context):
        self.asked += 1
        return execute(sql, params, many, context)


def test_the_command_says_what_it_did_and_twice_raises_once(north, capsys):
    a_promise(north)

    call_command("sweep_deadlines", now="2026-08-30T17:20:00+01:00")
    call_command("sweep_deadlines", now="2026-08-30T17:20:00+01:00")

    first, second = capsys.readouterr().out.splitlines()
    assert first == "reminders raised: 1; notices: 2; without anybody to tell: 0"
    assert second == "reminders raised: 0; notices: 0; without anybody to tell: 0"


def test_another_moment_is_only_for_demonstrations_and_tests(north, settings):
    settings.DEMO = False
    a_promise(north)

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("sweep_deadlines", now="2026-08-30T17:20:00+01:00")
    call_command("sweep_deadlines")


@pytest.mark.parametrize("nonsense", ["tomorrow", "2026-13-45T10:00", "2026-02-30T10:00:00Z"])
def test_a_moment_that_is_none_is_refused(db, nonsense):
    with pytest.raises(CommandError, match="--now takes"):
        call_command("sweep_deadlines", now=nonsense)
