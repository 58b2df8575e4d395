"""The course of a multi-agency meeting: called, held, concluded, its minutes signed. [Rules M1, M2; procedure 4.6]"""

from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow


class Status(TextChoices):
    """Where a multi-agency meeting stands. The social worker convenes it; the chair concludes it and signs."""

    TO_CONVENE = "to_convene", "To be convened"
    CONVENED = "convened", "Convened"
    CONCLUDED = "concluded", "Concluded, minutes to be signed"
    SIGNED = "signed", "Minutes signed"


WORKFLOW = Workflow(
    rule="M1",
    moves={
        Status.TO_CONVENE: frozenset({Status.CONVENED}),
        Status.CONVENED: frozenset({Status.TO_CONVENE, Status.CONCLUDED}),
        Status.CONCLUDED: frozenset({Status.SIGNED}),
        Status.SIGNED: frozenset(),
    },
)


class Answer(TextChoices):
    """Yes, no, or nobody knows: the third is an answer too."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class Conference(TextChoices):
    """What the meeting decides on a child protection conference. [Rule M3; procedure 4.6]"""

    HOLD = "hold", "A conference is held"
    NOT_NEEDED = "not_needed", "No conference is needed"


class StepStatus(TextChoices):
    """What becomes of an onward step."""

    PLANNED = "planned", "Planned"
    TAKEN = "taken", "Taken"
    DROPPED = "dropped", "Dropped"
