"""Why not yet: what stands against giving a case to somebody."""

from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import RoleCode
from trafficking_cases.children.models import Allocation
from trafficking_cases.lib.errors import Reason
from trafficking_cases.people.models import Agency, User


def why_not_allocate(authority: Agency, worker: User, manager: User) -> list[Reason]:
    """Reasons that a case cannot be allocated to somebody. [Rule R3; procedure 4.3]"""
    reasons = []
    if worker.agency_id != authority.pk or RoleCode.SOCIAL_WORKER not in worker.roles or not worker.is_active:
        reasons.append(Reason("R3", "Allocate the case to a social worker of the authority that holds it."))
    if manager.agency_id != authority.pk or not manager.holds(Permission.SIGN_DECISION):
        reasons.append(Reason("R3", "The case is supervised by a manager of the authority that holds it."))
    return reasons


def why_not_allocate_again(live: Allocation | None, worker: User, manager: User) -> list[Reason]:
    """The reason that nothing would change. [Rule R3; procedure 4.3]"""
    if live and live.worker_id == worker.pk and live.manager_id == manager.pk:
        return [Reason("R3", f"{worker.full_name} holds this case already.")]
    return []
