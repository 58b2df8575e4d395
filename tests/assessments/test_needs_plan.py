"""The needs plan of nine sections, each with an answer, an action, an owner and a day. [Rule A5; procedure 2, 5]"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.actions import assessment as actions
from assessments.models import Need
from assessments.workflow.assessment import Section
from tests.builders import a_case
from tests.builders_enquiry import NO_PHOTOGRAPH, a_written_assessment, an_assessment, anew
from tests.cast import Cast
from tests.doors import reasons_against
from trafficking_cases.children.models import Case


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


def an_answer(cast: Cast, **changed) -> dict:
    return {
        "section": Section.LEGAL_ADVICE,
        "answer": "He has no solicitor.",
        "action": "Find one",
        "owner": cast.social_worker,
        "due_on": timezone.localdate() + timedelta(days=3),
        "by": cast.social_worker,
    } | changed


@pytest.mark.parametrize("missing", list(Section))
def test_each_of_the_nine_is_answered_before_it_is_completed(cast: Cast, case: Case, missing: Section):
    made = a_written_assessment(case)
    made.needs.filter(section=missing).delete()

    reasons = reasons_against(lambda: actions.complete(made, without_photograph=NO_PHOTOGRAPH, by=cast.social_worker))

    assert [(reason.rule, missing.label in reason.message) for reason in reasons] == [("A5", True)]


@pytest.mark.parametrize(
    "missing",
    [
        {"answer": " "},
        {"action": ""},
        {"owner": None},
        {"due_on": None},
        {"due_on": timezone.localdate() - timedelta(1)},
    ],
)
def test_a_need_has_an_answer_an_action_an_owner_and_a_day_to_come(cast: Cast, case: Case, missing):
    made = an_assessment(case)

    reasons = reasons_against(lambda: actions.answer_need(made, **an_answer(cast, **missing)))

    assert [reason.rule for reason in reasons] == ["A5"]
    assert not made.needs.exists()


def test_that_it_does_not_arise_is_an_answer_with_its_reason(cast: Cast, case: Case):
    made, section = an_assessment(case), Section.TRACING
    by = cast.social_worker

    assert [
        reason.rule
        for reason in reasons_against(
            lambda: actions.answer_need(made, section=section, arises=False, answer="", by=by)
        )
    ] == ["A5"]
    need = actions.answer_need(made, section=section, arises=False, answer="His mother is known.", by=by)

    assert (need.action, need.owner, need.due_on) == ("None needed", by, None)


def test_answering_again_takes_the_place_of_the_first_answer(cast: Cast, case: Case):
    made, other = an_assessment(case), an_assessment(a_case())
    actions.answer_need(other, **an_answer(cast))
    actions.answer_need(made, **an_answer(cast))
    actions.answer_need(made, **an_answer(cast, answer="He has one now.", owner=cast.manager))

    need = made.needs.get()
    assert (need.answer, need.owner) == ("He has one now.", cast.manager)
    assert anew(other).needs.get().answer == "He has no solicitor."


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"due_on": None}, "need_that_arises_has_a_day"),
        ({"action": ""}, "need_has_answer_and_action"),
        ({"section": "luck"}, "need_section_is_known"),
    ],
)
def test_the_database_refuses_half_a_need(cast: Cast, case: Case, columns, constraint: str):
    actions.answer_need(an_assessment(case), **an_answer(cast))

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Need.objects.update(**columns)
