"""The course of a Section 47 enquiry: under way, completed, its outcome authorised. [Rule S4; procedure 4.6]"""

from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow


class Status(TextChoices):
    """Where an enquiry stands. The lead social worker completes it; a manager signs the outcome or sends it back."""

    UNDER_WAY = "under_way", "Under way"
    COMPLETED = "completed", "Completed, waits for a signature"
    AUTHORISED = "authorised", "Authorised"


WORKFLOW = Workflow(
    rule="S4",
    moves={
        Status.UNDER_WAY: frozenset({Status.COMPLETED}),
        Status.COMPLETED: frozenset({Status.UNDER_WAY, Status.AUTHORISED}),
        Status.AUTHORISED: frozenset(),
    },
)


class Outcome(TextChoices):
    """What an enquiry found. The letters are those of the annual return's three-way grouping, and two of our own."""

    NOT_SUBSTANTIATED = "not_substantiated", "Concern not substantiated"
    NO_CONTINUING_RISK = "no_continuing_risk", "Substantiated, no continuing risk of significant harm"
    CONTINUING_RISK = "continuing_risk", "Substantiated, continuing risk of significant harm"
    LOOKED_AFTER = "looked_after", "Child looked after, protected by the care plan"
    NOT_COMPLETED = "not_completed", "Could not be completed: missing, removed or abroad"


class Part(TextChoices):
    """What is written of an enquiry, each a page of its own; the value is the column."""

    CHECKS = "checks", "What the agencies know"
    WISHES = "wishes", "What the child says and wants, in their own words"
    TOLD_FAMILY = "told_family", "What the family was told, by whom"
    ANALYSIS = "analysis", "Analysis: what harm there is, and why"
