"""When an adult turns out to be another, what was planned and held is checked again. [Rules C3, S2, A1, M5]"""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from assessments.actions import interviews
from assessments.actions.look_back import Found, take_in
from assessments.models import Breach, Interview
from assessments.tasks import look_back, look_back_on_everything
from tests import builders
from tests.builders_interviews import a_held_interview, an_interpreter, an_interview, held, on_the_list
from tests.cast import Cast
from trafficking_cases.children import adults
from trafficking_cases.children.models import Adult, Case
from trafficking_cases.children.workflow.adults import Relationship
from trafficking_cases.meetings import actions as meetings
from trafficking_cases.notifications.models import Notice


@pytest.fixture
def case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager, known_as="Linh", language="English")


@pytest.fixture
def friend(case: Case) -> Adult:
    return builders.an_adult(case, name="Duc Haverin", claimed_as=Relationship.FAMILY_FRIEND)


def flag(adult: Adult) -> None:
    adults.flag_concern(adult, reason="Seen at the house.", by=builders.somebody("manager"))


def told(cast: Cast, kind: str) -> int:
    return Notice.objects.filter(recipient=cast.manager, kind=kind).count()


def test_an_interview_that_was_held_becomes_a_breach_once(cast: Cast, case: Case, friend: Adult):
    interview = an_interview(case)
    on_the_list(interview, adult=friend)
    held(interview)
    untouched = a_held_interview(builders.a_case(worker=cast.social_worker))
    assert take_in(timezone.now()) == Found(0, 0)
    flag(friend)

    assert take_in(timezone.now()) == Found(1, 0)
    assert take_in(timezone.now()) == Found(0, 0)

    breach = Breach.objects.get()
    assert (breach.found_later, breach.recorded_by, breach.rules) == (True, None, ["A1"])
    assert "It was found later." in case.chronology.get(kind="breach").sentence
    assert Interview.objects.get(pk=interview.pk).contaminated_at
    assert Interview.objects.get(pk=untouched.pk).contaminated_at is None
    assert told(cast, "breach.recorded") == 1


def test_a_plan_goes_back_with_its_reason(cast: Cast, case: Case, friend: Adult):
    interview = an_interview(case)
    on_the_list(interview, adult=friend)
    planned = interviews.plan(interview, by=cast.social_worker)
    flag(friend)

    assert take_in(timezone.now()) == Found(0, 1)

    again = Interview.objects.get(pk=planned.pk)
    assert again.status == "draft"
    assert "No adult of concern" in again.set_back_because
    assert told(cast, "interview.set_back") == 1
    assert take_in(timezone.now()) == Found(0, 0)


def test_an_attendee_by_name_who_turns_out_to_be_the_uncle(cast: Cast, case: Case):
    interview = an_interview(case)
    on_the_list(interview, name="Đức Haverin")
    held(interview)
    assert not Breach.objects.exists()

    builders.an_adult(case, name="HAVERIN Duc", said_as="her uncle")

    assert take_in(timezone.now()) == Found(1, 0)
    assert Breach.objects.get().rules == ["A1", "S2"]


def test_an_interpreter_who_turns_out_to_be_an_adult_around_the_child(cast: Cast, case: Case):
    interview = an_interview(case, language="Vietnamese")
    on_the_list(interview, interpreter=an_interpreter(name="Hanh Lowther"))
    held(interview)
    builders.an_adult(case, name="Lowther Hanh", claimed_as=Relationship.SPONSOR)

    assert take_in(timezone.now()) == Found(1, 0)
    assert Breach.objects.get().rules == ["S3"]


def test_a_check_that_lapsed_since_is_no_breach_of_then(cast: Cast, case: Case):
    today = timezone.localdate()
    interview = an_interview(case, language="Vietnamese")
    interpreter = an_interpreter(dbs_until=today)
    on_the_list(interview, interpreter=interpreter)
    held(interview, held_at=timezone.now() - timedelta(minutes=1))
    builders.an_adult(case)

    assert take_in(timezone.now() + timedelta(days=300)) == Found(0, 0)


@pytest.mark.parametrize("by_name", [True, False])
def test_somebody_at_a_meeting(cast: Cast, case: Case, friend: Adult, by_name: bool):
    now = timezone.now()
    meeting = meetings.convene(case, planned_for=now, how="meeting", chair=cast.manager, by=cast.manager, at=now)
    who = {"part": "other"} if by_name else {"part": "adult", "adult": friend, "because": "She asked for him."}
    there = meetings.ask(meeting, name="Duc Haverin", link="/", by=cast.manager, at=now, **who)
    meetings.mark(there, presence="there", by=cast.manager)
    assert take_in(now) == Found(0, 0)
    flag(friend)

    assert take_in(now) == Found(1, 0)
    assert take_in(now) == Found(0, 0)
    breach = Breach.objects.get()
    assert (breach.meeting, breach.rules) == (meeting, ["A1", "M5"])


def test_the_sweep_looks_at_what_changed_and_the_command_at_everything(cast: Cast, case: Case, friend: Adult):
    interview = an_interview(case)
    on_the_list(interview, adult=friend)
    held(interview)
    flag(friend)

    assert take_in(timezone.now(), since=timezone.now() + timedelta(hours=1)) == Found(0, 0)
    look_back()
    assert Breach.objects.count() == 1
    look_back_on_everything()
    said = StringIO()
    call_command("look_back", stdout=said)
    assert said.getvalue() == "breaches found: 0; plans set back: 0\n"
