"""Assessments by API: the same verbs and the same refusals as the pages. [Rules A1, A3-A5; procedure 4.4, 5]"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.api.asking import refused, said
from tests.builders import a_case
from tests.builders_enquiry import (
    a_completed_assessment,
    a_signed_assessment,
    a_written_assessment,
    an_assessment,
    anew,
)
from tests.cast import Cast


@pytest.fixture
def case(cast: Cast):
    return a_case(worker=cast.social_worker, manager=cast.manager)


def test_starting_one(api, cast, case):
    response = api(cast.social_worker).send("assessments/", {"case": str(case.pk)})

    assert response.status_code == 201, response.content
    assert response["Location"].endswith(f"/api/v1/assessments/{response.json()['id']}/")
    refused(api(cast.social_worker).send("assessments/", {"case": str(case.pk)}), "A1")
    said(api(cast.social_worker_2).send("assessments/", {"case": str(case.pk)}), 404)
    said(api(cast.social_worker).send("assessments/", {"case": str(uuid4())}), 404)
    said(api(cast.health).send("assessments/", {"case": str(case.pk)}), 403)


def test_a_need_is_answered(api, cast, case):
    made, worker = an_assessment(case), api(cast.social_worker)
    day = (timezone.localdate() + timedelta(days=5)).isoformat()
    answer = {"section": "legal_advice", "arises": "yes", "answer": "A solicitor."}

    refused(worker.send(f"assessments/{made.pk}/answer-need/", answer), "A5")
    more = {"action": "Ring one", "owner": str(cast.manager.pk), "due_on": day}
    whole = worker.send(f"assessments/{made.pk}/answer-need/", answer | more)

    assert [need["due_on"] for need in whole.json()["needs"]] == [day]
    stranger = {"owner": str(cast.health.pk)}
    assert "owner" in said(worker.send(f"assessments/{made.pk}/answer-need/", answer | more | stranger), 400)["errors"]


def test_completed_signed_and_opened_again_by_an_edit(api, cast, case):
    made, worker, manager = a_written_assessment(case), api(cast.social_worker), api(cast.manager)

    refused(worker.send(f"assessments/{made.pk}/complete/", {}), "A3")
    done = worker.send(f"assessments/{made.pk}/complete/", {"without_photograph": "He would rather not."})
    signed = manager.send(f"assessments/{made.pk}/sign/", {"read": done.json()["version"]})
    edited = worker.send(f"assessments/{made.pk}/write/", {"part": "analysis", "text": "Other"})

    assert [one.json()["status"] for one in (done, signed, edited)] == ["completed", "signed", "writing"]
    kept = edited.json()["signed_versions"]
    assert [(one["version"], one["text"]["analysis"]) for one in kept] == [(1, made.analysis)]


def test_sent_back_or_read_too_early_it_is_not_signed(api, cast, case):
    made = a_completed_assessment(case)

    assert api(cast.manager).send(f"assessments/{made.pk}/send-back/", {"because": "More"}).status_code == 200
    refused(api(cast.manager).send(f"assessments/{made.pk}/sign/", {"read": 2}), "A1")
    assert anew(made).version == 2


def test_only_managers_sign(api, cast, case):
    made = a_completed_assessment(case)

    said(api(cast.social_worker).send(f"assessments/{made.pk}/sign/", {"read": 1}), 403)
    said(api(cast.manager_2).send(f"assessments/{made.pk}/sign/", {"read": 1}), 404)


def test_the_watch_is_planned_checked_and_ended(api, cast, case):
    made, worker, manager = an_assessment(case), api(cast.social_worker), api(cast.manager)
    until = (timezone.localdate() + timedelta(days=60)).isoformat()
    plan = {"watched_by": str(cast.social_worker.pk), "every_working_days": 10, "until_on": until, "plan": "School."}

    refused(worker.send(f"assessments/{made.pk}/check/", {"found": "Well."}), "A4")
    assert worker.send(f"assessments/{made.pk}/watch/", plan).status_code == 200
    refused(worker.send(f"assessments/{made.pk}/watch/", plan), "A4")
    checked = worker.send(f"assessments/{made.pk}/check/", {"found": "Well."})
    settled = manager.send(f"assessments/{made.pk}/settle/", {"because": "At school."})

    assert [one["found"] for one in checked.json()["monitoring"][0]["checks"]] == ["Well."]
    assert settled.json()["monitoring"][0]["status"] == "settled"


def test_the_list_holds_those_of_their_cases(api, cast, case):
    made = a_signed_assessment(case)
    an_assessment(a_case(worker=cast.social_worker))

    body = api(cast.manager).see(f"assessments/?case={case.pk}").json()

    assert [one["id"] for one in body["results"]] == [str(made.pk)]
