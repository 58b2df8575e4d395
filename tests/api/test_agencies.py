"""Agencies by API: everybody at work here knows with whom they work."""

from tests.api.asking import said
from trafficking_cases.people.models import Agency


def test_everybody_reads_them(api, cast):
    for user in cast.everybody().values():
        assert api(user).see("agencies/").json()["count"] == Agency.objects.count()
        assert api(user).see(f"agencies/{cast.council.pk}/").json()["name"] == cast.council.name


def test_they_can_be_asked_for_by_kind_and_say_where_they_refer(api, cast):
    rows = api(cast.carer).see("agencies/?kind=police").json()["results"]

    assert {row["kind"] for row in rows} == {"police"}
    assert str(cast.council.pk) in {row["refers_to"] for row in rows}
    said(api(cast.carer).see("agencies/?kind=pirates"), 400)


def test_nobody_writes_them(api, cast):
    said(api(cast.administrator).send("agencies/", {"name": "Invented"}), 405)
