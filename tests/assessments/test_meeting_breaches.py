"""An adult who may not be there was at a meeting all the same: recorded, by page and API, and never refused.

[Rules M5, A1, S2; procedure 4.4-4.6]
"""

import pytest
from django.core.cache import cache
from django.urls import reverse

from assessments.actions.breaches import record_breach
from assessments.models import Breach
from tests import builders_agreement as meetings
from tests import builders_strategy as strategies
from tests.api.asking import Asker, refused, said
from tests.api.test_as_described import check
from tests.builders import a_case, a_share, an_adult
from tests.cast import NAMES, Cast
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to
from trafficking_cases.audit.models import Event
from trafficking_cases.children import adults
from trafficking_cases.notifications.models import Notice


@pytest.fixture(autouse=True)
def nobody_asked_yet(db: None) -> None:
    cache.clear()


def asker(user) -> Asker:
    client = Asker()
    client.force_login(user)
    return client


@pytest.mark.parametrize("who", NAMES)
def test_who_may_record_one(cast: Cast, who: str):
    discussion = strategies.a_planned_strategy(a_case())
    strategies.a_planned_strategy(a_case())
    may = dict.fromkeys(("social_worker", "manager", "police"), DONE) | {"health": FORBIDDEN}

    answer = answer_to(lambda: record_breach(discussion.meeting, who="Her uncle", by=getattr(cast, who)))

    assert answer == may.get(who, NOT_FOUND)


def test_the_manager_is_told_and_the_chronology_names_nobody(cast: Cast):
    agreement, other = meetings.a_concluded_meeting(), meetings.a_concluded_meeting()
    uncle = an_adult(agreement.case, name="Duc Haverin")

    breach = record_breach(agreement.meeting, adult=uncle, when_there="part", by=cast.social_worker)

    assert (breach.rules, breach.meeting, breach.at) == (["A1", "M5"], agreement.meeting, agreement.meeting.held_at)
    line = agreement.case.chronology.get(kind="breach")
    assert line.sentence == "A claimed relative was present at a meeting about the child for part of the time."
    assert Notice.objects.filter(recipient=cast.manager, kind="breach.recorded").count() == 1
    assert Event.objects.filter(name="breach.recorded").count() == 1
    assert not other.case.breaches.exists()


def test_the_refusal_to_say_that_he_took_part_leads_to_what_happened(client, cast: Cast):
    agreement = meetings.a_convened_meeting()
    carer = an_adult(agreement.case, name="Duc Haverin")
    adults.verify(carer, ground="document_seen", by=cast.social_worker)
    client.force_login(cast.social_worker)
    asked = {"part": "adult", "adult": str(carer.pk), "because": "The chair wants him there."}
    client.post(reverse("assessments:ask", args=[agreement.meeting_id]), asked)
    adults.doubt(carer, reason="He cannot say when she was born.", by=cast.social_worker)
    at, listed = reverse("assessments:record_meeting_breach", args=[agreement.meeting_id]), meetings.attendance

    came = {"attendance": str(listed(agreement, "adult").pk), "presence": "there"}
    refusal = client.post(reverse("assessments:mark", args=[agreement.meeting_id]), came)
    form = client.get(at).content.decode()
    empty = client.post(at, {"adult": "", "happened": "He shouted."})
    recorded = client.post(at, {"adult": str(carer.pk)})

    assert refusal.status_code == 409
    assert at in refusal.content.decode()
    assert "What did they do?" not in form
    assert "at a meeting about the child" in form
    assert (empty.status_code, recorded.status_code) == (409, 302)
    assert "He shouted." in empty.content.decode()
    assert Breach.objects.get().adult == carer
    assert "at a meeting about the child" in client.get(recorded.url).content.decode()


def test_by_api_at_both_kinds_of_meeting(cast: Cast):
    agreement = meetings.a_concluded_meeting()
    discussion = agreement.enquiry.strategy
    uncle = an_adult(agreement.case)
    worker = asker(cast.social_worker)

    for name, record, asked in (
        ("multi-agency-meetings", agreement, cast.education),
        ("strategy-discussions", discussion, cast.health),
    ):
        at = f"{name}/{record.pk}/record-breach/"
        assert "Say who was there" in refused(worker.send(at, {}), "A1")
        said(worker.send(at, {"who": "A man", "part": "together"}), 400)
        said(asker(asked).send(at, {"who": "A man"}), 403)
        said(asker(cast.carer).send(at, {"who": "A man"}), 404)
        done = worker.send(at, {"adult": str(uncle.pk), "when_there": "whole"})
        check(f"{name}/{{id}}/record-breach/", "post", done)
        assert done.json()["rules"] == ["A1", "M5"]
    assert {breach.meeting_id for breach in Breach.objects.all()} == {agreement.meeting_id, discussion.meeting_id}


def test_before_a_meeting_is_convened_nothing_happened_at_it(cast: Cast):
    agreement = meetings.a_meeting_to_convene()

    answer = asker(cast.social_worker).send(f"multi-agency-meetings/{agreement.pk}/record-breach/", {"who": "A man"})

    assert "Convene the meeting first" in refused(answer, "M1")


def test_where_no_interview_was_planned_by_api(cast: Cast):
    case, other = a_case(), a_case()
    a_share(case, to=cast.health)
    uncle, theirs = an_adult(case), an_adult(other)
    worker, at = asker(cast.social_worker), f"cases/{case.pk}/record-breach/"

    assert "Say who was there" in refused(worker.send(at, {}), "A1")
    said(worker.send(at, {"adult": str(theirs.pk)}), 400)
    said(asker(cast.health).send(at, {"who": "A man"}), 403)
    said(asker(cast.social_worker_2).send(at, {"who": "A man"}), 404)
    done = worker.send(at, {"adult": str(uncle.pk), "part": "interpreted", "happened": "At the surgery."})

    check("cases/{id}/record-breach/", "post", done)
    assert done.json()["rules"] == ["S3"]
    assert (Breach.objects.get().case, Breach.objects.get().interview) == (case, None)


def test_the_process_by_api_is_that_of_the_picture(cast: Cast):
    case = meetings.a_meeting_to_convene().case
    a_share(case, to=cast.health)
    told = asker(cast.social_worker).see(f"cases/{case.pk}/process/")

    check("cases/{id}/process/", "get", told)
    assert {step["rule"] for step in told.json()["steps"] if step["state"] == "blocked"} == {"M2"}
    shared = asker(cast.health).see(f"cases/{case.pk}/process/").json()
    assert len(shared["steps"]) < len(told.json()["steps"])
    said(asker(cast.social_worker_2).see(f"cases/{case.pk}/process/"), 404)
