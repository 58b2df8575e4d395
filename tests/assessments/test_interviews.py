"""The child is interviewed alone, or adults are; nobody purported is there. [Rules S2, A1, C3; procedure 4.4, 4.5]"""

import pytest
from django.db import IntegrityError, connection, transaction

from assessments.actions import interviews, lists
from assessments.models import Attendant, Breach, Interview
from assessments.workflow.interviews import Capacity, Subject
from tests import builders
from tests.builders_interviews import (
    a_held_interview,
    a_planned_interview,
    an_interview,
    held,
    next_week,
    on_the_list,
)
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.children import adults, grants
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.children.workflow.adults import Ground, Relationship


@pytest.fixture
def case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager, known_as="Linh", language="English")


def rules(verb) -> set[str]:
    return {reason.rule for reason in reasons_against(verb)}


def planning(interview: Interview, cast: Cast):
    return lambda: interviews.plan(interview, by=cast.social_worker)


def test_who_may_plan_and_write_down(cast: Cast, case: Case):
    grants.give(case, to=cast.police.agency, relation=Relation.POLICE, reason="Strategy discussion", by=cast.manager)
    grants.give(case, to=cast.guardian, relation=Relation.GUARDIAN, reason="Named", by=cast.manager)
    builders.a_share(case, to=cast.health)
    interview = an_interview(case)
    usual = {"social_worker": DONE, "manager": DONE, "police": DONE, "guardian": FORBIDDEN}

    for who in each_of(cast):
        by = getattr(cast, who)
        assert answer_to(lambda: interviews.plan(interview, by=by)) == usual.get(who, NOT_FOUND)
        assert Interview.objects.visible_to(by).filter(pk=interview.pk).exists() is (who in usual)


def test_a_plan_is_in_the_chronology_and_the_audit(cast: Cast, case: Case):
    other = an_interview(case)
    interview = a_planned_interview(case)

    assert interview.status == "planned"
    assert Interview.objects.get(pk=other.pk).status == "draft"
    assert case.chronology.filter(kind="interview.planned").count() == 1
    assert Event.objects.filter(name="interview.planned", subject_id=str(interview.pk)).exists()


@pytest.mark.parametrize("claimed_as", ["mother", "father", "relative", "sponsor", "carer"])
@pytest.mark.parametrize("how", ["claimed", "doubted", "verified"])
def test_family_is_never_there_with_the_child_however_well_known(cast: Cast, case: Case, claimed_as, how):
    adult = builders.an_adult(case, claimed_as=Relationship(claimed_as))
    if how == "doubted":
        adults.doubt(adult, reason="He cannot say when she was born.", by=cast.manager)
    if how == "verified":
        adults.verify(adult, ground=Ground.DOCUMENT_SEEN, by=cast.manager)
    interview = an_interview(case)
    on_the_list(interview, adult=adult)

    assert rules(planning(interview, cast)) == ({"S2"} if how == "verified" else {"A1", "S2"})
    assert Interview.objects.get(pk=interview.pk).status == "draft"


@pytest.mark.parametrize("claimed_as", ["approved_carer", "family_friend", "other"])
def test_an_approved_carer_or_a_friend_may_go_with_the_child(cast: Cast, case: Case, claimed_as):
    interview = an_interview(case)
    on_the_list(interview, adult=builders.an_adult(case, claimed_as=Relationship(claimed_as)))

    assert answer_to(planning(interview, cast)) == DONE


def test_a_doubted_carer_and_whoever_is_of_concern_may_not(cast: Cast, case: Case):
    doubted = builders.an_adult(case, claimed_as=Relationship.APPROVED_CARER)
    adults.doubt(doubted, reason="The agency does not know her.", by=cast.manager)
    friend = builders.an_adult(case, name="A Friend", claimed_as=Relationship.FAMILY_FRIEND)
    adults.flag_concern(friend, reason="Seen at the house.", by=cast.manager)

    for adult in (doubted, friend):
        interview = an_interview(case)
        on_the_list(interview, adult=adult)
        assert rules(planning(interview, cast)) == {"A1"}


