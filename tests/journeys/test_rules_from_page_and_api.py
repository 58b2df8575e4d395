"""Each rule of the enquiry and of the NRM, tripped from the page and by the API, answers with its id; and both ways.

A refusal is a 409 that names the rule on the page and in the reasons of the API, and the same step goes ahead once what
the rule asks for is there. Rules that are no refusal say on the page and by the API what they make of the facts.
[Rules C1-C4, I2, I3, R6, A1, A3-A5, S1-S4, M1-M6, N1-N11, K4]
"""

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests import builders_agreement as meetings
from tests.api.asking import said
from tests.cast import Cast
from tests.journeys import rules_shown, trips_of_the_enquiry, trips_of_the_nrm
from tests.journeys.tripping import (
    DONE_BY_API,
    DONE_ON_PAGE,
    Trip,
    answer_by_api,
    answer_of_page,
    by_api,
    on_page,
    rules_on,
    undone,
)

TRIPS = trips_of_the_enquiry.TRIPS | trips_of_the_nrm.TRIPS
SHOWN = rules_shown.SHOWN
OF_THE_ISSUE = {
    *("C1", "C2", "C3", "C4", "I2", "I3", "R6", "A1", "A3", "A4", "A5"),
    *(f"S{number}" for number in range(1, 5)),
    *(f"M{number}" for number in range(1, 7)),
    *(f"N{number}" for number in range(1, 12)),
    "K4",
}


@pytest.fixture(autouse=True)
def nobody_asked_yet(db: None) -> None:
    cache.clear()


@pytest.mark.parametrize("rule", list(TRIPS))
def test_a_rule_refuses_by_its_id_and_lets_go_on_once_it_is_met(cast: Cast, rule: str):
    trip = TRIPS[rule](cast)

    page, api = on_page(trip), by_api(trip)
    assert (page[0], rule in page[1]) == (409, True), page
    assert (api[0], rule in api[1]) == (409, True), api
    assert page[1] == api[1], "page and API refuse by the same rules"

    then = trip.put()
    with undone():
        page = on_page(then)
    api = by_api(then)
    if trip.then_refused_by:
        assert page == api == (409, {trip.then_refused_by})
    else:
        assert page[0] in DONE_ON_PAGE, page
        assert api[0] in DONE_BY_API, api


GIVEN_TO_OTHERS = {
    "M6": ("assessments:record_enforcement", "multi-agency-meetings/{}/record-enforcement/"),
    "M2": ("assessments:exempt", "cases/{}/exempt/"),
}


@pytest.mark.parametrize("rule", list(GIVEN_TO_OTHERS))
def test_whoever_is_turned_away_because_a_rule_gives_the_step_to_others_is_told_which(cast: Cast, rule: str):
    """Only the Police record what law enforcement decides; only a service manager overrides a hold."""
    agreement = meetings.a_convened_meeting()
    name, address = GIVEN_TO_OTHERS[rule]
    about = agreement.pk if rule == "M6" else agreement.case_id
    trip = Trip(cast.social_worker, reverse(name, args=[about]), address.format(about), typed={}, sent={})

    page, api = answer_of_page(trip), answer_by_api(trip)

    assert (page.status_code, rules_on(page.content.decode())) == (403, {rule})
    assert [reason["rule"] for reason in said(api, 403)["reasons"]] == [rule]


@pytest.mark.parametrize("rule", list(SHOWN))
def test_a_rule_that_is_no_refusal_says_what_it_makes_of_the_facts(cast: Cast, rule: str):
    SHOWN[rule](cast)


def test_every_rule_of_the_issue_is_here_and_no_other():
    assert TRIPS.keys() | SHOWN.keys() == OF_THE_ISSUE
