"""Referrals by API: who reads what of which."""

from uuid import uuid4

import pytest

from referrals.workflow import Outcome
from tests import builders
from tests.api.asking import said
from trafficking_cases.audit.models import Event

FRONT_DOOR = {"duty_worker", "out_of_hours", "manager", "manager_2", "service_manager"}


def test_who_may_list_and_open(api, cast):
    referral, unrelated = builders.a_referral(by=cast.education), builders.a_referral(by=cast.other_authority)

    for name, user in cast.everybody().items():
        listed = {row["id"] for row in api(user).see("referrals/").json()["results"]}
        opened = api(user).see(f"referrals/{referral.pk}/")

        expected = name in FRONT_DOOR | {"education"}
        assert (str(referral.pk) in listed) == expected, name
        assert opened.status_code == (200 if expected else 404), name
        assert (str(unrelated.pk) in listed) == (name == "other_authority"), name


def test_a_list_says_where_each_stands_and_nothing_of_what_it_says(api, cast):
    builders.a_referral(known_as="Ánh", concern="Taken from school")

    row = api(cast.duty_worker).see("referrals/").json()["results"][0]

    assert "Ánh" not in str(row)
    assert "Taken" not in str(row)
    assert row["status"] == "received"


def test_a_list_can_be_asked_for_what_waits(api, cast):
    claimed, waiting = builders.a_consulted_referral(), builders.a_referral()
    decided, urgent = builders.a_decided_referral(), builders.a_referral(urgency="immediate")
    client = api(cast.manager)

    def found(asked: str) -> set[str]:
        return {row["id"] for row in client.see(f"referrals/?{asked}").json()["results"]}

    assert found("status=decided") == {str(decided.pk)}
    assert found("unclaimed=true&status=received") == {str(waiting.pk), str(urgent.pk)}
    assert found("unclaimed=false&status=received") == {str(claimed.pk)}
    assert found("urgency=immediate") == {str(urgent.pk)}
    assert found(f"case={uuid4()}") == set()


@pytest.mark.parametrize("asked", ["status=lost", "unclaimed=perhaps", "case=1", "status=%00", "urgency="])
def test_a_filter_that_makes_no_sense(api, cast, asked):
    assert list(said(api(cast.manager).see(f"referrals/?{asked}"), 400)["errors"]) == [asked.split("=")[0]]


def test_opening_is_recorded_and_listing_is_not(api, cast):
    referral = builders.a_referral()

    api(cast.duty_worker).see("referrals/")
    assert not Event.objects.filter(name__endswith=".seen").exists()
    api(cast.duty_worker).see(f"referrals/{referral.pk}/")

    look = Event.objects.get(name="referrals.referral.seen")
    assert (look.by_id, look.subject_id) == (cast.duty_worker.pk, str(referral.pk))


def test_whoever_made_it_reads_their_own_words_and_not_what_was_said_since(api, cast):
    """They are told the outcome as far as they may know it. [Rule R3]"""
    referral = builders.a_decided_referral(by=cast.education, outcome=Outcome.EARLY_HELP)

    theirs = api(cast.education).see(f"referrals/{referral.pk}/").json()
    at_the_door = api(cast.duty_worker).see(f"referrals/{referral.pk}/").json()

    assert theirs["concern"] == referral.concern
    assert theirs["consultations"] is None
    assert theirs["decisions"] is None
    assert "They have seen the same" not in str(theirs)
    assert len(at_the_door["consultations"]) == 2
    assert at_the_door["decisions"][0]["outcome"] == "early_help"


def test_on_a_case_it_is_read_by_whom_the_case_is_for(api, cast):
    case = builders.a_case(by=cast.education)
    builders.a_share(case, to=cast.police)
    referral = case.referrals.get()

    assert api(cast.social_worker).see(f"referrals/{referral.pk}/").json()["decisions"]
    assert api(cast.manager).see(f"referrals/{referral.pk}/").status_code == 200
    # Sharing a case does not carry its referrals; they know that there is one from the chronology.
    said(api(cast.police).see(f"referrals/{referral.pk}/"), 403)
    for stranger in (cast.social_worker_2, cast.duty_worker, cast.education, cast.other_authority, cast.administrator):
        said(api(stranger).see(f"referrals/{referral.pk}/"), 404)


def test_a_deny_list_beats_the_front_door(api, cast):
    case = builders.a_case()
    referral = case.referrals.get()
    builders.a_barrier(case, people=[cast.social_worker], by=cast.manager)

    said(api(cast.social_worker).see(f"referrals/{referral.pk}/"), 404)
    assert api(cast.social_worker).see("referrals/").json()["count"] == 0
