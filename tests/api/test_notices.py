"""Notices by API: one's own, as long as one may see what they are about."""

from tests import builders
from tests.api.asking import said
from trafficking_cases.notifications.models import Notice


def test_everybody_has_their_own(api, cast):
    builders.a_referral()
    theirs = Notice.objects.get(recipient=cast.out_of_hours)

    rows = api(cast.duty_worker).see("notices/").json()["results"]

    assert [row["kind"] for row in rows] == ["referral.received"]
    assert rows[0]["id"] != str(theirs.pk)
    said(api(cast.duty_worker).see(f"notices/{theirs.pk}/"), 404)
    said(api(cast.duty_worker).send(f"notices/{theirs.pk}/read/"), 404)


def test_it_speaks_a_sentence_and_no_word_about_a_child(api, cast):
    builders.a_referral(known_as="Ánh")

    row = api(cast.duty_worker).see("notices/").json()["results"][0]

    assert row["sentence"]
    assert "Ánh" not in str(row)


def test_read_keeps_the_first_time(api, by_key, cast):
    builders.a_referral()
    notice = Notice.objects.get(recipient=cast.duty_worker)

    first = api(cast.duty_worker).send(f"notices/{notice.pk}/read/").json()["read_at"]
    again = by_key(cast.duty_worker).send(f"notices/{notice.pk}/read/", {}).json()["read_at"]

    assert first == again is not None
    assert Notice.objects.get(recipient=cast.out_of_hours).read_at is None


def test_unread_ones_can_be_asked_for(api, cast):
    for _ in range(2):
        builders.a_referral()
    client = api(cast.duty_worker)
    seen = client.see("notices/").json()["results"][0]["id"]
    client.send(f"notices/{seen}/read/")

    assert [row["id"] for row in client.see("notices/?unread=false").json()["results"]] == [seen]
    assert seen not in {row["id"] for row in client.see("notices/?unread=true").json()["results"]}


def test_one_about_what_somebody_may_no_longer_see_is_gone(api, cast):
    case = builders.a_case()
    assert api(cast.social_worker).see("notices/").json()["count"] == 1

    builders.a_barrier(case, people=[cast.social_worker])

    assert api(cast.social_worker).see("notices/").json()["count"] == 0


def test_a_notice_takes_nothing_but_that_it_was_read(api, cast):
    builders.a_referral()
    notice = Notice.objects.get(recipient=cast.duty_worker)

    said(api(cast.duty_worker).send(f"notices/{notice.pk}/read/", {"read_at": None}), 400)
    notice.refresh_from_db()
    assert notice.read_at is None
