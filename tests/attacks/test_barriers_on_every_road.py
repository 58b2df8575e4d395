"""Once a wall stands, whoever is outside it finds no trace: on pages, in lists and counts, notices, mails, the API."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django.utils import timezone

from tests import builders
from tests.api.asking import BASE
from tests.cast import anew
from tests.doors import NOT_FOUND, answer_to
from trafficking_cases.casefile import actions as casefile
from trafficking_cases.children import actions as children
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.barriers import BarrierKind
from trafficking_cases.notifications.outbox import deliver

NAME, OTHER = "Trầm Thị Ngọc Ánh", "Jonah Askerwell"
AT_WORK = ("social_worker", "manager", "police", "duty_worker", "manager_2")
LISTS = ("children", "cases", "referrals", "deadlines", "notices")
PAGES = ("/", "/cases/", "/cases/?show=mine", "/cases/?show=supervised", "/cases/?show=shared", "/notices/")
FRONT_DOOR = ("/referrals/", "/referrals/?show=decided", "/referrals/?show=mine")


@pytest.fixture
def case(cast) -> Case:
    """A case with everybody at work on it, and another of the same people that stays open to them."""
    cases = [
        builders.a_case(known_as=name, worker=cast.social_worker, manager=cast.manager, urgency="immediate")
        for name in (NAME, OTHER)
    ]
    for one in cases:
        builders.a_share(one, to=cast.police)
    return cases[0]


def walled_off(case: Case, kind: str, cast, who: str) -> None:
    """The person is outside: named by a deny-list, or not named by the other two."""
    named = [getattr(cast, who)] if kind == BarrierKind.DENY_LIST else [cast.service_manager]
    builders.a_barrier(case, kind=BarrierKind(kind), people=named, by=cast.service_manager)


def everything_shown_to(browser, who) -> Iterator[tuple[str, str]]:
    client = browser(who)
    roads = [*PAGES, *(FRONT_DOOR if who.front_doors() else ()), *(f"{BASE}{name}/" for name in LISTS)]
    for address in roads:
        response = client.get(address)
        if response.status_code == 200:
            yield address, response.content.decode()


@pytest.mark.parametrize("kind", BarrierKind.values)
@pytest.mark.parametrize("who", AT_WORK)
def test_no_list_count_or_notice_knows_of_it(browser, cast, case, who, kind):
    person = getattr(cast, who)
    referral = case.referrals.get()
    traces = (NAME, case.reference, str(case.pk), str(case.child_id))
    # Whoever wrote the decision or has the referral in hand may know that it was decided; a wall takes that too.
    traces += (referral.reference, str(referral.pk))

    walled_off(case, kind, cast, who)

    for address, page in everything_shown_to(browser, anew(person)):
        assert not [trace for trace in traces if trace in page], address


@pytest.mark.parametrize("kind", BarrierKind.values)
@pytest.mark.parametrize("who", ["social_worker", "manager", "police"])
def test_every_address_and_verb_on_it_is_nothing(browser, api, cast, case, who, kind):
    person, referral = getattr(cast, who), case.referrals.get()
    walled_off(case, kind, cast, who)
    client, program = browser(person), api(person)
    at = f"/cases/{case.pk}/"

    for address in (at, f"{at}chronology/", f"{at}allocate/", f"{at}export/", f"/referrals/{referral.pk}/"):
        for method in ("get", "head", "post"):
            assert getattr(client, method)(address).status_code == 404, address
    for verb in ("claim", "consult", "propose", "sign", "send-back"):
        assert client.post(f"/referrals/{referral.pk}/{verb}/").status_code == 404
        assert program.send(f"referrals/{referral.pk}/{verb}/", {}).status_code == 404
    for verb in ("allocate", "export"):
        assert program.send(f"cases/{case.pk}/{verb}/", {}).status_code == 404
    for address in (f"cases/{case.pk}/", f"cases/{case.pk}/chronology/", f"children/{case.child_id}/"):
        assert program.see(address).status_code == 404
    for address in ("cases/?child=", "referrals/?case=", "deadlines/?case="):
        key = case.child_id if "child" in address else case.pk
        assert program.see(f"{address}{key}").json()["count"] == 0


@pytest.mark.parametrize("kind", BarrierKind.values)
def test_the_verbs_themselves_find_nothing(cast, case, kind):
    """Whoever calls them."""
    walled_off(case, kind, cast, "manager")
    manager = anew(cast.manager)

    for verb in (
        lambda: children.allocate(case, worker=cast.social_worker_2, manager=cast.manager_2, by=manager),
        lambda: casefile.export_summary(case, recipient="Legal", purpose="court", by=manager),
    ):
        assert answer_to(verb) == NOT_FOUND


@pytest.mark.parametrize("kind", BarrierKind.values)
@pytest.mark.parametrize("who", ["social_worker", "duty_worker"])
def test_no_mail_goes_out_for_it_any_more(cast, case, who, kind):
    """A wall set between the notice and its mail: one mail for each case that stays, none for this one."""
    person = getattr(cast, who)
    person.notices.exclude(kind__in=["case.allocated", "referral.decided"]).delete()
    walled_off(case, kind, cast, who)

    deliver(timezone.now())

    assert len([message for message in mail.outbox if message.to == [person.email]]) == 1


def test_who_is_let_through_sees_it_still(browser, cast, case):
    builders.a_barrier(
        case, kind=BarrierKind.SEALED, people=[cast.social_worker, cast.service_manager], by=cast.service_manager
    )

    seen = dict(everything_shown_to(browser, anew(cast.social_worker)))

    assert NAME in seen["/cases/"]
    assert OTHER in seen["/cases/"]
