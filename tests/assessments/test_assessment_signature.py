"""A signed assessment, and how an edit lets the signature lapse. [Rule A1; procedure 4.4]"""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from assessments.actions import assessment as actions
from assessments.models import Assessment, SignedVersion
from assessments.workflow.assessment import Category, Status
from tests.builders import a_case
from tests.builders_enquiry import (
    NO_PHOTOGRAPH,
    a_completed_assessment,
    a_held_interview,
    a_signed_assessment,
    a_written_assessment,
    an_assessment,
    anew,
    another_manager,
)
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from tests.meanwhile import at_once
from trafficking_cases.audit.models import Event
from trafficking_cases.children import grants
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import Refused
from trafficking_cases.notifications.models import Notice


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


def clock(case: Case) -> Deadline:
    return Deadline.objects.live().of(case, "ASM-01").first()


def rules(verb) -> set[str]:
    return {reason.rule for reason in reasons_against(verb)}


def completing(made: Assessment, by, **said):
    return lambda: actions.complete(made, by=by, **({"without_photograph": NO_PHOTOGRAPH} | said))


# The signature -------------------------------------------------------------------------------------------------------


def test_a_manager_signs_and_the_words_are_kept(cast: Cast, case: Case):
    signed = a_signed_assessment(case)

    kept = SignedVersion.objects.get()
    assert (signed.status, signed.signed_by, kept.version, kept.signed_by) == ("signed", cast.manager, 1, cast.manager)
    assert (kept.text["analysis"], len(kept.text["needs"]), len(kept.sha256)) == (signed.analysis, 9, 64)
    assert clock(case).status == "met"
    assert Notice.objects.get(kind="assessment.awaiting_signature").recipient == cast.manager


def test_nobody_signs_what_they_completed(cast: Cast, case: Case):
    made = a_completed_assessment(case, by=cast.manager)

    assert rules(lambda: actions.sign(made, read=1, by=cast.manager)) == {"A1"}
    assert not reasons_against(lambda: actions.sign(made, read=1, by=another_manager(case)))


