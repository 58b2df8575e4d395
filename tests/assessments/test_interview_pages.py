"""The pages of an interview: the list, the checks, the refusal and its ways on. [Rules S2, S3, A1]"""

import pytest
from django.urls import reverse

from assessments.models import Breach, Interview
from assessments.workflow.interviews import Subject
from tests import builders
from tests.builders_interviews import an_interpreter, an_interview, next_week, on_the_list
from tests.cast import Cast
from trafficking_cases.children import grants
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Relation


@pytest.fixture
def case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager, known_as="Linh", language="English")


def at(name: str, record: Case | Interview) -> str:
    return reverse(f"assessments:{name}", args=[record.pk])


def test_in_steps_that_need_no_script(client, cast: Cast, case: Case):
    client.force_login(cast.social_worker)
    when = next_week()
    typed = {
        "subject": "child",
        "purpose": "enquiry",
        "planned_for_day": when.day,
        "planned_for_month": when.month,
        "planned_for_year": when.year,
        "planned_for_time": "14:00",
        "language": "English",
        "lead": str(cast.social_worker.pk),
    }

    started = client.post(at("start_interview", case), typed)
    interview = Interview.objects.get()
    assert started.url == interview.get_absolute_url()
    added = client.post(at("add_person", interview), {"who": "colleague", "person": str(cast.police.pk)})
    page = client.get(added.url).content.decode()
    planned = client.post(at("plan_interview", interview))

    assert cast.police.full_name in page
    assert "May be there" in page
    assert (planned.status_code, Interview.objects.get().status) == (302, "planned")


def test_the_refusal_marks_the_row_and_offers_the_ways_on(client, cast: Cast, case: Case):
    uncle, interview = builders.an_adult(case, name="Duc Haverin", said_as="Uncle"), an_interview(case)
    line = on_the_list(interview, adult=uncle)
    client.force_login(cast.social_worker)

    refused = client.post(at("plan_interview", interview))
    page = refused.content.decode()

    assert refused.status_code == 409
    assert "This interview cannot be planned with Duc Haverin present" in page
    assert "Take Duc Haverin off the list and plan it" in page
    assert f"{at('start_interview', case)}?adult={uncle.pk}" in page
    assert "Record how the relationship was verified" in page
    assert "Has it already happened?" in page
    assert f"{cast.manager.full_name} is told" in page
    assert 'class="is-bad"' in page
    assert 'aria-disabled="true"' in page
    assert client.post(at("plan_interview", interview), {"without": str(line.pk)}).status_code == 302
    assert Interview.objects.get().status == "planned"


def test_without_its_interpreter_the_way_on_is_the_register(client, cast: Cast, case: Case):
    interview = an_interview(case, language="Vietnamese")
    client.force_login(cast.manager)

    page = client.post(at("plan_interview", interview)).content.decode()

    assert "Add an interpreter from the register" in page
    assert "In date on the day" not in page
    on_the_list(interview, interpreter=an_interpreter())
    assert "In date on the day" in client.get(interview.get_absolute_url()).content.decode()


def test_both_together_offers_a_separate_interview(client, cast: Cast, case: Case):
    uncle, interview = builders.an_adult(case), an_interview(case)
    client.force_login(cast.social_worker)
    typed = {"who": "adult", "adult": str(uncle.pk), "capacity": "interviewed"}

    refused = client.post(at("add_person", interview), typed)

    assert refused.status_code == 409
    assert "Plan a separate interview with them" in refused.content.decode()
    form = client.get(f"{at('start_interview', case)}?adult={uncle.pk}").content.decode()
    assert str(uncle.pk) in form


def test_writing_it_down_with_the_uncle_there(client, cast: Cast, case: Case):
    uncle, interview = builders.an_adult(case), an_interview(case)
    client.force_login(cast.social_worker)
    typed = {
        "held_at_day": 1,
        "held_at_month": 3,
        "held_at_year": 2026,
        "held_at_time": "14:00",
        "own_words": "He waits outside.",
        "adults_there": [str(uncle.pk)],
    }

    assert client.post(at("hold_interview", interview), typed | {"held_at_year": 2190}).status_code == 200
    assert client.post(at("hold_interview", interview), typed).status_code == 302

    page = client.get(interview.get_absolute_url()).content.decode()
    assert "Account possibly contaminated." in page
    assert "He waits outside." in page
    assert Breach.objects.get().adult == uncle


def test_a_guardian_reads_and_plans_nothing_and_health_sees_nothing(client, cast: Cast, case: Case):
    grants.give(case, to=cast.guardian, relation=Relation.GUARDIAN, reason="Named", by=cast.manager)
    builders.a_share(case, to=cast.health)
    interview = an_interview(case)
    on_the_list(interview, adult=builders.an_adult(case))

    client.force_login(cast.guardian)
    page = client.get(interview.get_absolute_url())
    assert page.status_code == 200
    assert "Plan the interview" not in page.content.decode()
    assert client.post(at("plan_interview", interview)).status_code == 403
    assert client.get(at("start_interview", case)).status_code == 403
    client.force_login(cast.health)
    assert client.get(interview.get_absolute_url()).status_code == 404
    assert client.get(at("interviews", case)).status_code == 403


def test_taking_off_twice_says_so_and_strange_ids_do_nothing(client, cast: Cast, case: Case):
    interview = an_interview(case)
    line = on_the_list(interview, name="Somebody")
    client.force_login(cast.social_worker)

    assert client.post(at("take_off", interview), {"attendant": str(line.pk)}).status_code == 302
    assert client.post(at("take_off", interview), {"attendant": str(line.pk)}).status_code == 409
    assert client.post(at("take_off", interview), {"attendant": "x,y"}).status_code == 302
    assert client.get(at("take_off", interview)).status_code == 405


def test_the_enquiry_shows_them(client, cast: Cast, case: Case):
    an_interview(case, subject=Subject.ADULTS)
    client.force_login(cast.manager)

    page = client.get(reverse("assessments:overview", args=[case.pk])).content.decode()

    assert "Interview with adults" in page
    assert "Plan an interview" in page
