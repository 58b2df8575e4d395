"""The pages of a strategy discussion: from the enquiry to the signed record, and what each reader sees. [Rule S1]"""

import re
from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import StrategyDiscussion
from tests import builders
from tests import builders_strategy as enquiry
from tests.cast import Cast
from trafficking_cases.children.models import Case
from trafficking_cases.meetings.workflow import Part


@pytest.fixture
def case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager, known_as="Ánh", family_contact="do_not")


def boxes(name: str, moment: datetime) -> dict[str, str]:
    here = timezone.localtime(moment)
    return {
        f"{name}_day": str(here.day),
        f"{name}_month": str(here.month),
        f"{name}_year": str(here.year),
        f"{name}_time": f"{here:%H:%M}",
    }


def at(verb: str, record) -> str:
    return reverse(f"assessments:{verb}", args=[record.pk])


def shown(client, user, address: str) -> str:
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_from_the_enquiry_to_the_signature(client, cast: Cast, case: Case):
    overview = reverse("assessments:overview", args=[case.pk])
    assert "Convene a strategy discussion" in shown(client, cast.social_worker, overview)
    typed = boxes("planned_for", timezone.now()) | {"how": "call", "chair": str(cast.manager.pk)}
    assert client.post(at("convene", case), typed).status_code == 409
    response = client.post(at("convene", case), typed | {"health": str(cast.health.pk)})
    discussion = case.strategy_discussions.get()
    assert response.url == discussion.get_absolute_url()

    page = shown(client, cast.social_worker, discussion.get_absolute_url())
    assert "The Police have to take part" in page, "the next step says what it waits for"
    for asked in discussion.meeting.attendances.all():
        sent = {"attendance": str(asked.pk), "presence": "there"}
        sent |= {"person": str(cast.police.pk)} if asked.part == Part.POLICE else {}
        assert client.post(at("mark", discussion.meeting), sent).status_code == 302
    decided = boxes("held_at", timezone.now()) | {
        "enquiry": "joint",
        "reasons": "Chúng tôi thấy cùng một chiếc xe.",
        "interview_child": "yes",
        "interview_adults": "no",
    }
    refused = client.post(at("hold", discussion), decided)
    assert refused.status_code == 409
    assert "Say who leads the enquiry" in refused.content.decode()
    assert "Chúng tôi thấy" in refused.content.decode()
    assert client.post(at("hold", discussion), decided | {"lead": str(cast.social_worker.pk)}).status_code == 302

    sign = shown(client, cast.manager, at("sign_strategy", discussion))
    assert "never together with the family" in sign
    read = re.search(r'name="read" value="([^"]+)"', sign)
    assert read
    signed = client.post(at("sign_strategy", discussion), {"read": read[1].replace("&#x2B;", "+")})
    assert signed.status_code == 302
    page = shown(client, cast.health, discussion.get_absolute_url())
    assert "Chúng tôi thấy" in page
    assert "The Section 47 enquiry starts from it." in page


def test_somebody_who_is_asked_sees_the_discussion_and_not_the_case(client, cast: Cast, case: Case):
    discussion = enquiry.a_recorded_strategy(case)
    other = enquiry.a_recorded_strategy(builders.a_case(worker=cast.social_worker, manager=cast.manager))
    attendance = other.meeting.attendances.get(part=Part.HEALTH)
    attendance.delete()

    page = shown(client, cast.health, discussion.get_absolute_url())

    assert "Record what was decided" not in page
    assert reverse("assessments:overview", args=[case.pk]) not in page
    for address in (case.get_absolute_url(), at("overview", case), other.get_absolute_url()):
        assert client.get(address).status_code == 404, address
    for verb in ("hold", "sign_strategy", "call_off"):
        assert client.get(at(verb, discussion)).status_code == 403, verb
    for verb in ("ask", "mark", "undertake"):
        assert client.get(at(verb, discussion.meeting)).status_code == 403, verb
        assert client.get(at(verb, other.meeting)).status_code == 404, verb


def test_who_opens_it(client, cast: Cast, case: Case):
    discussion = enquiry.a_planned_strategy(case)

    for who, user in cast.everybody().items():
        client.force_login(user)
        reads, runs = who in ("social_worker", "manager", "police", "health"), who != "health"
        assert client.get(discussion.get_absolute_url()).status_code == (200 if reads else 404), who
        assert client.get(at("hold", discussion)).status_code == (200 if reads and runs else 403 if reads else 404), who
        assert client.get(at("convene", case)).status_code == (200 if reads and runs else 404), who


def test_a_purported_adult_is_refused_with_the_way_on(client, cast: Cast, case: Case):
    discussion, adult = enquiry.a_planned_strategy(case), builders.an_adult(case)
    client.force_login(cast.social_worker)

    response = client.post(
        at("ask", discussion.meeting), {"part": "adult", "adult": str(adult.pk), "because": "He asked."}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "are not at meetings about the child" in page
    assert reverse("casefile:people", args=[case.pk]) in page
    assert "He asked." in page


def test_a_signed_one_offers_no_change_and_says_so(client, cast: Cast, case: Case):
    discussion = enquiry.a_recorded_strategy(case)

    page = shown(client, cast.manager, discussion.get_absolute_url())

    assert at("ask", discussion.meeting) not in page
    assert "Convene another" in page
    assert "locked" in shown(client, cast.manager, at("hold", discussion))
    assert client.post(at("sign_strategy", discussion), {"read": "x"}).status_code == 409


def test_it_is_called_off(client, cast: Cast, case: Case):
    discussion = enquiry.a_planned_strategy(case)
    client.force_login(cast.manager)

    assert client.post(at("call_off", discussion), {"because": ""}).status_code == 200
    assert client.post(at("call_off", discussion), {"because": "Nobody can."}).status_code == 302
    assert StrategyDiscussion.objects.get().status == "called_off"
    assert "Called off" in shown(client, cast.manager, discussion.get_absolute_url())


def test_an_action_is_added_and_withdrawn(client, cast: Cast, case: Case):
    discussion = enquiry.a_planned_strategy(case)
    client.force_login(cast.social_worker)
    due_on = {key: value for key, value in boxes("due_on", timezone.now()).items() if not key.endswith("time")}

    added = client.post(
        at("undertake", discussion.meeting), {"what": "Ring the school", "owner": str(cast.health.pk)} | due_on
    )
    action = discussion.meeting.actions.get()
    withdrawn = client.post(at("withdraw", action), {"outcome": "Done by the school."})

    assert (added.status_code, withdrawn.status_code) == (302, 302)
    assert "Done by the school." in shown(client, cast.social_worker, discussion.get_absolute_url())


@pytest.mark.parametrize("verb", ["hold", "sign_strategy", "call_off", "strategy"])
def test_do_not_contact_stands_over_every_page(client, cast: Cast, case: Case, verb: str):
    discussion = enquiry.a_held_strategy(case)

    assert "The family and the adults with the child" in shown(client, cast.manager, at(verb, discussion))
