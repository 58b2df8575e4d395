"""Adults around a child: claimed, verified, doubted, of concern; and who may not be with the child. [Rule C3]"""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import builders
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from tests.meanwhile import at_once
from trafficking_cases.audit.models import Event
from trafficking_cases.children import adults
from trafficking_cases.children.models import Adult, Case, Standing
from trafficking_cases.children.workflow.adults import PURPORTING, Ground, Relationship, Status
from trafficking_cases.lib.errors import Refused

VERBS = {
    "verify": lambda adult, by: adults.verify(adult, ground=Ground.DOCUMENT_SEEN, by=by),
    "doubt": lambda adult, by: adults.doubt(adult, reason="His papers name no niece.", by=by),
    "flag_concern": lambda adult, by: adults.flag_concern(adult, reason="Seen at the house.", by=by),
    "lift_concern": lambda adult, by: adults.lift_concern(adult, reason="It was somebody else.", by=by),
}


@pytest.fixture
def case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager)


@pytest.fixture
def adult(case: Case) -> Adult:
    return builders.an_adult(case)


def anew(adult: Adult) -> Adult:
    return Adult.objects.get(pk=adult.pk)


def after(adult: Adult, *verbs: str, by) -> Adult:
    for verb in verbs:
        VERBS[verb](adult, by)
    return anew(adult)


# Who may not be with the child ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("claimed_as", list(Relationship))
@pytest.mark.parametrize("steps", [(), ("verify",), ("doubt",), ("verify", "doubt"), ("doubt", "verify")])
@pytest.mark.parametrize("concern", [(), ("flag_concern",), ("flag_concern", "lift_concern")])
def test_who_is_purported(cast: Cast, case: Case, claimed_as: Relationship, steps, concern):
    """Unchecked or doubted parents, relatives, sponsors and carers; an approved carer only when doubted. [Rule C3]"""
    other = builders.an_adult(case, claimed_as=Relationship.EMPLOYER)
    adult = after(builders.an_adult(case, claimed_as=claimed_as), *steps, *concern, by=cast.manager)

    last = (steps or ("claim",))[-1]
    unchecked = last != "verify" and claimed_as in PURPORTING
    expected = unchecked or (claimed_as == Relationship.APPROVED_CARER and last == "doubt")
    expected = expected or concern == ("flag_concern",)
    assert adult.is_purported is expected
    assert set(Adult.objects.barred_from_the_child()) == ({adult} if expected else set())
    assert not anew(other).is_purported


# Who may -------------------------------------------------------------------------------------------------------------


def test_who_may(cast: Cast, case: Case, adult: Adult):
    """The allocated social worker and the supervising manager. Whoever the case is shared with learns of no adult."""
    builders.a_share(case, to=cast.police)
    flagged = builders.an_adult(case)
    adults.flag_concern(flagged, reason="Seen.", by=cast.manager)

    for who in each_of(cast):
        person = getattr(cast, who)
        at_work = who in ("social_worker", "manager")
        assert set(Adult.objects.visible_to(person)) == ({adult, flagged} if at_work else set())
        assert Standing.objects.visible_to(person).exists() is at_work
        adding = answer_to(lambda: builders.an_adult(case, by=person))
        assert adding == (DONE if at_work else FORBIDDEN if who == "police" else NOT_FOUND)
        for verb in ("verify", "flag_concern", "doubt"):
            answer = answer_to(lambda verb=verb: VERBS[verb](builders.an_adult(case), person))
            assert answer == (DONE if at_work else NOT_FOUND), verb
        assert answer_to(lambda: VERBS["lift_concern"](flagged, person)) == (DONE if at_work else NOT_FOUND)


def test_the_adults_of_another_case_are_not_theirs(cast: Cast, case: Case, adult: Adult):
    other = builders.a_case(worker=cast.social_worker_2, manager=cast.manager_2)
    theirs = builders.an_adult(other, by=cast.social_worker_2)

    assert set(Adult.objects.visible_to(cast.social_worker)) == {adult}
    assert set(Adult.objects.visible_to(cast.social_worker_2)) == {theirs}
    assert answer_to(lambda: VERBS["verify"](theirs, cast.social_worker)) == NOT_FOUND


def test_a_wall_round_the_case_keeps_its_adults_too(cast: Cast, case: Case, adult: Adult):
    builders.a_barrier(case, people=[cast.social_worker])

    assert not Adult.objects.visible_to(cast.social_worker).exists()
    assert Adult.objects.visible_to(cast.manager).get() == adult


# What the rules refuse -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "verb", "words"),
    [
        (("verify",), "verify", "verified already"),
        (("flag_concern",), "verify", "Lift the concern first"),
        (("doubt",), "doubt", "doubted already"),
        (("flag_concern",), "flag_concern", "of concern already"),
        ((), "lift_concern", "not of concern"),
    ],
)
def test_what_is_refused_and_changes_nothing(cast: Cast, adult: Adult, before, verb: str, words: str):
    adult = after(adult, *before, by=cast.social_worker)

    reasons = reasons_against(lambda: VERBS[verb](adult, cast.manager))

    assert [(reason.rule, words in reason.message) for reason in reasons] == [("C3", True)]
    assert adult.standings.count() == 1 + len(before)


