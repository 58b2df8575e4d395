"""Whatever people try, and in whatever order, nothing is decided that one did not write and another sign. [Rule R3]"""

from collections.abc import Callable

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from referrals import actions
from referrals.models import Referral
from referrals.workflow import OPENS_A_CASE, WORKFLOW, Outcome, Status, With
from tests import builders
from tests.cast import NAMES, Cast
from tests.doors import answer_to
from tests.drawn import a_situation, examples
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit.models import Event
from trafficking_cases.children.models import Case
from trafficking_cases.people.models import User

# Mostly those who may do something, so that sequences get somewhere.
ACTORS = st.sampled_from([*NAMES, *("duty_worker", "manager", "manager_2") * 6])
STEPS = st.tuples(
    st.sampled_from(["claim", "consult", "propose", "propose", "sign", "sign", "send_back"]),
    ACTORS,
    st.sampled_from(Outcome),
)


def attempt(verb: str, referral: Referral, by: User, outcome: Outcome) -> Callable[[], object]:
    standing = actions.live_decision(referral)
    return {
        "claim": lambda: actions.claim(referral, by=by),
        "consult": lambda: actions.consult(
            referral, spoken_with=With.POLICE, person="DS", at=timezone.now(), said="Yes.", by=by
        ),
        "propose": lambda: actions.propose(
            referral, outcome=outcome, reasons="It fits.", without_police="None.", without_referrer="None.", by=by
        ),
        "sign": lambda: actions.sign(referral, read=str(standing.pk if standing else ""), by=by),
        "send_back": lambda: actions.send_back(referral, because="Say more.", by=by),
    }[verb]


def believe(referral: Referral) -> None:
    """What has to be true of a referral at every moment."""
    live = [decision for decision in referral.decisions.all() if decision.sent_back_at is None]
    signed = [decision for decision in live if decision.signed_at is not None]
    assert len(live) == (referral.status != Status.RECEIVED)
    assert len(signed) == (referral.status == Status.DECIDED)
    assert Event.objects.filter(name="referral.decided", subject_id=str(referral.pk)).count() == len(signed)
    for decision in signed:
        assert decision.signed_by_id != decision.proposed_by_id
        assert decision.signed_by.holds(Permission.SIGN_DECISION)
        assert decision.proposed_by.holds(Permission.PROPOSE_DECISION)
        assert Case.objects.filter(referrals=referral).count() == (decision.outcome in OPENS_A_CASE)


@examples(25)
@given(steps=st.lists(STEPS, min_size=2, max_size=8))
def test_no_road_leads_round_the_two(cast: Cast, steps: list[tuple[str, str, Outcome]]):
    with a_situation():
        referral = builders.a_referral()
        for verb, who, outcome in steps:
            was = Referral.objects.get(pk=referral.pk).status
            answer_to(attempt(verb, referral, getattr(cast, who), outcome))
            now = Referral.objects.get(pk=referral.pk)
            assert now.status == was or Status(now.status) in WORKFLOW.following(was)
            believe(now)


def test_the_table_has_every_status_and_comes_to_an_end():
    assert set(WORKFLOW.moves) == set(Status)
    assert WORKFLOW.ends == [Status.DECIDED]


@pytest.mark.parametrize("status", Status)
def test_the_database_knows_no_other_status(cast: Cast, status: Status):
    referral = builders.a_referral()
    decided_at = timezone.now() if status == Status.DECIDED else None

    assert Referral.objects.filter(pk=referral.pk).update(status=status, decided_at=decided_at) == 1
