"""Minutes written and signed; what the Police decided, and who helped them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.actions import agreement_notices as notices
from assessments.actions.agreement import locked
from assessments.models import EnforcementDecision, HelpGiven, Minutes, MultiAgencyMeeting
from assessments.policies.minutes import (
    why_not_record_enforcement,
    why_not_record_help,
    why_not_sign_minutes,
    why_not_write_minutes,
)
from assessments.workflow.agreement import Status
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain
from trafficking_cases.people.models import User


@transaction.atomic
def write_minutes(
    agreement: MultiAgencyMeeting, *, text: str, corrects_because: str = "", by: User, at: datetime | None = None
) -> Minutes:
    """Write the minutes, or go on writing them; beside a signed version a new one begins. [Rule M1; procedure 4.6]"""
    require(by, Permission.WRITE_ENQUIRY, agreement)
    agreement, now = locked(agreement), at or timezone.now()
    latest, text, because = agreement.minutes.first(), plain(text).strip(), plain(corrects_because).strip()
    refuse_if(why_not_write_minutes(agreement, latest, text=text, corrects_because=because))
    if latest and not latest.signed_at:
        minutes = latest
        because = because or latest.corrects_because
    else:
        minutes = Minutes(agreement=agreement, version=latest.version + 1 if latest else 1)
    minutes.text, minutes.corrects_because = text, because
    minutes.written_at, minutes.written_by = now, by
    minutes.save()
    audit.record("minutes.written", minutes, by=by, case=agreement.case_id, version=minutes.version)
    notices.ask_for_signature(agreement, minutes)
    return minutes


@transaction.atomic
def sign_minutes(agreement: MultiAgencyMeeting, *, read: int, by: User, at: datetime | None = None) -> Minutes:
    """Sign the version that was read. From then on it is locked, and everybody who was there is told. [Rule M1]"""
    require(by, Permission.SIGN_ENQUIRY, agreement)
    agreement, now = locked(agreement), at or timezone.now()
    minutes = agreement.minutes.first()
    refuse_if(why_not_sign_minutes(agreement, minutes, read=read, by=by))
    assert minutes is not None  # without one it was refused
    minutes.signed_at, minutes.signed_by = now, by
    minutes.save(update_fields=["signed_at", "signed_by"])
    if agreement.status == Status.CONCLUDED:
        agreement.status = Status.SIGNED
        agreement.save(update_fields=["status"])
    said = "The minutes of the multi-agency meeting were signed."
    if minutes.version > 1:
        said = (
            "A correction of the minutes of the multi-agency meeting was signed; the version before stands beside it."
        )
    note(agreement.case, at=now, kind="minutes.signed", sentence=said, link=agreement.get_absolute_url(), by=by)
    audit.record("minutes.signed", minutes, by=by, case=agreement.case_id, version=minutes.version)
    notices.tell_of_minutes(agreement, minutes)
    return minutes


@transaction.atomic
def record_enforcement(
    agreement: MultiAgencyMeeting, *, decision: str, by: User, at: datetime | None = None
) -> EnforcementDecision:
    """Record what law enforcement decided. Only the Police do. [Rule M6; procedure 4.6]"""
    require(by, Permission.RECORD_ENFORCEMENT, agreement)
    agreement, now, decision = locked(agreement), at or timezone.now(), plain(decision).strip()
    refuse_if(why_not_record_enforcement(agreement, decision=decision, by=by))
    recorded = EnforcementDecision.objects.create(agreement=agreement, decision=decision, at=now, by=by)
    said = "The Police recorded what law enforcement decided."
    note(
        agreement.case, at=now, kind="enforcement.recorded", sentence=said, link=agreement.get_absolute_url(),
        significant=True, by=by,
    )  # fmt: skip
    audit.record("enforcement.recorded", recorded, by=by, case=agreement.case_id)
    return recorded


@transaction.atomic
def record_help(agreement: MultiAgencyMeeting, *, what: str, by: User, at: datetime | None = None) -> HelpGiven:
    """Record how one's own agency helped law enforcement. [Rule M6; procedure 4.6]"""
    require(by, Permission.TAKE_PART, agreement)
    agreement, now, what = locked(agreement), at or timezone.now(), plain(what).strip()
    refuse_if(why_not_record_help(agreement, what=what))
    given = HelpGiven.objects.create(agreement=agreement, what=what, at=now, by=by)
    audit.record("help.recorded", given, by=by, case=agreement.case_id)
    return given
