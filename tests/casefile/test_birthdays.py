"""Turning 18: prompts ahead, counted from the date of birth that is worked with; the case stays open. [Rule C1]"""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from tests.builders import a_case
from tests.builders_identity import a_birth, an_age_decision
from tests.cast import Cast
from tests.doors import reasons_against
from trafficking_cases.casefile import birthdays
from trafficking_cases.children import identity
from trafficking_cases.children.ages import birthday
from trafficking_cases.children.models import Case
from trafficking_cases.children.workflow.claims import AgeOutcome, Status
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.working_days import add_months, day_in_london


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager, known_as="Linh Tram")


@pytest.fixture
def other(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker_2, manager=cast.manager_2, known_as="Linh Tram")


def page_of(case: Case) -> str:
    return reverse("casefile:identity", args=[case.pk])


def shown(client, user, address: str) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


def prompts(case: Case) -> dict[int, date]:
    running = Deadline.objects.running().filter(rule="NRM-11", case=case)
    return {one.cycle: day_in_london(one.due_at) for one in running}


def in_years(years: int, *, days: int = 0) -> date:
    """A birth that makes somebody 18 in so many years."""
    return birthday(timezone.localdate(), years - 18) + timedelta(days=days)


def test_six_three_and_one_month_ahead_there_is_a_prompt(cast: Cast, case: Case, other: Case):
    born = in_years(2)
    a_birth(case, born)

    assert birthdays.take_in(timezone.now()) == 1
    assert birthdays.take_in(timezone.now()) == 0

    turning = birthday(born, 18)
    assert prompts(case) == {months: add_months(turning, -months) for months in (6, 3, 1)}
    assert prompts(other) == {}


def test_another_birth_counts_again_and_the_old_prompts_stay_with_their_reason(cast: Cast, case: Case):
    a_birth(case, in_years(2))
    birthdays.take_in(timezone.now())
    earlier = a_birth(case, in_years(1, days=5))
    identity.work_with(earlier, by=cast.manager)

    call_command("prompt_birthdays")

    assert prompts(case)[1] == add_months(birthday(in_years(1, days=5), 18), -1)
    old = Deadline.objects.filter(rule="NRM-11", case=case, status="replaced")
    assert old.count() == 3
    assert {one.end_reason for one in old} == {"The date of birth that is worked with has changed"}
    assert {one.ended_by for one in old} == {cast.manager}


def test_a_birth_that_is_false_or_an_adult_needs_no_prompt(cast: Cast, case: Case):
    birth = a_birth(case, in_years(2))
    birthdays.take_in(timezone.now())
    identity.check_claim(birth, found=Status.PROVED_FALSE, reason="Another child’s.", by=cast.social_worker)
    birthdays.take_in(timezone.now())
    assert prompts(case) == {}

    a_birth(case, in_years(1, days=2), source="The school")
    birthdays.take_in(timezone.now())
    assert prompts(case) != {}
    an_age_decision(case, AgeOutcome.ADULT)
    birthdays.take_in(timezone.now())

    assert prompts(case) == {}
    assert Case.objects.filter(pk=case.pk).exists()


@pytest.mark.parametrize("born", [15, None])
def test_nothing_is_counted_from_a_guess(cast: Cast, case: Case, born: int | None):
    if born:
        a_birth(case, born)

    assert birthdays.take_in(timezone.now()) == 0


def test_what_is_planned_answers_the_next_prompt(client, cast: Cast, case: Case):
    a_birth(case, in_years(2))
    birthdays.take_in(timezone.now())
    client.force_login(cast.social_worker)

    response = client.post(reverse("casefile:prepare_for_18", args=[case.pk]), {"plan": "A personal adviser is found."})

    assert response.status_code == 302
    assert set(prompts(case)) == {3, 1}
    assert Deadline.objects.get(rule="NRM-11", case=case, cycle=6).status == "met"
    assert "A personal adviser is found." in shown(client, cast.manager, page_of(case))


def test_a_plan_for_no_birthday_is_refused(cast: Cast, case: Case):
    reasons = reasons_against(lambda: birthdays.prepare_for_18(case, plan="A plan", by=cast.manager))

    assert [reason.rule for reason in reasons] == ["C1"]


def test_the_birthday_itself_closes_nothing(client, cast: Cast, case: Case):
    a_birth(case, in_years(0))

    page = shown(client, cast.social_worker, page_of(case))

    assert "Treated as an adult." in page
    assert "The child turned 18" in page
    assert "The case stays open." in page
