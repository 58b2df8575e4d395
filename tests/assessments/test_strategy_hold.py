"""A strategy discussion is convened, held and signed: who has to be there, and what has to be decided. [Rule S1]"""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.actions import attendance, strategy
from assessments.models import StrategyDiscussion
from assessments.workflow.strategy import Enquiry, Status
from referrals.workflow import Outcome
from tests import builders
from tests import builders_strategy as enquiry
from tests.cast import Cast, anew, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.children import actions as children
from trafficking_cases.children.models import Case, Grant
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.meetings.workflow import Part, Presence
from trafficking_cases.notifications.models import Notice


@pytest.fixture
def case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager, outcome=Outcome.STRATEGY_DISCUSSION)


@pytest.fixture
def other(cast: Cast) -> Case:
    """A second case of the same people, which nothing here may touch."""
    return builders.a_case(worker=cast.social_worker, manager=cast.manager)


def said(verb) -> str:
    """Everything that the rules say against a verb; all of it by S1."""
    reasons = reasons_against(verb)
    assert {reason.rule for reason in reasons} <= {"S1"}
    return " ".join(reason.message for reason in reasons)


def decided(cast: Cast, **changed: object) -> dict[str, object]:
    return {"held_at": timezone.now(), "lead": cast.social_worker, "by": cast.social_worker} | enquiry.DECIDED | changed


# Convening -----------------------------------------------------------------------------------------------------------


def test_who_is_asked_and_told_when_it_is_convened(cast: Cast, case: Case, other: Case):
    discussion = enquiry.a_planned_strategy(case)

    asked = {(row.part, row.person, row.agency) for row in discussion.meeting.attendances.all()}
    assert asked == {
        (Part.SOCIAL_WORKER, cast.social_worker, cast.council),
        (Part.SUPERVISING_MANAGER, cast.manager, cast.council),
        (Part.POLICE, None, cast.police.agency),
        (Part.HEALTH, cast.health, cast.health.agency),
    }
    kinds = {(notice.kind, notice.recipient) for notice in Notice.objects.all()}
    assert {("strategy.unit_asked", cast.police), ("meeting.invited", cast.health)} <= kinds
    assert (discussion.number, discussion.status) == (1, Status.PLANNED)
    assert case.chronology.filter(kind="strategy.convened").count() == 1
    assert Event.objects.filter(name="strategy.convened", case_id=case.pk).count() == 1
    assert not other.strategy_discussions.exists()


def test_the_police_work_on_the_case_from_then_on(cast: Cast, case: Case, other: Case):
    assert not Case.objects.visible_to(cast.police).exists()

    enquiry.a_planned_strategy(case)
    enquiry.a_planned_strategy(case)

    assert set(Case.objects.visible_to(anew(cast.police))) == {case}
    assert Grant.objects.filter(case=case, relation=Relation.POLICE).count() == 1


def test_a_chair_who_is_not_the_supervising_manager_is_asked_too(cast: Cast, case: Case):
    builders.a_share(case, to=cast.health)
    children.grants.give(case, to=cast.service_manager, relation=Relation.ANSWERING, reason="Away", by=cast.manager)

    discussion = enquiry.a_planned_strategy(case, chair=anew(cast.service_manager))

    managers = discussion.meeting.attendances.filter(part=Part.SUPERVISING_MANAGER)
    assert {row.person for row in managers} == {cast.manager, cast.service_manager}


def test_health_is_asked_or_the_reason_is_written(cast: Cast, case: Case):
    without = {"planned_for": timezone.now(), "how": "call", "chair": cast.manager, "by": cast.social_worker}

    assert "Ask somebody from health" in said(lambda: strategy.convene(case, **without))
    assert "Ask somebody from health" in said(lambda: strategy.convene(case, without_health=" ", **without))
    assert strategy.convene(case, without_health="Nobody on call at night.", **without).number == 1
    named = without | {"planned_for": timezone.now() + timedelta(hours=1), "health_name": "Dr Nema Ashby, on call"}
    assert strategy.convene(case, **named).meeting.attendances.get(part=Part.HEALTH).name == "Dr Nema Ashby, on call"


@pytest.mark.parametrize("who", ["manager_2", "police", "health", "other_authority"])
def test_the_chair_works_on_the_case_for_childrens_services(cast: Cast, case: Case, who: str):
    enquiry.a_planned_strategy(case)

    assert "Choose a chair" in said(lambda: enquiry.a_planned_strategy(case, chair=anew(getattr(cast, who))))


def test_several_are_normal_and_the_same_one_twice_is_refused(cast: Cast, case: Case, other: Case):
    when = timezone.now() + timedelta(hours=3)
    first = enquiry.a_planned_strategy(case, planned_for=when)

    assert "planned for that time already" in said(lambda: enquiry.a_planned_strategy(case, planned_for=when))
    assert enquiry.a_planned_strategy(case).number == 2
    assert enquiry.a_planned_strategy(other, planned_for=when).number == 1
    strategy.call_off(first, because="The Police cannot come.", by=cast.manager)
    assert enquiry.a_planned_strategy(case, planned_for=when).number == 3


# Who may -------------------------------------------------------------------------------------------------------------


