"""An urgent referral has two limits for one decision, and people see and hear of one. [Rule R2; procedure 4.3]"""

from datetime import datetime, timedelta

from django.utils import timezone

from referrals import actions as referrals
from referrals.workflow import Urgency
from tests import builders
from tests.cast import Cast
from trafficking_cases.casefile import work
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.deadlines.models import Deadline, Reminder
from trafficking_cases.deadlines.sweeping import sweep
from trafficking_cases.lib.working_days import LONDON
from trafficking_cases.notifications.models import Notice

FRIDAY_EVENING = datetime(2026, 8, 28, 17, 40, tzinfo=LONDON)
BY_TUESDAY = "One working day would end Tuesday 1 September 2026, 17:00. The nearer limit is the one that counts."


def page_of(client, who, address: str) -> str:
    client.force_login(who)
    return client.get(address).content.decode()


def the_nearer(referral) -> Deadline:
    return Deadline.objects.get(subject=referral.pk, rule="REF-08")


def test_the_nearer_limit_explains_the_longer_one_as_well(cast: Cast):
    urgent = builders.a_referral(at=FRIDAY_EVENING, urgency=Urgency.IMMEDIATE)
    standard = builders.a_referral(at=FRIDAY_EVENING)

    assert the_nearer(urgent).explanation[-1] == BY_TUESDAY
    assert not any("nearer" in step for step in Deadline.objects.get(subject=standard.pk).explanation)


def test_its_page_has_one_clock(client, cast: Cast):
    urgent, standard = builders.a_referral(urgency=Urgency.IMMEDIATE), builders.a_referral()

    page = page_of(client, cast.duty_worker, urgent.get_absolute_url())
    other = page_of(client, cast.duty_worker, standard.get_absolute_url())

    assert (page.count("Why this date?"), other.count("Why this date?")) == (1, 1)
    assert "Decide what happens next: urgent" in page
    assert "The nearer limit is the one that counts." in page


def test_the_case_says_once_how_the_decision_was_kept(client, cast: Cast):
    case = builders.a_case(urgency=Urgency.IMMEDIATE)
    builders.a_case(urgency=Urgency.IMMEDIATE)

    page = page_of(client, cast.social_worker, case.get_absolute_url())

    assert case.deadlines.filter(rule__in=referrals.CLOCKS).count() == 2
    assert page.count('"strong">Decide what happens next') == 1


def test_nobody_is_told_twice_that_it_is_due_soon(cast: Cast):
    urgent = builders.a_referral(at=FRIDAY_EVENING, urgency=Urgency.IMMEDIATE)
    standard = builders.a_referral(at=FRIDAY_EVENING)
    Notice.objects.all().delete()

    sweep(FRIDAY_EVENING + timedelta(days=3))

    told = Notice.objects.filter(recipient=cast.duty_worker)
    about = list(told.values_list("subject_id", flat=True))
    assert about.count(the_nearer(urgent).pk) == 1
    assert about.count(Deadline.objects.get(subject=urgent.pk, rule="REF-03").pk) == 0
    assert about.count(Deadline.objects.get(subject=standard.pk).pk) == 1


def test_once_the_longer_limit_has_run_out_as_well_the_managers_hear_of_it(cast: Cast):
    urgent = builders.a_referral(at=FRIDAY_EVENING, urgency=Urgency.IMMEDIATE)

    longer = Deadline.objects.get(subject=urgent.pk, rule="REF-03")

    steps = Reminder.objects.filter(deadline=longer)
    assert set(steps.values_list("to", flat=True)) == {"front_door_manager", "service_manager"}
    assert all(step.at >= longer.due_at for step in steps)


def test_two_different_promises_about_one_thing_are_both_owed(cast: Cast):
    """The nearer stands for the other only where both are limits of the same decision."""
    case = builders.a_case()
    builders.a_case()
    from_now = timezone.now()
    a_clock_on(case, "STR-01", by=cast.manager, at=from_now)
    a_clock_on(case, "NRM-01", by=cast.manager, at=from_now)

    owed = work.owed_by(cast.manager, from_now + timedelta(days=400)).filter(case=case)

    assert set(owed.values_list("rule", flat=True)) == {"STR-01", "NRM-01"}


def a_clock_on(case, rule: str, *, by, at) -> Deadline:
    from_the_case = {"subject": case, "case": case, "authority": case.authority, "link": case.get_absolute_url()}
    return deadlines.start(rule, started_at=at, by=by, concerning="The same child", **from_the_case)
