"""The course of an interview: planned, held, written down. The forbidden cannot be planned. [Rules S2, S3, A1]"""

from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow


class Status(TextChoices):
    """Where an interview stands. Whoever leads it plans and writes it down."""

    DRAFT = "draft", "Being put together"
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CALLED_OFF = "called_off", "Called off"


WORKFLOW = Workflow(
    rule="S2",
    moves={
        Status.DRAFT: frozenset({Status.PLANNED, Status.HELD, Status.CALLED_OFF}),
        Status.PLANNED: frozenset({Status.DRAFT, Status.HELD, Status.CALLED_OFF}),
        Status.HELD: frozenset(),
        Status.CALLED_OFF: frozenset(),
    },
)


class Subject(TextChoices):
    """Whom an interview is with: the child alone, or one or more adults. Never both. [Rule S2; procedure 4.5]"""

    CHILD = "child", "The child, alone"
    ADULTS = "adults", "One or more adults"


class Capacity(TextChoices):
    """As what somebody is in the room."""

    CHILD = "child", "The child"
    INTERVIEWED = "interviewed", "Adult who is interviewed"
    SOCIAL_WORKER = "social_worker", "Social worker"
    POLICE = "police", "Police"
    INTERPRETER = "interpreter", "Interpreter"
    COMPANION = "companion", "Safe companion of the child"
    PROFESSIONAL = "professional", "Another professional"


class Purpose(TextChoices):
    """What an interview is for."""

    FIRST_ACCOUNT = "first_account", "First account, when protection could not wait"
    VISIT = "visit", "Visit: the child is seen and spoken with"
    ENQUIRY = "enquiry", "Interview of the enquiry"


class Part(TextChoices):
    """What somebody did who should not have been there."""

    THERE = "there", "Was there while the child was seen or spoken with"
    INTERPRETED = "interpreted", "Interpreted for the child"
    TOGETHER = "together", "Was interviewed together with the child"


class WhenThere(TextChoices):
    """For how long somebody was there who should not have been."""

    WHOLE = "whole", "The whole time"
    PART = "part", "Part of the time"
    NEAR = "near", "In the building, not in the room"


class Since(TextChoices):
    """What was done once a breach was noticed."""

    STOPPED = "stopped", "Stopped the interview"
    SAFE = "safe", "Made sure that the child is safe with somebody they trust"
    POLICE_TOLD = "police_told", "Told the Police"
    OTHER = "other", "Something else"
