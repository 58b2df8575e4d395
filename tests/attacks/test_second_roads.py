"""What a page keeps from somebody, the API keeps from them too."""

import pytest

from tests import builders
from tests.api.asking import BASE
from trafficking_cases.children.models import Case

SECRET = "Wilf Tarnbrook"


@pytest.fixture
def case(cast) -> Case:
    """A case that grew from what the school said, shared with health; and one of which health knows nothing."""
    assert cast.education.full_name == SECRET
    builders.a_case(worker=cast.social_worker_2, manager=cast.manager_2)
    case = builders.a_case(by=cast.education)
    builders.a_share(case, to=cast.health)
    return case


def roads(case: Case) -> list[str]:
    """Everything that somebody with whom a case is shared can open."""
    lists = ("children", "cases", "referrals", "deadlines", "notices")
    records = (f"cases/{case.pk}/", f"cases/{case.pk}/chronology/", f"children/{case.child_id}/")
    return [
        *(f"{BASE}{name}/" for name in lists),
        *(f"{BASE}{address}" for address in records),
        *("/", "/cases/", "/notices/", f"/cases/{case.pk}/", f"/cases/{case.pk}/chronology/"),
    ]


def test_who_reported_is_not_told_to_those_with_whom_a_case_is_shared(browser, cast, case):
    client = browser(cast.health)

    for address in roads(case):
        response = client.get(address)
        assert response.status_code == 200, address
        assert SECRET not in response.content.decode(), address


def test_it_is_told_to_those_at_work_on_it(browser, cast, case):
    client = browser(cast.social_worker)

    for address in (f"{BASE}cases/{case.pk}/chronology/", f"/cases/{case.pk}/chronology/"):
        assert SECRET in client.get(address).content.decode()


def test_others_learn_which_agency_wrote_a_line(api, cast, case):
    lines = api(cast.health).see(f"cases/{case.pk}/chronology/").json()["results"]

    received = next(line for line in lines if line["kind"] == "referral.received")
    assert received["by"] is None
    assert received["link"] == ""
    assert received["agency"]["name"] == cast.education.agency.name
