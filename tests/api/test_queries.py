"""As many questions to the database for many records as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from referrals.catalogue import indicators
from referrals.workflow import With
from tests import builders
from tests.api.asking import Asker

# With those of the session and of the request limit; a look is one more.
MOST = 20


def a_decided_thread() -> None:
    builders.a_case(known_as="Ánh", family_contact="do_not")
    builders.a_proposed_referral()


def questions(client: Asker, address: str) -> int:
    client.see(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.see(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("children/", "manager"),
        ("cases/", "manager"),
        ("referrals/", "manager"),
        ("deadlines/", "manager"),
        ("notices/", "manager"),
        ("agencies/", "manager"),
        ("audit-events/", "auditor"),
    ],
)
def test_a_list(api, cast, address, who):
    client = api(getattr(cast, who))
    a_decided_thread()
    with_one = questions(client, address)

    for _ in range(4):
        a_decided_thread()

    assert questions(client, address) == with_one <= MOST


def test_a_referral(api, cast):
    client = api(cast.duty_worker)
    referral = builders.a_consulted_referral()
    with_few = questions(client, f"referrals/{referral.pk}/")

    builders.a_consulted_referral()
    other = builders.a_consulted_referral(
        with_=[With.POLICE, With.REFERRER, *[With.HEALTH] * 6], signs=dict.fromkeys(indicators(), "present")
    )

    assert questions(client, f"referrals/{other.pk}/") == with_few <= MOST + 5


def test_a_case(api, cast):
    client, case = api(cast.manager), builders.a_case()
    with_few = questions(client, f"cases/{case.pk}/")
    for _ in range(4):
        builders.a_share(case, to=cast.police)
        a_decided_thread()

    assert questions(client, f"cases/{case.pk}/") == with_few <= MOST
    assert questions(client, f"cases/{case.pk}/chronology/") <= MOST
