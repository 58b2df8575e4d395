"""The front door in the browser: who sees which referral, and the verbs on it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from referrals.models import Decision, Referral
from referrals.workflow import Outcome, Status, Urgency
from tests.builders import (
    a_case,
    a_consulted_referral,
    a_proposed_referral,
    a_referral,
    the_decision_of,
)
from trafficking_cases.audit.models import Event

BOARD = "referrals:front_door"


def page_of(client: Client, who, url: str):
    client.force_login(who)
    return client.get(url)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("duty_worker", 200),
        ("out_of_hours", 200),
        ("manager", 200),
        ("service_manager", 200),
        ("other_authority", 200),
        ("social_worker", 403),
        ("police", 403),
        ("education", 403),
        ("carer", 403),
        ("administrator", 403),
        ("auditor", 403),
    ],
)
def test_who_may_open_the_board(client, cast, who, expected):
    assert page_of(client, getattr(cast, who), reverse(BOARD)).status_code == expected


def test_the_board_of_another_authority_holds_nothing_of_ours(client, cast):
    ours, theirs = a_referral(by=cast.education), a_referral(by=cast.other_authority)

    here = page_of(client, cast.duty_worker, reverse(BOARD)).content.decode()
    there = page_of(client, cast.other_authority, reverse(BOARD)).content.decode()

    assert ours.reference in here
    assert theirs.reference not in here
    assert theirs.reference in there
    assert ours.reference not in there


def test_the_least_time_left_stands_first(client, cast):
    standard = a_referral()
    urgent = a_referral(urgency=Urgency.IMMEDIATE)

    page = page_of(client, cast.duty_worker, reverse(BOARD)).content.decode()

    assert page.index(urgent.reference) < page.index(standard.reference)


def test_filters_count_and_show_their_own(client, cast):
    mine, free = a_consulted_referral(), a_referral()
    to_sign = a_proposed_referral()

    unclaimed = page_of(client, cast.duty_worker, reverse(BOARD) + "?show=unclaimed").content.decode()
    signature = page_of(client, cast.duty_worker, reverse(BOARD) + "?show=signature").content.decode()

    assert free.reference in unclaimed
    assert mine.reference not in unclaimed
    assert to_sign.reference in signature
    assert free.reference not in signature


@pytest.mark.parametrize("how_many", [1, 12])
def test_the_board_asks_a_constant_number_of_questions(client, cast, how_many):
    for _ in range(how_many):
        a_proposed_referral()
    client.force_login(cast.duty_worker)
    client.get(reverse(BOARD))

    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(reverse(BOARD))

    assert len(asked) <= 16, [question["sql"][:120] for question in asked]


@pytest.mark.parametrize("how_many", [1, 8])
def test_a_referral_asks_a_constant_number_of_questions(client, cast, how_many):
    referral = a_consulted_referral(with_=["police"] * how_many)
    client.force_login(cast.duty_worker)
    client.get(referral.get_absolute_url())

    with CaptureQueriesContext(connection) as asked:
        client.get(referral.get_absolute_url())

    assert len(asked) <= 26, [question["sql"][:120] for question in asked]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("duty_worker", 200),
        ("manager", 200),
        ("education", 200),
        ("health", 404),
        ("police", 404),
        ("social_worker", 404),
        ("other_authority", 404),
        ("administrator", 404),
        ("auditor", 404),
    ],
)
def test_who_may_read_an_undecided_referral(client, cast, who, expected):
    """To the front door it came to and to whoever made it; everybody else gets what a forged id gets."""
    referral = a_referral(by=cast.education)

    assert page_of(client, getattr(cast, who), referral.get_absolute_url()).status_code == expected


def test_a_forged_id_and_a_hidden_one_read_the_same(client, cast):
    hidden = a_referral(by=cast.other_authority)
    client.force_login(cast.duty_worker)

    forged = client.get(reverse("referrals:referral", args=["8f4cb51c-26a9-4f6b-a8a1-6ab1a2a7b001"]))
    refused = client.get(hidden.get_absolute_url())

    assert (forged.status_code, refused.status_code) == (404, 404)
    assert _without_tokens(forged) == _without_tokens(refused)


def _without_tokens(response) -> str:
    return "".join(line for line in response.content.decode().splitlines() if "csrfmiddlewaretoken" not in line)


def test_whoever_referred_reads_it_and_gets_no_verbs(client, cast):
    referral = a_referral(by=cast.education)

    page = page_of(client, cast.education, referral.get_absolute_url()).content.decode()

    assert "What comes next" not in page


def test_after_a_case_is_open_the_referrer_has_the_receipt_and_not_the_referral(client, cast):
    case = a_case()
    referral = case.referrals.get()

    assert page_of(client, referral.made_by, referral.get_absolute_url()).status_code == 404
    assert page_of(client, referral.made_by, referral.receipt.get_absolute_url()).status_code == 200
    assert page_of(client, cast.social_worker, referral.get_absolute_url()).status_code == 200
    assert page_of(client, cast.social_worker_2, referral.get_absolute_url()).status_code == 404


def test_looking_at_a_referral_is_recorded(client, cast):
    referral = a_referral()

    page_of(client, cast.duty_worker, referral.get_absolute_url())

    look = Event.objects.get(name="referrals.referral.seen")
    assert (look.subject_id, look.by_id) == (str(referral.pk), cast.duty_worker.pk)


def test_do_not_contact_stands_before_everything_else(client, cast):
    referral = a_referral(family_contact="do_not", do_not_contact="The man answers her telephone")

    page = page_of(client, cast.duty_worker, referral.get_absolute_url()).content.decode()

    assert page.index("The man answers her telephone") < page.index("Concern")


def test_the_clock_explains_itself(client, cast):
    page = page_of(client, cast.duty_worker, a_referral().get_absolute_url()).content.decode()

    assert "Why this date?" in page
    assert "Calendar" in page


def boxes_of(moment) -> dict[str, str]:
    """A moment in the boxes in which a browser sends it."""
    return {
        "at_day": f"{moment.day}",
        "at_month": f"{moment.month}",
        "at_year": f"{moment.year}",
        "at_time": f"{moment:%H:%M}",
    }


def test_whoever_signs_reads_the_whole_concern_and_the_signs(client, cast):
    concern = "First line.\n" + "More words. " * 40 + "The last words."
    referral = a_proposed_referral(concern=concern, signs={"RES1": "present", "RES2": "not_known"})

    page = page_of(client, cast.manager, reverse("referrals:sign", args=[referral.pk])).content.decode()

    assert "First line.\n" in page
    assert "The last words." in page
    assert "Not known" in page


def test_whoever_only_referred_is_not_told_that_nothing_is_due(client, cast):
    referral = a_referral()

    theirs = page_of(client, cast.education, referral.get_absolute_url()).content.decode()
    at_the_door = page_of(client, cast.duty_worker, referral.get_absolute_url()).content.decode()

    assert "What is due" not in theirs
    assert "What is due" in at_the_door


def test_claim_consult_propose_and_sign_in_the_browser(client, cast):
    referral = a_referral(by=cast.education)
    client.force_login(cast.duty_worker)

    client.post(reverse("referrals:claim", args=[referral.pk]))
    for who in ("police", "referrer"):
        said = {"spoken_with": who, "person": "Somebody", "said": "The same.", **boxes_of(timezone.localtime())}
        answer = client.post(reverse("referrals:consult", args=[referral.pk]), said)
        assert answer.status_code == 302
    written = {"outcome": Outcome.ASSESSMENT, "reasons": "It fits together."}
    client.post(reverse("referrals:propose", args=[referral.pk]), written)
    client.force_login(cast.manager)
    decision = the_decision_of(referral)
    client.post(
        reverse("referrals:sign", args=[referral.pk]), {"read": str(decision.pk), "worker": str(cast.social_worker.pk)}
    )

    referral.refresh_from_db()
    assert referral.status == Status.DECIDED
    assert referral.case.allocations.get().worker == cast.social_worker


def test_deciding_without_the_police_needs_a_reason_and_keeps_the_page(client, cast):
    referral = a_consulted_referral(with_=["referrer"])
    client.force_login(cast.duty_worker)
    written = {"outcome": Outcome.ASSESSMENT, "reasons": "It fits together.", "without_police": ""}

    page = client.post(reverse("referrals:propose", args=[referral.pk]), written).content.decode()

    assert "Talk to the Police first" in page
    assert "It fits together." in page
    assert not Decision.objects.exists()


@pytest.mark.parametrize("who", ["duty_worker", "manager"])
def test_the_signature_is_for_a_manager_who_did_not_write_it(client, cast, who):
    referral = a_proposed_referral(author=getattr(cast, who))
    client.force_login(getattr(cast, who))
    decision = the_decision_of(referral)

    answer = client.post(reverse("referrals:sign", args=[referral.pk]), {"read": str(decision.pk)})

    referral.refresh_from_db()
    assert referral.status == Status.AWAITING_SIGNATURE
    assert answer.status_code == {"duty_worker": 403, "manager": 409}[who]


def test_a_signature_counts_for_the_words_that_were_read(client, cast):
    referral = a_proposed_referral()
    client.force_login(cast.manager)
    read = str(the_decision_of(referral).pk)
    client.post(reverse("referrals:send_back", args=[referral.pk]), {"because": "Say more."})
    client.force_login(cast.duty_worker)
    client.post(
        reverse("referrals:propose", args=[referral.pk]), {"outcome": Outcome.EARLY_HELP, "reasons": "Other words."}
    )
    client.force_login(cast.manager)

    page = client.post(reverse("referrals:sign", args=[referral.pk]), {"read": read}).content.decode()

    assert "written anew while you read it" in page
    assert Referral.objects.get(pk=referral.pk).status == Status.AWAITING_SIGNATURE
