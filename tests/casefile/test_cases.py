"""The list of cases: only those that somebody may see, and nothing that gives another away."""

import pytest
from django.urls import reverse

from tests.builders import a_barrier, a_case, a_decided_referral, a_share
from tests.cast import Cast
from trafficking_cases.casefile.presenters import cases as presenter
from trafficking_cases.children.models.barriers import BarrierKind

CASES = "/cases/"


def page(client, user, **filters: str) -> str:
    client.force_login(user)
    response = client.get(CASES, filters)
    assert response.status_code == 200
    return response.content.decode()


def test_each_sees_their_own(client, cast: Cast):
    hers = a_case(worker=cast.social_worker, known_as="Tia Marlowick")
    his = a_case(worker=cast.social_worker_2, manager=cast.manager_2, known_as="Yusuf Tamrani")

    assert hers.reference in page(client, cast.social_worker)
    assert his.reference not in page(client, cast.social_worker)
    assert his.reference in page(client, cast.manager_2)
    assert hers.reference not in page(client, cast.manager_2)


@pytest.mark.parametrize(
    ("who", "status"), [("duty_worker", 403), ("carer", 403), ("administrator", 403), ("auditor", 403)]
)
def test_whoever_never_sees_cases_has_no_list(client, cast: Cast, who: str, status: int):
    client.force_login(getattr(cast, who))

    assert client.get(CASES).status_code == status


def test_the_filters_and_their_counts(client, cast: Cast):
    own = a_case(worker=cast.social_worker)
    shared = a_case(worker=cast.social_worker_2)
    a_share(shared, to=cast.social_worker)
    a_case(worker=cast.social_worker_2)

    everything = page(client, cast.social_worker)
    mine = page(client, cast.social_worker, show="mine")
    with_us = page(client, cast.social_worker, show="shared")

    assert own.reference in everything
    assert shared.reference in everything
    assert own.reference in mine
    assert shared.reference not in mine
    assert shared.reference in with_us
    assert own.reference not in with_us
    assert "All that you may see <b>2</b>" in everything
    assert "Yours <b>1</b>" in everything


def test_an_unknown_filter_is_the_whole_list(client, cast: Cast):
    case = a_case()

    assert case.reference in page(client, cast.social_worker, show="nonsense")


@pytest.mark.parametrize("kind", BarrierKind)
def test_what_a_barrier_hides_is_not_counted_either(client, cast: Cast, kind: BarrierKind):
    open_case, walled = a_case(), a_case()
    people = [cast.social_worker] if kind == BarrierKind.DENY_LIST else [cast.manager]
    a_barrier(walled, kind=kind, people=people)

    shown = page(client, cast.social_worker)

    assert open_case.reference in shown
    assert walled.reference not in shown
    assert "All that you may see <b>1</b>" in shown


def test_a_case_that_nobody_holds_says_so(client, cast: Cast):
    a_decided_referral(outcome="assessment")

    assert "Nobody yet" in page(client, cast.manager)


def test_an_empty_list_says_when_a_case_comes(client, cast: Cast):
    assert "A case opens when a manager signs" in page(client, cast.social_worker)


def test_it_goes_on_over_pages_with_as_many_questions(client, cast: Cast, queries_of, monkeypatch):
    monkeypatch.setattr(presenter, "A_PAGE", 3)
    a_case()
    few = queries_of(client, cast.manager, CASES)
    for _ in range(3):
        a_case()

    assert queries_of(client, cast.manager, CASES) == few
    assert page(client, cast.manager).count('rowheader"><a') == 3
    assert page(client, cast.manager, page="2").count('rowheader"><a') == 1


def test_the_list_is_in_the_navigation_of_those_who_have_one(client, cast: Cast):
    assert ">Cases</a>" not in page_of_work(client, cast.police)
    a_share(a_case(), to=cast.police.agency)

    assert ">Cases</a>" in page_of_work(client, cast.police)
    assert ">Cases</a>" in page_of_work(client, cast.social_worker_2)


def page_of_work(client, user) -> str:
    client.force_login(user)
    return client.get(reverse("casefile:my_work")).content.decode()
