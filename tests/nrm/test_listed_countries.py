"""A child seeking asylum, from a listed country: an NRM referral at once. [Rule N4; procedure 4.3]"""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from nrm.actions import duties, lists
from nrm.models import Duty, ListedCountry
from nrm.policies.duties import listed_among
from nrm.tasks import take_in_nrm
from nrm.workflow.duties import Ground
from tests import builders_nrm_duties as build
from tests.builders import a_case
from tests.builders_nrm import an_nrm_draft
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, answer_to, reasons_against
from tests.drawn import a_situation, examples
from trafficking_cases.celery import timetable
from trafficking_cases.children import identity
from trafficking_cases.children.models import Case
from trafficking_cases.children.workflow.claims import Asylum, Kind, Status
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.deadlines.sweeping import sweep
from trafficking_cases.notifications.models import Notice


@pytest.fixture(autouse=True)
def vietnam(db: None) -> ListedCountry:
    return build.listed()


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


def raised(case: Case) -> list[str]:
    duties.take_in(timezone.now())
    return [duty.ground for duty in case.duties.all()]


def test_the_list_begins_with_three_countries(db: None):
    assert {"Vietnam"} <= {one.country for one in ListedCountry.objects.in_force(timezone.localdate())}


@pytest.mark.parametrize("first", ["nationality", "asylum"])
def test_both_facts_raise_it_in_either_order(cast: Cast, case: Case, first: str):
    other = a_case(worker=cast.social_worker)
    facts = [build.nationality, build.asylum]
    for fact in facts if first == "nationality" else reversed(facts):
        assert raised(case) == []
        fact(case)

    assert raised(case) == [Ground.LISTED_COUNTRY]
    assert not other.duties.exists()
    duty = case.duties.get()
    assert duty.because == "Seeking asylum, and Vietnamese: a nationality on the list in force"
    clock = Deadline.objects.get(subject=duty.pk)
    assert clock.rule == "NRM-02"
    assert clock.due_at - clock.started_at == timedelta(hours=4)


def test_the_manager_and_the_first_responders_are_told_at_once(cast: Cast, case: Case):
    build.nationality(case)
    build.asylum(case)
    duties.take_in(timezone.now())

    sweep(timezone.now())

    told = Notice.objects.filter(subject_id=Deadline.objects.get(rule="NRM-02").pk)
    assert {notice.recipient for notice in told} == {cast.manager, cast.social_worker}


def test_what_the_referral_said_of_the_nationality_counts_until_it_is_believed_false(cast: Cast):
    case = a_case(worker=cast.social_worker, nationality="Việt Nam")
    build.asylum(case)
    assert raised(case) == [Ground.LISTED_COUNTRY]

    doubted = a_case(worker=cast.social_worker, nationality="Vietnamese")
    said = doubted.child.claims.get(kind=Kind.NATIONALITY)
    identity.check_claim(said, found=Status.BELIEVED_FALSE, reason="She speaks Thai.", by=cast.social_worker)
    build.nationality(doubted, "Thai")
    build.asylum(doubted)
    assert raised(doubted) == []


@pytest.mark.parametrize("status", ["believed_false", "proved_false"])
@pytest.mark.parametrize("which", ["nationality", "asylum"])
def test_what_is_believed_false_does_not_count(cast: Cast, case: Case, which: str, status: str):
    build.nationality(case, status=status if which == "nationality" else "claimed")
    build.asylum(case, status=status if which == "asylum" else "claimed")

    assert raised(case) == []


@pytest.mark.parametrize("value", ["intends", "not_seeking"])
def test_only_a_child_who_seeks_asylum(cast: Cast, case: Case, value: str):
    build.nationality(case)
    build.asylum(case, value)

    assert raised(case) == []


def test_a_lapsed_or_later_listing_does_not_count(cast: Cast, case: Case):
    today = timezone.localdate()
    build.listed("Eritrea", "Eritrean", from_on=today - timedelta(days=9), until_on=today - timedelta(days=1))
    build.listed("Iran", "Iranian", from_on=today + timedelta(days=1))
    build.asylum(case)
    build.nationality(case, "Eritrean")
    build.nationality(case, "Iranian")

    assert raised(case) == []


def test_it_stands_beside_an_open_duty_and_only_once(cast: Cast, case: Case):
    build.a_duty(case)
    build.nationality(case)
    build.asylum(case)

    assert sorted(raised(case)) == ["N1", "N4"]
    assert sorted(raised(case)) == ["N1", "N4"]


def test_said_not_to_arise_it_does_not_come_again_and_what_is_suspected_still_does(cast: Cast, case: Case):
    build.nationality(case)
    build.asylum(case)
    build.exploitation(case)
    assert raised(case) == ["N4"]

    duties.not_arising(case.duties.get(), because="He was born in Grimsby.", by=cast.social_worker)

    assert sorted(raised(case)) == ["N1", "N4"]
    assert sorted(raised(case)) == ["N1", "N4"]


def test_a_referral_at_the_home_office_answers_it(cast: Cast, case: Case):
    build.a_sent_nrm(case)
    build.nationality(case)
    build.asylum(case)

    assert raised(case) == []


FACTS = st.lists(
    st.sampled_from(["Vietnamese", "vietnam", "Thai", "seeking", "not_seeking", "false Vietnamese", "false seeking"]),
    max_size=5,
)


