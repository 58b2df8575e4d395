"""The Police review of an NRM referral. Only the Police decide on investigation. [Rules N8, M6; procedure 4.3, 4.6]"""

from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow


class Status(TextChoices):
    """Where the review stands. It is shared with the Police unit; an officer takes it, asks, and decides."""

    TO_DECIDE = "to_decide", "To decide"
    QUESTION_ASKED = "question_asked", "Question asked"
    DECIDED = "decided", "Decided"


WORKFLOW = Workflow(
    rule="N8",
    moves={
        Status.TO_DECIDE: frozenset({Status.QUESTION_ASKED, Status.DECIDED}),
        Status.QUESTION_ASKED: frozenset({Status.TO_DECIDE, Status.DECIDED}),
        Status.DECIDED: frozenset(),
    },
)


class Investigation(TextChoices):
    """What the Police decide on an investigation."""

    INVESTIGATE = "investigate", "Investigated"
    LINKED = "linked", "Linked to an investigation under way"
    NOT_INVESTIGATED = "not_investigated", "Not investigated, with the reason"
