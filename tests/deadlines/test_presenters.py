"""What the clock of a deadline says, in every state that it can be in."""

from datetime import timedelta

import pytest

from tests.front_doors import london
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.deadlines.presenters import clock, row
from trafficking_cases.deadlines.workflow import Status
from trafficking_cases.web.shapes import Clock

WEDNESDAY = london(2026, 11, 25, 17, 0)


def promise(**values) -> Deadline:
    given = {"rule": "REF-03", "started_at": london(2026, 11, 24, 0, 0), "due_at": WEDNESDAY, "link": "/somewhere/"}
    return Deadline(**(given | {"concerning": "Decision on referral R-482913", "explanation": ["Because."]} | values))


@pytest.mark.parametrize(
    ("now", "state", "words"),
    [
        (london(2026, 11, 25, 14, 40), "today", "17:00 · 2 h 20"),
        (london(2026, 11, 25, 15, 0), "today", "17:00 · 2 h"),
        (london(2026, 11, 25, 16, 15), "today", "17:00 · 45 min"),
        (WEDNESDAY, "today", "17:00 · under a minute"),
        (london(2026, 11, 24, 20, 0), "soon", "Wed 17:00 · 21 h"),
        (london(2026, 11, 23, 9, 0), "soon", "Wed 25, 17:00"),
        (london(2026, 11, 18, 17, 1), "soon", "Wed 25, 17:00"),
        (london(2026, 11, 18, 17, 0), "later", "Wed 25 Nov"),
        (london(2025, 11, 18, 17, 0), "later", "Wed 25 Nov 2026"),
        (london(2026, 11, 25, 19, 10), "over", "2 h 10 min late"),
        (london(2026, 11, 25, 17, 1), "over", "1 min late"),
        (london(2026, 11, 27, 18, 0), "over", "49 h late"),
        (london(2026, 11, 28, 17, 0), "over", "3 days late"),
    ],
)
def test_the_clock_says_how_long_or_how_late(now, state, words):
    assert clock(promise(), now) == Clock(state, words)


@pytest.mark.parametrize(
    ("ended_at", "words"),
    [
        (london(2026, 11, 25, 17, 0), "Met in 41 h"),
        (london(2026, 11, 24, 1, 30), "Met in 1 h 30 min"),
        (london(2026, 11, 25, 20, 0), "Met 3 h late"),
        (london(2026, 11, 19, 12, 0), "Met at once"),
    ],
)
def test_a_promise_that_was_kept_says_in_how_long_or_how_late_for_ever(ended_at, words):
    kept = promise(status=Status.MET, ended_at=ended_at)

    assert clock(kept, ended_at) == clock(kept, ended_at + timedelta(days=900)) == Clock("met", words)


def test_what_was_stopped_is_not_late():
    stopped = promise(status=Status.STOPPED, ended_at=WEDNESDAY)

    assert clock(stopped, WEDNESDAY + timedelta(days=3)) == Clock("later", "Stopped")


def test_a_row_says_what_about_what_by_which_rule_and_why():
    shown = row(promise(), london(2026, 11, 25, 14, 40), why_open=True)

    assert shown.title == "Decide what happens next"
    assert shown.meta == "Decision on referral R-482913. Due Wednesday 25 November 2026, 17:00."
    assert shown.rules == ("R2",)
    assert shown.why == ["Because."]
    assert shown.why_open
    assert shown.href == "/somewhere/"
