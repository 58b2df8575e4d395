"""Deadlines by API: seen by whoever may see what they belong to, each with its explanation."""

from uuid import uuid4

from tests import builders
from tests.api.asking import said
from trafficking_cases.deadlines.models import Deadline

FRONT_DOOR = {"duty_worker", "out_of_hours", "manager", "manager_2", "service_manager"}


def test_before_a_case_it_is_the_front_doors(api, cast):
    referral = builders.a_referral(by=cast.education)
    builders.a_referral(by=cast.other_authority)

    for name, user in cast.everybody().items():
        rows = api(user).see(f"deadlines/?subject={referral.pk}").json()["results"]
        assert len(rows) == (1 if name in FRONT_DOOR else 0), name
    assert api(cast.duty_worker).see("deadlines/").json()["count"] == 1


def test_it_says_which_rule_what_by_when_and_why(api, cast):
    referral = builders.a_referral()
    row = api(cast.duty_worker).see("deadlines/").json()["results"][0]

    body = api(cast.duty_worker).see(f"deadlines/{row['id']}/").json()

    assert body == row
    assert (body["rule"], body["timescale"]) == ("R2", "REF-03")
    assert body["subject"] == str(referral.pk)
    assert body["concerning"] == f"Decision on referral {referral.reference}"
    assert len(body["explanation"]) > 1
    assert body["due_at"] > body["started_at"]


def test_on_a_case_it_follows_the_case(api, cast):
    case = builders.a_case()
    deadline = case.deadlines.get()

    assert api(cast.social_worker).see(f"deadlines/{deadline.pk}/").json()["status"] == "met"
    said(api(cast.duty_worker).see(f"deadlines/{deadline.pk}/"), 404)
    said(api(cast.social_worker_2).see(f"deadlines/{deadline.pk}/"), 404)


def test_the_nearest_comes_first_and_what_is_over_can_be_left_out(api, cast):
    builders.a_referral(urgency="immediate")
    builders.a_decided_referral()
    client = api(cast.manager)

    due = [row["due_at"] for row in client.see("deadlines/?status=running").json()["results"]]

    assert due == sorted(due)
    assert len(due) == 1
    assert client.see("deadlines/?status=met").json()["count"] == 1
    assert client.see("deadlines/?due_before=2001-01-01T00:00:00Z").json()["count"] == 0
    assert client.see(f"deadlines/?case={uuid4()}").json()["count"] == 0
    said(client.see("deadlines/?due_before=tomorrow"), 400)


def test_of_two_limits_for_one_decision_the_list_has_the_nearer_and_both_open(api, cast):
    """[Rule R2; procedure 4.3]"""
    urgent, standard = builders.a_referral(urgency="immediate"), builders.a_referral()
    client = api(cast.duty_worker)

    listed = client.see("deadlines/").json()["results"]

    assert {(row["subject"], row["timescale"]) for row in listed} == {
        (str(urgent.pk), "REF-08"), (str(standard.pk), "REF-03"),
    }  # fmt: skip
    longer = Deadline.objects.get(subject=urgent.pk, rule="REF-03")
    assert client.see(f"deadlines/{longer.pk}/").json()["timescale"] == "REF-03"
