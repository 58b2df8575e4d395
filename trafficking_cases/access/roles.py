"""What people are here for, in sentences that a manager can check. Permissions of several roles add up."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from trafficking_cases.access.permissions import Permission

# Whoever may sign in may report: a concern never waits for a role. [Rule R1; procedure 4.3]
EVERYBODY = frozenset({Permission.USE_SERVICE, Permission.REPORT_CONCERN, Permission.READ_OUTCOME})

FRONT_DOOR = frozenset(
    {
        Permission.READ_FRONT_DOOR,
        Permission.READ_REFERRAL,
        Permission.CLAIM_REFERRAL,
        Permission.RECORD_CONSULTATION,
        Permission.PROPOSE_DECISION,
        Permission.RECORD_PROTECTION,
    }
)
# Whoever works with a child in any agency: reads what is shared, says what they suspect, and takes part where invited.
PRACTICE = frozenset(
    {
        Permission.READ_REFERRAL,
        Permission.READ_CASE,
        Permission.READ_ENQUIRY,
        Permission.RECORD_EXPLOITATION,
        Permission.TAKE_PART,
        Permission.READ_NRM,
        Permission.DRAFT_NRM,
        Permission.SIGN_NRM,
    }
)
CASEWORK = PRACTICE | {
    Permission.RECORD_PROTECTION,
    Permission.RECORD_IDENTITY,
    Permission.READ_PAPERS,
    Permission.RECORD_ADULT,
    Permission.EXPORT_SUMMARY,
    Permission.HOLD_STRATEGY,
    Permission.WRITE_ENQUIRY,
    Permission.READ_INTERVIEW,
    Permission.PLAN_INTERVIEW,
    Permission.RECORD_NRM_DECISION,
    Permission.READ_PLACEMENT,
    Permission.RECORD_PLACEMENT,
    Permission.REVEAL_WHEREABOUTS,
}
SUPERVISION = (
    FRONT_DOOR
    | CASEWORK
    | {
        Permission.SIGN_DECISION,
        Permission.ALLOCATE_CASE,
        Permission.SIGN_ENQUIRY,
        Permission.GRANT_WHEREABOUTS,
    }
)


class RoleCode(StrEnum):
    """The name of a role where it is stored and compared."""

    PRACTITIONER = "practitioner"
    SOCIAL_WORKER = "social_worker"
    DUTY_WORKER = "duty_worker"
    OUT_OF_HOURS = "out_of_hours"
    MANAGER = "manager"
    SERVICE_MANAGER = "service_manager"
    MACE_COORDINATOR = "mace_coordinator"
    POLICE = "police"
    GUARDIAN = "guardian"
    CARER = "carer"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclass(frozen=True)
class Role:
    """A function that a person holds: its name, what it is for, and what it allows."""

    code: RoleCode
    name: str
    sentence: str
    permissions: frozenset[Permission] = frozenset()


ROLES = {
    role.code: role
    for role in (
        Role(
            RoleCode.PRACTITIONER,
            "Practitioner",
            "Works with children in any agency, reports concerns and reads what is shared with them.",
            PRACTICE,
        ),
        Role(
            RoleCode.SOCIAL_WORKER,
            "Social worker",
            "Holds the cases that are allocated to them, and no others.",
            CASEWORK,
        ),
        Role(
            RoleCode.DUTY_WORKER,
            "Duty worker at the front door",
            "Takes in referrals, talks to the Police and to whoever referred, and writes the decision.",
            FRONT_DOOR,
        ),
        Role(
            RoleCode.OUT_OF_HOURS,
            "Emergency duty worker",
            "Does the work of the front door at night, at weekends and on bank holidays.",
            FRONT_DOOR,
        ),
        Role(
            RoleCode.MANAGER,
            "Supervising manager",
            "Signs decisions that others wrote, allocates cases and supervises those who hold them.",
            SUPERVISION,
        ),
        Role(
            RoleCode.SERVICE_MANAGER,
            "Service manager",
            "Stands above the supervising managers: is told what is late, can sign where they cannot, and answers for "
            "what a court requires before the agencies have agreed.",
            SUPERVISION | {Permission.OVERRIDE_HOLD},
        ),
        Role(
            RoleCode.MACE_COORDINATOR,
            "MACE coordinator",
            "Prepares the weekly meeting; sees a case once it is put forward for it.",
            frozenset({Permission.READ_CASE}),
        ),
        Role(
            RoleCode.POLICE,
            "Police officer",
            "Sees the cases and referrals that are shared with the Police, interviews with the social worker, reviews "
            "NRM referrals, and alone records what law enforcement decides.",
            PRACTICE
            | {
                Permission.RECORD_PROTECTION,
                Permission.READ_PAPERS,
                Permission.RECORD_ADULT,
                Permission.HOLD_STRATEGY,
                Permission.READ_INTERVIEW,
                Permission.PLAN_INTERVIEW,
                Permission.RECORD_ENFORCEMENT,
                Permission.REVIEW_NRM,
                Permission.READ_PLACEMENT,
                Permission.REVEAL_WHEREABOUTS,
            },
        ),
        Role(
            RoleCode.GUARDIAN,
            "Independent child trafficking guardian",
            "Stands up for one child at a time; sees the cases in which they are the guardian.",
            PRACTICE
            | {
                Permission.READ_PAPERS,
                Permission.READ_INTERVIEW,
                Permission.READ_PLACEMENT,
                Permission.REVEAL_WHEREABOUTS,
            },
        ),
        Role(RoleCode.CARER, "Carer", "Looks after one placed child; sees no case."),
        Role(
            RoleCode.ADMINISTRATOR,
            "Administrator",
            "Keeps accounts, settings and lists; sees no child.",
            frozenset({Permission.KEEP_LISTS}),
        ),
        Role(
            RoleCode.AUDITOR,
            "Data protection officer",
            "Reads who did what and who looked, without any of the values; sees no child.",
            frozenset({Permission.READ_AUDIT}),
        ),
    )
}


def permissions_of(codes: Iterable[str]) -> frozenset[Permission]:
    """What these roles allow together, with what everybody may do."""
    allowed = set(EVERYBODY)
    for code in codes:
        allowed |= ROLES[RoleCode(code)].permissions
    return frozenset(allowed)


def roles_allowing(permission: Permission) -> list[RoleCode]:
    """The roles that carry a permission; all of them where everybody may."""
    return [code for code, role in ROLES.items() if permission in role.permissions | EVERYBODY]
