"""What the competent authority decides: what may follow what, and the clocks it starts. [Rule N10; procedure 4.3]"""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from nrm.actions import decisions
from nrm.models import AuthorityDecision, NrmReferral
from nrm.workflow.decisions import FIRST, FOLLOWING, RESULTS, SUSPENDED, DecidedBy, Result, Stage, may_follow
from nrm.workflow.referrals import Status
from tests import builders_nrm_duties as build
from tests.builders import a_case
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from tests.drawn import a_situation, examples
from trafficking_cases.children import grants
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications.models import Notice

RG, CG, ANEW, OTHER = Stage.REASONABLE_GROUNDS, Stage.CONCLUSIVE_GROUNDS, Stage.RECONSIDERATION, Stage.OTHER
EVERY_STEP = sorted((stage, result) for stage, results in RESULTS.items() for result in results)
SENT = timedelta(days=60)


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


@pytest.fixture
def referral(case: Case) -> NrmReferral:
    return build.an_acknowledged_nrm(case, at=timezone.now() - SENT)


def letter(
    referral: NrmReferral, by, kind=RG, result=Result.POSITIVE, *, ago: int = 10, came: int | None = None, **said
):
    today = timezone.localdate()
    return decisions.record_decision(
        referral,
        kind=kind,
        result=result,
        decided_by=DecidedBy.SINGLE,
        decided_on=today - timedelta(days=ago),
        received_on=today - timedelta(days=ago if came is None else came),
        reasons=said.get("reasons", "As the letter says."),
        by=by,
    )


def clock(rule: str, subject) -> Deadline:
    return Deadline.objects.get(rule=rule, subject=subject.pk)


def london_day(deadline: Deadline) -> date:
    return timezone.localdate(deadline.due_at)


def test_a_positive_first_decision_starts_the_recovery_period_from_the_letters_date(cast: Cast, referral: NrmReferral):
    decision = letter(referral, cast.social_worker, ago=10, came=3)

    assert clock("NRM-03", referral).status == "met"
    assert london_day(clock("NRM-07", decision)) == timezone.localdate() + timedelta(days=20)
    assert timezone.localdate(clock("NRM-12", decision).started_at) == timezone.localdate() - timedelta(days=3)
    assert NrmReferral.objects.get(pk=referral.pk).status == Status.ACKNOWLEDGED


def test_a_negative_one_leaves_30_days_to_ask_for_reconsideration(cast: Cast, referral: NrmReferral):
    decision = letter(referral, cast.social_worker, result=Result.NEGATIVE, ago=10, came=1)
    assert london_day(clock("NRM-08", decision)) == timezone.localdate() + timedelta(days=20)

    letter(referral, cast.social_worker, ANEW, Result.REQUESTED, ago=1)

    assert clock("NRM-08", decision).status == "met"
    assert Deadline.objects.filter(rule="NRM-12").count() == 1


def test_the_clock_of_what_is_expected_is_no_breach_of_ours(cast: Cast, referral: NrmReferral):
    """Late, it is chased; it goes up to nobody."""
    rungs = clock("NRM-03", referral).reminders.values_list("to", flat=True)
    assert set(rungs) == {"owner"}


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ([(RG, Result.POSITIVE), (CG, Result.POSITIVE)], Status.CLOSED),
        ([(RG, Result.POSITIVE), (CG, Result.NEGATIVE)], Status.ACKNOWLEDGED),
        ([(RG, Result.NEGATIVE), (ANEW, Result.NOT_REQUESTED)], Status.CLOSED),
        ([(RG, Result.NEGATIVE), (ANEW, Result.REQUESTED), (ANEW, Result.REFUSED)], Status.CLOSED),
        ([(RG, Result.NEGATIVE), (ANEW, Result.REQUESTED), (ANEW, Result.ACCEPTED)], Status.ACKNOWLEDGED),
        ([(OTHER, Result.SUSPENDED)], Status.ACKNOWLEDGED),
        ([(OTHER, Result.WITHDRAWN)], Status.CLOSED),
    ],
)
def test_what_is_final_closes_it(cast: Cast, referral: NrmReferral, steps, status):
    for ago, (kind, result) in zip(range(20, 0, -1), steps, strict=False):
        letter(referral, cast.social_worker, kind, result, ago=ago)

    assert NrmReferral.objects.get(pk=referral.pk).status == status
    if status == Status.CLOSED:
        assert [r.rule for r in reasons_against(lambda: letter(referral, cast.social_worker))] == ["N10"]


