"""The course of a strategy discussion: convened, held, its record signed by the chair. [Rule S1; procedure 4.5]"""

from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow


class Status(TextChoices):
    """Where a strategy discussion stands. Whoever convenes it plans it; the chair signs the record."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held, record to be signed"
    RECORDED = "recorded", "Recorded and signed"
    CALLED_OFF = "called_off", "Called off"


WORKFLOW = Workflow(
    rule="S1",
    moves={
        Status.PLANNED: frozenset({Status.HELD, Status.CALLED_OFF}),
        Status.HELD: frozenset({Status.RECORDED}),
        Status.RECORDED: frozenset(),
        Status.CALLED_OFF: frozenset(),
    },
)


class Enquiry(TextChoices):
    """Whether, and by whom, enquiries are made. Joint means social work and Police, never the family. [Rule S1]"""

    JOINT = "joint", "Joint enquiry by children's services and the Police"
    SINGLE = "single", "Single enquiry by children's services"
    NONE = "none", "No Section 47 enquiry"


# A Section 47 enquiry follows.
ENQUIRED = frozenset({Enquiry.JOINT, Enquiry.SINGLE})