EDITS = {
    "a part": lambda made, by: actions.write(made, part="exploitation", text="New", by=by),
    "the category": lambda made, by: actions.categorise(made, category=Category.LOOKED_AFTER, by=by),
    "a need": lambda made, by: actions.answer_need(made, section="tracing", arises=False, answer="No.", by=by),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_after_the_signature_lets_it_lapse(cast: Cast, case: Case, edit):
    other = a_signed_assessment(a_case())
    signed = a_signed_assessment(case)

    edit(signed, cast.social_worker)

    made = anew(signed)
    assert (made.status, made.version, made.signed_by, made.completed_by) == (Status.WRITING, 2, None, None)
    assert SignedVersion.objects.get(assessment=made).text["exploitation"] == signed.exploitation
    assert "the signature has lapsed" in case.chronology.get(kind="assessment.lapsed").sentence
    assert Notice.objects.get(kind="assessment.lapsed").recipient == cast.manager
    assert anew(other).status == Status.SIGNED

    completing(made, cast.social_worker)()
    actions.sign(anew(made), read=2, by=cast.manager)
    assert list(SignedVersion.objects.filter(assessment=made).values_list("version", flat=True)) == [2, 1]


def test_saving_the_same_words_again_changes_nothing(cast: Cast, case: Case):
    signed = a_signed_assessment(case)

    actions.write(signed, part="analysis", text=f"{signed.analysis} ", by=cast.social_worker)
    actions.categorise(signed, category=signed.category, by=cast.social_worker)

    assert anew(signed).status == Status.SIGNED


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_was_edited_meanwhile_is_not_signed_unread(cast: Cast, case: Case, edit):
    made = a_completed_assessment(case)
    edit(made, cast.social_worker)

    assert rules(lambda: actions.sign(made, read=1, by=cast.manager)) == {"A1"}
    completing(anew(made), cast.social_worker)()
    assert rules(lambda: actions.sign(made, read=1, by=cast.manager)) == {"A1"}
    assert not reasons_against(lambda: actions.sign(made, read=2, by=cast.manager))


def test_sent_back_it_can_be_written_again(cast: Cast, case: Case):
    made = a_completed_assessment(case)

    assert rules(lambda: actions.send_back(made, because="", by=cast.manager)) == {"A1"}
    back = actions.send_back(made, because="And his health?", by=cast.manager)

    assert (back.status, back.version, back.sent_back_because) == (Status.WRITING, 2, "And his health?")
    assert Notice.objects.get(kind="assessment.sent_back").recipient == cast.social_worker
    assert rules(lambda: actions.send_back(back, because="Again", by=cast.manager)) == {"A1"}


def test_what_is_signed_is_not_sent_back(cast: Cast, case: Case):
    assert rules(lambda: actions.send_back(a_signed_assessment(case), because="No", by=cast.manager)) == {"A1"}


@pytest.mark.django_db(transaction=True)
def test_two_managers_signing_at_once_leave_one_signature(cast: Cast):
    case = a_case(worker=cast.social_worker, manager=cast.manager)
    made, second = a_completed_assessment(case), another_manager(case)

    results = at_once(*(lambda by=by: actions.sign(made, read=1, by=by) for by in (cast.manager, second)))

    assert sum(isinstance(result, Refused) for result in results) == 1, results
    assert SignedVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_edited_while_it_is_signed_no_signature_stands_under_other_words(cast: Cast):
    case = a_case(worker=cast.social_worker, manager=cast.manager)
    made = a_completed_assessment(case)

    at_once(
        lambda: actions.sign(made, read=1, by=cast.manager),
        lambda: actions.write(made, part="analysis", text="Other words", by=cast.social_worker),
    )

    now = anew(made)
    assert (now.status, now.signed_by, now.analysis) == (Status.WRITING, None, "Other words")
    assert all(kept.text["analysis"] != "Other words" for kept in SignedVersion.objects.all())


# Who may -------------------------------------------------------------------------------------------------------------


def test_who_may(cast: Cast, case: Case):
    police = cast.police.team or cast.police
    grants.give(case, to=police, relation=Relation.POLICE, reason="From the discussion on", by=cast.manager)
    made, other = a_written_assessment(case), an_assessment(a_case(worker=cast.social_worker))

    for who in each_of(cast):
        person = getattr(cast, who)
        works = who in ("social_worker", "manager")
        unless = FORBIDDEN if who == "police" else NOT_FOUND
        assert (made in set(Assessment.objects.visible_to(person))) is (works or who == "police")
        assert (other in set(Assessment.objects.visible_to(person))) is works
        for verb in (*EDITS.values(), lambda made, by: completing(made, by)()):
            assert answer_to(lambda verb=verb: verb(made, person)) == (DONE if works else unless)
        if who != "manager":
            for verb in (
                lambda: actions.sign(made, read=1, by=person),
                lambda: actions.send_back(made, because="More", by=person),
                lambda: actions.agree_not_seen(made, because="More", by=person),
            ):
                assert answer_to(verb) == (FORBIDDEN if works else unless)


# What the database holds ---------------------------------------------------------------------------------------------


def test_the_audit_and_the_chronology_hold_nothing_that_was_written(cast: Cast, case: Case):
    made = a_signed_assessment(case)

    names = set(Event.objects.filter(subject_id=str(made.pk)).values_list("name", flat=True))
    assert {"assessment.started", "assessment.completed", "assessment.signed"} <= names
    lines = " ".join(case.chronology.values_list("sentence", flat=True))
    assert not any(said in lines for said in ("photographed", "About", "Nobody plans"))


def test_the_database_completes_none_without_nine_needs_or_the_child_seen(cast: Cast, case: Case):
    made = a_written_assessment(case, seen=False)
    done = {"status": "completed", "completed_at": timezone.now(), "completed_by": cast.social_worker}

    with pytest.raises(IntegrityError, match="with_the_child_seen"), transaction.atomic():
        Assessment.objects.filter(pk=made.pk).update(**done)
    a_held_interview(case)
    made.needs.filter(section="recovery").delete()
    with pytest.raises(IntegrityError, match="with_nine_needs"), transaction.atomic():
        Assessment.objects.filter(pk=made.pk).update(**done)


def test_the_database_changes_nothing_under_a_signature(case: Case):
    signed = a_signed_assessment(case)

    with pytest.raises(IntegrityError, match="completed_assessment_stays"), transaction.atomic():
        Assessment.objects.filter(pk=signed.pk).update(analysis="Other")
    with pytest.raises(IntegrityError, match="needs_of_a_completed"), transaction.atomic():
        signed.needs.update(answer="Other")
    with pytest.raises(IntegrityError, match="needs_of_a_completed"), transaction.atomic():
        signed.needs.all().delete()


@pytest.mark.parametrize("statement", ["UPDATE {} SET version = 7", "DELETE FROM {}", "TRUNCATE {}"])
def test_no_statement_of_the_application_touches_a_signed_version(case: Case, statement: str):
    a_signed_assessment(case)

    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format("assessments_signedversion"))


def test_the_database_refuses_the_signature_of_whoever_completed_it(cast: Cast, case: Case):
    made = a_completed_assessment(case, by=cast.manager)

    with pytest.raises(IntegrityError, match="assessment_signed_by_another"), transaction.atomic():
        Assessment.objects.filter(pk=made.pk).update(status="signed", signed_at=timezone.now(), signed_by=cast.manager)
