"""What becomes of an invitation, and of an action. [Rules S1, M1; procedure 4.5, 4.6]"""

from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow


class Status(TextChoices):
    """Where an action of a meeting stands. Its owner carries it out; whoever runs the meeting may withdraw it."""

    OPEN = "open", "To do"
    DONE = "done", "Done"
    WITHDRAWN = "withdrawn", "Withdrawn"


WORKFLOW = Workflow(
    rule="S1",
    moves={
        Status.OPEN: frozenset({Status.DONE, Status.WITHDRAWN}),
        Status.DONE: frozenset(),
        Status.WITHDRAWN: frozenset(),
    },
)


class Part(TextChoices):
    """As what somebody is asked to a meeting."""

    SOCIAL_WORKER = "social_worker", "Social worker"
    SUPERVISING_MANAGER = "supervising_manager", "Supervising manager"
    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    REFERRER = "referrer", "Referring agency"
    EDUCATION = "education", "School or college"
    GUARDIAN = "guardian", "Independent guardian"
    INTERPRETER = "interpreter", "Interpreter"
    ADULT = "adult", "Adult around the child"
    OTHER = "other", "Another professional"


class Presence(TextChoices):
    """Whether somebody came."""

    INVITED = "invited", "Invited"
    THERE = "there", "Took part"
    APOLOGIES = "apologies", "Sent apologies"
    NOT_INVITED = "not_invited", "Left out, with a reason"


class View(TextChoices):
    """What an agency says of what was proposed. [Rule M2; procedure 4.6]"""

    AGREES = "agrees", "Agrees"
    DISSENTS = "dissents", "Does not agree"
    RESERVED = "reserved", "Has not said yet"
