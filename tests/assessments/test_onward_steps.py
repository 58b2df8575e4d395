"""Nothing goes on until the agencies agree, but what a court or a statute requires, and protection. [Rule M2]"""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from assessments.actions import onward
from assessments.models import ImmediateProtection, Onward
from tests import builders
from tests import builders_agreement as meetings
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.children.models import Case, Grant
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.children.models.holds import Exemption, OnwardStep
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications.models import Notice
from trafficking_cases.people.models import User

DAY = date(2026, 12, 11)
ORDER = {
    "required_by": "Interim care order",
    "required_on": DAY,
    "reason": "The hearing is on Friday.",
}


@pytest.fixture
def held(cast: Cast) -> Case:
    return meetings.a_meeting_to_convene().case


def plan(case: Case, *, by: User, step: str = OnwardStep.MOVE) -> Onward:
    return onward.plan_onward(case, step=OnwardStep(step), planned_for=DAY, reasons="She is not safe there.", by=by)


def asked(case: Case, cast: Cast, step: str = OnwardStep.MOVE) -> list[Grant]:
    return onward.ask_exemption(case, step=OnwardStep(step), reason="The court orders it.", by=cast.social_worker)


def rules(verb) -> list[str]:
    return [reason.rule for reason in reasons_against(verb)]


@pytest.mark.parametrize("step", OnwardStep.values)
def test_every_onward_step_waits_while_the_case_is_held(cast: Cast, held: Case, step: str):
    free = builders.a_case()

    assert rules(lambda: plan(held, by=cast.social_worker, step=step)) == ["M2"]
    assert rules(lambda: plan(free, by=cast.social_worker, step=step)) == []
    assert not held.onward_steps.exists()


@pytest.mark.parametrize("step", OnwardStep.values)
def test_with_agreement_every_step_is_open(cast: Cast, step: str):
    agreement = meetings.a_concluded_meeting()

    planned = plan(agreement.case, by=cast.social_worker, step=step)

    assert (planned.status, planned.went_ahead_because) == ("planned", "")
    assert agreement.case.chronology.filter(kind="onward.planned").count() == 1


def test_without_agreement_every_step_waits(cast: Cast):
    agreement = meetings.a_concluded_meeting(dissent_of=("police",))

    assert rules(lambda: plan(agreement.case, by=cast.social_worker)) == ["M2"]


def test_the_service_manager_is_asked_and_lets_one_step_go_ahead(cast: Cast, held: Case):
    other = meetings.a_meeting_to_convene().case
    exempt = lambda case, by: onward.exempt(case, step=OnwardStep.MOVE, by=by, **ORDER)  # noqa: E731
    assert answer_to(lambda: exempt(held, cast.service_manager)) == NOT_FOUND

    grant = asked(held, cast)[0]
    exempt(held, cast.service_manager)
    planned = plan(held, by=cast.social_worker)

    assert grant.until_at - grant.from_at == timedelta(days=28)
    assert Notice.objects.filter(recipient=cast.service_manager, kind="hold.exemption_asked").count() == 1
    assert Notice.objects.filter(recipient=cast.social_worker, kind="hold.exempted").count() == 1
    assert planned.went_ahead_because == "The hearing is on Friday."
    assert held.chronology.get(kind="onward.planned").sentence == (
        "Planned, before the agencies agreed: move of the child."
    )
    assert rules(lambda: plan(held, by=cast.social_worker, step=OnwardStep.CLOSURE)) == ["M2"]
    assert rules(lambda: plan(other, by=cast.social_worker)) == ["M2"]


def test_the_grant_of_a_service_manager_ends_by_itself(cast: Cast, held: Case):
    onward.ask_exemption(
        held, step=OnwardStep.MOVE, reason="The court orders it.", by=cast.social_worker,
        at=timezone.now() - timedelta(days=29),
    )  # fmt: skip

    assert not Case.objects.visible_to(cast.service_manager).filter(pk=held.pk).exists()