def test_they_are_taken_off_and_it_is_planned_in_one_press(cast: Cast, case: Case):
    interview = an_interview(case)
    uncle = on_the_list(interview, adult=builders.an_adult(case))
    aunt = on_the_list(interview, adult=builders.an_adult(case, name="An Aunt"))

    assert rules(lambda: interviews.plan(interview, without=[uncle.pk], by=cast.social_worker)) == {"A1", "S2"}
    assert interview.attendants.filter(pk=uncle.pk).exists(), "what was refused changed nothing"
    planned = interviews.plan(interview, without=[uncle.pk, aunt.pk], by=cast.social_worker)

    assert planned.status == "planned"
    assert {there.capacity for there in planned.attendants.all()} == {"child", "social_worker"}


def test_the_child_cannot_be_taken_off_by_either_road(cast: Cast, case: Case):
    interview = an_interview(case)
    child = interview.attendants.get(capacity="child")

    assert rules(lambda: lists.take_off(interview, attendant=child.pk, by=cast.social_worker)) == {"S2"}
    interviews.plan(interview, without=[child.pk], by=cast.social_worker)
    assert interview.attendants.filter(pk=child.pk).exists()


def test_child_and_adult_are_never_interviewed_together(cast: Cast, case: Case):
    adult = builders.an_adult(case, claimed_as=Relationship.APPROVED_CARER)
    of_child, of_adults = an_interview(case), an_interview(case, subject=Subject.ADULTS)

    def put(interview: Interview, capacity: Capacity):
        return lambda: lists.add_person(interview, capacity=capacity, adult=adult, by=cast.social_worker)

    assert rules(put(of_child, Capacity.INTERVIEWED)) == {"S2"}
    assert rules(put(of_adults, Capacity.COMPANION)) == {"S2"}
    assert answer_to(put(of_adults, Capacity.INTERVIEWED)) == DONE


def test_a_purported_uncle_may_be_interviewed_himself(cast: Cast, case: Case):
    nobody = an_interview(case, subject=Subject.ADULTS)
    with_him = an_interview(case, subject=Subject.ADULTS, adult=builders.an_adult(case))

    assert rules(planning(nobody, cast)) == {"S2"}
    assert answer_to(planning(with_him, cast)) == DONE


def test_an_adult_of_another_case_is_not_taken(cast: Cast, case: Case):
    stranger = builders.an_adult(builders.a_case(worker=cast.social_worker))

    assert rules(lambda: on_the_list(an_interview(case), adult=stranger)) == {"S2"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Đức Haverin", {"A1", "S2"}), ("HAVERIN, Duc", {"A1", "S2"}), ("Duc Haveryn", {"A1"}), ("Ann Berry", set())],
)
def test_a_name_by_hand_is_held_against_the_adults(cast: Cast, case: Case, name: str, expected: set[str]):
    builders.an_adult(case, name="Duc Haverin")
    interview = an_interview(case)
    on_the_list(interview, name=name)

    assert rules(planning(interview, cast)) == expected


def test_a_likely_name_is_allowed_once_it_is_explained(cast: Cast, case: Case):
    builders.an_adult(case, name="Duc Haverin")
    likely, certain = an_interview(case), an_interview(case)
    on_the_list(likely, name="Duc Haveryn", match_explained="Her teacher for three years.")
    on_the_list(certain, name="Duc Haverin", match_explained="I am sure.")

    assert answer_to(planning(likely, cast)) == DONE
    assert rules(planning(certain, cast)) == {"A1", "S2"}


def test_a_planned_list_stays_until_the_plan_is_opened(cast: Cast, case: Case):
    interview = a_planned_interview(case)

    assert rules(lambda: on_the_list(interview, name="Somebody")) == {"S2"}
    interviews.change_plan(interview, by=cast.manager)
    assert answer_to(lambda: on_the_list(interview, name="Somebody")) == DONE


