"""What the competent authority decides, stage by stage. [Rule N10]"""

from django.db.models import TextChoices


class Stage(TextChoices):
    """Which decision it is."""

    REASONABLE_GROUNDS = "reasonable_grounds", "Reasonable grounds"
    CONCLUSIVE_GROUNDS = "conclusive_grounds", "Conclusive grounds"
    RECONSIDERATION = "reconsideration", "Reconsideration"
    OTHER = "other", "Suspended, withdrawn or disqualified"


class Result(TextChoices):
    """What it says."""

    POSITIVE = "positive", "Positive"
    NEGATIVE = "negative", "Negative"
    REQUESTED = "requested", "Asked for"
    ACCEPTED = "accepted", "Accepted: decided anew"
    REFUSED = "refused", "Refused"
    SUSPENDED = "suspended", "Suspended"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DISQUALIFIED = "disqualified", "Disqualified"


RESULTS = {
    Stage.REASONABLE_GROUNDS: frozenset({Result.POSITIVE, Result.NEGATIVE}),
    Stage.CONCLUSIVE_GROUNDS: frozenset({Result.POSITIVE, Result.NEGATIVE}),
    Stage.RECONSIDERATION: frozenset({Result.REQUESTED, Result.ACCEPTED, Result.REFUSED}),
    Stage.OTHER: frozenset({Result.SUSPENDED, Result.WITHDRAWN, Result.DISQUALIFIED}),
}


class DecidedBy(TextChoices):
    """Who decided. It is recorded from the letter, never worked out."""

    SINGLE = "single", "Single Competent Authority"
    IMMIGRATION = "immigration", "Immigration Enforcement Competent Authority"
    PILOT = "pilot", "Local panel of the devolved pilot"


class GuardianModel(TextChoices):
    """In which form the guardianship service works for the child. [Rule N11; procedure 2]"""

    DIRECT = "direct", "A guardian who works with the child"
    COORDINATOR = "coordinator", "A coordinator who advises professionals"
