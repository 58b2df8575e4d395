"""Finding a child under every name and number, and the same child referred twice. [Rules C2, C6]"""

from datetime import date

import pytest

from tests import builders
from tests.builders_identity import a_claim
from tests.cast import Cast, each_of
from tests.children.test_identity import LINH, check
from trafficking_cases.children import finding
from trafficking_cases.children.models import Case, Child
from trafficking_cases.children.workflow.claims import Kind, NameKind, Status


@pytest.fixture
def case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager, **LINH)


@pytest.fixture
def other(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker_2, manager=cast.manager_2, **LINH)


# Finding --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["Trầm Linh", "linh tram", "LINH", "tram, linh", "陈氏玲", "Duc", "đức", "1234567", "ho 1234-567", "anna smith"],
)
def test_a_child_is_found_under_every_name_and_number(cast: Cast, case: Case, other: Case, typed: str):
    a_claim(case, "Trầm Thị Linh", native="陈氏玲")
    a_claim(case, "Đức", name_kind=NameKind.NICKNAME)
    a_claim(case, "HO 1234/567", kind=Kind.IDENTIFIER)
    check(a_claim(case, "Anna Smith"), Status.PROVED_FALSE, cast.manager)

    found = finding.find(typed, by=cast.social_worker)

    assert [one.case for one in found] == [case]
    assert found[0].claims


def test_a_case_is_found_by_its_reference(cast: Cast, case: Case, other: Case):
    assert [one.case for one in finding.find(case.reference.lower(), by=cast.social_worker)] == [case]
    assert finding.find(other.reference, by=cast.social_worker) == []


@pytest.mark.parametrize("typed", ["", "  ", "%", "_", "Linh Nguyen", "Vietnamese", "\\", "' OR 1=1"])
def test_what_fits_nobody_finds_nobody(cast: Cast, case: Case, typed: str):
    assert finding.find(typed, by=cast.social_worker) == []


def test_nobody_finds_what_they_may_not_see(cast: Cast, case: Case, other: Case):
    theirs = {"social_worker": case, "manager": case, "social_worker_2": other, "manager_2": other}

    for who in each_of(cast):
        found = {one.case for one in finding.find("Linh", by=getattr(cast, who))}
        assert found == ({theirs[who]} if who in theirs else set())


def test_a_wall_round_the_case_hides_it_from_the_search(cast: Cast, case: Case):
    builders.a_barrier(case, people=[cast.social_worker])

    assert finding.find("Linh", by=cast.social_worker) == []
    assert finding.find("Linh", by=cast.manager)


# The same child twice -------------------------------------------------------------------------------------------------


def likeness(cast: Cast, ours: dict, theirs: dict) -> list[str]:
    one = builders.a_case(worker=cast.social_worker, **ours)
    another = builders.a_case(worker=cast.social_worker, **theirs)
    builders.a_case(worker=cast.social_worker, known_as="Kayden Fossgate")
    matches = finding.alike(one.child, among=Child.objects.visible_to(cast.social_worker))
    assert {match.child_id for match in matches} <= {another.child_id}
    return [reason for match in matches for reason in match.reasons]


@pytest.mark.parametrize(
    ("ours", "theirs", "reasons"),
    [
        ({"known_as": "Linh Trầm"}, {"known_as": "Tram Linh"}, ["the same name"]),
        ({"known_as": "Linh Tram"}, {"also_called": "Mai, Linh Tram"}, ["the same name"]),
        ({"known_as": "Nguyen Linh"}, {"known_as": "Linh Nguyin"}, ["the same name under another spelling"]),
        (
            {"known_as": "Linh", "born_on": date(2011, 3, 4)},
            {"known_as": "Linh", "born_on": date(2011, 4, 3)},
            ["the same name", "a date of birth near this one"],
        ),
        ({"known_as": "Linh", "born_on": date(2011, 3, 4)}, {"known_as": "Linh", "born_on": date(2016, 3, 4)}, []),
        ({"known_as": "Linh", "born_on": date(2011, 3, 4)}, {"known_as": "Mai", "born_on": date(2011, 3, 4)}, []),
        ({"born_on": date(2011, 3, 4)}, {"born_on": date(2011, 3, 4)}, []),
        ({}, {}, []),
    ],
)
def test_who_may_be_the_same_child_and_why(cast: Cast, ours: dict, theirs: dict, reasons: list[str]):
    assert likeness(cast, ours, theirs) == reasons


def test_the_same_number_is_enough(cast: Cast):
    one, another = builders.a_case(known_as="Linh"), builders.a_case(known_as="Mai")
    a_claim(one, "HO 1234567", kind=Kind.IDENTIFIER)
    a_claim(another, "Home Office 1234/567", kind=Kind.IDENTIFIER)

    matches = finding.alike(one.child, among=Child.objects.visible_to(cast.social_worker))

    assert [list(match.reasons) for match in matches] == [["the same number or reference"]]
