"""The duty to notify: what raises it, what does not, its clock, and how it ends. [Rules N1, N3; procedure 4.3, 4.4]"""

from datetime import timedelta

import pytest
from django.utils import timezone

from nrm.actions import duties
from nrm.models import Duty
from nrm.workflow.duties import Ground, Status
from tests import builders_nrm_duties as build
from tests.builders import a_case, a_share, an_adult
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, NOT_YET, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.children.catalogue import exploitation_types
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications.models import Notice


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


def the_duty(case: Case) -> Duty:
    return Duty.objects.get(case=case)


def clock_of(duty: Duty) -> Deadline:
    return Deadline.objects.get(subject=duty.pk)


@pytest.mark.parametrize("certainty", ["suspected", "known"])
def test_accepted_exploitation_raises_it_suspected_or_known(cast: Cast, case: Case, certainty: str):
    other = a_case(worker=cast.social_worker)
    fact = build.exploitation(case)
    case.exploitation.update(certainty=certainty)

    assert duties.take_in(timezone.now()) == 1

    duty = the_duty(case)
    assert (duty.ground, duty.status, duty.raised_at) == (Ground.SUSPICION, Status.OPEN, fact.accepted_at)
    assert duty.because == f"Forced labour: restaurants and catering is {certainty}"
    assert (clock_of(duty).rule, clock_of(duty).case) == ("NRM-01", case)
    assert not other.duties.exists()


def test_it_runs_one_working_day_and_the_same_day_where_the_child_may_go_missing(cast: Cast, case: Case):
    urgent = a_case(worker=cast.social_worker, urgency="may_go_missing")
    slow, fast = (clock_of(build.a_duty(one)) for one in (case, urgent))

    assert timezone.localdate(fast.due_at) == timezone.localdate(fast.started_at)
    assert timezone.localdate(slow.due_at) > timezone.localdate(slow.started_at)


def test_somebody_elses_suspicion_raises_nothing_until_it_is_accepted(cast: Cast, case: Case):
    fact = build.somebodys_suspicion(case)
    assert duties.take_in(timezone.now()) == 0

    fact.accepted_at, fact.accepted_by = timezone.now(), cast.social_worker
    fact.save()

    assert duties.take_in(timezone.now()) == 1


def test_what_was_found_to_be_wrong_raises_nothing(cast: Cast, case: Case):
    fact = build.exploitation(case)
    fact.ended_at, fact.ended_by, fact.ended_because = timezone.now(), cast.social_worker, "Another child."
    fact.save()

    assert duties.take_in(timezone.now()) == 0


@pytest.mark.parametrize("code", sorted(exploitation_types()))
def test_sexual_and_criminal_exploitation_fall_under_n3(cast: Cast, case: Case, code: str):
    """[Rule N3; procedure 4.3]"""
    duty = build.a_duty(case, code)

    must = code == "sexual" or code.startswith("criminal_")
    assert duty.ground == (Ground.SEXUAL_OR_CRIMINAL if must else Ground.SUSPICION)
    line = case.chronology.get(kind="nrm.duty_arose").sentence
    assert ("must be made" in line) is must


def test_one_open_duty_is_enough(cast: Cast, case: Case):
    build.a_duty(case)
    build.exploitation(case, "sexual")

    assert duties.take_in(timezone.now()) == 0
    assert Deadline.objects.filter(case=case, rule="NRM-01").count() == 1


def test_taking_in_twice_raises_once(cast: Cast, case: Case):
    build.exploitation(case)

    assert [duties.take_in(timezone.now()) for _ in range(3)] == [1, 0, 0]
    assert Notice.objects.filter(kind="nrm.duty").count() == 1


def test_with_a_referral_at_the_home_office_none_arises_and_the_page_asks_for_more(cast: Cast, case: Case):
    build.a_sent_nrm(case)
    later = build.exploitation(case, "sexual")

    assert duties.take_in(timezone.now()) == 0
    assert duties.told_more(case) == [later]


