"""The page of who a child is said to be, its forms, finding a child, and the 18th birthday. [Rules C1, C2]"""

from datetime import date

import pytest
from django.urls import reverse

from tests.builders import a_case, a_decided_referral, a_proposed_referral, a_referral, a_share
from tests.builders_identity import a_birth, a_claim
from tests.cast import Cast
from trafficking_cases.children.models import Case, Claim
from trafficking_cases.children.workflow.claims import NameKind

SAID = {"source": "The child", "said_on_day": "3", "said_on_month": "3", "said_on_year": "2026"}
TYPED = {
    "name": SAID | {"value": "Trầm Thị Linh", "native": "陈氏玲", "name_kind": "used"},
    "birth_date": SAID | {"accuracy": "month", "month": "March 2011"},
    "nationality": SAID | {"value": "Vietnamese"},
    "language": SAID | {"value": "Kurdish Sorani"},
    "asylum": SAID | {"value": "intends"},
    "identifier": SAID | {"value": "Home Office 1234567"},
}


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager, known_as="Linh Tram")


@pytest.fixture
def other(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker_2, manager=cast.manager_2, known_as="Linh Tram")


def page_of(case: Case) -> str:
    return reverse("casefile:identity", args=[case.pk])


def adding(case: Case, kind: str) -> str:
    return reverse("casefile:add_claim", args=[case.pk, kind])


def at(claim: Claim, verb: str) -> str:
    return reverse(f"casefile:{verb}", args=[claim.pk])


def shown(client, user, address: str) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


@pytest.mark.timeout(300)
def test_who_may_open_the_pages(client, cast: Cast, case: Case):
    """Whoever the case is shared with reads who the child is; only casework writes it."""
    a_share(case, to=cast.police)
    name = a_claim(case)
    writing = [
        adding(case, "name"),
        reverse("casefile:record_age_decision", args=[case.pk]),
        reverse("casefile:prepare_for_18", args=[case.pk]),
        at(name, "check_claim"),
        at(name, "work_with"),
        at(name, "set_aside"),
        at(name, "dispute"),
    ]

    for who, user in cast.everybody().items():
        client.force_login(user)
        at_work = who in ("social_worker", "manager")
        reads = 200 if at_work or who == "police" else 404
        assert (who, client.get(page_of(case)).status_code) == (who, reads)
        for address in writing:
            expected = 200 if at_work else 403 if reads == 200 else 404
            assert (who, address, client.get(address).status_code) == (who, address, expected)


def test_a_reader_sees_no_verb_and_no_person(client, cast: Cast, case: Case):
    a_share(case, to=cast.police)
    a_claim(case, "Trầm Thị Linh")

    page = shown(client, cast.police, page_of(case))

    assert "Trầm Thị Linh" in page
    assert "Work with this" not in page
    assert "Add a name" not in page
    assert cast.social_worker.full_name not in page[page.index('id="age"') :]


@pytest.mark.parametrize("kind", list(TYPED))
def test_adding_a_claim_of_each_kind(client, cast: Cast, case: Case, other: Case, kind: str):
    client.force_login(cast.social_worker)

    response = client.post(adding(case, kind), TYPED[kind])

    assert (response.status_code, response.url) == (302, page_of(case))
    claim = Claim.objects.get(child=case.child_id, kind=kind, source="The child")
    assert (claim.said_on, claim.status) == (date(2026, 3, 3), "claimed")
    assert not Claim.objects.filter(child=other.child_id, source="The child").exists()
    page = shown(client, cast.manager, page_of(case))
    assert "The child, 3 March 2026." in page
    assert claim.words in page


def test_a_kind_that_there_is_not_is_not_found(client, cast: Cast, case: Case):
    client.force_login(cast.social_worker)

    assert client.get(adding(case, "shoe-size")).status_code == 404


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ({}, 200, "Choose how exactly it is said"),
        ({"accuracy": "exact"}, 200, "Write the date of birth"),
        ({"accuracy": "month", "month": "Marchember"}, 200, "Write the month and the year"),
        ({"accuracy": "month", "month": "13 2011"}, 200, "Write the month and the year"),
        ({"accuracy": "year"}, 200, "Write the year of birth with four figures"),
        ({"accuracy": "age"}, 200, "Write the age in years"),
        ({"accuracy": "year", "year": "2099"}, 409, "lies in the future"),
    ],
)
def test_a_birth_that_cannot_be_read_says_what_to_write(client, cast: Cast, case: Case, typed, status: int, words: str):
    client.force_login(cast.social_worker)

    response = client.post(adding(case, "birth_date"), SAID | typed)

    assert response.status_code == status
    assert words in response.content.decode()
    assert "The child" in response.content.decode()


@pytest.mark.parametrize("typed", ["March 2011", "mar 2011", "3 2011", "2011-03", "03/2011"])
def test_a_month_is_read_as_people_write_it(client, cast: Cast, case: Case, typed: str):
    client.force_login(cast.social_worker)

    client.post(adding(case, "birth_date"), SAID | {"accuracy": "month", "month": typed})

    birth = Claim.objects.get(child=case.child_id, kind="birth_date")
    assert (birth.born_from, birth.born_until, birth.value) == (date(2011, 3, 1), date(2011, 3, 31), "March 2011")


