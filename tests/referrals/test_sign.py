"""A manager signs what somebody else wrote: the clock stops, and where it says so a case opens. [Rule R3]"""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from referrals import actions
from referrals.models import Decision, Receipt, Referral
from referrals.workflow import OPENS_A_CASE, TOLD_TO_REFERRER, Outcome, Status, Urgency
from tests import builders
from tests.cast import NAMES, Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from tests.meanwhile import at_once
from trafficking_cases.audit.models import Event
from trafficking_cases.children.models import Case, Grant
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import Refused
from trafficking_cases.notifications.models import Notice
from trafficking_cases.people.models import User

MANAGERS = ("manager", "manager_2", "service_manager")


def sign(referral: Referral, *, by: User, worker: User | None = None, read: str | None = None) -> Referral:
    read = str(builders.the_decision_of(referral).pk) if read is None else read
    return actions.sign(referral, read=read, worker=worker, by=by)


def test_a_signature_decides(cast: Cast):
    referral, other = builders.a_proposed_referral(), builders.a_proposed_referral()

    sign(referral, by=cast.manager)

    decided, waiting = Referral.objects.get(pk=referral.pk), Referral.objects.get(pk=other.pk)
    decision = builders.the_decision_of(decided)
    assert decided.status == Status.DECIDED
    assert decided.decided_at == decision.signed_at
    assert (decision.proposed_by, decision.signed_by) == (cast.duty_worker, cast.manager)
    assert (waiting.status, builders.the_decision_of(waiting).signed_by) == (Status.AWAITING_SIGNATURE, None)


@pytest.mark.parametrize("outcome", Outcome)
def test_a_case_opens_where_the_outcome_asks_for_one(cast: Cast, outcome: Outcome):
    referral = builders.a_decided_referral(outcome=outcome)

    assert (referral.case is not None) == (outcome in OPENS_A_CASE)
    assert Case.objects.count() == (outcome in OPENS_A_CASE)


def test_the_case_has_its_people_and_its_story(cast: Cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)

    allocation = case.allocations.get()
    assert (allocation.worker, allocation.manager, case.authority) == (cast.social_worker, cast.manager, cast.council)
    relations = Grant.objects.live(timezone.now()).values_list("user__username", "relation")
    assert set(relations) == {("social.worker", "allocated"), ("manager", "supervising")}
    kinds = list(case.chronology.order_by("at").values_list("kind", flat=True))
    assert kinds[-1] == "case.allocated"
    assert set(kinds) == {
        "referral.received",
        "referral.consulted",
        "referral.decided",
        "case.opened",
        "case.allocated",
    }
    assert not any("green coat" in entry.sentence for entry in case.chronology.all())


def test_a_case_may_wait_for_its_social_worker(cast: Cast):
    referral = builders.a_decided_referral(outcome=Outcome.STRATEGY_DISCUSSION, manager=cast.manager)

    assert not referral.case.allocations.exists()
    assert set(Case.objects.visible_to(cast.manager)) == {referral.case}


def test_who_may(cast: Cast):
    """Its author may at the door, and is refused by the rule."""
    referral = builders.a_proposed_referral(by=cast.education, author=cast.duty_worker)
    forbidden = dict.fromkeys(("duty_worker", "out_of_hours", "education"), FORBIDDEN)

    for who in each_of(cast):
        answer = answer_to(lambda: sign(referral, by=getattr(cast, who)))
        assert answer == (dict.fromkeys(MANAGERS, DONE) | forbidden).get(who, NOT_FOUND)


def test_nobody_signs_what_they_wrote(cast: Cast):
    referral = builders.a_proposed_referral(author=cast.manager)

    reasons = reasons_against(lambda: sign(referral, by=cast.manager))

    assert [(reason.rule, "another manager" in reason.message) for reason in reasons] == [("R3", True)]
    assert answer_to(lambda: sign(referral, by=cast.manager_2)) == DONE


