"""Histories of immediate protection and of strategy discussions, made through the real actions."""

from datetime import datetime, timedelta

from django.utils import timezone

from assessments.actions import attendance, protection, strategy
from assessments.models import ImmediateProtection, StrategyDiscussion
from assessments.models.protection import TakenBy
from assessments.policies.strategy import token
from assessments.workflow.strategy import Enquiry
from referrals.models import Referral
from tests.builders import somebody
from trafficking_cases.children.models import Case
from trafficking_cases.meetings.models import Action, How
from trafficking_cases.meetings.workflow import Part, Presence
from trafficking_cases.people.models import User

DECIDED: dict[str, object] = {
    "enquiry": Enquiry.JOINT,
    "reasons": "What the school and the Police saw fits together.",
    "interview_child": True,
    "interview_adults": False,
    "information": "School: absent on Tuesdays. Police: the car is known.",
    "interviews": "Recorded on video, by a social worker and an officer.",
    "interpreter": "Vietnamese, northern dialect.",
    "immediate_safety": "A worker meets her at the gate.",
    "family_told": "Nothing yet.",
}


def a_protection(
    subject: Referral | Case,
    *,
    taken_by: TakenBy = TakenBy.POLICE,
    at: datetime | None = None,
    what: str = "",
    by: User | None = None,
) -> ImmediateProtection:
    """A child protected at once, recorded by whoever is usually there for it."""
    usual = "social.worker" if isinstance(subject, Case) else "out.of.hours"
    return protection.protect(subject, taken_by=taken_by, at=at or timezone.now(), what=what, by=by or somebody(usual))


def a_planned_strategy(
    case: Case,
    *,
    planned_for: datetime | None = None,
    chair: User | None = None,
    health: User | None = None,
    without_health: str = "",
    by: User | None = None,
) -> StrategyDiscussion:
    """A strategy discussion that was convened; everybody is asked and nobody has come yet."""
    if not (health or without_health):
        health = somebody("health")
    return strategy.convene(
        case,
        planned_for=planned_for or timezone.now() + timedelta(hours=case.strategy_discussions.count()),
        how=How.VIDEO,
        chair=chair or somebody("manager"),
        health=health,
        without_health=without_health,
        by=by or somebody("social.worker"),
    )


def who_came(
    discussion: StrategyDiscussion,
    *,
    parts: tuple[Part, ...] = (Part.SOCIAL_WORKER, Part.SUPERVISING_MANAGER, Part.POLICE, Part.HEALTH),
    by: User | None = None,
) -> None:
    """Everybody with one of these parts took part; for the Police, the officer."""
    for asked in discussion.meeting.attendances.filter(part__in=parts):
        officer = somebody("police") if asked.part == Part.POLICE and asked.person_id is None else None
        attendance.mark(asked, presence=Presence.THERE, person=officer, by=by or somebody("social.worker"))


def an_action(
    discussion: StrategyDiscussion, *, owner: User | None = None, what: str = "Ring the school", by: User | None = None
) -> Action:
    """Something that one person undertook for next week."""
    return attendance.undertake(
        discussion.meeting,
        what=what,
        owner=owner or somebody("health"),
        due_on=timezone.localdate() + timedelta(days=7),
        by=by or somebody("social.worker"),
    )


def a_held_strategy(case: Case, *, by: User | None = None, **changed: object) -> StrategyDiscussion:
    """A strategy discussion whose record waits for the chair's signature."""
    discussion = a_planned_strategy(case)
    who_came(discussion)
    decided = {"lead": somebody("social.worker"), "held_at": timezone.now()} | DECIDED | changed
    strategy.hold(discussion, by=by or somebody("social.worker"), **decided)  # type: ignore[arg-type]
    return StrategyDiscussion.objects.get(pk=discussion.pk)


def a_recorded_strategy(case: Case, *, by: User | None = None, **changed: object) -> StrategyDiscussion:
    """A strategy discussion whose record the chair has signed; the enquiry is found from it."""
    discussion = a_held_strategy(case, **changed)
    strategy.sign(discussion, read=token(discussion), by=by or somebody("manager"))
    return StrategyDiscussion.objects.get(pk=discussion.pk)
