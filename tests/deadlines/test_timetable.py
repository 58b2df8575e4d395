"""The table of limits: whole, countable, and never longer than a statute allows."""

from datetime import time

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.front_doors import london
from trafficking_cases.casefile.citations import rules_cited
from trafficking_cases.deadlines import timetable
from trafficking_cases.deadlines.clocks import UNITS_WITH_A_CLOCK, Limit, NoClock
from trafficking_cases.deadlines.promises import KEPT, OWN_LIMITS, UP_THE_LINE, Role


def test_every_limit_of_the_file_is_there_once():
    limits = timetable.published()

    assert len(timetable.table()["timers"]) == 100
    assert len(limits) == 100 + len(OWN_LIMITS)
    assert limits["REF-03"].limit == Limit(1, "working_days")
    assert limits["REF-03"].statutory
    assert limits["REF-08"].limit == Limit(4, "hours")
    assert not limits["REF-08"].statutory
    assert limits["REF-06"].limit == Limit(1, "hours"), "an immediate duty with a suggested grace has that grace"


@pytest.mark.parametrize("code", sorted(timetable.published()))
def test_every_limit_can_be_counted_or_says_that_it_has_no_clock(code):
    limit = timetable.published()[code].limit
    if limit.unit in UNITS_WITH_A_CLOCK:
        assert timetable.work_out(limit, london(2026, 8, 28, 17, 40)).at
    else:
        with pytest.raises(NoClock):
            timetable.work_out(limit, london(2026, 8, 28, 17, 40))


def test_a_partnership_may_agree_another_figure():
    limits = timetable.in_force({"referral.urgent_decision": {"value": 2, "unit": "hours"}})

    assert limits["REF-08"].limit == Limit(2, "hours")
    assert limits["REF-02"].limit == Limit(48, "hours"), "the others stay"


def test_the_settings_are_read_when_they_are_needed(settings):
    settings.TIMESCALES = {"referral.urgent_decision": {"value": 2, "unit": "hours"}}
    settings.CLOSE_OF_BUSINESS = "16:30"

    assert timetable.timescale("REF-08").limit == Limit(2, "hours")
    assert timetable.close_of_business() == time(16, 30)


@pytest.mark.parametrize(
    "longer", [{"value": 2, "unit": "working_days"}, {"value": 1, "unit": "weeks"}, {"value": 30, "unit": "hours"}]
)
def test_a_statutory_limit_is_never_made_longer(longer):
    with pytest.raises(ImproperlyConfigured, match="may not be longer than 1 working day"):
        timetable.in_force({"REF-03": longer})


def test_a_statutory_limit_may_be_made_shorter():
    limits = timetable.in_force({"REF-03": {"value": 0, "unit": "working_days"}})

    assert limits["REF-03"].limit == Limit(0, "working_days")


@pytest.mark.parametrize("figure", [{"value": 2, "unit": "fortnights"}, {"value": -1, "unit": "hours"}])
def test_a_figure_that_cannot_be_counted_is_refused(figure):
    with pytest.raises(ImproperlyConfigured, match="cannot be counted"):
        timetable.in_force({"referral.urgent_decision": figure})


def test_a_figure_for_a_limit_that_does_not_exist_is_refused():
    with pytest.raises(ImproperlyConfigured, match="referral.urgent"):
        timetable.in_force({"referral.urgent": {"value": 2, "unit": "hours"}})


@pytest.mark.parametrize("code", sorted(KEPT))
def test_every_limit_that_we_start_has_a_rule_an_owner_and_a_ladder_in_order(code):
    kept = KEPT[code]

    assert code in timetable.published()
    assert kept.rule in rules_cited()
    assert kept.ladder
    after_the_limit = [isinstance(rung.at, Limit) for rung in kept.ladder]
    assert after_the_limit == sorted(after_the_limit), "warnings come before the limit, the line after it"


def test_every_line_ends_with_somebody_above_whom_nobody_stands():
    for role in Role:
        seen = []
        while role in UP_THE_LINE:
            assert role not in seen
            seen.append(role)
            role = UP_THE_LINE[role]
        assert role in (Role.SERVICE_MANAGER, Role.OWNER)
