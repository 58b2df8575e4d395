"""What those who referred or wrote are told of a decision, and what is kept from them. [Rule R3]"""

from django.test import Client
from django.urls import reverse

from referrals.workflow import Outcome
from tests.builders import (
    a_barrier,
    a_case,
    a_decided_referral,
    a_proposed_referral,
    the_decision_of,
)

BOARD = "referrals:front_door"


def page_of(client: Client, who, url: str):
    client.force_login(who)
    return client.get(url)


def test_whoever_referred_reads_neither_the_talks_nor_the_decision(client, cast):
    """They are told the outcome as far as they may know it, by their receipt. [Rule R3]"""
    waiting = a_proposed_referral(by=cast.education)
    decided = a_decided_referral(by=cast.education, outcome=Outcome.EARLY_HELP)

    for referral in (waiting, decided):
        theirs = page_of(client, cast.education, referral.get_absolute_url()).content.decode()
        ours = page_of(client, cast.duty_worker, referral.get_absolute_url()).content.decode()
        for kept in ("They have seen the same.", "DS Jo Penhallick", the_decision_of(referral).reasons):
            assert kept not in theirs
            assert kept in ours


def test_whoever_wrote_the_decision_learns_that_it_was_signed_after_a_case_opened(client, cast):
    case = a_case(author=cast.duty_worker, manager=cast.manager)
    anothers = a_case(author=cast.manager_2, manager=cast.manager)

    page = page_of(client, cast.duty_worker, reverse("notifications:notices")).content.decode()

    assert "A decision was signed." in page
    assert case.referrals.get().reference in page
    assert anothers.referrals.get().reference not in page


def test_on_the_deny_list_nothing_is_said_of_a_signed_decision(client, cast):
    case = a_case(author=cast.duty_worker, manager=cast.manager)
    a_barrier(case, people=[cast.duty_worker])

    page = page_of(client, cast.duty_worker, reverse("notifications:notices")).content.decode()

    assert "A decision was signed." not in page
    assert case.referrals.get().reference not in page