def test_who_may_ask_and_who_may_let_it_go_ahead(cast: Cast, held: Case):
    asks = {"social_worker": DONE, "manager": DONE, "police": FORBIDDEN}
    exempts = {"service_manager": DONE, "social_worker": FORBIDDEN, "manager": FORBIDDEN, "police": FORBIDDEN}

    for who in each_of(cast):
        user = getattr(cast, who)
        asking = answer_to(lambda: onward.ask_exemption(held, step=OnwardStep.MOVE, reason="A court.", by=user))
        # Once asked, the service manager may do what they let others do.
        asked(held, cast)
        exempting = answer_to(lambda: onward.exempt(held, step=OnwardStep.MOVE, by=user, **ORDER))
        assert asking == asks.get(who, NOT_FOUND)
        assert exempting == exempts.get(who, NOT_FOUND)


@pytest.mark.parametrize("missing", ["required_by", "reason"])
def test_an_exemption_says_what_requires_it_and_why(cast: Cast, held: Case, missing: str):
    asked(held, cast)

    found = rules(lambda: onward.exempt(held, step=OnwardStep.MOVE, by=cast.service_manager, **ORDER | {missing: " "}))

    assert found == ["M2"]
    assert not Exemption.objects.exists()


def test_nothing_is_asked_where_nothing_is_held_or_it_may_go_ahead_already(cast: Cast, held: Case):
    free = builders.a_case()
    asked(held, cast)
    onward.exempt(held, step=OnwardStep.MOVE, by=cast.service_manager, **ORDER)

    assert rules(lambda: asked(free, cast)) == ["M2"]
    assert rules(lambda: asked(held, cast)) == ["M2"]
    assert rules(lambda: onward.exempt(held, step=OnwardStep.MOVE, by=cast.service_manager, **ORDER)) == ["M2"]


def test_a_step_planned_before_the_hold_waits_to_be_taken(cast: Cast):
    case = builders.a_case()
    planned = plan(case, by=cast.social_worker)
    meetings.a_meeting_to_convene(case)

    assert rules(lambda: onward.end_onward(planned, became="taken", by=cast.social_worker)) == ["M2"]
    assert rules(lambda: onward.end_onward(planned, became="dropped", by=cast.social_worker)) == []
    assert rules(lambda: onward.end_onward(planned, became="dropped", by=cast.social_worker)) == ["M3"]


def test_a_conference_that_is_held_meets_its_clock(cast: Cast):
    agreement, other = meetings.a_concluded_meeting(), meetings.a_concluded_meeting()
    conference = plan(agreement.case, by=cast.manager, step=OnwardStep.CONFERENCE)

    onward.end_onward(conference, became="taken", by=cast.social_worker)

    assert Deadline.objects.get(rule="ICP-01", case=agreement.case).status == "met"
    assert Deadline.objects.get(rule="ICP-01", case=other.case).status == "running"


def test_a_step_is_planned_once(cast: Cast):
    case = builders.a_case()
    plan(case, by=cast.social_worker)

    assert rules(lambda: plan(case, by=cast.social_worker)) == ["M3"]


def test_who_may_plan(cast: Cast):
    agreement = meetings.a_concluded_meeting()
    expected = {"social_worker": DONE, "manager": DONE, "police": FORBIDDEN}

    for who in each_of(cast):
        assert answer_to(lambda: plan(agreement.case, by=getattr(cast, who))) == expected.get(who, NOT_FOUND)


def test_urgent_protection_never_asks_the_hold(cast: Cast, held: Case):
    """No step of protection is an onward step, and no verb but the onward ones asks whether the case is held."""
    asking = {
        path.stem
        for folder in ("assessments", "referrals", "nrm", "trafficking_cases")
        for path in Path(__file__).parents[2].joinpath(folder).rglob("*.py")
        if "why_not_go_on" in path.read_text(encoding="utf-8")
    }

    protected = ImmediateProtection.objects.create(
        case=held, taken_by="police", at=timezone.now(), recorded_at=timezone.now(), recorded_by=cast.police
    )

    assert protected.pk
    assert asking == {"holds", "onward"}
    assert not any("protection" in step and step != OnwardStep.CONFERENCE for step in OnwardStep.values)
    assert Grant.objects.filter(case=held, relation=Relation.ANSWERING).count() == 0
