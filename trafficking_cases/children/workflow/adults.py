"""How well it is known what an adult is to the child. It can always turn out otherwise. [Rule C3; procedure 2, 4.4]"""

from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow


class Status(TextChoices):
    """What is held of an adult's relationship. Whoever records it claims it; casework verifies or doubts it."""

    CLAIMED = "claimed", "Claimed"
    VERIFIED = "verified", "Verified"
    DOUBTED = "doubted", "Doubted"


# What was verified can come to be doubted, and a doubt can be cleared up: nothing here is ever the last word.
WORKFLOW = Workflow(
    rule="C3",
    moves={
        Status.CLAIMED: frozenset({Status.VERIFIED, Status.DOUBTED}),
        Status.VERIFIED: frozenset({Status.DOUBTED}),
        Status.DOUBTED: frozenset({Status.VERIFIED}),
    },
)

# Somebody says so, and nobody has been able to rely on it.
UNCHECKED = frozenset({Status.CLAIMED, Status.DOUBTED})


class Relationship(TextChoices):
    """What an adult is said to be to the child."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    RELATIVE = "relative", "Another relative"
    SPONSOR = "sponsor", "Sponsor"
    CARER = "carer", "Carer"
    APPROVED_CARER = "approved_carer", "Approved foster carer or residential worker"
    FAMILY_FRIEND = "family_friend", "Family friend"
    PARTNER = "partner", "Boyfriend, girlfriend or partner"
    EMPLOYER = "employer", "Employer"
    OTHER = "other", "Somebody else"


# Whoever says that they are one of these may not be, may be complicit, or may be a victim themselves.
PURPORTING = frozenset(
    {Relationship.MOTHER, Relationship.FATHER, Relationship.RELATIVE, Relationship.SPONSOR, Relationship.CARER}
)


class Ground(TextChoices):
    """What a verification rests on. [Rule C3; procedure 2, 4.4]"""

    KNOWN_TO_SERVICES = "known_to_services", "Known to services"
    DOCUMENT_SEEN = "document_seen", "Document seen"
    NO_REASON_TO_DOUBT = "no_reason_to_doubt", "No reason to doubt"
