"""Why not yet: asking for a guardian, and naming one."""

from nrm.models import GuardianReferral
from trafficking_cases.access.roles import RoleCode
from trafficking_cases.lib.errors import Reason
from trafficking_cases.people.models import Kind, User


def why_not_ask_for_guardian(referral: GuardianReferral | None, *, is_asked: bool, because: str) -> list[Reason]:
    """Reasons that it cannot be recorded whether a guardian was asked for. [Rule N11; procedure 2]"""
    reasons = []
    if referral and referral.guardian_id:
        reasons.append(Reason("N11", "The child has a guardian. Name another one where that changes."))
    if not is_asked and not because:
        reasons.append(Reason("N11", "Ask the guardianship service, or say why it is not asked."))
    if is_asked and because:
        reasons.append(Reason("N11", "You say that the service was asked, and why it was not. Change one of them."))
    return reasons


def why_not_name_guardian(referral: GuardianReferral | None, guardian: User) -> list[Reason]:
    """Reasons that somebody cannot be named as the child's guardian. [Rule N11; procedure 2]"""
    reasons = []
    if not guardian.is_active or guardian.agency.kind != Kind.GUARDIANSHIP or RoleCode.GUARDIAN not in guardian.roles:
        reasons.append(Reason("N11", "Name somebody who works as a guardian for the guardianship service."))
    if referral and referral.guardian_id == guardian.pk:
        reasons.append(Reason("N11", "They are the child's guardian already."))
    return reasons
