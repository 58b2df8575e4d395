"""A concern arrives at the front door. [Rules R1, R2]"""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from referrals.models import Receipt, Referral
from referrals.presenters import facts_of
from referrals.wording import age_words
from referrals.workflow import Status, Urgency
from tests import builders
from tests.cast import Cast, each_of
from tests.doors import DONE, answer_to
from trafficking_cases.audit.models import Event
from trafficking_cases.children.models import Child
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.moments import MonthOrYear
from trafficking_cases.lib.working_days import LONDON
from trafficking_cases.notifications.models import Notice

FRIDAY_EVENING = datetime(2026, 8, 28, 17, 40, tzinfo=LONDON)


def test_the_shortest_referral_needs_a_concern_and_a_way_back(cast: Cast):
    referral = builders.a_referral(by=cast.voluntary, concern="He sleeps at the car wash.")

    assert referral.status == Status.RECEIVED
    assert referral.concern == "He sleeps at the car wash."
    assert (referral.made_by, referral.agency, referral.authority) == (
        cast.voluntary, cast.voluntary.agency, cast.council,
    )  # fmt: skip
    assert (referral.case, referral.claimed_by, referral.decided_at) == (None, None, None)


def test_everybody_may_report(cast: Cast):
    """A concern never waits for a role, and goes to the authority of whoever has it."""
    for who in each_of(cast):
        person = getattr(cast, who)
        assert answer_to(lambda: builders.a_referral(by=person)) == DONE
        assert Referral.objects.get().authority == (person.agency if who == "other_authority" else cast.council)


def test_an_account_that_was_closed_reports_nothing(cast: Cast):
    cast.health.is_active = False

    assert answer_to(lambda: builders.a_referral(by=cast.health)) == 403
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("answers", "known"),
    [
        ({}, "unknown"),
        ({"about_age": 0}, "estimated"),
        ({"about_age": 15}, "estimated"),
        ({"born_on": MonthOrYear(2010)}, "estimated"),
        ({"born_on": MonthOrYear(2010, 3)}, "estimated"),
        ({"born_on": date(2012, 2, 29)}, "exact"),
        ({"born_on": date(2012, 2, 29), "about_age": 14}, "exact"),
    ],
)
def test_the_child_is_as_well_known_as_the_answers_say(cast: Cast, answers: dict, known: str):
    child = builders.a_referral(**answers).child

    assert child.birth_date_is == known


@pytest.mark.parametrize("name", ["Trầm Thị Ngọc Ánh", "Blerta Çelkuqi", "سمر الخزام", "O’Neill-Ünal"])
def test_a_name_keeps_its_letters(cast: Cast, name: str):
    child = builders.a_referral(known_as=name).child

    assert Child.objects.get(pk=child.pk).known_as == name


def test_what_was_seen_is_kept_by_code(cast: Cast):
    referral = builders.a_referral(
        signs={"RES4": "present", "INT4": "not_known"}, exploitation={"criminal_cannabis": "suspected"}
    )
    other = builders.a_referral(signs={"POE1": "present"})

    assert dict(referral.signs.values_list("code", "seen")) == {"RES4": "present", "INT4": "not_known"}
    assert dict(referral.exploitation.values_list("code", "certainty")) == {"criminal_cannabis": "suspected"}
    assert dict(other.signs.values_list("code", "seen")) == {"POE1": "present"}


def test_two_referrals_are_two_children_with_a_reference_each(cast: Cast):
    first, second = builders.a_referral(), builders.a_referral()

    assert first.child_id != second.child_id
    assert first.reference != second.reference


