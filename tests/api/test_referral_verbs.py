"""The verbs of a referral by API: who may, what each does, and what the rules refuse."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from referrals import actions
from referrals.models import Referral
from referrals.workflow import With
from tests import builders
from tests.api.asking import refused, said
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications.models import Notice

FRONT_DOOR = {"duty_worker", "out_of_hours", "manager", "manager_2", "service_manager"}
SIGNERS = {"manager", "manager_2", "service_manager"}


def said_by_police(**changed: object) -> dict[str, object]:
    return {
        "spoken_with": "police",
        "person": "DS Jo Penhallick",
        "at": (timezone.now() - timedelta(minutes=5)).isoformat(),
        "said": "Known to them since May.",
    } | changed


PROPOSAL = {
    "outcome": "assessment",
    "reasons": "What was seen fits together.",
    "without_police": "The line was engaged for two hours.",
    "without_referrer": "On leave until Monday.",
}


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("claim", FRONT_DOOR),
        ("consult", FRONT_DOOR),
        ("propose", FRONT_DOOR),
        ("sign", SIGNERS),
        ("send-back", SIGNERS),
    ],
)
def test_404_comes_before_403_and_403_before_what_was_sent(api, cast, path, may):
    referral = builders.a_referral(by=cast.education)

    for name, user in cast.everybody().items():
        status = api(user).send(f"referrals/{referral.pk}/{path}/", {"colour": "red"}).status_code

        sees_it = name in FRONT_DOOR | {"education"}
        assert status == (400 if name in may else 403 if sees_it else 404), name
    referral.refresh_from_db()
    assert referral.claimed_by is None


@pytest.mark.parametrize("body", [..., {}])
def test_claim(api, cast, body):
    referral, other = builders.a_referral(), builders.a_referral()

    response = api(cast.duty_worker).send(f"referrals/{referral.pk}/claim/", body)

    assert response.status_code == 200
    assert response.json()["claimed_by"]["full_name"] == cast.duty_worker.full_name
    other.refresh_from_db()
    assert other.claimed_by is None


def test_a_second_claim_by_the_same_person_is_refused(api, cast):
    referral = builders.a_referral()
    client = api(cast.duty_worker)
    client.send(f"referrals/{referral.pk}/claim/")

    assert "taken this referral on already" in refused(client.send(f"referrals/{referral.pk}/claim/"), "R2")


def test_consult(api, by_key, cast):
    referral = builders.a_referral()
    at = timezone.now() - timedelta(minutes=5, microseconds=7)

    for client in (api(cast.duty_worker), by_key(cast.manager)):
        response = client.send(f"referrals/{referral.pk}/consult/", said_by_police(at=at.isoformat()))
        assert response.status_code == 200

    assert [talk.at for talk in referral.consultations.all()] == [at, at]
    assert response.json()["consultations"][0]["said"] == "Known to them since May."


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("2026-03-27T17:40:00", "with its offset"),
        ("2026-03-27", "with its offset"),
        ("2026-02-30T10:00:00Z", "with its offset"),
        ("0001-01-01T00:00:00+14:00", "with its offset"),
        ("9999-12-31T23:59:59-12:00", "with its offset"),
        ("yesterday", "with its offset"),
        (1_774_633_200, "as text"),
        (None, "Fill in"),
        ("2190-01-01T00:00:00Z", "has not come yet"),
    ],
)
def test_a_time_that_cannot_be(api, cast, at, sentence):
    referral = builders.a_referral()

    body = said(api(cast.duty_worker).send(f"referrals/{referral.pk}/consult/", said_by_police(at=at)), 400)

    assert sentence in body["errors"]["at"][0] or body["errors"]["at"][0].startswith("Answer this")
    assert not referral.consultations.exists()


def test_a_time_means_the_same_whatever_its_offset(api, cast):
    referral = builders.a_referral(at=datetime(2026, 10, 25, tzinfo=UTC))

    body = (
        api(cast.duty_worker)
        .send(f"referrals/{referral.pk}/consult/", said_by_police(at="2026-10-25T01:30:00+00:00"))
        .json()
    )

    assert referral.consultations.get().at.isoformat() == "2026-10-25T01:30:00+00:00"
    assert body["consultations"][0]["at"] == "2026-10-25T01:30:00Z"


def test_what_is_decided_takes_no_more_conversations(api, cast):
    referral = builders.a_decided_referral()

    response = api(cast.duty_worker).send(f"referrals/{referral.pk}/consult/", said_by_police())

    assert "is decided" in refused(response, "R3")


def test_propose(api, cast):
    referral = builders.a_consulted_referral()

    response = api(cast.duty_worker).send(
        f"referrals/{referral.pk}/propose/", {"outcome": "assessment", "reasons": "It fits together."}
    )

    assert response.status_code == 200
    assert response.json()["status"] == "awaiting_signature"
    assert response.json()["decisions"][0]["proposed_by"]["id"] == str(cast.duty_worker.pk)
    assert Notice.objects.filter(recipient=cast.manager, kind="referral.awaiting_signature").count() == 1


def test_deciding_without_the_police_or_the_referrer_needs_a_reason_for_each(api, cast):
    referral = builders.a_referral()
    without = {"outcome": "assessment", "reasons": "It fits together."}
    client = api(cast.duty_worker)

    message = refused(client.send(f"referrals/{referral.pk}/propose/", without), "R3")
    assert "Talk to the Police first" in message
    assert "Talk to whoever referred first" in message

    assert client.send(f"referrals/{referral.pk}/propose/", PROPOSAL).status_code == 200
    assert referral.decisions.get().without_police == PROPOSAL["without_police"]


def test_a_reason_for_what_did_happen_is_passed_over_as_on_the_page(api, cast):
    referral = builders.a_consulted_referral(with_=[With.POLICE])

    assert api(cast.duty_worker).send(f"referrals/{referral.pk}/propose/", PROPOSAL).status_code == 200

    decision = referral.decisions.get()
    assert decision.without_police == ""
    assert decision.without_referrer == PROPOSAL["without_referrer"]


@pytest.mark.parametrize(
    ("sent", "wrong"), [({}, {"outcome", "reasons"}), (PROPOSAL | {"outcome": "hope"}, {"outcome"})]
)
def test_a_decision_that_is_none(api, cast, sent, wrong):
    referral = builders.a_referral()

    body = said(api(cast.duty_worker).send(f"referrals/{referral.pk}/propose/", sent), 400)

    assert set(body["errors"]) == wrong


def test_a_second_decision_waits_for_the_first(api, cast):
    referral = builders.a_proposed_referral()

    message = refused(api(cast.duty_worker).send(f"referrals/{referral.pk}/propose/", PROPOSAL), "R3")

    assert "written already" in message
    assert referral.decisions.count() == 1


def test_sign_stops_the_clock_tells_the_referrer_and_opens_the_case(api, cast):
    referral, other = builders.a_proposed_referral(by=cast.education), builders.a_proposed_referral()
    read = {"read": str(builders.the_decision_of(referral).pk), "worker": str(cast.social_worker.pk)}

    response = api(cast.manager).send(f"referrals/{referral.pk}/sign/", read)

    assert response.status_code == 200
    body = response.json()
    case = Case.objects.get()
    assert body["status"] == "decided"
    assert body["case"] == {"id": str(case.pk), "reference": case.reference}
    assert body["decisions"][0]["signed_by"]["id"] == str(cast.manager.pk)
    assert case.allocations.get().worker == cast.social_worker
    assert Deadline.objects.get(subject=referral.pk, rule="REF-03").status == "met"
    assert Deadline.objects.get(subject=other.pk, rule="REF-03").status == "running"
    assert Notice.objects.filter(recipient=cast.education, kind="referral.outcome").count() == 1
    other.refresh_from_db()
    assert other.status == "awaiting_signature"


def test_sign_leaves_the_worker_for_later(api, cast):
    referral = builders.a_proposed_referral()

    response = api(cast.manager).send(
        f"referrals/{referral.pk}/sign/", {"read": str(builders.the_decision_of(referral).pk), "worker": None}
    )

    assert response.status_code == 200
    assert not Case.objects.get().allocations.exists()


@pytest.mark.parametrize("who", ["manager", "other_authority", "police", "administrator"])
def test_only_a_social_worker_of_the_authority_takes_a_case(api, cast, who):
    referral = builders.a_proposed_referral()
    sent = {"read": str(builders.the_decision_of(referral).pk), "worker": str(getattr(cast, who).pk)}

    body = said(api(cast.manager).send(f"referrals/{referral.pk}/sign/", sent), 400)

    assert list(body["errors"]) == ["worker"]
    assert not Case.objects.exists()


@pytest.mark.parametrize("worker", ["1", "no-id", "0d7f3930-08c9-40eb-87eb-9f0960b41d7a", "\x00", "\ud800", 7, []])
def test_a_worker_who_is_nobody(api, cast, worker):
    referral = builders.a_proposed_referral()
    sent = {"read": str(builders.the_decision_of(referral).pk), "worker": worker}

    assert list(said(api(cast.manager).send(f"referrals/{referral.pk}/sign/", sent), 400)["errors"]) == ["worker"]


def test_whoever_wrote_it_does_not_sign_it(api, cast):
    referral = builders.a_proposed_referral(author=cast.manager)
    read = {"read": str(builders.the_decision_of(referral).pk)}

    assert "Ask another manager" in refused(api(cast.manager).send(f"referrals/{referral.pk}/sign/", read), "R3")
    assert api(cast.manager_2).send(f"referrals/{referral.pk}/sign/", read).status_code == 200


def test_a_signature_is_for_the_words_that_were_read(api, cast):
    referral = builders.a_proposed_referral()

    message = refused(api(cast.manager).send(f"referrals/{referral.pk}/sign/", {"read": str(uuid4())}), "R3")

    assert "written anew" in message


def test_nothing_is_signed_before_it_is_written_or_twice(api, cast):
    waiting, decided = builders.a_referral(), builders.a_decided_referral()
    client = api(cast.manager_2)

    assert "written a decision" in refused(client.send(f"referrals/{waiting.pk}/sign/", {"read": str(uuid4())}), "R3")
    assert "signed already" in refused(client.send(f"referrals/{decided.pk}/sign/", {"read": str(uuid4())}), "R3")


def test_send_back(api, cast):
    referral, other = builders.a_proposed_referral(), builders.a_proposed_referral()

    response = api(cast.manager).send(f"referrals/{referral.pk}/send-back/", {"because": "Ring the school as well."})

    assert response.status_code == 200
    assert response.json()["status"] == "received"
    assert response.json()["decisions"][0]["sent_back_because"] == "Ring the school as well."
    assert actions.live_decision(Referral.objects.get(pk=other.pk))


def test_nothing_goes_back_that_was_not_written(api, cast):
    referral = builders.a_referral()

    response = api(cast.manager).send(f"referrals/{referral.pk}/send-back/", {"because": "Too short."})

    assert "no decision that waits" in refused(response, "R3")
    said(api(cast.manager).send(f"referrals/{referral.pk}/send-back/", {"because": ""}), 400)
