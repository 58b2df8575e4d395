"""What becomes of one e-mail."""

from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow


class Status(TextChoices):
    WAITING = "waiting", "Waiting to be sent"
    SENT = "sent", "Sent"
    WITHHELD = "withheld", "Not sent: it was read already, or the person may no longer see what it is about"
    PARKED = "parked", "Set aside after several tries"


WORKFLOW = Workflow(
    rule="R2",
    moves={
        Status.WAITING: frozenset({Status.SENT, Status.WITHHELD, Status.PARKED}),
        Status.SENT: frozenset(),
        Status.WITHHELD: frozenset(),
        Status.PARKED: frozenset(),
    },
)
