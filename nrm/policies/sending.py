"""Why not yet: recording that a referral was sent, its reference, and one that was made elsewhere."""

import re
from datetime import date, datetime

from nrm.models import NrmReferral
from nrm.policies.duties import why_no_first_responder
from nrm.workflow.referrals import WITH_THE_HOME_OFFICE, Status
from trafficking_cases.lib.errors import Reason
from trafficking_cases.people.models import User

# The Home Office publishes no pattern for its references: letters, figures and dashes are all that can be said.
SHAPE = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{2,38})[A-Z0-9]", re.ASCII)
LONGEST_REFERENCE = 40
UNSHAPED = "A Home Office reference has only letters, figures and dashes, and a figure in it. Look at the e-mail again"


def as_reference(typed: str) -> str:
    """A reference as it is kept: in capitals, without spaces, however it was typed."""
    return "".join(typed.split()).upper()


def is_shaped(reference: str) -> bool:
    """Whether it can be a reference of the Home Office at all."""
    return bool(SHAPE.fullmatch(reference)) and any(letter.isdigit() for letter in reference)


def why_not_record_sent(referral: NrmReferral, at: datetime, by: User, *, now: datetime, on: date) -> list[Reason]:
    """Reasons that a referral cannot be recorded as sent. [Rules N1, N5; procedure 4.3]"""
    reasons = why_no_first_responder(by, on)
    if referral.status in WITH_THE_HOME_OFFICE:
        return [*reasons, Reason("N1", "It is recorded already that this referral was sent.")]
    if referral.status != Status.SEALED:
        return [*reasons, Reason("N1", "Sign and seal the referral first, then key it in and record that it was sent.")]
    if at > now:
        reasons.append(Reason("N1", "Record that it was sent once it has been."))
    if referral.sealed_at and at < referral.sealed_at.replace(second=0, microsecond=0):
        reasons.append(Reason("N1", "It was sealed after that. Look at the time when it was sent again."))
    return reasons


def why_not_record_reference(
    referral: NrmReferral, reference: str, by: User, *, is_taken: bool, on: date
) -> list[Reason]:
    """Reasons that a Home Office reference cannot be recorded. [Rules N1, N5; procedure 4.3]"""
    reasons = why_no_first_responder(by, on)
    if referral.status not in (Status.SENT, Status.ACKNOWLEDGED):
        said = "This referral is closed." if referral.status == Status.CLOSED else "Record first that it was sent."
        reasons.append(Reason("N1", said))
    if referral.home_office_reference and referral.home_office_reference == reference:
        reasons.append(Reason("N1", "This reference is recorded already."))
    return reasons + why_not_this_reference(reference, is_taken=is_taken)


def why_not_this_reference(reference: str, *, is_taken: bool) -> list[Reason]:
    """Reasons that something cannot be the reference of this referral. Whose it is, is not said. [Rule N1]"""
    reasons = []
    if not is_shaped(reference):
        reasons.append(Reason("N1", f"{UNSHAPED}."))
    if is_taken:
        reasons.append(
            Reason("N1", "Another referral has this reference already. Compare it with the e-mail, figure by figure.")
        )
    return reasons


def why_not_record_elsewhere(
    reference: str, at: datetime, by: User, *, is_taken: bool, now: datetime, on: date
) -> list[Reason]:
    """Reasons that a referral made elsewhere cannot be recorded. [Rules N1, N5, N8; procedure 4.3]"""
    reasons = why_no_first_responder(by, on)
    if at > now:
        reasons.append(Reason("N1", "Record it once it has been made."))
    return reasons + why_not_this_reference(reference, is_taken=is_taken)