def test_calling_off_needs_its_reason(cast: Cast, case: Case):
    interview = an_interview(case)

    assert rules(lambda: interviews.call_off(interview, because=" ", by=cast.manager)) == {"S2"}
    assert interviews.call_off(interview, because="She is ill.", by=cast.manager).status == "called_off"
    assert rules(planning(interview, cast)) == {"S2"}


def test_what_was_said_is_kept_and_nothing_is_held_in_the_future(cast: Cast, case: Case):
    interview = an_interview(case)

    assert rules(lambda: held(interview, held_at=next_week())) == {"S2"}
    written = held(interview)

    assert (written.status, written.held_by, written.child_seen) == ("held", cast.social_worker, True)
    assert written.own_words == "I do not want to go back there."
    assert set(written.attendants.values_list("was_there", flat=True)) == {True}
    assert not Breach.objects.exists()
    assert rules(lambda: held(interview)) == {"S2"}


def test_whoever_did_not_come_is_marked(cast: Cast, case: Case):
    interview = an_interview(case)
    police = on_the_list(interview, person=cast.police)

    written = held(interview, not_there=[police.pk])

    assert [(there.name, there.was_there) for there in written.attendants.filter(was_there=False)] == [
        (cast.police.full_name, False)
    ]


def test_seen_and_spoken_with_alone(cast: Cast, case: Case):
    other = builders.a_case(worker=cast.social_worker)
    a_held_interview(case, seen=False)
    assert not Interview.objects.child_seen(case).exists()

    seen = a_held_interview(case)

    assert Interview.objects.child_seen(case).get() == seen
    assert not Interview.objects.child_seen(other).exists()


ROW = """
    INSERT INTO assessments_attendant (id, interview_id, subject, capacity, name, interpreter_number, match_explained,
    added_at, added_by_id, adult_id) VALUES (gen_random_uuid(), %s, %s, %s, 'x', '', '', now(), %s, %s)
"""


def tried(*statements: tuple[str, list]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement, values in statements:
            cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("road", range(7))
def test_the_database_keeps_child_and_adults_apart_in_any_order(cast: Cast, case: Case, road: int):
    adult, by = builders.an_adult(case), cast.social_worker.pk
    of_child, of_adults = an_interview(case), an_interview(case, subject=Subject.ADULTS, adult=adult)
    turn = "UPDATE assessments_interview SET subject = %s WHERE id = %s"
    turn_list = "UPDATE assessments_attendant SET subject = %s WHERE interview_id = %s"
    roads = [
        [(ROW, [of_child.pk, "child", "interviewed", by, adult.pk])],
        [(ROW, [of_child.pk, "adults", "interviewed", by, adult.pk])],
        [(ROW, [of_adults.pk, "child", "child", by, None])],
        [(ROW, [of_adults.pk, "adults", "child", by, None])],
        [(turn, ["adults", of_child.pk])],
        [(turn_list, ["adults", of_child.pk]), (turn, ["adults", of_child.pk])],
        [("UPDATE assessments_attendant SET interview_id = %s WHERE adult_id = %s", [of_child.pk, adult.pk])],
    ]

    with pytest.raises(IntegrityError):
        tried(*roads[road])

    assert set(Attendant.objects.filter(interview=of_child).values_list("subject", flat=True)) == {"child"}


def test_a_second_case_is_untouched_and_unseen(cast: Cast, case: Case):
    other = builders.a_case(worker=cast.social_worker_2, manager=cast.manager)
    kept = an_interview(other, by=cast.social_worker_2)
    interview = an_interview(case)
    interviews.plan(interview, by=cast.social_worker)

    assert not Interview.objects.visible_to(cast.social_worker).filter(pk=kept.pk).exists()
    assert Interview.objects.get(pk=kept.pk).status == "draft"
    assert answer_to(lambda: interviews.plan(kept, by=cast.social_worker)) == NOT_FOUND
