"""Interviews and the register of interpreters by API: as on the pages, with the same rules. [Rules S2, S3, A1]"""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Breach, Interview
from tests import builders
from tests.api.asking import refused, said
from tests.builders_interviews import a_held_interview, an_interpreter, an_interview, next_week, on_the_list
from trafficking_cases.directory.models import Interpreter


@pytest.fixture
def case(cast):
    return builders.a_case(worker=cast.social_worker, manager=cast.manager, known_as="Linh", language="English")


def whole(on, /, **changed):
    """What a first step asks."""
    asked = {
        "case": str(on.pk),
        "subject": "child",
        "purpose": "enquiry",
        "planned_for": next_week().isoformat(),
        "language": "English",
        "lead": str(builders.somebody("social.worker").pk),
    }
    return asked | changed


def test_from_the_first_step_to_the_account(api, cast, case):
    uncle = builders.an_adult(case)
    client = api(cast.social_worker)

    started = client.send("interviews/", whole(case))
    assert started.status_code == 201, started.content
    address = f"interviews/{started.json()['id']}"
    added = client.send(f"{address}/add-person/", {"who": "adult", "adult": str(uncle.pk)}).json()
    line = next(one["id"] for one in added["attendants"] if one["adult"] == str(uncle.pk))

    reasons = said(client.send(f"{address}/plan/", {}), 409)["reasons"]
    assert {reason["rule"] for reason in reasons} == {"A1", "S2"}
    assert client.send(f"{address}/plan/", {"without": [line]}).json()["status"] == "planned"
    held = client.send(
        f"{address}/hold/",
        {
            "held_at": (timezone.now() - timedelta(minutes=5)).isoformat(),
            "own_words": "He waits outside.",
            "child_seen": True,
            "child_spoken_with": True,
            "adults_there": [str(uncle.pk)],
        },
    )
    assert held.status_code == 200, held.content
    assert held.json()["breaches"][0]["rules"] == ["A1", "S2"]
    assert held.json()["contaminated_at"]


def test_the_child_and_an_adult_together_are_refused(api, cast, case):
    uncle, interview = builders.an_adult(case), an_interview(case)
    sent = {"who": "adult", "adult": str(uncle.pk), "capacity": "interviewed"}

    response = api(cast.social_worker).send(f"interviews/{interview.pk}/add-person/", sent)

    assert "interviewed alone" in refused(response, "S2")


def test_an_interpreter_whose_check_lapsed_the_day_before_is_refused(api, cast, case):
    interview = an_interview(case, language="Vietnamese")
    on_the_list(interview, interpreter=an_interpreter(dbs_until=timezone.localdate(next_week()) - timedelta(days=1)))

    assert "DBS check is not in date" in refused(api(cast.manager).send(f"interviews/{interview.pk}/plan/"), "S3")


def test_a_breach_is_recorded_and_an_empty_one_says_who(api, cast, case):
    interview = a_held_interview(case)
    client = api(cast.manager)

    assert "Say who was there" in refused(client.send(f"interviews/{interview.pk}/record-breach/", {}), "A1")
    done = client.send(f"interviews/{interview.pk}/record-breach/", {"who": "A man", "when_there": "near"})

    assert done.status_code == 200, done.content
    assert Breach.objects.get().when_there == "near"


def test_lists_show_what_one_works_on(api, cast, case):
    mine = an_interview(case)
    other = builders.a_case(worker=cast.social_worker_2, manager=cast.manager)
    an_interview(other, by=cast.social_worker_2)

    assert [one["id"] for one in api(cast.social_worker).see("interviews/").json()["results"]] == [str(mine.pk)]
    assert len(api(cast.manager).see("interviews/").json()["results"]) == 2
    assert len(api(cast.manager).see(f"interviews/?case={case.pk}").json()["results"]) == 1
    said(api(cast.health).see("interviews/"), 403)
    said(api(cast.police).see(f"interviews/{mine.pk}/"), 404)


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"subject": "both"}, {"subject"}),
        ({"language": ""}, {"language"}),
        ({"x": 1}, {"x"}),
        ({"case": "none"}, {"case"}),
        ({"planned_for": "tomorrow"}, {"planned_for"}),
    ],
)
def test_what_cannot_be_an_interview(api, cast, case, sent, wrong):
    body = said(api(cast.social_worker).send("interviews/", whole(case, **sent)), 400)

    assert set(body["errors"]) == wrong
    assert not Interview.objects.exists()


def test_a_case_of_somebody_else_does_not_exist(api, cast, case):
    said(api(cast.social_worker_2).send("interviews/", whole(case)), 404)


def test_the_register(api, cast):
    keeper, reader = api(cast.administrator), api(cast.education)
    today = timezone.localdate()
    entry = {
        "kind": "person",
        "name": "Kim Vuongley",
        "register_number": "4471",
        "languages": "Vietnamese, Cantonese",
        "approved_from": str(today),
        "approved_until": str(today + timedelta(days=30)),
        "dbs_checked_on": str(today),
        "dbs_until": str(today + timedelta(days=30)),
    }

    said(reader.send("interpreters/", entry), 403)
    made = keeper.send("interpreters/", entry)
    assert made.status_code == 201, made.content
    assert made.json()["languages"] == ["Vietnamese", "Cantonese"]
    assert "already" in refused(keeper.send("interpreters/", entry), "S3")
    assert reader.see("interpreters/").json()["results"][0]["is_in_date"]
    address = f"interpreters/{made.json()['id']}"
    days = {name: entry[name] for name in ("approved_until", "dbs_checked_on", "dbs_until")}
    assert keeper.send(f"{address}/renew/", days).status_code == 200
    said(reader.send(f"{address}/remove/", {"because": "x"}), 403)
    assert keeper.send(f"{address}/remove/", {"because": "Moved."}).json()["removed_at"]
    assert "taken off" in refused(keeper.send(f"{address}/renew/", days), "S3")
    assert Interpreter.objects.get().removed_by == cast.administrator
