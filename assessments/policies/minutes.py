"""Why not yet: minutes written and signed, and what may be recorded of law enforcement."""

from assessments.models import Minutes, MultiAgencyMeeting
from assessments.workflow.agreement import Status
from trafficking_cases.lib.errors import Reason
from trafficking_cases.people.models import Kind, User


def why_not_write_minutes(
    agreement: MultiAgencyMeeting, latest: Minutes | None, *, text: str, corrects_because: str
) -> list[Reason]:
    """Reasons that minutes cannot be written. What is signed stays; a correction says why. [Rule M1; procedure 4.6]"""
    if agreement.status == Status.TO_CONVENE:
        return [Reason("M1", "Minutes are of a meeting. Convene it first.")]
    reasons = []
    if not text:
        reasons.append(Reason("M1", "Write what was said and decided."))
    if latest and latest.signed_at and not corrects_because:
        reasons.append(Reason("M1", "The version before this is signed and stays. Say why it has to be corrected."))
    return reasons


def why_not_sign_minutes(agreement: MultiAgencyMeeting, latest: Minutes | None, *, read: int, by: User) -> list[Reason]:
    """Reasons that minutes cannot be signed. [Rule M1; procedure 4.6]"""
    if agreement.is_open:
        return [Reason("M1", "The meeting is not concluded. Minutes are signed once they say how it ended.")]
    if latest is None or latest.signed_at:
        return [Reason("M1", "No version waits for a signature. Write what is to be signed first.")]
    reasons = []
    if latest.version != read:
        reasons.append(Reason("M1", "A newer version was written since you opened this page. Read it first."))
    if agreement.meeting and agreement.meeting.chair.is_active and agreement.meeting.chair_id != by.pk:
        reasons.append(Reason("M1", "Whoever led the meeting signs its minutes. Ask the chair."))
    if latest.written_by_id == by.pk:
        reasons.append(Reason("M1", "You wrote this version. Somebody else writes it down, and you sign."))
    return reasons


def why_not_record_enforcement(agreement: MultiAgencyMeeting, *, decision: str, by: User) -> list[Reason]:
    """Reasons that a decision of law enforcement cannot be recorded: only the Police do. [Rule M6; procedure 4.6]"""
    if by.agency.kind != Kind.POLICE:
        return [
            Reason("M6", "Law enforcement is for the Police: they record what they decided. Record the help you gave.")
        ]
    return _of_a_meeting(agreement) + ([] if decision else [Reason("M6", "Write what was decided.")])


def why_not_record_help(agreement: MultiAgencyMeeting, *, what: str) -> list[Reason]:
    """Reasons that help given to law enforcement cannot be recorded. [Rule M6; procedure 4.6]"""
    return _of_a_meeting(agreement) + ([] if what else [Reason("M6", "Write what help your agency gave.")])


def _of_a_meeting(agreement: MultiAgencyMeeting) -> list[Reason]:
    if agreement.status == Status.TO_CONVENE:
        return [Reason("M6", "This is recorded with the meeting. Convene it first.")]
    return []
