"""Multi-agency meetings and what follows by API: the rules of the pages, each tripped here. [Rules M1-M6, S4]"""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import MultiAgencyMeeting
from tests import builders
from tests import builders_agreement as meetings
from tests.api.asking import refused, said
from tests.api.test_as_described import check
from tests.cast import Cast
from trafficking_cases.children.models.holds import Hold

HERE = "multi-agency-meetings"
DECISIONS = {
    "of_the_family": "yes",
    "relative_here": "yes",
    "conference": "hold",
    "conference_reasons": "The risk goes on.",
    "plan": "Weekly visits.",
}
STEP = {"step": "move", "planned_for": "2026-12-11", "reasons": "She is not safe there."}
ORDER = {
    "step": "move",
    "required_by": "Interim care order",
    "required_on": "2026-12-11",
    "reason": "The hearing is on Friday.",
}
VERBS = {
    "ask": 400,
    "mark": 400,
    "undertake": 400,
    "decide": 400,
    "conclude": 403,
    "say-view": 400,
    "write-minutes": 400,
    "sign-minutes": 403,
    "record-enforcement": 403,
    "record-help": 400,
    "convene": 400,
}


def an_hour_ago() -> str:
    return (timezone.now() - timedelta(hours=1)).isoformat()


def convening(cast: Cast, **changed: object) -> dict[str, object]:
    return {"planned_for": an_hour_ago(), "how": "video", "chair": str(cast.manager.pk)} | changed


def test_one_meeting_from_the_enquiry_to_the_signed_minutes(api, cast):
    waiting = meetings.a_meeting_to_convene()
    worker, manager, police = api(cast.social_worker), api(cast.manager), api(cast.police)
    at = f"{HERE}/{waiting.pk}"

    convened = worker.send(f"{at}/convene/", convening(cast))
    check(f"{HERE}/{{id}}/convene/", "post", convened)
    listed = convened.json()["meeting"]["attendances"]
    for one in listed:
        came = {"person": str(cast.police.pk)} if one["person"] is None else {}
        worker.send(f"{at}/mark/", {"attendance": one["id"], "presence": "there"} | came)
    worker.send(f"{at}/decide/", DECISIONS | {"held_at": an_hour_ago()})
    for one in listed:
        speaker = police if one["part"] == "police" else worker
        answered = speaker.send(f"{at}/say-view/", {"who": one["id"], "view": "agrees"})
        check(f"{HERE}/{{id}}/say-view/", "post", answered)
    assert not refused_rules(manager.send(f"{at}/conclude/", {}))
    worker.send(f"{at}/write-minutes/", {"text": "Agreed."})
    signed = manager.send(f"{at}/sign-minutes/", {"read": 1})
    check(f"{HERE}/{{id}}/sign-minutes/", "post", signed)

    whole = signed.json()
    assert (whole["status"], whole["outcome"], whole["minutes"][0]["version"]) == ("signed", "agreed", 1)
    assert not Hold.objects.in_force().exists()
    lines = worker.see(f"{HERE}/?case={waiting.case_id}")
    check(f"{HERE}/", "get", lines)
    assert [line["id"] for line in lines.json()["results"]] == [str(waiting.pk)]


def refused_rules(response) -> set[str]:
    return {reason["rule"] for reason in response.json()["reasons"]} if response.status_code == 409 else set()


def test_404_comes_before_403_and_403_before_what_was_sent(api, cast):
    agreement = meetings.a_convened_meeting()

    for name, user in cast.everybody().items():
        client = api(user)
        for verb, to_worker in VERBS.items():
            status = client.send(f"{HERE}/{agreement.pk}/{verb}/", {"colour": "red"}).status_code
            if name == "social_worker":
                assert (verb, status) == (verb, to_worker)
            elif name == "police":
                assert (verb, status) == (
                    verb,
                    400 if verb in ("say-view", "record-enforcement", "record-help") else 403,
                )
            elif name == "education":
                assert (verb, status) == (verb, 400 if verb in ("say-view", "record-help") else 403)
            elif name != "manager":
                assert (name, status) == (name, 404)


def test_each_rule_is_tripped(api, cast):
    agreement, case = meetings.a_convened_meeting(), builders.a_case()
    builders.an_adult(agreement.case)
    worker, manager = api(cast.social_worker), api(cast.manager)
    at = f"{HERE}/{agreement.pk}"

    assert "Complete the enquiry" in refused(
        worker.send(f"cases/{case.pk}/convene-multi-agency-meeting/", convening(cast)), "S4"
    )
    refused(worker.send(f"{at}/convene/", convening(cast)), "M1")
    refused(worker.send(f"{at}/ask/", {"part": "other", "name": "Đức Haverin"}), "M5")
    refused(worker.send(f"{at}/ask/", {"part": "other"}), "M1")
    who = str(meetings.attendance(agreement, "police").pk)
    refused(worker.send(f"{at}/say-view/", {"who": who, "view": "agrees"}), "M2")
    assert refused_rules(manager.send(f"{at}/conclude/", {})) == {"M1", "M3", "M4"}
    refused(worker.send(f"cases/{agreement.case_id}/plan-onward-step/", STEP), "M2")
    refused(worker.send(f"cases/{case.pk}/ask-exemption/", {"step": "move", "reason": "A court."}), "M2")


def test_a_step_that_a_court_requires_goes_ahead(api, cast):
    case = meetings.a_meeting_to_convene().case
    worker, above = api(cast.social_worker), api(cast.service_manager)
    assert above.send(f"cases/{case.pk}/exempt/", ORDER).status_code == 404

    asked = worker.send(f"cases/{case.pk}/ask-exemption/", {"step": "move", "reason": "A court orders it."})
    check("cases/{id}/ask-exemption/", "post", asked)
    given = above.send(f"cases/{case.pk}/exempt/", ORDER)
    check("cases/{id}/exempt/", "post", given)
    planned = worker.send(f"cases/{case.pk}/plan-onward-step/", STEP)
    check("cases/{id}/plan-onward-step/", "post", planned)

    assert (asked.json()["asked"], planned.json()["went_ahead_because"]) == (1, "The hearing is on Friday.")
    step = planned.json()["id"]
    ended = worker.send(f"onward-steps/{step}/end/", {"became": "taken"})
    check("onward-steps/{id}/end/", "post", ended)
    assert ended.json()["status"] == "taken"
    assert worker.send(f"cases/{case.pk}/exempt/", ORDER).status_code == 403
    assert api(cast.health).see("onward-steps/").json()["results"] == []


@pytest.mark.parametrize(
    ("verb", "sent", "wrong"),
    [
        ("mark", {"presence": "there"}, {"attendance"}),
        ("mark", {"attendance": "11111111-1111-4111-8111-111111111111", "presence": "there"}, {"attendance"}),
        ("say-view", {"view": "perhaps"}, {"who", "view"}),
        ("decide", DECISIONS | {"conference": "maybe"}, {"conference"}),
        ("write-minutes", {}, {"text"}),
    ],
)
def test_what_cannot_be_read_is_said(api, cast, verb, sent, wrong):
    agreement, other = meetings.a_convened_meeting(), meetings.a_convened_meeting()
    elsewhere = str(meetings.attendance(other, "police").pk)

    body = said(api(cast.social_worker).send(f"{HERE}/{agreement.pk}/{verb}/", sent), 400)

    assert set(body["errors"]) == wrong
    strange = {"attendance": elsewhere, "presence": "there"}
    assert api(cast.social_worker).send(f"{HERE}/{agreement.pk}/mark/", strange).status_code == 400
    assert MultiAgencyMeeting.objects.get(pk=agreement.pk).conference == ""
