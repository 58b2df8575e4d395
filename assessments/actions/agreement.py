"""The verbs of the multi-agency meeting: convened, its decisions written, concluded."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypedDict

from django.db import transaction
from django.utils import timezone

from assessments.actions import agreement_notices as notices
from assessments.models import MultiAgencyMeeting
from assessments.policies.agreement import outcome_of, why_not_conclude, why_not_convene, why_not_decide, why_not_move
from assessments.workflow.agreement import Conference, Outcome, Status
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.holds import lift_hold
from trafficking_cases.children.models import Allocation, Case, Grant
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain
from trafficking_cases.meetings import actions as meetings
from trafficking_cases.meetings.models import How, Meeting
from trafficking_cases.meetings.workflow import Part, View
from trafficking_cases.people.models import Agency, User


class Decisions(TypedDict):
    """What the meeting decides, as far as it is written."""

    of_the_family: str
    relative_here: str
    moving_considered: str
    advice_considered: str
    conference: str
    conference_reasons: str
    plan: str
    wishes: str


# An agency agrees to these; the child's wishes and the time are no proposal.
PROPOSED = (
    "of_the_family", "relative_here", "moving_considered", "advice_considered", "conference", "conference_reasons",
    "plan",
)  # fmt: skip
Asked = tuple[Part, User | None, Agency | None]


def to_convene_on(case: Case) -> MultiAgencyMeeting | None:
    """The meeting that waits on a case to be convened, the oldest first."""
    waiting = MultiAgencyMeeting.objects.filter(case=case, status=Status.TO_CONVENE).select_related("enquiry", "case")
    return waiting.order_by("opened_at").first()


@transaction.atomic
def convene(
    case: Case,
    *,
    agreement: MultiAgencyMeeting | None,
    planned_for: datetime,
    how: How,
    chair: User,
    without_referrer: str = "",
    by: User,
    at: datetime | None = None,
) -> MultiAgencyMeeting:
    """Call the agencies together: when, how, who leads, and everybody whom the rule names. [Rules S4, M1]"""
    require(by, Permission.WRITE_ENQUIRY, case)
    agreement = locked(agreement) if agreement else None
    refuse_if(why_not_convene(agreement, chair=chair))
    assert agreement is not None  # a missing one was refused
    now = at or timezone.now()
    meeting = meetings.convene(case, planned_for=planned_for, how=how, chair=chair, by=by, at=now)
    agreement.meeting, agreement.status = meeting, Status.CONVENED
    agreement.without_referrer = plain(without_referrer).strip()
    agreement.save(update_fields=["meeting", "status", "without_referrer"])
    _ask_everybody(agreement, meeting, by=by, at=now)
    note(
        case, at=now, kind="agreement.convened", sentence="The multi-agency meeting was convened.",
        link=agreement.get_absolute_url(), by=by,
    )  # fmt: skip
    audit.record("agreement.convened", agreement, by=by, how=how, round=agreement.round)
    return agreement


def _ask_everybody(agreement: MultiAgencyMeeting, meeting: Meeting, *, by: User, at: datetime) -> None:
    """Everybody whom the rule names, each person once, the first of their parts. [Rule M1; procedure 4.6]"""
    asked: set[User] = set()
    link = agreement.get_absolute_url()
    for part, person, agency in _named_by_the_rule(agreement, meeting, at):
        if person in asked:
            continue
        name = person.full_name if person else str(agency)
        one = meetings.ask(meeting, part=part, name=name, person=person, agency=agency, link=link, by=by, at=at)
        notices.tell_unit(agreement, one)
        asked.update({person} if person else ())


def _named_by_the_rule(agreement: MultiAgencyMeeting, meeting: Meeting, at: datetime) -> Iterator[Asked]:
    """Social worker, supervising manager, Police, whoever referred, the guardian; and the chair."""
    case = agreement.case
    live = Grant.objects.live(at).filter(case=case).select_related("user__agency", "team__agency", "agency")
    allocation = Allocation.objects.filter(case=case, ended_at=None).select_related("worker", "manager").first()
    if allocation:
        yield Part.SOCIAL_WORKER, allocation.worker, None
        yield Part.SUPERVISING_MANAGER, allocation.manager, None
    yield from _police_of(case, [grant for grant in live if grant.relation == Relation.POLICE])
    if not agreement.without_referrer:
        for referral in case.referrals.select_related("made_by__agency"):
            yield Part.REFERRER, referral.made_by, None
    for grant in live:
        if grant.relation == Relation.GUARDIAN and grant.user:
            yield Part.GUARDIAN, grant.user, None
    yield Part.OTHER, meeting.chair, None


def _police_of(case: Case, grants: Sequence[Grant]) -> Iterator[Asked]:
    """The officer or the unit on the case; where there is none yet, the force to whom the authority turns."""
    for grant in grants:
        yield Part.POLICE, grant.user, grant.agency or (grant.team.agency if grant.team else None)
    if not grants:
        for force in Agency.objects.police_of(case.authority):
            yield Part.POLICE, None, force


@transaction.atomic
def move(
    agreement: MultiAgencyMeeting,
    *,
    planned_for: datetime,
    how: How,
    by: User,
    at: datetime | None = None,
) -> MultiAgencyMeeting:
    """Meet at another time. Its clock runs on, and whoever was asked may come anew. [Rules M1, S4; procedure 4.6]"""
    require(by, Permission.WRITE_ENQUIRY, agreement)
    agreement, now = locked(agreement), at or timezone.now()
    refuse_if(why_not_move(agreement))
    meeting = _of(agreement)
    meetings.move(meeting, planned_for=planned_for, how=how, by=by)
    note(
        agreement.case, at=now, kind="agreement.moved", sentence="The multi-agency meeting was moved.",
        link=agreement.get_absolute_url(), by=by,
    )  # fmt: skip
    audit.record("agreement.moved", agreement, by=by, how=how)
    notices.tell_of_move(agreement, at=now, by=by)
    return agreement


@transaction.atomic
def decide(
    agreement: MultiAgencyMeeting,
    *,
    held_at: datetime | None,
    decisions: Decisions,
    by: User,
    at: datetime | None = None,
) -> MultiAgencyMeeting:
    """Write down what the meeting decides. What an agency said of another proposal no longer counts. [Rules M3, M4]"""
    require(by, Permission.WRITE_ENQUIRY, agreement)
    agreement, now = locked(agreement), at or timezone.now()
    refuse_if(why_not_decide(agreement, held_at=held_at, now=now))
    meeting = _of(agreement)
    written = {name: plain(str(value)).strip() for name, value in decisions.items()}
    is_another = any(getattr(agreement, name) != written[name] for name in PROPOSED)
    for name, value in written.items():
        setattr(agreement, name, value)
    agreement.decided_at = now
    agreement.save(update_fields=[*written, "decided_at"])
    meeting.held_at = held_at
    meeting.save(update_fields=["held_at"])
    lapsed = 0
    if is_another:
        lapsed = meeting.attendances.exclude(view=View.RESERVED).update(
            view=View.RESERVED, view_because="", view_at=None, view_by=None
        )
    audit.record(
        "agreement.decided", agreement, by=by, conference=written["conference"], views_lapsed=lapsed,
        of_the_family=written["of_the_family"], relative_here=written["relative_here"],
    )  # fmt: skip
    return agreement


@transaction.atomic
def conclude(
    agreement: MultiAgencyMeeting, *, dissent_weighed: str = "", by: User, at: datetime | None = None
) -> MultiAgencyMeeting:
    """End the meeting: with agreement the case goes on, without it a further meeting follows. [Rules M1-M5]"""
    require(by, Permission.SIGN_ENQUIRY, agreement)
    agreement, now, weighed = locked(agreement), at or timezone.now(), plain(dissent_weighed).strip()
    refuse_if(why_not_conclude(agreement, dissent_weighed=weighed))
    meeting = _of(agreement)
    agreement.outcome = outcome_of(list(meeting.attendances.select_related("agency")))
    agreement.status, agreement.dissent_weighed = Status.CONCLUDED, weighed
    agreement.concluded_at, agreement.concluded_by = now, by
    agreement.save(update_fields=["outcome", "status", "dissent_weighed", "concluded_at", "concluded_by"])
    if agreement.outcome == Outcome.AGREED:
        _let_go_on(agreement, by=by, at=now)
    else:
        _meet_again(agreement, at=now)
    note(
        agreement.case, at=now, kind="agreement.concluded", sentence=_said_of(agreement), significant=True,
        link=agreement.get_absolute_url(), by=by,
    )  # fmt: skip
    audit.record(
        "agreement.concluded", agreement, by=by, outcome=agreement.outcome, conference=agreement.conference,
        round=agreement.round,
    )  # fmt: skip
    notices.tell_of_conclusion(agreement, by=by)
    return agreement


def _let_go_on(agreement: MultiAgencyMeeting, *, by: User, at: datetime) -> None:
    """The agencies agreed: the hold goes, the meeting's clock is met, the conference's clock begins. [Rules M2, M3]"""
    lift_hold(rule="M2", because_of=agreement.enquiry.pk, at=at, by=by)
    deadlines.meet("S47-03", subject=agreement.enquiry, at=at, by=by)
    if agreement.conference == Conference.HOLD:
        strategy = agreement.enquiry.strategy
        deadlines.start(
            "ICP-01",
            subject=agreement,
            started_at=strategy.decided_at or agreement.enquiry.started_at,
            by=by,
            concerning=f"Case {agreement.case.reference}",
            link=agreement.get_absolute_url(),
            authority=agreement.case.authority,
            case=agreement.case,
        )


def _meet_again(agreement: MultiAgencyMeeting, *, at: datetime) -> None:
    """No agreement: the case stays held, the clock of the meeting runs on, and a further one is to be convened."""
    MultiAgencyMeeting.objects.create(
        case=agreement.case, enquiry=agreement.enquiry, round=agreement.round + 1, opened_at=at
    )


def _said_of(agreement: MultiAgencyMeeting) -> str:
    """The line of the chronology."""
    if agreement.outcome == Outcome.NOT_AGREED:
        return "The multi-agency meeting ended without agreement. The case waits, and a further meeting is convened."
    decided = "is held" if agreement.conference == Conference.HOLD else "is not needed"
    return f"The multi-agency meeting agreed. A child protection conference {decided}."


def locked(agreement: MultiAgencyMeeting) -> MultiAgencyMeeting:
    """The meeting as it stands now, for one verb at a time."""
    rows = MultiAgencyMeeting.objects.select_for_update(of=("self",))
    return rows.select_related("case__authority", "enquiry__strategy", "meeting__chair").get(pk=agreement.pk)


def _of(agreement: MultiAgencyMeeting) -> Meeting:
    if agreement.meeting is None:
        raise ValueError("what is convened has its meeting")
    return agreement.meeting
