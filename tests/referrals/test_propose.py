"""The decision is written for a manager to sign. [Rule R3]"""

import pytest

from referrals import actions
from referrals.models import Decision, Referral
from referrals.policies import RULES_VERSION
from referrals.workflow import Outcome, Status, With
from tests import builders
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, NOT_YET, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications.models import Notice
from trafficking_cases.people.models import User

MAY = dict.fromkeys(("duty_worker", "out_of_hours", "manager", "manager_2", "service_manager"), DONE)


def propose(referral: Referral, *, by: User, outcome: Outcome = Outcome.EARLY_HELP, **given: str) -> Decision:
    return actions.propose(referral, outcome=outcome, reasons="All of it fits.", by=by, **given)


def test_the_decision_goes_before_the_managers(cast: Cast):
    referral, other = builders.a_consulted_referral(), builders.a_consulted_referral()

    decision = propose(referral, by=cast.duty_worker)

    assert Referral.objects.get(pk=referral.pk).status == Status.AWAITING_SIGNATURE
    assert (decision.proposed_by, decision.signed_by, decision.rules_version) == (cast.duty_worker, None, RULES_VERSION)
    assert Referral.objects.get(pk=other.pk).status == Status.RECEIVED


def test_who_may(cast: Cast):
    referral = builders.a_consulted_referral(by=cast.education)

    for who in each_of(cast):
        answer = answer_to(lambda: propose(referral, by=getattr(cast, who)))
        assert answer == (MAY | {"education": FORBIDDEN}).get(who, NOT_FOUND)


@pytest.mark.parametrize(
    ("spoken_with", "given", "missing"),
    [
        ([], {}, ["Police", "whoever referred"]),
        ([With.POLICE], {}, ["whoever referred"]),
        ([With.REFERRER], {}, ["Police"]),
        ([With.HEALTH], {"without_police": "No line all night"}, ["whoever referred"]),
        ([With.POLICE], {"without_referrer": "They gave no name"}, []),
        ([], {"without_police": "No line", "without_referrer": "No name"}, []),
        ([With.POLICE, With.REFERRER], {}, []),
    ],
)
def test_the_police_and_the_referrer_come_first_or_a_reason_does(
    cast: Cast, spoken_with: list[With], given: dict[str, str], missing: list[str]
):
    referral = builders.a_consulted_referral(with_=spoken_with)

    reasons = reasons_against(lambda: propose(referral, by=cast.duty_worker, **given))

    assert [reason.rule for reason in reasons] == ["R3"] * len(missing)
    assert all(word in reason.message for word, reason in zip(missing, reasons, strict=True))


def test_a_reason_for_what_was_done_after_all_is_not_kept(cast: Cast):
    referral = builders.a_consulted_referral()

    decision = propose(referral, by=cast.duty_worker, without_police="No line", without_referrer="No name")

    assert (decision.without_police, decision.without_referrer) == ("", "")


@pytest.mark.parametrize("build", [builders.a_proposed_referral, builders.a_decided_referral])
def test_a_second_decision_is_refused(cast: Cast, build):
    referral = build()

    assert answer_to(lambda: propose(referral, by=cast.out_of_hours)) == NOT_YET
    assert referral.decisions.count() == 1


def test_it_is_recorded_by_its_outcome(cast: Cast):
    referral = builders.a_consulted_referral()

    propose(referral, by=cast.duty_worker, outcome=Outcome.NO_FURTHER_ACTION)

    event = Event.objects.get(name="referral.proposed")
    assert (event.subject_id, event.by_id, event.codes) == (
        str(referral.pk), cast.duty_worker.pk, {"outcome": "no_further_action"},
    )  # fmt: skip


def test_the_clock_runs_on_until_it_is_signed(cast: Cast):
    referral = builders.a_proposed_referral()

    assert Deadline.objects.get(subject=referral.pk).is_running


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ("duty_worker", {"manager", "manager.2", "service.manager"}),
        ("manager", {"manager.2", "service.manager"}),
    ],
)
def test_the_managers_of_the_authority_are_told_but_not_its_author(cast: Cast, author: str, told: set[str]):
    builders.a_proposed_referral(author=getattr(cast, author))

    asked = Notice.objects.filter(kind="referral.awaiting_signature").values_list("recipient__username", flat=True)

    assert set(asked) == told