def test_the_database_does_not_believe_it_either(cast: Cast):
    decision = builders.the_decision_of(builders.a_proposed_referral())

    with pytest.raises(IntegrityError, match="decision_signed_by_another"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(signed_by=decision.proposed_by, signed_at=timezone.now())


def test_nothing_is_signed_that_nobody_wrote(cast: Cast):
    referral = builders.a_consulted_referral()

    reasons = reasons_against(lambda: sign(referral, by=cast.manager, read=str(uuid4())))

    assert [(reason.rule, "written a decision" in reason.message) for reason in reasons] == [("R3", True)]


def test_a_second_signature_is_refused(cast: Cast):
    referral = builders.a_decided_referral(manager=cast.manager)

    reasons = reasons_against(lambda: sign(referral, by=cast.manager_2))

    assert [(reason.rule, "signed already" in reason.message) for reason in reasons] == [("R3", True)]


def test_a_signature_under_other_words_is_refused(cast: Cast):
    referral = builders.a_proposed_referral()
    read = str(builders.the_decision_of(referral).pk)
    actions.send_back(referral, because="Say more.", by=cast.manager_2)
    actions.propose(referral, outcome=Outcome.NO_FURTHER_ACTION, reasons="Other words.", by=cast.duty_worker)

    reasons = reasons_against(lambda: sign(referral, by=cast.manager, read=read))

    assert [(reason.rule, "Read it again" in reason.message) for reason in reasons] == [("R3", True)]
    assert Referral.objects.get(pk=referral.pk).status == Status.AWAITING_SIGNATURE


@pytest.mark.parametrize("worker", ["social_worker", "social_worker_2"])
def test_the_case_may_go_to_any_social_worker_of_the_authority(cast: Cast, worker: str):
    case = builders.a_case(worker=getattr(cast, worker))

    assert set(Case.objects.visible_to(getattr(cast, worker))) == {case}


@pytest.mark.parametrize("worker", [name for name in NAMES if not name.startswith("social_worker")])
def test_the_case_goes_to_nobody_else_and_then_nothing_is_decided(cast: Cast, worker: str):
    referral = builders.a_proposed_referral(outcome=Outcome.ASSESSMENT)

    reasons = reasons_against(lambda: sign(referral, by=cast.manager, worker=getattr(cast, worker)))

    assert [reason.rule for reason in reasons] == ["R3"]
    assert Referral.objects.get(pk=referral.pk).status == Status.AWAITING_SIGNATURE
    assert not Case.objects.exists()


def test_it_is_recorded_with_its_outcome_and_the_case(cast: Cast):
    case = builders.a_case(manager=cast.manager, outcome=Outcome.IMMEDIATE_PROTECTION)

    decided = Event.objects.get(name="referral.decided")
    assert (decided.by_id, decided.codes) == (cast.manager.pk, {"outcome": "immediate_protection"})
    opened = Event.objects.get(name="case.opened")
    assert (opened.by_id, opened.case_id) == (cast.manager.pk, case.pk)
    assert Event.objects.filter(name="case.allocated", case_id=case.pk).count() == 1


def test_both_clocks_stop_and_those_of_another_run_on(cast: Cast):
    referral = builders.a_proposed_referral(urgency=Urgency.IMMEDIATE, outcome=Outcome.ASSESSMENT)
    other = builders.a_proposed_referral()

    sign(referral, by=cast.manager)

    referral = Referral.objects.get(pk=referral.pk)
    clocks = Deadline.objects.filter(subject=referral.pk)
    assert {(clock.rule, clock.status, clock.ended_at) for clock in clocks} == {
        ("REF-03", "met", referral.decided_at),
        ("REF-08", "met", referral.decided_at),
    }
    assert {clock.case for clock in clocks} == {referral.case}
    assert not any(clock.reminders.filter(raised_at=None).exists() for clock in clocks)
    assert Deadline.objects.get(subject=other.pk).is_running


@pytest.mark.parametrize("outcome", Outcome)
def test_whoever_referred_is_told_what_they_may_know(cast: Cast, outcome: Outcome):
    builders.a_decided_referral(by=cast.health, outcome=outcome, for_referrer="Ring Priya on Monday.")

    receipt = Receipt.objects.visible_to(cast.health).get()
    assert receipt.told == f"{TOLD_TO_REFERRER[outcome]}\n\nRing Priya on Monday."
    assert receipt.told_at is not None
    assert Notice.objects.visible_to(cast.health).get().kind == "referral.outcome"


def test_the_outcome_opens_nothing_else_to_whoever_referred(cast: Cast):
    case = builders.a_case(by=cast.health)

    assert not Referral.objects.visible_to(cast.health).exists()
    assert not Case.objects.visible_to(cast.health).exists()
    assert not case.chronology.model.objects.visible_to(cast.health).exists()


def test_whoever_wrote_it_and_whoever_gets_the_case_are_told(cast: Cast):
    builders.a_case(worker=cast.social_worker, author=cast.duty_worker)

    told = Notice.objects.exclude(kind__in=["referral.received", "referral.awaiting_signature"])
    assert set(told.values_list("recipient__username", "kind")) == {
        ("education", "referral.outcome"),
        ("duty.worker", "referral.decided"),
        ("social.worker", "case.allocated"),
    }


@pytest.mark.django_db(transaction=True)
def test_of_two_managers_at_once_one_signs_and_one_is_refused(cast: Cast):
    referral = builders.a_proposed_referral(outcome=Outcome.EARLY_HELP)

    results = at_once(lambda: sign(referral, by=cast.manager), lambda: sign(referral, by=cast.manager_2))

    refused = [result for result in results if isinstance(result, Refused)]
    assert len(refused) == 1, results
    assert [reason.rule for reason in refused[0].reasons] == ["R3"]
    assert sum(isinstance(result, Referral) for result in results) == 1
    assert Event.objects.filter(name="referral.decided").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_managers_at_once_one_opens_the_only_case(cast: Cast):
    """Who comes when the case is open already finds no referral: it is seen through its case from then on."""
    referral = builders.a_proposed_referral(outcome=Outcome.ASSESSMENT)

    results = at_once(
        lambda: sign(referral, by=cast.manager, worker=cast.social_worker),
        lambda: sign(referral, by=cast.manager_2, worker=cast.social_worker_2),
    )

    assert sum(isinstance(result, Referral) for result in results) == 1
    assert sum(isinstance(result, Refused | Http404) for result in results) == 1, results
    assert Event.objects.filter(name="referral.decided").count() == 1
    assert Case.objects.count() == 1
    assert Case.objects.get().allocations.count() == 1


@pytest.mark.django_db(transaction=True)
def test_signing_and_sending_back_at_once_is_one_of_them(cast: Cast):
    referral = builders.a_proposed_referral(outcome=Outcome.EARLY_HELP)
    read = str(builders.the_decision_of(referral).pk)

    results = at_once(
        lambda: sign(referral, by=cast.manager, read=read),
        lambda: actions.send_back(referral, because="Say more.", by=cast.manager_2),
    )

    assert sum(isinstance(result, Refused) for result in results) == 1, results
    names = Event.objects.filter(name__in=["referral.decided", "referral.sent_back"])
    assert names.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_leave_one_decision(cast: Cast):
    referral = builders.a_consulted_referral()

    results = at_once(
        *(
            lambda by=by: actions.propose(referral, outcome=Outcome.EARLY_HELP, reasons="It fits.", by=by)
            for by in (cast.duty_worker, cast.out_of_hours)
        )
    )

    assert sum(isinstance(result, Refused) for result in results) == 1, results
    assert referral.decisions.count() == 1


def test_what_somebody_has_done_meanwhile_asks_nobody_any_more(cast: Cast):
    """A decision that one manager signed no longer waits for the others; another one still does."""
    signed, waiting = builders.a_proposed_referral(), builders.a_proposed_referral()

    actions.sign(signed, read=str(builders.the_decision_of(signed).pk), by=cast.manager)

    asking = Notice.objects.filter(recipient=cast.manager_2, kind="referral.awaiting_signature").unread()
    assert [notice.subject_id for notice in asking] == [waiting.pk]


def test_the_chronology_tells_what_led_to_the_case_before_its_opening(cast: Cast):
    """All of it in the moment of the signature; the lines keep the order in which one thing led to the next."""
    case = builders.a_case(exploitation={"criminal_cannabis": "suspected"})
    other = builders.a_case()

    kinds = list(case.chronology.order_by("at", "recorded_at").values_list("kind", flat=True))

    assert kinds[:5] == [
        "referral.received", "referral.consulted", "referral.consulted", "referral.decided", "case.opened",
    ]  # fmt: skip
    assert kinds[-1] == "case.allocated"
    assert [kind for kind in kinds if kind != "exploitation.recorded"] == list(
        other.chronology.order_by("at", "recorded_at").values_list("kind", flat=True)
    )