def test_once_the_concern_is_lifted_they_can_be_verified(cast: Cast, adult: Adult):
    adult = after(adult, "flag_concern", "lift_concern", "verify", by=cast.social_worker)

    assert (adult.status, adult.ground, adult.is_of_concern) == (Status.VERIFIED, Ground.DOCUMENT_SEEN, False)
    assert adult.checked_by == cast.social_worker


@pytest.mark.parametrize("verb", [adults.doubt, adults.flag_concern])
@pytest.mark.parametrize("reason", ["", "  ", "\x00"])
def test_a_doubt_and_a_concern_need_a_reason(cast: Cast, adult: Adult, verb, reason: str):
    assert {r.rule for r in reasons_against(lambda: verb(adult, reason=reason, by=cast.manager))} == {"C3"}


def test_nobody_without_name_and_description_and_no_claim_without_a_claimant(cast: Cast, case: Case):
    reasons = reasons_against(lambda: builders.an_adult(case, name=" ", said_by=""))

    assert [reason.rule for reason in reasons] == ["C3", "C3"]
    assert not case.adults.exists()
    assert builders.an_adult(case, name="", description="A man with a scar").name == ""


# What is written down ------------------------------------------------------------------------------------------------


def test_the_history_is_kept(cast: Cast, adult: Adult):
    builders.an_adult(adult.case)
    after(adult, "doubt", "verify", "flag_concern", by=cast.manager)

    kept = [(s.status, s.ground, s.is_of_concern, s.reason, s.by) for s in adult.standings.all()]
    assert kept == [
        ("claimed", "", False, "", cast.social_worker),
        ("doubted", "", False, "His papers name no niece.", cast.manager),
        ("verified", "document_seen", False, "", cast.manager),
        ("verified", "document_seen", True, "Seen at the house.", cast.manager),
    ]


def test_the_audit_and_the_chronology_name_nobody(cast: Cast, case: Case):
    adult = builders.an_adult(case, name="Trầm Văn Đức", said_as="her uncle")
    after(adult, "doubt", "verify", "flag_concern", "lift_concern", by=cast.manager)

    events = Event.objects.filter(subject_id=str(adult.pk)).order_by("pk")
    names = ["adult.added", "adult.doubted", "adult.verified", "adult.flagged", "adult.concern_lifted"]
    assert [event.name for event in events] == names
    assert {event.case_id for event in events} == {case.pk}
    assert events[2].codes == {"claimed_as": "relative", "ground": "document_seen", "is_purported": False}
    lines = {line.kind: line for line in case.chronology.filter(kind__startswith="adult.")}
    assert set(lines) == set(names)
    assert lines["adult.verified"].sentence == "An adult's relationship was verified: document seen."
    for line in lines.values():
        assert not any(said in line.sentence for said in ("Đức", "uncle", "niece", "house"))


# What the database holds ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"status": "verified", "ground": "document_seen"}, "adult_checked_or_only_claimed"),
        ({"ground": "document_seen"}, "adult_verified_on_a_ground"),
        ({"doubt": "No."}, "adult_doubted_for_a_reason"),
        ({"concern": "No."}, "adult_flagged_for_a_reason"),
        ({"flagged_at": timezone.now(), "concern": "No."}, "adult_flagged_when_and_by_whom"),
        ({"checked_at": timezone.now()}, "adult_checked"),
        ({"name": "", "description": ""}, "adult_named_or_described"),
    ],
)
def test_the_database_refuses_half_a_standing(adult: Adult, columns, constraint: str):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Adult.objects.filter(pk=adult.pk).update(**columns)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_leave_one(cast: Cast):
    adult = builders.an_adult(builders.a_case(worker=cast.social_worker, manager=cast.manager))

    results = at_once(*(lambda: VERBS["verify"](adult, cast.manager) for _ in range(2)))

    assert sum(isinstance(result, Refused) for result in results) == 1, results
    assert adult.standings.count() == 2


@pytest.mark.parametrize("warned", ["do_not_contact", "doubted"])
def test_where_somebody_warned_there_is_a_reason_to_doubt(cast: Cast, warned: str):
    """One click may not undo a warning; a document that was seen may."""
    case = builders.a_case()
    adult = builders.an_adult(case, do_not_contact="By any means." if warned == "do_not_contact" else "")
    if warned == "doubted":
        adults.doubt(adult, reason="He cannot say when she was born.", by=cast.social_worker)

    reasons = reasons_against(lambda: adults.verify(adult, ground=Ground.NO_REASON_TO_DOUBT, by=cast.social_worker))
    assert [reason.rule for reason in reasons] == ["C3"]

    adults.verify(adult, ground=Ground.DOCUMENT_SEEN, by=cast.social_worker)
    adult.refresh_from_db()
    assert adult.status == Status.VERIFIED