def test_a_reference_that_is_taken_is_not_given_again(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    numbers = iter([111, 111, 222])
    monkeypatch.setattr("secrets.randbelow", lambda _: next(numbers))

    references = [builders.a_referral().reference for _ in range(2)]

    assert references == ["R-100111", "R-100222"]


def test_whoever_referred_has_a_receipt_and_nobody_else_sees_it(cast: Cast):
    referral = builders.a_referral(by=cast.health)

    receipt = Receipt.objects.visible_to(cast.health).get()
    assert (receipt.reference, receipt.told) == (referral.reference, "")
    others = [person for name, person in cast.everybody().items() if name != "health"]
    assert not any(Receipt.objects.visible_to(person).exists() for person in others)


def test_it_is_recorded_without_a_word_of_it(cast: Cast):
    referral = builders.a_referral(by=cast.health, known_as="Unmistakable Name", concern="Unmistakable concern")

    event = Event.objects.get(name="referral.received")
    assert (event.subject_id, event.by_id, event.codes) == (
        str(referral.pk), cast.health.pk, {"urgency": "standard"},
    )  # fmt: skip
    assert not any("nmistakable" in str(row) for row in Event.objects.values())


def test_a_standard_referral_is_due_on_the_next_working_day(cast: Cast):
    """Friday at 17:40, and Monday is a bank holiday."""
    referral = builders.a_referral(at=FRIDAY_EVENING)

    deadline = Deadline.objects.get(subject=referral.pk)
    assert (deadline.rule, deadline.authority) == ("REF-03", cast.council)
    assert deadline.due_at == datetime(2026, 9, 1, 17, 0, tzinfo=LONDON)


@pytest.mark.parametrize("urgency", [Urgency.IMMEDIATE, Urgency.MAY_GO_MISSING])
def test_an_urgent_one_is_due_in_four_hours_beside_it(cast: Cast, urgency: Urgency):
    referral = builders.a_referral(at=FRIDAY_EVENING, urgency=urgency)
    builders.a_referral(at=FRIDAY_EVENING)

    due = dict(Deadline.objects.filter(subject=referral.pk).values_list("rule", "due_at"))
    assert set(due) == {"REF-03", "REF-08"}
    assert due["REF-08"] == FRIDAY_EVENING + timedelta(hours=4)
    assert Deadline.objects.count() == 3


def test_the_front_door_is_told_and_nobody_else(cast: Cast):
    builders.a_referral(by=cast.health)

    told = set(Notice.objects.values_list("recipient__username", "kind"))
    assert told == {("duty.worker", "referral.received"), ("out.of.hours", "referral.received")}


def test_the_front_door_of_another_authority_sees_nothing(cast: Cast):
    ours, theirs = builders.a_referral(by=cast.health), builders.a_referral(by=cast.other_authority)

    assert set(Referral.objects.visible_to(cast.duty_worker)) == {ours}
    assert set(Referral.objects.visible_to(cast.other_authority)) == {theirs}


def test_who_sees_it_before_there_is_a_case(cast: Cast):
    referral = builders.a_referral(by=cast.health)
    front_door = {"duty_worker", "out_of_hours", "manager", "manager_2", "service_manager"}

    for who in each_of(cast):
        visible = Referral.objects.visible_to(getattr(cast, who)).filter(pk=referral.pk).exists()
        assert visible == (who in front_door | {"health"})


def test_when_it_came_is_now_unless_it_is_said(cast: Cast):
    before = timezone.now()

    assert before <= builders.a_referral().received_at <= timezone.now()


def test_of_a_birth_only_the_year_may_be_known(cast: Cast):
    """The year stays a year: no day is made of it. [Rules R1, C1; procedure 2, 4.3]"""
    child = builders.a_referral(born_on=MonthOrYear(2011)).child
    exact = builders.a_referral(born_on=date(2011, 3, 4)).child

    claim = child.claims.get(kind="birth_date")
    assert (claim.value, claim.accuracy, child.born_on) == ("2011", "year", None)
    assert (child.born_from, child.born_until) == (date(2011, 1, 1), date(2011, 12, 31))
    assert age_words(child, date(2026, 8, 28)) == "14 or 15, born in 2011"
    assert exact.born_on == date(2011, 3, 4)


@pytest.mark.parametrize(
    ("answer", "said"),
    [("", ""), ("unknown", "Not known – asked 28 Aug"), ("safe", "Yes, it is safe")],
)
def test_nobody_answered_and_nobody_knows_are_two_things(cast: Cast, answer: str, said: str):
    """May the family be contacted? Left empty it is not recorded. [Rule R4; procedure 4.3]"""
    referral = builders.a_referral(at=FRIDAY_EVENING, family_contact=answer)

    fact = next(fact for fact in facts_of(referral) if fact.key == "May the family be contacted")

    assert Referral.objects.get(pk=referral.pk).family_contact == answer
    assert (fact.value or fact.none_text) == said
    assert fact.none == ("not_known" if answer == "unknown" else "not_recorded")
