"""The course of a multi-agency meeting: called, held, concluded, its minutes signed. [Rules M1, M2; procedure 4.6]"""

from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow
from trafficking_cases.meetings.workflow import Part


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
        Status.CONVENED: frozenset({Status.CONCLUDED}),
        Status.CONCLUDED: frozenset({Status.SIGNED}),
        # A correction of signed minutes is signed again; the one before stands beside it.
        Status.SIGNED: frozenset(),
    },
)


class Outcome(TextChoices):
    """Whether the agencies agreed. Without agreement the case waits on, and a further meeting follows. [Rule M2]"""

    AGREED = "agreed", "The agencies agreed"
    NOT_AGREED = "not_agreed", "Held without agreement"


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


# Without these three no meeting is concluded. [Rule M1]
REQUIRED = (Part.SOCIAL_WORKER, Part.SUPERVISING_MANAGER, Part.POLICE)
# Whoever is there as one of these speaks for no agency, so neither agrees nor dissents.
SPEAKS_FOR_NO_AGENCY = frozenset({Part.INTERPRETER, Part.ADULT})
