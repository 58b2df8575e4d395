"""Section 47 enquiries by API: the same verbs and the same refusals as the pages. [Rules S4, A1; procedure 4.4, 4.6]"""

import pytest

from tests.api.asking import refused, said
from tests.builders import a_case
from tests.builders_enquiry import a_completed_enquiry, a_written_enquiry, an_enquiry, anew
from tests.cast import Cast

RESOURCE = "section-47-enquiries"


@pytest.fixture
def case(cast: Cast):
    return a_case(worker=cast.social_worker, manager=cast.manager)


def test_the_list_holds_those_of_their_cases(api, cast, case):
    enquiry = an_enquiry(case)
    an_enquiry(a_case(worker=cast.social_worker_2, manager=cast.manager_2))

    body = api(cast.social_worker).see(f"{RESOURCE}/?case={case.pk}").json()

    assert [one["id"] for one in body["results"]] == [str(enquiry.pk)]
    said(api(cast.health).see(f"{RESOURCE}/{enquiry.pk}/"), 404)


def test_written_completed_and_signed(api, cast, case):
    enquiry = a_written_enquiry(case)
    worker, manager = api(cast.social_worker), api(cast.manager)

    written = worker.send(f"{RESOURCE}/{enquiry.pk}/write/", {"part": "checks", "text": "The school knows."})
    done = worker.send(f"{RESOURCE}/{enquiry.pk}/complete/", {"outcome": "looked_after"})
    signed = manager.send(f"{RESOURCE}/{enquiry.pk}/sign/", {"read": done.json()["version"]})

    assert written.json()["checks"] == "The school knows."
    assert (done.json()["status"], signed.json()["status"]) == ("completed", "authorised")
    refused(manager.send(f"{RESOURCE}/{enquiry.pk}/sign/", {"read": 1}), "S4")


def test_the_child_unseen_is_refused_until_a_manager_says_why(api, cast, case):
    enquiry = a_written_enquiry(case, seen=False)
    worker, manager = api(cast.social_worker), api(cast.manager)

    refused(worker.send(f"{RESOURCE}/{enquiry.pk}/complete/", {"outcome": "not_completed"}), "A1")
    said(worker.send(f"{RESOURCE}/{enquiry.pk}/agree-not-seen/", {"because": "Missing"}), 403)
    assert manager.send(f"{RESOURCE}/{enquiry.pk}/agree-not-seen/", {"because": "Missing"}).status_code == 200
    done = worker.send(f"{RESOURCE}/{enquiry.pk}/complete/", {"outcome": "not_completed"})

    assert done.json()["not_seen_because"] == "Missing"


def test_what_changed_meanwhile_is_not_signed(api, cast, case):
    enquiry = a_completed_enquiry(case)

    assert api(cast.manager).send(f"{RESOURCE}/{enquiry.pk}/send-back/", {"because": "More"}).status_code == 200

    refused(api(cast.manager).send(f"{RESOURCE}/{enquiry.pk}/sign/", {"read": 1}), "S4")
    assert anew(enquiry).status == "under_way"


@pytest.mark.parametrize(
    ("verb", "body", "name"),
    [
        ("write", {"part": "luck", "text": "x"}, "part"),
        ("write", {"part": "checks", "text": "x" * 20_001}, "text"),
        ("complete", {}, "outcome"),
        ("complete", {"outcome": "looked_after", "mood": "x"}, "mood"),
    ],
)
def test_what_cannot_be_read_is_named(api, cast, case, verb, body, name):
    enquiry = an_enquiry(case)

    assert name in said(api(cast.social_worker).send(f"{RESOURCE}/{enquiry.pk}/{verb}/", body), 400)["errors"]
