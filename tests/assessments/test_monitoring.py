"""Watching over a child without apparent concern, until a manager says settled. [Rules A4, I5; procedure 4.4]"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.actions import assessment, monitoring
from assessments.models import Monitoring
from assessments.workflow.assessment import Category, MonitoringStatus
from tests.builders import a_case
from tests.builders_enquiry import NO_PHOTOGRAPH, a_watch, a_written_assessment, anew
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.working_days import add_working_days, day_in_london
from trafficking_cases.notifications.models import Notice


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


def clocks(watch: Monitoring) -> list[Deadline]:
    return list(Deadline.objects.live().of(watch, "MON-01"))


def test_no_apparent_concern_is_not_completed_without_a_watch(cast: Cast, case: Case):
    made = a_written_assessment(case, category=Category.NO_CONCERN)
    a_watch(a_case())

    def verb():
        return assessment.complete(made, without_photograph=NO_PHOTOGRAPH, by=cast.social_worker)

    assert [reason.rule for reason in reasons_against(verb)] == ["A4"]
    a_watch(case)
    assert verb().status == "completed"


def test_any_other_category_needs_none(cast: Cast, case: Case):
    made = a_written_assessment(case, category=Category.EARLY_HELP)

    assert assessment.complete(made, without_photograph=NO_PHOTOGRAPH, by=cast.social_worker).status == "completed"


def test_each_check_is_a_deadline_and_starts_the_next(cast: Cast, case: Case):
    watch, other = a_watch(case, every=10), a_watch(a_case())
    first = clocks(watch)[0]
    assert (first.owner, first.cycle) == (cast.social_worker, 1)
    assert day_in_london(first.due_at) == add_working_days(timezone.localdate(), 10).last

    later = timezone.now() + timedelta(days=7)
    monitoring.check(watch, found="He is well.", by=cast.social_worker, at=later)

    second, first = clocks(watch)
    assert (first.status, second.status, second.cycle) == ("met", "running", 2)
    assert day_in_london(second.due_at) == add_working_days(day_in_london(later), 10).last
    assert [clock.status for clock in clocks(other)] == ["running"]


def test_the_last_look_is_due_on_the_day_until_which_the_watch_is_planned(cast: Cast, case: Case):
    watch = a_watch(case, every=60, weeks=2)

    assert day_in_london(clocks(watch)[0].due_at) == watch.until_on


def test_past_that_day_it_goes_on_and_the_manager_is_told(cast: Cast, case: Case):
    watch = a_watch(case, every=5, weeks=1)

    monitoring.check(watch, found="Well.", by=cast.social_worker, at=timezone.now() + timedelta(weeks=2))

    assert anew(watch).status == MonitoringStatus.WATCHED
    assert clocks(watch)[0].is_running
    assert Notice.objects.get(kind="monitoring.planned_end").recipient == cast.manager


def test_a_manager_says_settled_and_no_look_is_due_any_more(cast: Cast, case: Case):
    watch = a_watch(case)

    settled = monitoring.settle(watch, because="At school, with her aunt, for six months.", by=cast.manager)

    assert (settled.status, settled.settled_by) == (MonitoringStatus.SETTLED, cast.manager)
    assert [clock.status for clock in clocks(watch)] == ["stopped"]
    assert [r.rule for r in reasons_against(lambda: monitoring.settle(watch, because="x", by=cast.manager))] == ["A4"]
    by = cast.social_worker
    assert [r.rule for r in reasons_against(lambda: monitoring.check(watch, found="x", by=by))] == ["A4"]
    assert a_watch(case).status == MonitoringStatus.WATCHED


@pytest.mark.parametrize(
    "changed",
    [{"every_working_days": 0}, {"every_working_days": 61}, {"plan": " "}, {"until_on": timezone.localdate()}],
)
def test_a_plan_says_how_often_until_when_and_how(cast: Cast, case: Case, changed):
    plan = {
        "watched_by": cast.social_worker,
        "every_working_days": 60,
        "until_on": timezone.localdate() + timedelta(days=1),
        "plan": "At school.",
        "by": cast.social_worker,
    }

    assert [r.rule for r in reasons_against(lambda: monitoring.watch(case, **(plan | changed)))] == ["A4"]
    assert not reasons_against(lambda: monitoring.watch(case, **plan))
    assert [r.rule for r in reasons_against(lambda: monitoring.watch(case, **plan))] == ["A4"]


def test_who_may(cast: Cast, case: Case):
    watch = a_watch(case)

    for who in each_of(cast):
        person = getattr(cast, who)
        works = who in ("social_worker", "manager")
        assert Monitoring.objects.visible_to(person).exists() is works
        checking = answer_to(lambda: monitoring.check(watch, found="Well.", by=person))
        assert checking == (DONE if works else NOT_FOUND)
        settling = answer_to(lambda: monitoring.settle(watch, because="Settled.", by=person))
        assert settling == (DONE if who == "manager" else FORBIDDEN if works else NOT_FOUND)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"every_working_days": 61}, "watched_at_intervals"),
        ({"status": "settled"}, "settled_for_a_reason"),
        ({"plan": ""}, "watched_by_a_plan"),
    ],
)
def test_the_database_refuses_half_a_watch(case: Case, columns, constraint: str):
    a_watch(case)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Monitoring.objects.update(**columns)
