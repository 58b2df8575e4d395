"""The verbs of a strategy discussion: convene, hold, sign, call off; and the clocks that lead to it. [Rule S1]"""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assessments.actions import protection, strategy_notices
from assessments.actions.strategy_clocks import CLOCK, take_in
from assessments.models import StrategyDiscussion
from assessments.policies import strategy as policies
from assessments.policies.strategy import Decided
from assessments.workflow.strategy import Enquiry, Status
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children import grants
from trafficking_cases.children.actions import note
from trafficking_cases.children.models import Allocation, Case, Grant
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain, within_a_sentence
from trafficking_cases.meetings import actions as meetings
from trafficking_cases.meetings.models import Attendance, How, Meeting
from trafficking_cases.meetings.workflow import Part, Presence
from trafficking_cases.people.models import Agency, User


def _locked(discussion: StrategyDiscussion) -> StrategyDiscussion:
    """The row as it stands now, kept from everybody else until the verb is done."""
    return StrategyDiscussion.objects.select_for_update(of=("self",)).with_people().get(pk=discussion.pk)


def _note(
    discussion: StrategyDiscussion, kind: str, sentence: str, *, at: datetime, by: User, significant: bool = False
) -> None:
    """One line of the chronology, leading to the discussion."""
    link = discussion.get_absolute_url()
    note(discussion.case, at=at, kind=kind, sentence=sentence, link=link, significant=significant, by=by)


@transaction.atomic
def convene(
    case: Case,
    *,
    planned_for: datetime,
    how: How,
    chair: User,
    health: User | None = None,
    health_name: str = "",
    without_health: str = "",
    by: User,
    at: datetime | None = None,
) -> StrategyDiscussion:
    """Set a strategy discussion: its chair, and children's services, the Police and health asked to it. [Rule S1]"""
    # Asked inside the lock, which also gives each discussion of a case its own number.
    case = Case.objects.select_for_update(no_key=True, of=("self",)).select_related("authority").get(pk=case.pk)
    require(by, Permission.HOLD_STRATEGY, case)
    now, health_name, without_health = at or timezone.now(), plain(health_name).strip(), plain(without_health).strip()
    refuse_if(
        policies.why_not_convene(
            case,
            planned_for=planned_for,
            chair=chair,
            health=bool(health or health_name),
            without_health=without_health,
        )
    )
    meeting = meetings.convene(case, planned_for=planned_for, how=how, chair=chair, by=by, at=now)
    number = (case.strategy_discussions.aggregate(last=Max("number"))["last"] or 0) + 1
    discussion = StrategyDiscussion.objects.create(
        case=case, meeting=meeting, number=number, without_health=without_health
    )
    _ask_first(discussion, health=health, health_name=health_name, by=by, at=now)
    _note(discussion, "strategy.convened", f"{discussion} was convened.", at=now, by=by)
    audit.record("strategy.convened", discussion, by=by, how=how)
    return discussion


def _ask_first(
    discussion: StrategyDiscussion, *, health: User | None, health_name: str, by: User, at: datetime
) -> None:
    """Whoever holds and supervises the case, the Police, and health: who a strategy discussion cannot do without."""
    meeting, link = discussion.meeting, discussion.get_absolute_url()
    held = Allocation.objects.filter(case=discussion.case_id, ended_at=None).select_related("worker", "manager").first()
    asked = [(Part.SOCIAL_WORKER, held.worker), (Part.SUPERVISING_MANAGER, held.manager)] if held else []
    if meeting.chair not in [person for _, person in asked]:
        asked.append((Part.SUPERVISING_MANAGER, meeting.chair))
    for part, person in asked:
        meetings.ask(meeting, part=part, name=person.full_name, person=person, link=link, by=by, at=at)
    for unit in Agency.objects.police_of(discussion.case.authority):
        _let_in(unit, discussion.case, by=by, at=at)
        attendance = meetings.ask(meeting, part=Part.POLICE, name=unit.name, agency=unit, link=link, by=by, at=at)
        strategy_notices.tell_unit(discussion, attendance)
    if health or health_name:
        name = health.full_name if health else health_name
        meetings.ask(meeting, part=Part.HEALTH, name=name, person=health, link=link, by=by, at=at)


def _let_in(unit: Agency, case: Case, *, by: User, at: datetime) -> None:
    """From the strategy discussion on, the Police unit works on the case too."""
    if not Grant.objects.live(at).filter(case=case, agency=unit, relation=Relation.POLICE).exists():
        grants.give(case, to=unit, relation=Relation.POLICE, reason="Asked to the strategy discussion", by=by, now=at)


def those_there(meeting: Meeting) -> list[Attendance]:
    """Whoever took part."""
    return list(meeting.attendances.filter(presence=Presence.THERE))


class Written(TypedDict, total=False):
    """What is written down beside the decision, in somebody's own words; all of it may be empty."""

    information: str
    interviews: str
    interpreter: str
    immediate_safety: str
    family_told: str


