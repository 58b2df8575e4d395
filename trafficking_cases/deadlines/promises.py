"""How the time limits that we start are kept: under which rule, what is promised, by whom, and who hears of it.

The figures stand in `timescales.json`; those that no source gives stand in OWN_LIMITS and are settings too.
"""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import TextChoices

from trafficking_cases.deadlines.clocks import Limit


class Role(TextChoices):
    """Whose a deadline is, or who is told of it: a function, turned into people when it is read."""

    OWNER = "owner", "Its owner"
    FRONT_DOOR = "front_door", "The front door"
    FRONT_DOOR_MANAGER = "front_door_manager", "A manager at the front door"
    SERVICE_MANAGER = "service_manager", "The service manager"
    ALLOCATED = "allocated", "The allocated social worker"
    SUPERVISING = "supervising", "The supervising manager"
    POLICE_UNIT = "police_unit", "The Police unit"
    FIRST_RESPONDERS = "first_responders", "The first responders of the case"


# Who stands above whom. The last has nobody above.
UP_THE_LINE = {
    Role.FRONT_DOOR: Role.FRONT_DOOR_MANAGER,
    Role.FRONT_DOOR_MANAGER: Role.SERVICE_MANAGER,
    Role.ALLOCATED: Role.SUPERVISING,
    Role.SUPERVISING: Role.SERVICE_MANAGER,
    Role.POLICE_UNIT: Role.SUPERVISING,
    Role.FIRST_RESPONDERS: Role.SUPERVISING,
}


@dataclass(frozen=True)
class Rung:
    """One step of a ladder: who is told, and when, as a share of the time allowed or so long after it has run out."""

    to: Role
    at: Fraction | Limit


@dataclass(frozen=True)
class Keeping:
    """How a limit is kept here: under which rule of the rulebook, what is promised, by whom, and who hears of it.

    `before` is a longer limit for the same promise: it runs on behind this one, and people see one clock.
    """

    rule: str
    promise: str
    began: str
    owner: Role
    ladder: tuple[Rung, ...]
    before: str = ""


AT_ONCE = Fraction(0)
HALFWAY = Fraction(1, 2)
LATE_ON = Fraction(3, 4)
AT_DUE = Limit(0, "hours")
A_DAY_LATER = Limit(1, "working_days")


def up_to(manager: Role, *first: Rung) -> tuple[Rung, ...]:
    """The usual ladder: the owner before it is due, their manager when it is, the service manager a day later."""
    return (*first, Rung(Role.OWNER, HALFWAY), Rung(manager, AT_DUE), Rung(Role.SERVICE_MANAGER, A_DAY_LATER))


# Limits that no source gives, by code: the figure, and the setting that changes it.
OWN_LIMITS = {
    "KEY-01": (Limit(1, "working_days"), "nrm.key_in"),
    "HOR-01": (Limit(1, "working_days"), "nrm.reference"),
    "POL-01": (Limit(3, "working_days"), "nrm.police_review"),
    "ACT-01": (Limit(5, "working_days"), "meetings.action"),
    "MON-01": (Limit(20, "working_days"), "monitoring.check"),
}