def test_who_may(cast: Cast, case: Case):
    """Those at work on the case and the Police run it; health reads it where asked; for others there is none."""
    discussion = enquiry.a_planned_strategy(case)
    enquiry.who_came(discussion)

    for who in each_of(cast):
        person = anew(getattr(cast, who))
        runs = who in ("social_worker", "manager", "police")
        reads = who == "health"
        answer = DONE if runs else FORBIDDEN if reads else NOT_FOUND
        assert StrategyDiscussion.objects.visible_to(person).exists() is (runs or reads)
        convening = answer_to(lambda: enquiry.a_planned_strategy(case, by=person))
        assert convening == (DONE if runs else NOT_FOUND)
        assert answer_to(lambda: strategy.hold(discussion, **decided(cast, by=person))) == answer
        assert answer_to(lambda: enquiry.an_action(discussion, by=person)) == answer
        planned = enquiry.a_planned_strategy(case)
        assert answer_to(lambda: strategy.call_off(planned, because="No.", by=person)) == answer


def test_a_barrier_beats_the_invitation(cast: Cast, case: Case):
    discussion = enquiry.a_planned_strategy(case)
    assert StrategyDiscussion.objects.visible_to(cast.health).get() == discussion

    builders.a_barrier(case, people=[cast.health])

    assert not StrategyDiscussion.objects.visible_to(cast.health).exists()


def test_whoever_sent_apologies_no_longer_reads_it(cast: Cast, case: Case):
    discussion = enquiry.a_planned_strategy(case)
    nurse = discussion.meeting.attendances.get(part=Part.HEALTH)

    attendance.mark(nurse, presence=Presence.APOLOGIES, by=cast.social_worker)

    assert not StrategyDiscussion.objects.visible_to(cast.health).exists()


# Holding -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("absent", "words"),
    [
        ((Part.POLICE,), "The Police have to take part"),
        ((Part.SOCIAL_WORKER, Part.SUPERVISING_MANAGER), "Children’s services have to take part"),
        ((Part.HEALTH,), "Record who came for health"),
        ((Part.SOCIAL_WORKER,), ""),
        ((Part.SUPERVISING_MANAGER,), ""),
        ((), ""),
    ],
)
def test_who_has_to_be_there(cast: Cast, case: Case, absent, words: str):
    discussion = enquiry.a_planned_strategy(case)
    there = {Part.SOCIAL_WORKER, Part.SUPERVISING_MANAGER, Part.POLICE, Part.HEALTH} - set(absent)
    enquiry.who_came(discussion, parts=tuple(there))

    against = said(lambda: strategy.hold(discussion, **decided(cast)))

    assert words in against
    assert bool(against) is bool(words)


def test_without_health_for_a_reason(cast: Cast, case: Case):
    discussion = enquiry.a_planned_strategy(case)
    enquiry.who_came(discussion, parts=(Part.SOCIAL_WORKER, Part.POLICE))

    held = strategy.hold(discussion, **decided(cast, without_health="The nurse was called away."))

    assert held.without_health == "The nurse was called away."


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"reasons": " "}, "Write the reasons"),
        ({"interview_child": None}, "Decide whether the child"),
        ({"interview_adults": None}, "Decide whether the child"),
        ({"lead": None}, "Say who leads"),
        ({"lead": None, "enquiry": Enquiry.SINGLE}, "Say who leads"),
        ({"held_at": timezone.now() + timedelta(days=400)}, "once it has taken place"),
        ({"lead": None, "enquiry": Enquiry.NONE}, ""),
        ({"interview_child": False}, ""),
    ],
)
def test_what_has_to_be_decided(cast: Cast, case: Case, changed, words: str):
    discussion = enquiry.a_planned_strategy(case)
    enquiry.who_came(discussion)

    against = said(lambda: strategy.hold(discussion, **decided(cast, **changed)))

    assert words in against
    assert bool(against) is bool(words)
    discussion.refresh_from_db()
    assert discussion.status == (Status.PLANNED if words else Status.HELD)


def test_holding_it_meets_its_clock_and_starts_the_clock_of_the_record(cast: Cast, case: Case, other: Case):
    assert strategy.take_in() == 1
    discussion = enquiry.a_held_strategy(case)

    ended = Deadline.objects.get(rule="STR-01", case=case)
    record = Deadline.objects.get(rule="STR-03", subject=discussion.pk)
    assert (ended.status, ended.ended_at) == ("met", discussion.meeting.held_at)
    assert (record.is_running, record.started_at) == (True, discussion.meeting.held_at)
    assert case.chronology.filter(kind="strategy.held", significant=True).count() == 1
    assert not other.deadlines.filter(rule__startswith="STR").exists()
    assert Notice.objects.filter(kind="strategy.to_sign", recipient=cast.manager).count() == 1


def test_one_that_was_held_before_the_protection_does_not_answer_it(cast: Cast, case: Case):
    protected = enquiry.a_protection(case)

    enquiry.a_held_strategy(case, held_at=protected.at - timedelta(hours=1))

    assert Deadline.objects.running().filter(rule="IMM-06", case=case).exists()


def test_until_it_is_signed_it_is_put_right_and_counted_once(cast: Cast, case: Case):
    discussion = enquiry.a_held_strategy(case)

    strategy.hold(discussion, **decided(cast, reasons="The school says more.", enquiry=Enquiry.SINGLE))

    discussion.refresh_from_db()
    assert (discussion.enquiry, discussion.reasons) == (Enquiry.SINGLE, "The school says more.")
    assert case.chronology.filter(kind="strategy.held").count() == 1
    assert Event.objects.filter(name="strategy.amended", case_id=case.pk).count() == 1
