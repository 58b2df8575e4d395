"""The course of a referral, from the front door to a signed decision. [Rules R1-R3; procedure 4.3]"""

from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow


class Status(TextChoices):
    """Where a referral stands. Whoever referred sends it; the front door proposes; a manager signs or sends back."""

    RECEIVED = "received", "Waiting for a decision"
    AWAITING_SIGNATURE = "awaiting_signature", "Waiting for a signature"
    DECIDED = "decided", "Decided"


WORKFLOW = Workflow(
    rule="R3",
    moves={
        Status.RECEIVED: frozenset({Status.AWAITING_SIGNATURE}),
        Status.AWAITING_SIGNATURE: frozenset({Status.RECEIVED, Status.DECIDED}),
        Status.DECIDED: frozenset(),
    },
)

# A clock runs and somebody must act.
UNDECIDED = frozenset({Status.RECEIVED, Status.AWAITING_SIGNATURE})


class Urgency(TextChoices):
    """How soon somebody must act; the first two have the short clock. [Rule R2; procedure 4.3]"""

    IMMEDIATE = "immediate", "Immediate danger"
    MAY_GO_MISSING = "may_go_missing", "May go missing"
    STANDARD = "standard", "Standard"


URGENT = frozenset({Urgency.IMMEDIATE, Urgency.MAY_GO_MISSING})


class Outcome(TextChoices):
    """What a decision may be. [Rule R3; procedure 4.3]"""

    IMMEDIATE_PROTECTION = "immediate_protection", "Immediate protection"
    STRATEGY_DISCUSSION = "strategy_discussion", "Strategy discussion"
    ASSESSMENT = "assessment", "Social work assessment"
    EARLY_HELP = "early_help", "Early help"
    NO_FURTHER_ACTION = "no_further_action", "No further action"


# Children's services go on working with the child, so there is a case to work in.
OPENS_A_CASE = frozenset({Outcome.IMMEDIATE_PROTECTION, Outcome.STRATEGY_DISCUSSION, Outcome.ASSESSMENT})

# What whoever referred may know: that it was taken up and how they can help, nothing of the child's record.
TOLD_TO_REFERRER = {
    Outcome.IMMEDIATE_PROTECTION: "Children's services and the Police are acting on your concern now.",
    Outcome.STRATEGY_DISCUSSION: "Children's services are looking into your concern with the Police.",
    Outcome.ASSESSMENT: "A social worker will assess what the child needs and may ring you.",
    Outcome.EARLY_HELP: "The child and those around them will be offered early help.",
    Outcome.NO_FURTHER_ACTION: (
        "Children's services take no further step on this concern alone. If you see anything more, report it again; "
        "if you disagree, tell the front door and ask for its manager."
    ),
}


class With(TextChoices):
    """Whom the front door talks to before it decides. [Rule R3; procedure 4.3]"""

    POLICE = "police", "The Police"
    REFERRER = "referrer", "Whoever referred"
    HEALTH = "health", "Health"
    EDUCATION = "education", "School or college"
    OTHER = "other", "Somebody else"


class FamilyContact(TextChoices):
    """Whether the family, or the adults with the child, may be contacted. [Rule R4; procedure 4.3]

    "I do not know" is an answer; a question left empty is none.
    """

    SAFE = "safe", "Yes, it is safe"
    DO_NOT = "do_not", "No, do not contact them"
    UNKNOWN = "unknown", "I do not know"


class Seen(TextChoices):
    """What somebody says of one indicator."""

    PRESENT = "present", "Seen"
    NOT_PRESENT = "not_present", "Not there"
    NOT_KNOWN = "not_known", "I do not know"
