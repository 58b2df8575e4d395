"""Placements: one main one at a time, stays for a time inside it, and the legal status with dates. [Rule P5]"""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import builders
from tests.builders_placements import FACTS, WHEREABOUTS, a_placement
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, NOT_YET, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.children.actions import open_case
from trafficking_cases.children.models import Case, ChronologyEntry
from trafficking_cases.notifications.models import Notice
from trafficking_cases.placements import actions
from trafficking_cases.placements.models import Placement

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "whereabouts"])


def rules(verb) -> list[str]:
    return [reason.rule for reason in reasons_against(verb)]


def test_two_main_placements_at_once_are_refused_and_impossible(cast, case, placement):
    other = builders.a_case(worker=cast.social_worker, manager=cast.manager)

    assert rules(lambda: a_placement(case)) == ["P5"]
    assert answer_to(lambda: a_placement(other)) == DONE
    with pytest.raises(IntegrityError, match="one_main_placement"), transaction.atomic():
        Placement.objects.create(case=case, is_main=True, recorded_at=timezone.now(), recorded_by=cast.manager, **FACTS)


def test_a_stay_for_a_time_lies_inside_a_placement(cast, case):
    assert rules(lambda: a_placement(case, kind="hospital")) == ["P5"]
    main = a_placement(case)
    assert rules(lambda: a_placement(case, kind="hospital", since=date(2026, 10, 1))) == ["P5"]

    stay = a_placement(case, kind="hospital", since=date(2026, 11, 2))

    assert (main.is_main, stay.is_main) == (True, False)
    assert rules(lambda: a_placement(case, kind="respite", since=date(2026, 11, 3))) == ["P5"]
    assert rules(lambda: actions.end(main, until=date(2026, 11, 5), why="home", by=cast.manager)) == ["P5"]
    assert "P5" in rules(lambda: moved(stay, cast.manager))
    actions.end(stay, until=date(2026, 11, 4), why="returned", by=cast.social_worker)
    assert answer_to(lambda: actions.end(main, until=date(2026, 11, 5), why="home", by=cast.manager)) == DONE


def moved(placement: Placement, by, **changed) -> Placement:
    facts = FACTS | {"kind": "childrens_home", "since": date(2026, 11, 10)} | changed
    return actions.move(placement, **facts, whereabouts=WHEREABOUTS, by=by)


def test_days_follow_each_other(cast, case, placement):
    assert rules(lambda: moved(placement, cast.manager, since=date(2026, 10, 29))) == ["P5"]
    assert rules(lambda: actions.end(placement, until=date(2026, 10, 29), why="home", by=cast.manager)) == ["P5"]
    new = moved(placement, cast.manager)
    assert rules(lambda: moved(placement, cast.manager)) == ["P5"]
    actions.end(new, until=date(2026, 11, 12), why="home", by=cast.manager)
    assert rules(lambda: a_placement(case, since=date(2026, 11, 11))) == ["P5"]
    assert answer_to(lambda: a_placement(case, since=date(2026, 11, 12))) == DONE


def test_a_case_that_is_not_allocated_has_nobody_to_keep_it_for(cast):
    child = builders.a_case(worker=cast.social_worker, manager=cast.manager).child
    case = open_case(child, authority=cast.council, at=timezone.now(), by=cast.manager)

    assert rules(lambda: a_placement(case, by=cast.manager)) == ["P1"]
    assert not Placement.objects.exists()


def test_who_records_moves_and_ends(cast, case, placement):
    for name, person in cast.everybody().items():
        expected = NOT_FOUND
        if name in ("social_worker", "manager"):
            expected = NOT_YET
        elif name in ("service_manager", "police", "guardian", "health"):
            expected = FORBIDDEN
        assert answer_to(lambda: a_placement(case, by=person)) == expected, name
        about_it = NOT_FOUND if name == "health" else expected
        early = date(2026, 10, 1)
        assert answer_to(lambda: moved(placement, person, since=early)) == about_it, name
        assert answer_to(lambda: actions.end(placement, until=early, why="home", by=person)) == about_it, name


def test_what_is_written_down_of_it(cast, case, placement):
    """The audit knows that it was recorded; nobody is told, and the chronology, which others read, says nothing."""
    before = ChronologyEntry.objects.filter(case=case).count(), Notice.objects.count()

    new = moved(placement, cast.social_worker)

    assert (ChronologyEntry.objects.filter(case=case).count(), Notice.objects.count()) == before
    codes = {event.name: event.codes for event in Event.objects.filter(case_id=case.pk, name__startswith="placement.")}
    assert codes == {
        "placement.recorded": {"kind": "childrens_home", "arranged": "planned"},
        "placement.ended": {"why": "moved"},
    } or codes["placement.ended"] == {"why": "moved"}
    assert (Placement.objects.get(pk=placement.pk).until, new.until) == (date(2026, 11, 10), None)


def test_what_the_database_refuses_to_believe(cast, case, placement):
    rows = Placement.objects.filter(pk=placement.pk)
    for wrong in (
        {"until": date(2026, 10, 29), "ended_why": "home", "ended_at": timezone.now(), "ended_by": cast.manager},
        {"until": date(2026, 11, 29)},
        {"is_main": False},
        {"kind": "hospital"},
        {"legal_until": date(2026, 10, 1)},
        {"ended_why": "home"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_a_failure_in_the_vault_leaves_no_placement(cast, case, settings, tmp_path):
    settings.WHEREABOUTS_KEYS = str(tmp_path / "gone")

    with pytest.raises(Exception, match="cannot be read"):
        a_placement(case)
    assert not Placement.objects.exists()
    assert Case.objects.filter(pk=case.pk).exists()
