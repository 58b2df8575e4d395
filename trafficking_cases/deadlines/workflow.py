"""What becomes of a promise. Being late is not a status: it is the clock's to say, and it is never taken back."""

from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow


class Status(TextChoices):
    RUNNING = "running", "Running"
    MET = "met", "Met"
    STOPPED = "stopped", "Stopped"
    REPLACED = "replaced", "Worked out again"


WORKFLOW = Workflow(
    rule="R2",
    moves={
        Status.RUNNING: frozenset({Status.MET, Status.STOPPED, Status.REPLACED}),
        Status.MET: frozenset(),
        Status.STOPPED: frozenset(),
        Status.REPLACED: frozenset(),
    },
)