@examples(40)
@given(facts=FACTS, is_in_force=st.booleans())
def test_it_is_raised_if_and_only_if_both_facts_stand_and_the_listing_is_in_force(cast: Cast, facts, is_in_force):
    """Whatever is known in whatever order. [Rule N4]"""
    with a_situation():
        case = a_case(worker=cast.social_worker, manager=cast.manager)
        if not is_in_force:
            ListedCountry.objects.update(until_on=timezone.localdate() - timedelta(days=1))
        for fact in facts:
            words = fact.removeprefix("false ")
            make = build.asylum if "seeking" in words else build.nationality
            make(case, words, status="believed_false" if fact.startswith("false") else "claimed")
            duties.take_in(timezone.now())

        expected = is_in_force and "seeking" in facts and bool({"Vietnamese", "vietnam"} & set(facts))
        assert Duty.objects.filter(case=case).count() == (1 if expected else 0)


WITHIN_A_MINUTE = 60


# From page and API, within a minute ----------------------------------------------------------------------------------


def a_page_says(client, by, case: Case, kind: str, value: str) -> int:
    """Somebody writes down on the page what is said of who the child is."""
    today = timezone.localdate()
    said_on = {"said_on_day": today.day, "said_on_month": today.month, "said_on_year": today.year}
    client.force_login(by)
    address = reverse("casefile:add_claim", args=[case.pk, kind])
    return client.post(address, {"value": value, "source": "The child"} | said_on).status_code


@pytest.mark.parametrize("first", ["nationality", "asylum"])
def test_the_second_fact_from_a_page_raises_it_with_the_next_sweep(client, cast: Cast, case: Case, first: str):
    facts = [("nationality", "Vietnamese"), ("asylum", Asylum.SEEKING)]
    for kind, value in facts if first == "nationality" else reversed(facts):
        assert not case.duties.exists()
        assert a_page_says(client, cast.social_worker, case, kind, value) == 302
        take_in_nrm()

    assert [duty.ground for duty in case.duties.all()] == [Ground.LISTED_COUNTRY]
    assert timetable(60)["take_in_nrm"]["schedule"] < WITHIN_A_MINUTE


def test_the_second_fact_by_api_raises_it_with_the_next_sweep(api, cast: Cast, case: Case):
    build.nationality(case)
    said = {"kind": "asylum", "value": "seeking", "source": "The child", "said_on": str(timezone.localdate())}

    assert api(cast.social_worker).send(f"children/{case.child_id}/add-claim/", said).status_code == 201
    take_in_nrm()

    assert [duty.ground for duty in case.duties.all()] == [Ground.LISTED_COUNTRY]


def test_whoever_begins_the_form_waits_for_no_sweep(cast: Cast, case: Case):
    build.nationality(case)
    build.asylum(case)

    an_nrm_draft(case)

    assert [duty.ground for duty in case.duties.all()] == [Ground.LISTED_COUNTRY]


# The list ------------------------------------------------------------------------------------------------------------

SUDAN = ListedCountry(country="Sudan", nationality="Sudanese")
VIETNAM = ListedCountry(country="Vietnam", nationality="Vietnamese")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Vietnamese", VIETNAM),
        ("VIETNAM", VIETNAM),
        ("Việt Nam", VIETNAM),
        (" viet-nam ", VIETNAM),
        ("British, Vietnamese", VIETNAM),
        ("British and Sudanese", SUDAN),
        ("South Sudanese", None),
        ("Not Vietnamese, he says", None),
        ("", None),
    ],
)
def test_a_nationality_is_found_however_it_is_written(said: str, found: ListedCountry | None):
    assert listed_among([said], [SUDAN, VIETNAM]) is found


def add(by, country: str = "Eritrea", called: str = "Eritrean", from_on: date | None = None, until_on=None):
    from_on = from_on or timezone.localdate()
    return lists.add_country(country=country, nationality=called, from_on=from_on, until_on=until_on, by=by)


def test_an_administrator_keeps_the_list(cast: Cast, vietnam: ListedCountry):
    for who in each_of(cast):
        person = getattr(cast, who)
        allowed = DONE if who.startswith("administrator") else FORBIDDEN
        assert answer_to(lambda: add(person)) == allowed
        assert answer_to(lambda: lists.end_country(vietnam, until_on=timezone.localdate(), by=person)) == allowed


def test_a_country_stands_once_at_a_time(cast: Cast, vietnam: ListedCountry):
    by, today = cast.administrator, timezone.localdate()

    assert [r.rule for r in reasons_against(lambda: add(by, "Viet Nam", "Someone"))] == ["N4"]
    lists.end_country(vietnam, until_on=today, by=by)
    assert reasons_against(lambda: add(by, "Vietnam", "Vietnamese", today))
    assert not reasons_against(lambda: add(by, "Vietnam", "Vietnamese", today + timedelta(days=1)))


def test_what_is_added_counts_from_its_day_on(cast: Cast, case: Case):
    build.asylum(case, at=timezone.now() - timedelta(days=30))
    build.nationality(case, "Eritrean", at=timezone.now() - timedelta(days=30))
    assert raised(case) == []

    add(cast.administrator)

    assert [duty.ground for duty in case.duties.all()] == [Ground.LISTED_COUNTRY]


def test_an_end_before_its_beginning_is_refused(cast: Cast, vietnam: ListedCountry):
    by, today = cast.administrator, timezone.localdate()

    assert reasons_against(lambda: add(by, until_on=today - timedelta(days=1)))
    assert reasons_against(lambda: lists.end_country(vietnam, until_on=vietnam.from_on - timedelta(days=1), by=by))
    lists.end_country(vietnam, until_on=today, by=by)
    assert reasons_against(lambda: lists.end_country(vietnam, until_on=today, by=by))
