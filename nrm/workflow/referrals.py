"""The course of an NRM referral: written, sealed, sent, acknowledged by the Home Office. [Rule N7; procedure 4.3]"""

from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow


class Status(TextChoices):
    """Where an NRM referral stands. Its author writes it; a first responder seals it and records that it was sent."""

    DRAFT = "draft", "Being written"
    SEALED = "sealed", "Sealed, to be keyed in"
    SENT = "sent", "Sent, no reference yet"
    ACKNOWLEDGED = "acknowledged", "With the Home Office"
    CLOSED = "closed", "Closed"
    DISCARDED = "discarded", "Discarded"


WORKFLOW = Workflow(
    rule="N7",
    moves={
        Status.DRAFT: frozenset({Status.SEALED, Status.DISCARDED}),
        Status.SEALED: frozenset({Status.SENT, Status.DISCARDED}),
        Status.SENT: frozenset({Status.ACKNOWLEDGED}),
        Status.ACKNOWLEDGED: frozenset({Status.CLOSED}),
        Status.CLOSED: frozenset(),
        Status.DISCARDED: frozenset(),
    },
)

# The Home Office has it.
WITH_THE_HOME_OFFICE = frozenset({Status.SENT, Status.ACKNOWLEDGED, Status.CLOSED})


class Source(TextChoices):
    """Where an answer came from."""

    CASE = "case", "From the case"
    TYPED = "typed", "Written here"


class SentKnownBy(TextChoices):
    """How it is known that the Home Office has it. [Rule N1; procedure 4.3]"""

    CONFIRMATION = "confirmation", "The confirmation page was seen"
    REFERENCE = "reference", "A reference has come"