def test_one_press_works_with_a_name_and_every_page_goes_by_it(client, cast: Cast, case: Case):
    name = a_claim(case, "Trầm Thị Linh")
    client.force_login(cast.social_worker)

    response = client.post(at(name, "work_with"))

    assert (response.status_code, response.url) == (302, page_of(case))
    assert "Trầm Thị Linh" in shown(client, cast.manager, reverse("casefile:cases"))


def test_what_is_false_is_refused_with_its_rule_and_the_way_forward(client, cast: Cast, case: Case):
    name = a_claim(case, "Anna Smith")
    client.force_login(cast.social_worker)
    client.post(at(name, "check_claim"), {"found": "believed_false", "reason": "The photograph is of an adult."})

    response = client.post(at(name, "work_with"))

    assert response.status_code == 409
    page = response.content.decode()
    assert "Work with another, or verify it first" in page
    assert "C2" in page
    page = shown(client, cast.manager, page_of(case))
    assert "Believed false" in page
    assert "The photograph is of an adult." in page


def test_false_without_a_reason_is_refused_and_the_answer_stays(client, cast: Cast, case: Case):
    name = a_claim(case, "Anna Smith")
    client.force_login(cast.social_worker)

    response = client.post(at(name, "check_claim"), {"found": "proved_false"})

    assert response.status_code == 409
    assert "Say why it is not to be relied on" in response.content.decode()
    assert 'value="proved_false"' in response.content.decode()


def test_an_age_decision_says_how_the_child_is_treated(client, cast: Cast, case: Case):
    a_birth(case, date(2000, 1, 1), is_disputed=True)
    assert "Treated as a child." in shown(client, cast.manager, page_of(case))
    decided = {
        "outcome": "adult",
        "basis": "court",
        "decided_by": "The Upper Tribunal",
        "decided_on_day": "1",
        "decided_on_month": "9",
        "decided_on_year": "2026",
        "reasons": "Two papers agree.",
    }

    response = client.post(reverse("casefile:record_age_decision", args=[case.pk]), decided)

    assert response.status_code == 302
    page = shown(client, cast.manager, page_of(case))
    assert "Treated as an adult." in page
    assert "The Upper Tribunal" in page
    assert "Decided to be 18 or over" in shown(client, cast.manager, case.get_absolute_url())


def test_the_title_holds_the_reference_and_never_the_name(client, cast: Cast, case: Case):
    name = a_claim(case, "Trầm Thị Linh")

    for address in (page_of(case), adding(case, "name"), at(name, "check_claim"), at(name, "work_with")):
        page = shown(client, cast.social_worker, address)
        title = page[page.index("<title>") : page.index("</title>")]
        assert case.reference in title
        assert "Linh" not in title


# Finding --------------------------------------------------------------------------------------------------------------


def test_finding_says_by_which_name_and_nothing_of_others(client, cast: Cast, case: Case, other: Case):
    a_claim(case, "Đức", name_kind=NameKind.NICKNAME)
    client.force_login(cast.social_worker)

    page = client.post(reverse("casefile:find"), {"words": "duc"}).content.decode()
    nobody = client.post(reverse("casefile:find"), {"words": other.reference}).content.decode()

    assert case.reference in page
    assert "Nickname, or name used while exploited: Đức, claimed" in page
    assert other.reference not in page
    assert "None of the cases that you may see" in nobody


def test_the_search_stands_on_the_page_of_cases_and_asks_for_words(client, cast: Cast):
    page = shown(client, cast.social_worker, reverse("casefile:cases"))

    assert f'action="{reverse("casefile:find")}"' in page
    assert (
        "Write a name, a number or a reference"
        in client.post(reverse("casefile:find"), {"words": " "}).content.decode()
    )


# The same child twice -------------------------------------------------------------------------------------------------


def test_the_same_child_referred_twice_is_said_at_the_front_door_and_before_signing(client, cast: Cast, case: Case):
    again = a_proposed_referral(outcome="assessment", known_as="Tram Linh")

    page = shown(client, cast.manager, again.get_absolute_url())
    signing = shown(client, cast.manager, reverse("referrals:sign", args=[again.pk]))

    assert f"May be the same child as {case.reference}" in page
    assert f"May be the same child as {case.reference}" in signing
    assert "Look there before you sign" in signing


def test_a_second_case_can_be_opened_all_the_same(cast: Cast, case: Case):
    again = a_decided_referral(outcome="assessment", worker=cast.social_worker, known_as="Tram Linh")

    assert again.case_id not in (None, case.pk)


def test_whoever_may_not_see_the_first_learns_nothing(client, cast: Cast, other: Case):
    first = other.referrals.get()
    again = a_referral(known_as="Tram Linh", by=cast.education)
    case = a_case(worker=cast.social_worker, known_as="Tram Linh")

    referrer = shown(client, cast.education, again.get_absolute_url())
    worker = shown(client, cast.social_worker, page_of(case))

    assert "May be the same child" not in referrer
    assert other.reference not in worker
    assert first.reference not in worker
    assert "May be the same child" not in worker


def test_the_page_of_identity_points_to_the_other_case(client, cast: Cast, case: Case):
    twin = a_case(worker=cast.social_worker, known_as="Tram Linh")

    assert f"May be the same child as {twin.reference}" in shown(client, cast.social_worker, page_of(case))