# The ladders are those of the table's own column "escalation".
KEPT = {
    "REF-03": Keeping(
        rule="R2",
        promise="Decide what happens next",
        began="Received",
        owner=Role.FRONT_DOOR,
        ladder=(
            Rung(Role.OWNER, HALFWAY),
            Rung(Role.FRONT_DOOR_MANAGER, AT_DUE),
            Rung(Role.SERVICE_MANAGER, A_DAY_LATER),
        ),
    ),
    "REF-08": Keeping(
        rule="R2",
        promise="Decide what happens next: urgent",
        began="Received",
        owner=Role.FRONT_DOOR,
        ladder=(
            Rung(Role.OWNER, HALFWAY),
            Rung(Role.FRONT_DOOR_MANAGER, AT_DUE),
            Rung(Role.SERVICE_MANAGER, Limit(1, "hours")),
        ),
        before="REF-03",
    ),
    "IMM-06": Keeping(
        rule="R6",
        promise="Hold the strategy discussion: the child was protected at once",
        began="Protected",
        owner=Role.FRONT_DOOR_MANAGER,
        ladder=(Rung(Role.OWNER, AT_ONCE), Rung(Role.OWNER, HALFWAY), Rung(Role.SERVICE_MANAGER, AT_DUE)),
    ),
    "STR-01": Keeping(
        rule="S1",
        promise="Hold the strategy discussion",
        began="Decided",
        owner=Role.SUPERVISING,
        ladder=(Rung(Role.OWNER, HALFWAY), Rung(Role.OWNER, AT_DUE), Rung(Role.SERVICE_MANAGER, Limit(24, "hours"))),
    ),
    "STR-03": Keeping(
        rule="S1",
        promise="Send the record of the strategy discussion to everybody who took part",
        began="Held",
        owner=Role.SUPERVISING,
        ladder=up_to(Role.SUPERVISING),
    ),
    "STR-05": Keeping(
        rule="A1",
        promise="See the child, and speak with them alone",
        began="Enquiry agreed",
        owner=Role.ALLOCATED,
        ladder=(Rung(Role.OWNER, HALFWAY), Rung(Role.SUPERVISING, LATE_ON), Rung(Role.SERVICE_MANAGER, AT_DUE)),
    ),
    "S47-01": Keeping(
        rule="S4",
        promise="Complete the Section 47 enquiry",
        began="Started",
        owner=Role.ALLOCATED,
        ladder=up_to(Role.SUPERVISING, Rung(Role.SUPERVISING, LATE_ON)),
    ),
    "S47-02": Keeping(
        rule="S4",
        promise="Sign the outcome of the Section 47 enquiry",
        began="Completed",
        owner=Role.SUPERVISING,
        ladder=up_to(Role.SUPERVISING),
    ),
    "S47-03": Keeping(
        rule="S4",
        promise="Hold the multi-agency meeting",
        began="Enquiry completed",
        owner=Role.ALLOCATED,
        ladder=up_to(Role.SUPERVISING),
    ),
    "ICP-01": Keeping(
        rule="M3",
        promise="Hold the child protection conference",
        began="Strategy discussion",
        owner=Role.SUPERVISING,
        ladder=up_to(Role.SUPERVISING),
    ),
    "ASM-01": Keeping(
        rule="A1",
        promise="Complete the social work assessment",
        began="Referral received",
        owner=Role.ALLOCATED,
        ladder=up_to(Role.SUPERVISING, Rung(Role.SUPERVISING, LATE_ON)),
    ),
    "MON-01": Keeping(
        rule="A4",
        promise="Check how the child is",
        began="Last check",
        owner=Role.ALLOCATED,
        ladder=up_to(Role.SUPERVISING),
    ),
    "ACT-01": Keeping(
        rule="S1",
        promise="Do what was undertaken at the meeting",
        began="Undertaken",
        owner=Role.ALLOCATED,
        ladder=up_to(Role.SUPERVISING),
    ),
    "NRM-01": Keeping(
        rule="N1",
        promise="Make the NRM referral, or record why the duty does not arise",
        began="Duty arose",
        owner=Role.ALLOCATED,
        ladder=up_to(Role.SUPERVISING),
    ),
    "NRM-02": Keeping(
        rule="N4",
        promise="Make the NRM referral at once: seeking asylum, from a listed country",
        began="Both facts known",
        owner=Role.ALLOCATED,
        ladder=(
            Rung(Role.SUPERVISING, AT_ONCE),
            Rung(Role.FIRST_RESPONDERS, AT_ONCE),
            Rung(Role.SUPERVISING, HALFWAY),
            Rung(Role.SERVICE_MANAGER, AT_DUE),
        ),
    ),
    "KEY-01": Keeping(
        rule="N1",
        promise="Key the NRM referral in at the Home Office, and record that it was sent",
        began="Sealed",
        owner=Role.ALLOCATED,
        ladder=up_to(Role.SUPERVISING),
    ),
    "HOR-01": Keeping(
        rule="N1",
        promise="Record the Home Office reference, or chase it",
        began="Sent",
        owner=Role.ALLOCATED,
        ladder=up_to(Role.SUPERVISING),
    ),
    "NRM-03": Keeping(
        rule="N10",
        promise="Reasonable-grounds decision expected from the Home Office; chase it once it is late",
        began="Received by the Home Office",
        owner=Role.ALLOCATED,
        ladder=(Rung(Role.OWNER, A_DAY_LATER),),
    ),
    "NRM-07": Keeping(
        rule="N10",
        promise="Recovery period ends; the conclusive-grounds decision may come",
        began="Reasonable grounds",
        owner=Role.ALLOCATED,
        ladder=(Rung(Role.OWNER, AT_DUE),),
    ),
    "NRM-08": Keeping(
        rule="N10",
        promise="Ask for reconsideration, or record why not",
        began="Negative decision",
        owner=Role.ALLOCATED,
        ladder=(
            Rung(Role.OWNER, Fraction(7, 30)),
            Rung(Role.OWNER, Fraction(14, 30)),
            Rung(Role.SUPERVISING, Fraction(21, 30)),
            Rung(Role.SUPERVISING, Fraction(27, 30)),
        ),
    ),
    "NRM-11": Keeping(
        rule="C1",
        promise="The child turns 18: plan what changes, and what goes on",
        began="Birthday known",
        owner=Role.ALLOCATED,
        ladder=(Rung(Role.OWNER, AT_DUE), Rung(Role.SUPERVISING, A_DAY_LATER)),
    ),
    "NRM-12": Keeping(
        rule="N10",
        promise="Tell the child, the guardian and the Police what was decided",
        began="Letter received",
        owner=Role.ALLOCATED,
        ladder=up_to(Role.SUPERVISING),
    ),
    "ICT-01": Keeping(
        rule="N11",
        promise="Ask the guardianship service for a guardian, or record why not",
        began="NRM referral sealed, or recorded as made elsewhere",
        owner=Role.ALLOCATED,
        ladder=up_to(Role.SUPERVISING),
    ),
    "POL-01": Keeping(
        rule="N8",
        promise="Decide on the crime and its investigation",
        began="Shared with the Police",
        owner=Role.POLICE_UNIT,
        ladder=(Rung(Role.OWNER, AT_ONCE), Rung(Role.OWNER, HALFWAY), Rung(Role.OWNER, AT_DUE)),
    ),
}

# The limit in front of another, by the code of the one behind it.
IN_FRONT_OF = {kept.before: code for code, kept in KEPT.items() if kept.before}


def keeping(code: str) -> Keeping:
    """How a limit that we start is kept."""
    return KEPT[code]