@transaction.atomic
def hold(
    discussion: StrategyDiscussion,
    *,
    held_at: datetime,
    enquiry: Enquiry,
    reasons: str,
    interview_child: bool | None,
    interview_adults: bool | None,
    lead: User | None = None,
    without_health: str = "",
    by: User,
    at: datetime | None = None,
    **written: Unpack[Written],
) -> StrategyDiscussion:
    """Record what a strategy discussion knew and decided. Until the chair signs, it may be put right. [Rule S1]"""
    require(by, Permission.HOLD_STRATEGY, discussion)
    discussion, now = _locked(discussion), at or timezone.now()
    without_health = plain(without_health).strip() or discussion.without_health
    decided = Decided(enquiry, plain(reasons).strip(), interview_child, interview_adults, lead)
    there = those_there(discussion.meeting)
    refuse_if(
        policies.why_not_hold(discussion, there, decided, held_at=held_at, now=now, without_health=without_health)
    )
    was, discussion.status, discussion.decided_at = discussion.status, Status.HELD, now
    discussion.without_health = without_health
    _write(discussion, decided, written)
    discussion.meeting.held_at = held_at
    discussion.meeting.save(update_fields=["held_at"])
    return _recorded(discussion, anew=was == Status.HELD, held_at=held_at, by=by)


def _recorded(discussion: StrategyDiscussion, *, anew: bool, held_at: datetime, by: User) -> StrategyDiscussion:
    """What follows from a record: its clocks the first time, and the chair is asked to sign it each time."""
    if not anew:
        _follow(discussion, held_at=held_at, by=by)
    audit.record("strategy.amended" if anew else "strategy.held", discussion, by=by, enquiry=discussion.enquiry)
    strategy_notices.ask_for_signature(discussion, by)
    return discussion


def _write(discussion: StrategyDiscussion, decided: Decided, written: Written) -> None:
    """Put what was decided, and what was written about it, into the record."""
    discussion.enquiry, discussion.reasons, discussion.lead = decided.enquiry, decided.reasons, decided.lead
    discussion.interview_child, discussion.interview_adults = decided.interview_child, decided.interview_adults
    for name, text in written.items():
        setattr(discussion, name, plain(str(text)).strip())
    discussion.save()


def _follow(discussion: StrategyDiscussion, *, held_at: datetime, by: User) -> None:
    """What holding it ends and begins: the clocks that led to it, and the clock of its record."""
    case = discussion.case
    take_in(case=case)
    for rule, subject in [(CLOCK, case), *((protection.CLOCK, found) for found in (case, *case.referrals.all()))]:
        if Deadline.objects.running().of(subject, rule).filter(started_at__lte=held_at).exists():
            deadlines.meet(rule, subject=subject, at=held_at, by=by)
    deadlines.start(
        "STR-03",
        subject=discussion,
        started_at=held_at,
        by=by,
        concerning=f"Case {case.reference}",
        link=discussion.get_absolute_url(),
        authority=case.authority,
        case=case,
    )
    _note(
        discussion,
        "strategy.held",
        f"{discussion} was held: {within_a_sentence(Enquiry(discussion.enquiry).label)}.",
        at=held_at,
        by=by,
        significant=True,
    )


@transaction.atomic
def sign(discussion: StrategyDiscussion, *, read: str, by: User, at: datetime | None = None) -> StrategyDiscussion:
    """Sign the record that was read: it is locked, and goes to everybody who took part. [Rule S1; procedure 4.5]

    `read` is the token of the version that stood on the page. A signed discussion that wants an enquiry starts one.
    """
    require(by, Permission.HOLD_STRATEGY, discussion)
    discussion, now = _locked(discussion), at or timezone.now()
    refuse_if(
        policies.why_not_sign(
            discussion, those_there(discussion.meeting), by, in_place_of_chair=signs_for_chair(discussion, by)
        )
    )
    refuse_if(policies.why_not_sign_this(read, discussion))

    discussion.status, discussion.signed_at, discussion.signed_by = Status.RECORDED, now, by
    discussion.circulated_at = now
    discussion.save(update_fields=["status", "signed_at", "signed_by", "circulated_at"])
    told = strategy_notices.circulate(discussion)
    deadlines.meet("STR-03", subject=discussion, at=now, by=by)
    _note(
        discussion,
        "strategy.recorded",
        f"The record of {within_a_sentence(str(discussion))} was signed and sent to everybody who took part.",
        at=now,
        by=by,
    )
    audit.record("strategy.recorded", discussion, by=by, told=told)
    return discussion


def signs_for_chair(discussion: StrategyDiscussion, by: User) -> bool:
    """Whether somebody supervises the case on which the chair no longer works."""
    case = discussion.case
    return case.allows(by, Permission.SIGN_ENQUIRY) and not case.allows(
        discussion.meeting.chair, Permission.HOLD_STRATEGY
    )


@transaction.atomic
def call_off(
    discussion: StrategyDiscussion, *, because: str, by: User, at: datetime | None = None
) -> StrategyDiscussion:
    """Call a planned strategy discussion off, and why. The clock that asks for one goes on. [Rule S1]"""
    require(by, Permission.HOLD_STRATEGY, discussion)
    discussion, now, because = _locked(discussion), at or timezone.now(), plain(because).strip()
    refuse_if(policies.why_not_call_off(discussion, because))

    discussion.status, discussion.called_off_because = Status.CALLED_OFF, because
    discussion.save(update_fields=["status", "called_off_because"])
    _note(discussion, "strategy.called_off", f"{discussion} was called off.", at=now, by=by)
    audit.record("strategy.called_off", discussion, by=by)
    strategy_notices.tell_called_off(discussion, by)
    return discussion
