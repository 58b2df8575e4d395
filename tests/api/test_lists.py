"""Lists: so many at once, counted up to a thousand, with the way to the next page."""

import pytest
from django.utils import timezone

from tests.api.asking import said
from trafficking_cases.audit.models import Event

ADDRESS = "/api/v1/audit-events/"


def some_events(count: int) -> None:
    row = Event(at=timezone.now(), name="case.seen", subject_kind="children.case", subject_id="x")
    Event.objects.bulk_create(
        [Event(at=row.at, name=row.name, subject_kind="x.y", subject_id="x") for _ in range(count)]
    )


@pytest.fixture
def auditor(api, cast):
    """The one who reads the only list of which there may be thousands; before, it is empty."""
    client = api(cast.auditor)
    client.before = Event.objects.count()
    return client


def test_a_page_has_25_unless_asked(auditor):
    some_events(30)

    body = auditor.get(ADDRESS).json()

    assert set(body) == {"count", "next", "previous", "results"}
    assert len(body["results"]) == 25


def test_the_pages_together_are_the_list(auditor):
    some_events(12)
    address, numbers, pages = f"{ADDRESS}?page_size=10&name=case.seen", [], 0

    while address:
        body = auditor.get(address).json()
        numbers += [event["number"] for event in body["results"]]
        address, pages = body["next"], pages + 1

    assert pages == 2
    assert len(set(numbers)) == 12 == body["count"]
    assert numbers == sorted(numbers, reverse=True)
    assert body["previous"].endswith("page=1&page_size=10&name=case.seen") or "page=1" in body["previous"]


def test_no_page_is_longer_than_100(auditor):
    some_events(120)

    for size in ("100", "101", "1000", "1000000000", "9" * 30):
        assert len(auditor.get(f"{ADDRESS}?page_size={size}").json()["results"]) == 100


@pytest.mark.parametrize(
    "asked", ["page=0", "page=-1", "page=x", "page=", "page_size=0", "page_size=x", "page=1e3", "page=" + "9" * 30]
)
def test_a_page_that_is_no_number(auditor, asked):
    body = said(auditor.get(f"{ADDRESS}?{asked}"), 400)

    assert list(body["errors"]) == [asked.split("=")[0]]


@pytest.mark.parametrize("page", ["99", "100000"])
def test_a_page_beyond_the_end(auditor, page):
    assert said(auditor.get(f"{ADDRESS}?page={page}"), 404)["detail"] == "The list ends before this page."


def test_a_list_without_anything_has_one_page(auditor):
    body = auditor.get(f"{ADDRESS}?name=nothing.happened").json()

    assert body == {"count": 0, "next": None, "previous": None, "results": []}


def test_the_count_is_exact_up_to_a_thousand_and_says_when_it_stops(auditor):
    some_events(1_000)

    exact = auditor.get(f"{ADDRESS}?name=case.seen").json()
    some_events(1)
    capped = auditor.get(f"{ADDRESS}?name=case.seen").json()

    assert exact["count"] == 1_000
    assert "count_capped" not in exact
    assert capped["count"] == 1_000
    assert capped["count_capped"] is True


def test_the_pages_go_on_where_counting_stopped(auditor):
    some_events(1_150)

    last = auditor.get(f"{ADDRESS}?name=case.seen&page_size=100&page=12").json()

    assert len(last["results"]) == 50
    assert last["next"] is None
    said(auditor.get(f"{ADDRESS}?name=case.seen&page_size=100&page=13"), 404)
