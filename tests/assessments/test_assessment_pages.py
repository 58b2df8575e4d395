"""The pages of an assessment, its needs plan and the watch over a child. [Rules A1, A3-A5; procedure 4.4, 5]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, Monitoring, SignedVersion
from tests.builders import a_case
from tests.builders_enquiry import (
    a_completed_assessment,
    a_signed_assessment,
    a_watch,
    a_written_assessment,
    an_assessment,
    anew,
)
from tests.cast import Cast
from trafficking_cases.children.models import Case


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


def at(record, verb: str, *more: str) -> str:
    return reverse(f"assessments:{verb}", args=[record.pk, *more])


def a_day(name: str, day) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def shown(client, user, address: str) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


def test_starting_it_from_the_enquiry_of_the_case(client, cast: Cast, case: Case):
    assert "Start the assessment" in shown(client, cast.social_worker, at(case, "overview"))

    response = client.post(at(case, "start_assessment"))

    made = Assessment.objects.get()
    assert (response.status_code, response.url) == (302, made.get_absolute_url())
    assert client.post(at(case, "start_assessment")).status_code == 409
    assert "Start the assessment" not in shown(client, cast.social_worker, at(case, "overview"))


def test_who_may_open_the_pages(client, cast: Cast, case: Case):
    made = an_assessment(case)

    for who, user in cast.everybody().items():
        client.force_login(user)
        works = who in ("social_worker", "manager")
        addresses = [at(made, "assessment"), at(made, "answer_need", "tracing"), at(made, "complete_assessment")]
        for address in (*addresses, at(case, "watch")):
            assert (who, client.get(address).status_code) == (who, 200 if works else 404)
        signing = 200 if who == "manager" else 403 if works else 404
        assert (who, client.get(at(made, "sign_assessment")).status_code) == (who, signing)


def test_a_need_is_answered_and_what_is_missing_is_said(client, cast: Cast, case: Case):
    made, day = an_assessment(case), timezone.localdate() + timedelta(days=7)
    client.force_login(cast.social_worker)
    typed = {"arises": "yes", "answer": "A solicitor.", "action": "Ring one"}

    half = client.post(at(made, "answer_need", "legal_advice"), typed)
    whole = client.post(
        at(made, "answer_need", "legal_advice"), typed | {"owner": str(cast.manager.pk)} | a_day("due_on", day)
    )

    assert (half.status_code, whole.status_code) == (409, 302)
    assert "/rules/#A5" in half.content.decode()
    assert "Ring one" in half.content.decode()
    page = shown(client, cast.social_worker, made.get_absolute_url())
    assert "To do: Ring one" in page


def test_completing_asks_for_the_photograph_and_keeps_what_was_typed(client, cast: Cast, case: Case):
    made = a_written_assessment(case)
    client.force_login(cast.social_worker)

    refused = client.post(at(made, "complete_assessment"), {"without_photograph": ""})
    done = client.post(at(made, "complete_assessment"), {"without_photograph": "He would rather not."})

    assert (refused.status_code, done.status_code) == (409, 302)
    assert "/rules/#A3" in refused.content.decode()
    assert "Why were not all documents copied?" not in refused.content.decode()
    assert "He would rather not." in shown(client, cast.social_worker, made.get_absolute_url())


def test_signing_shows_every_word_and_the_signed_version_is_read_beside(client, cast: Cast, case: Case):
    made = a_completed_assessment(case)
    assert made.analysis in shown(client, cast.manager, at(made, "sign_assessment"))
    assert client.post(at(made, "sign_assessment"), {"read": "1"}).status_code == 302

    client.force_login(cast.social_worker)
    page = client.get(at(made, "write_assessment", "analysis")).content.decode()
    assert "the signature lapses" in page
    client.post(at(made, "write_assessment", "analysis"), {"text": "Other words", "before": ""})

    assert anew(made).status == "writing"
    kept = shown(client, cast.social_worker, SignedVersion.objects.get().get_absolute_url())
    assert made.analysis in kept
    assert "Other words" not in kept
    assert "changed since" in kept


def test_a_signed_version_of_another_case_is_not_theirs(client, cast: Cast, case: Case):
    a_signed_assessment(case)
    client.force_login(cast.social_worker_2)

    assert client.get(SignedVersion.objects.get().get_absolute_url()).status_code == 404


def test_a_watch_is_planned_checked_and_ended(client, cast: Cast, case: Case):
    client.force_login(cast.social_worker)
    typed = {"watched_by": str(cast.social_worker.pk), "every_working_days": "10", "plan": "At school."}
    until = a_day("until_on", timezone.localdate() + timedelta(days=60))

    assert client.post(at(case, "watch"), typed | until | {"every_working_days": "61"}).status_code == 200
    assert client.post(at(case, "watch"), typed | until).status_code == 302
    watch = Monitoring.objects.get()
    assert client.post(at(watch, "check_child"), {"found": "He is well."}).status_code == 302
    assert "He is well." in shown(client, cast.manager, watch.get_absolute_url())
    assert client.post(at(watch, "settle"), {"because": "Settled at school."}).status_code == 302
    again = client.post(at(watch, "settle"), {"because": "Again."})

    assert again.status_code == 409
    assert "/rules/#A4" in again.content.decode()


def test_two_watches_over_one_child_are_refused(client, cast: Cast, case: Case):
    a_watch(case)

    page = shown(client, cast.social_worker, at(case, "watch"))

    assert "watches over this child already" in page
    assert "Open the watch over this child" in page
