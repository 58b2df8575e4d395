"""The verbs of a Section 47 enquiry: started, written, completed, sent back, signed. [Rules S4, A1; procedure 4.6]"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assessments.models import MultiAgencyMeeting, Section47Enquiry, StrategyDiscussion
from assessments.notices import enquiry as notices
from assessments.policies import enquiry as policies
from assessments.policies.child_seen import seen_in
from assessments.policies.typed_over import why_not_over
from assessments.workflow.enquiry import Outcome, Part, Status
from assessments.workflow.strategy import ENQUIRED, Enquiry
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.holds import lift_hold, put_hold
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain, within_a_sentence
from trafficking_cases.people.models import User

HELD_BACK = "The enquiry is completed: nothing further is done until the agencies have met and agreed."


def take_in(now: datetime) -> int:
    """Start the enquiries that signed strategy discussions decided on, and see who was seen. Safe to run again."""
    decided = StrategyDiscussion.objects.recorded().filter(enquiry__in=ENQUIRED, enquiry_started=None)
    begun = [_start(discussion, now) for discussion in decided.select_related("case__authority", "lead", "signed_by")]
    waiting = Deadline.objects.running().filter(rule="STR-05")
    for enquiry in Section47Enquiry.objects.filter(pk__in=waiting.values("subject")).with_people():
        _meet_if_seen(enquiry, by=enquiry.lead)
    return len([one for one in begun if one])


@transaction.atomic
def _start(discussion: StrategyDiscussion, now: datetime) -> Section47Enquiry | None:
    """Start an enquiry as its discussion decided; None where another process was first. [Rule S4; procedure 4.6]"""
    case, signed_by = discussion.case, discussion.signed_by
    if signed_by is None:
        return None
    enquiry, is_new = Section47Enquiry.objects.get_or_create(
        strategy=discussion,
        defaults={
            "case": case,
            "is_joint": discussion.enquiry == Enquiry.JOINT,
            "lead": discussion.lead or signed_by,
            "started_at": discussion.decided_at or discussion.signed_at or now,
        },
    )
    if not is_new:
        return None
    for code in ("STR-05", "S47-01"):
        _start_clock(code, enquiry, started_at=enquiry.started_at, by=signed_by)
    said = "A joint Section 47 enquiry was started." if enquiry.is_joint else "A Section 47 enquiry was started."
    _write_down(enquiry, "enquiry.started", said, by=signed_by, at=now, is_joint=enquiry.is_joint)
    notices.tell("enquiry.started", enquiry, enquiry.lead)
    return enquiry


@transaction.atomic
def note_child_seen(case: Case, *, by: User) -> None:
    """Meet the promise to see the child, wherever an enquiry waits for it: called when an interview was held. [A1]"""
    for enquiry in Section47Enquiry.objects.filter(case=case, status=Status.UNDER_WAY).with_people():
        _meet_if_seen(enquiry, by=by)


def _meet_if_seen(enquiry: Section47Enquiry, *, by: User) -> None:
    seen = seen_in(enquiry.case, since=enquiry.started_at)
    if seen and seen[0].held_at:
        deadlines.meet("STR-05", subject=enquiry, at=max(seen[0].held_at, enquiry.started_at), by=by)


@transaction.atomic
def write(enquiry: Section47Enquiry, *, part: Part, text: str, before: str = "", by: User) -> Section47Enquiry:
    """Write one part of an enquiry. `before` is the fingerprint of what the page was opened with. [Rule S4]"""
    require(by, Permission.WRITE_ENQUIRY, enquiry)
    enquiry, column = _locked(enquiry), Part(part).value
    refuse_if(policies.why_not_write(enquiry) or why_not_over("S4", getattr(enquiry, column), before))
    setattr(enquiry, column, plain(text).strip())
    enquiry.save(update_fields=[column])
    audit.record("enquiry.written", enquiry, by=by, part=column)
    return enquiry


@transaction.atomic
def agree_not_seen(
    enquiry: Section47Enquiry, *, because: str, by: User, at: datetime | None = None
) -> Section47Enquiry:
    """Record, as a manager, why the child was not seen, so that the enquiry can be completed. [Rule A1]"""
    require(by, Permission.SIGN_ENQUIRY, enquiry)
    enquiry, because, now = _locked(enquiry), plain(because).strip(), at or timezone.now()
    seen = seen_in(enquiry.case, since=enquiry.started_at)
    refuse_if(policies.why_not_agree_not_seen(enquiry, seen, by=by, because=because))
    enquiry.not_seen_because, enquiry.not_seen_agreed_at, enquiry.not_seen_agreed_by = because, now, by
    enquiry.save(update_fields=["not_seen_because", "not_seen_agreed_at", "not_seen_agreed_by"])
    said = "A manager recorded why the child was not seen in the enquiry."
    _write_down(enquiry, "enquiry.not_seen_agreed", said, by=by, at=now)
    return enquiry


@transaction.atomic
def complete(enquiry: Section47Enquiry, *, outcome: Outcome, by: User, at: datetime | None = None) -> Section47Enquiry:
    """Complete an enquiry with its outcome: the multi-agency meeting opens, and the case waits for it.

    [Rules S4, A1, M2; procedure 4.4, 4.6]
    """
    require(by, Permission.WRITE_ENQUIRY, enquiry)
    enquiry, now = _locked(enquiry), at or timezone.now()
    seen = seen_in(enquiry.case, since=enquiry.started_at)
    refuse_if(policies.why_not_complete(enquiry, seen))
    enquiry.status, enquiry.outcome = Status.COMPLETED, Outcome(outcome).value
    enquiry.completed_at, enquiry.completed_by = now, by
    enquiry.sent_back_because = ""
    enquiry.save(update_fields=["status", "outcome", "completed_at", "completed_by", "sent_back_because"])

    _meet_if_seen(enquiry, by=by)
    deadlines.stop("STR-05", subject=enquiry, at=now, by=by, reason="A manager recorded why the child was not seen")
    deadlines.meet("S47-01", subject=enquiry, at=now, by=by)
    _start_clock("S47-02", enquiry, started_at=now, by=by)
    _write_down(enquiry, "enquiry.completed", "The Section 47 enquiry was completed.", by=by, at=now, outcome=outcome)
    _open_meeting(enquiry, by=by, at=now)
    notices.tell_managers("enquiry.awaiting_signature", enquiry, but=by)
    return enquiry


def _open_meeting(enquiry: Section47Enquiry, *, by: User, at: datetime) -> MultiAgencyMeeting:
    """What S4 asks for: a meeting to convene, its clock, and a case that waits for it."""
    meeting, _ = MultiAgencyMeeting.objects.get_or_create(
        enquiry=enquiry, round=1, defaults={"case": enquiry.case, "opened_at": at}
    )
    put_hold(enquiry.case, rule="M2", because_of=enquiry.pk, sentence=HELD_BACK, at=at, by=by)
    deadlines.start(
        "S47-03",
        subject=enquiry,
        started_at=at,
        by=by,
        concerning=f"Case {enquiry.case.reference}",
        link=f"{reverse('assessments:overview', args=[enquiry.case_id])}#agreement",
        authority=enquiry.case.authority,
        case=enquiry.case,
        cycle=enquiry.cycle,
    )
    return meeting


@transaction.atomic
def send_back(enquiry: Section47Enquiry, *, because: str, by: User, at: datetime | None = None) -> Section47Enquiry:
    """Give a completed enquiry back to whoever wrote it, with what is missing. [Rule S4; procedure 4.6]

    It is under way again, so its own clock runs on from where it began, and what followed from its completion rests:
    the hold is lifted and the clock of the meeting stops. The meeting itself stays where it is, to be convened once
    the enquiry is completed again; one that is convened already has to be called off first.
    """
    require(by, Permission.SIGN_ENQUIRY, enquiry)
    enquiry, because, now = _locked(enquiry), plain(because).strip(), at or timezone.now()
    meeting = MultiAgencyMeeting.objects.select_for_update().filter(enquiry=enquiry).order_by("-round").first()
    refuse_if(policies.why_not_send_back(enquiry, meeting, because))
    completed_by = enquiry.completed_by
    deadlines.stop("S47-02", subject=enquiry, at=now, by=by, reason="Sent back")
    deadlines.stop("S47-03", subject=enquiry, at=now, by=by, reason="The enquiry was sent back")
    lift_hold(rule="M2", because_of=enquiry.pk, at=now, by=by)

    enquiry.status, enquiry.sent_back_because = Status.UNDER_WAY, because
    enquiry.completed_at, enquiry.completed_by = None, None
    enquiry.version += 1
    enquiry.save(update_fields=["status", "sent_back_because", "completed_at", "completed_by", "version"])
    _start_clock("S47-01", enquiry, started_at=enquiry.started_at, by=by)
    said = "The Section 47 enquiry was sent back by a manager."
    _write_down(enquiry, "enquiry.sent_back", said, by=by, at=now)
    notices.tell("enquiry.sent_back", enquiry, completed_by, enquiry.lead, but=by)
    return enquiry


@transaction.atomic
def sign(enquiry: Section47Enquiry, *, read: int, by: User, at: datetime | None = None) -> Section47Enquiry:
    """Sign the outcome that was read, as a manager who did not complete it. [Rule S4; procedure 4.6]"""
    require(by, Permission.SIGN_ENQUIRY, enquiry)
    enquiry, now = _locked(enquiry), at or timezone.now()
    refuse_if(policies.why_not_sign(enquiry, by) or policies.why_not_sign_this(enquiry, read))
    enquiry.status, enquiry.signed_at, enquiry.signed_by = Status.AUTHORISED, now, by
    enquiry.save(update_fields=["status", "signed_at", "signed_by"])
    deadlines.meet("S47-02", subject=enquiry, at=now, by=by)
    outcome = within_a_sentence(Outcome(enquiry.outcome).label)
    said = f"Outcome of the Section 47 enquiry: {outcome}. A manager signed it."
    _write_down(enquiry, "enquiry.signed", said, by=by, at=now, outcome=enquiry.outcome)
    notices.tell("enquiry.signed", enquiry, enquiry.completed_by, enquiry.lead, but=by)
    return enquiry


def _locked(enquiry: Section47Enquiry) -> Section47Enquiry:
    return Section47Enquiry.objects.select_for_update(of=("self",)).with_people().get(pk=enquiry.pk)


def _start_clock(code: str, enquiry: Section47Enquiry, *, started_at: datetime, by: User) -> None:
    deadlines.start(
        code,
        subject=enquiry,
        started_at=started_at,
        by=by,
        concerning=f"Case {enquiry.case.reference}",
        link=enquiry.get_absolute_url(),
        authority=enquiry.case.authority,
        case=enquiry.case,
        owner=None if code == "S47-02" else enquiry.lead,
        cycle=enquiry.cycle,
    )


def _write_down(enquiry: Section47Enquiry, name: str, sentence: str, *, by: User, at: datetime, **codes: Any) -> None:
    """A line of the chronology that names nobody but whoever signs, and the audit in codes."""
    link = enquiry.get_absolute_url()
    note(enquiry.case, at=at, kind=name, sentence=sentence, link=link, significant=True, by=by)
    audit.record(name, enquiry, by=by, **codes)