def test_decided_anew_means_the_stage_that_was_doubted():
    asked = [(CG, Result.NEGATIVE), (ANEW, Result.REQUESTED), (ANEW, Result.ACCEPTED)]

    assert {step[0] for step in may_follow([(RG, Result.POSITIVE), *asked])} == {CG, OTHER}
    assert {step[0] for step in may_follow([(RG, Result.NEGATIVE), *asked[1:]])} == {RG, OTHER}


def test_a_suspension_changes_nothing_of_what_may_follow():
    assert may_follow([(RG, Result.POSITIVE), SUSPENDED]) == FOLLOWING[RG, Result.POSITIVE]
    assert may_follow([SUSPENDED]) == FIRST


@given(st.lists(st.sampled_from(EVERY_STEP), max_size=8))
def test_no_history_is_stuck_and_none_skips_the_first_stage(tried):
    """A walk of what may follow ends only where it is meant to, and no conclusive grounds come first."""
    history: list = []
    for step in tried:
        if step in may_follow(history):
            history.append(step)
    standing = [step for step in history if step != SUSPENDED]
    if not may_follow(history):
        assert FOLLOWING[standing[-1]] == frozenset()
    first_conclusive = next((at for at, step in enumerate(history) if step[0] == CG), None)
    if first_conclusive is not None:
        assert any(step[0] == RG for step in history[:first_conclusive])
    reconsidered = next((at for at, step in enumerate(history) if step[0] == ANEW), None)
    if reconsidered is not None:
        assert any(step[1] == Result.NEGATIVE for step in history[:reconsidered])


@examples(15)
@given(tried=st.lists(st.sampled_from(EVERY_STEP), min_size=1, max_size=5))
def test_the_verb_takes_what_the_table_allows_and_nothing_else(cast: Cast, case: Case, tried):
    with a_situation():
        referral = build.an_acknowledged_nrm(case, at=timezone.now() - SENT)
        history: list = []
        for ago, (kind, result) in zip(range(20, 0, -1), tried, strict=False):
            allowed = (kind, result) in may_follow(history)
            answer = answer_to(lambda k=kind, r=result, a=ago: letter(referral, cast.social_worker, k, r, ago=a))
            assert (answer == DONE) is allowed
            history += [(kind, result)] if allowed else []
        assert referral.decisions.count() == len(history)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": RG, "result": Result.REQUESTED}, "is no result of"),
        ({"kind": CG}, "cannot follow"),
        ({"ago": 3, "came": 5}, "comes after its own date"),
        ({"ago": 61}, "older than what came before"),
        ({"ago": 1, "came": -1}, "once it has come"),
        ({"kind": OTHER, "result": Result.SUSPENDED, "reasons": " "}, "reason"),
    ],
)
def test_what_cannot_be(cast: Cast, referral: NrmReferral, said, words: str):
    reasons = reasons_against(lambda: letter(referral, cast.social_worker, **said))

    assert {reason.rule for reason in reasons} == {"N10"}
    assert any(words in reason.message for reason in reasons)


def test_no_decision_before_the_reference(cast: Cast, case: Case):
    reasons = reasons_against(lambda: letter(build.a_sent_nrm(case), cast.social_worker, ago=0))

    assert ["reference" in reason.message for reason in reasons] == [True]


def test_casework_records_it(cast: Cast, case: Case, referral: NrmReferral):
    grants.give(case, to=cast.guardian, relation=Relation.GUARDIAN, reason="Named", by=cast.manager)
    answers = {"social_worker": DONE, "manager": DONE, "police": FORBIDDEN, "guardian": FORBIDDEN}

    for who in each_of(cast):
        person = getattr(cast, who)
        assert answer_to(lambda: letter(referral, person)) == answers.get(who, NOT_FOUND)
        assert AuthorityDecision.objects.visible_to(person).exists() is (answers.get(who) == DONE)


def test_everybody_hears_of_it_and_that_they_were_told_is_recorded_once(cast: Cast, case: Case, referral: NrmReferral):
    other = letter(build.an_acknowledged_nrm(a_case(worker=cast.social_worker), at=timezone.now() - SENT), cast.manager)
    decision = letter(referral, cast.social_worker)
    assert Notice.objects.filter(recipient=cast.police, kind="nrm.decision").count() == 2
    assert "reasonable grounds" in case.chronology.get(kind="nrm.decision").sentence

    decisions.record_told(decision, by=cast.social_worker)

    assert (clock("NRM-12", decision).status, clock("NRM-12", other).status) == ("met", "running")
    assert [r.rule for r in reasons_against(lambda: decisions.record_told(decision, by=cast.manager))] == ["N10"]
