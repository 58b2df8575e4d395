"""The page of one child's case, and who is let in."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from referrals.workflow import FamilyContact
from tests.builders import a_barrier, a_case, a_share
from tests.builders_papers import a_form_of_exploitation
from tests.cast import NAMES, Cast
from trafficking_cases.audit.models import Event
from trafficking_cases.children import actions as children
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.barriers import BarrierKind


def without_token(response) -> str:
    """A page without the one value that is new at every answer."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def page(client, user, case: Case, name: str = "case") -> str:
    client.force_login(user)
    response = client.get(reverse(f"casefile:{name}", args=[case.pk]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", ["case", "chronology"])
def test_who_may_open_a_case(client, cast: Cast, name: str):
    address = reverse(f"casefile:{name}", args=[a_case().pk])

    statuses = {}
    for who, user in cast.everybody().items():
        client.force_login(user)
        statuses[who] = client.get(address).status_code

    assert statuses == {who: 200 if who in ("social_worker", "manager") else 404 for who in NAMES}


def test_a_case_kept_from_somebody_answers_like_one_that_never_was(client, cast: Cast):
    case = a_case()
    a_barrier(case, kind=BarrierKind.DENY_LIST, people=[cast.social_worker])
    client.force_login(cast.social_worker)

    hidden = client.get(case.get_absolute_url())
    unknown = client.get(reverse("casefile:case", args=["00000000-0000-4000-8000-000000000000"]))

    assert hidden.status_code == unknown.status_code == 404
    assert without_token(hidden) == without_token(unknown)


def test_the_title_holds_the_reference_and_never_the_name(client, cast: Cast):
    case = a_case(known_as="Linh Trầm")

    shown = page(client, cast.social_worker, case)

    title = shown[shown.index("<title>") : shown.index("</title>")]
    assert case.reference in title
    assert "Linh" not in title
    assert "Linh Trầm" in shown


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"born_on": date(2000, 1, 1)}, "born 1 January 2000"),
        ({"about_age": 15}, "About 15 (estimated)"),
        ({}, "Age not known: treated as a child"),
    ],
)
def test_the_age_says_how_well_it_is_known(client, cast: Cast, known: dict, words: str):
    """[Rule C1]"""
    case = a_case(**known)

    assert words in page(client, cast.social_worker, case)


@pytest.mark.parametrize("name", ["case", "chronology", "export"])
def test_do_not_contact_stands_first(client, cast: Cast, name: str):
    """[Rule R4]"""
    case = a_case(family_contact=FamilyContact.DO_NOT, do_not_contact="The uncle, by any means.")

    shown = page(client, cast.social_worker, case, name)

    warning = shown.index("The uncle, by any means.")
    for later in ("What is due", "People on the case", "Whom is the summary for?"):
        assert later not in shown or warning < shown.index(later)


def test_nobody_asked_is_said_too(client, cast: Cast):
    assert "Ask before you contact the family" in page(client, cast.social_worker, a_case())
    safe = a_case(family_contact=FamilyContact.SAFE)
    assert "Ask before you contact the family" not in page(client, cast.social_worker, safe)


def test_what_is_shared_is_the_case_and_not_the_referral(client, cast: Cast):
    case = a_case(
        adults="A man called Duc",
        family_contact=FamilyContact.DO_NOT,
        do_not_contact="The uncle.",
        reach_child="At school, first lesson",
    )
    a_share(case, to=cast.police.agency)

    shown = page(client, cast.police, case)

    assert "The uncle." in shown
    assert case.reference in shown
    assert "A man called Duc" not in shown
    assert "first lesson" not in shown
    assert "Kept with the referral" in shown
    assert "Who has opened this case" not in shown
    assert reverse("referrals:referral", args=[case.referrals.get().pk]) not in shown
    assert reverse("casefile:export", args=[case.pk]) not in shown


def test_who_looked_is_shown_to_those_at_work_on_it(client, cast: Cast):
    case, other = a_case(), a_case()
    page(client, cast.manager, case)
    page(client, cast.manager, case)
    page(client, cast.manager, other)

    shown = page(client, cast.social_worker, case)

    looks = shown[shown.index("Who has opened this case") :]
    assert cast.manager.full_name in looks
    assert "2 times" in looks


def test_a_look_is_recorded_once(client, cast: Cast):
    case, other = a_case(), a_case()

    page(client, cast.social_worker, case)

    seen = Event.objects.filter(name="children.case.seen")
    assert [(event.case_id, event.by_id) for event in seen] == [(case.pk, cast.social_worker.pk)]
    assert other.pk not in seen.values_list("case_id", flat=True)


def test_the_clock_that_was_met_is_shown_as_met(client, cast: Cast):
    shown = page(client, cast.social_worker, a_case(urgency="immediate"))

    assert shown.count("Met in") == 1
    assert "Nothing is due now." in shown
    assert shown.index("Nothing is due now.") < shown.index("1 ended: how each was met") < shown.index("Met in")


def test_what_we_know_names_the_forms_of_exploitation_that_stand_on_the_case(client, cast: Cast):
    """One that was recorded after the referral counts as much as one that came with it. [Rule I2; procedure 2]"""
    case = a_case(worker=cast.social_worker, manager=cast.manager)
    a_form_of_exploitation(case)
    known = page(client, cast.social_worker, case).partition("What we know")[2]

    assert "Sexual exploitation (suspected)" in known


def test_the_chronology_goes_on_over_pages(client, cast: Cast):
    case, other = a_case(), a_case()
    start = timezone.now()
    for number in range(60):
        children.note(
            case, at=start + timedelta(minutes=number), kind="test.line", sentence=f"Line {number:02}.", by=cast.manager
        )
    children.note(other, at=start, kind="test.line", sentence="Another child's line.", by=cast.manager)
    client.force_login(cast.social_worker)

    first = client.get(reverse("casefile:chronology", args=[case.pk])).content.decode()
    second = client.get(reverse("casefile:chronology", args=[case.pk]) + "?page=2").content.decode()

    assert "Line 59." in first
    assert "Line 09." not in first
    assert "Line 09." in second
    assert "was opened" in second
    assert "Another child" not in first + second


def test_it_asks_as_many_questions_for_much_as_for_little(client, cast: Cast, queries_of):
    case = a_case()
    addresses = [reverse(f"casefile:{name}", args=[case.pk]) for name in ("case", "chronology", "allocate", "export")]
    a_share(case, to=cast.health)
    few = [queries_of(client, cast.manager, address) for address in addresses]
    for number in range(6):
        children.note(case, at=timezone.now(), kind="test.line", sentence=f"Line {number}.", by=cast.social_worker)
    for agency in (cast.police.agency, cast.education.agency, cast.voluntary.agency):
        a_share(case, to=agency)
    a_case()
    for who in (cast.police, cast.education, cast.social_worker):
        client.force_login(who)
        client.get(case.get_absolute_url())

    assert [queries_of(client, cast.manager, address) for address in addresses] == few