# Not arising ---------------------------------------------------------------------------------------------------------


def end(duty: Duty, by, because: str = "She is the daughter of the owner, and both were seen."):
    return duties.not_arising(duty, because=because, by=by)


def test_a_first_responder_says_why_it_does_not_arise_and_the_clock_stops(cast: Cast, case: Case):
    duty = end(build.a_duty(case), cast.social_worker)

    assert (duty.status, duty.ended_by) == (Status.NOT_ARISING, cast.social_worker)
    assert clock_of(duty).status == "stopped"
    assert "owner" not in clock_of(duty).end_reason
    assert duties.take_in(timezone.now()) == 0


def test_what_is_accepted_later_raises_it_again(cast: Cast, case: Case):
    end(build.a_duty(case), cast.social_worker)
    build.exploitation(case, "sexual", at=timezone.now() + timedelta(seconds=1))

    assert duties.take_in(timezone.now() + timedelta(seconds=2)) == 1
    assert case.duties.open().get().ground == Ground.SEXUAL_OR_CRIMINAL


def test_what_joined_it_is_answered_with_it(cast: Cast, case: Case):
    duty = build.a_duty(case)
    build.exploitation(case, "domestic_servitude")
    end(duty, cast.social_worker)

    assert duties.take_in(timezone.now()) == 0


@pytest.mark.parametrize("because", ["", "  ", "\x00"])
def test_not_without_a_reason(cast: Cast, case: Case, because: str):
    assert {r.rule for r in reasons_against(lambda: end(build.a_duty(case), cast.manager, because))} == {"N1"}


def test_not_twice(cast: Cast, case: Case):
    duty = end(build.a_duty(case), cast.social_worker)

    assert [r.rule for r in reasons_against(lambda: end(duty, cast.manager))] == ["N1"]


def test_only_a_first_responder_organisation_says_so(cast: Cast, case: Case):
    """[Rule N5; procedure 4.3]"""
    duty = build.a_duty(case)
    a_share(case, to=cast.health)

    reasons = reasons_against(lambda: end(duty, cast.health))

    assert [reason.rule for reason in reasons] == ["N5"]
    assert "Ask somebody" in reasons[0].message


def test_an_organisation_that_is_no_longer_listed_is_no_first_responder(cast: Cast, case: Case):
    """[Rule N5; procedure 4.3]"""
    duty = build.a_duty(case)
    cast.council.first_responder_periods.update(until_on=timezone.localdate() - timedelta(days=1))

    assert [r.rule for r in reasons_against(lambda: end(duty, cast.social_worker))] == ["N5"]


def test_who_may(cast: Cast, case: Case):
    duty = build.a_duty(case)
    a_share(case, to=cast.voluntary)
    a_share(case, to=cast.mace_coordinator)
    answers = {
        "social_worker": DONE,
        "manager": DONE,
        "voluntary": NOT_YET,
        "mace_coordinator": FORBIDDEN,
    }

    for who in each_of(cast):
        person = getattr(cast, who)
        assert answer_to(lambda: end(duty, person)) == answers.get(who, NOT_FOUND)
        assert Duty.objects.visible_to(person).exists() is (who in answers)


# What is written down ------------------------------------------------------------------------------------------------


def test_the_worker_is_told_and_nothing_names_anybody(cast: Cast, case: Case):
    an_adult(case)
    duty = end(build.a_duty(case), cast.social_worker, because="Her aunt Hoa said so.")

    assert [notice.recipient for notice in Notice.objects.filter(kind="nrm.duty")] == [cast.social_worker]
    events = Event.objects.filter(subject_id=str(duty.pk)).order_by("pk")
    assert [event.name for event in events] == ["nrm.duty_arose", "nrm.duty_not_arising"]
    assert {event.case_id for event in events} == {case.pk}
    for line in case.chronology.filter(kind__startswith="nrm."):
        assert "Hoa" not in line.sentence
