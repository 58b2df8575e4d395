"""What the competent authority decides, stage by stage. [Rule N10]"""

from collections.abc import Sequence

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
    NOT_REQUESTED = "not_requested", "Not asked for, with the reason"
    SUSPENDED = "suspended", "Suspended"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DISQUALIFIED = "disqualified", "Disqualified"


RESULTS = {
    Stage.REASONABLE_GROUNDS: frozenset({Result.POSITIVE, Result.NEGATIVE}),
    Stage.CONCLUSIVE_GROUNDS: frozenset({Result.POSITIVE, Result.NEGATIVE}),
    Stage.RECONSIDERATION: frozenset({Result.REQUESTED, Result.ACCEPTED, Result.REFUSED, Result.NOT_REQUESTED}),
    Stage.OTHER: frozenset({Result.SUSPENDED, Result.WITHDRAWN, Result.DISQUALIFIED}),
}


Step = tuple[Stage, Result]


def in_words(step: Step) -> str:
    """A step as people say it: Reasonable grounds: Positive; or Suspended."""
    stage, result = step
    return str(result.label) if stage == Stage.OTHER else f"{stage.label}: {result.label}"


RG_POSITIVE: Step = (Stage.REASONABLE_GROUNDS, Result.POSITIVE)
RG_NEGATIVE: Step = (Stage.REASONABLE_GROUNDS, Result.NEGATIVE)
CG_POSITIVE: Step = (Stage.CONCLUSIVE_GROUNDS, Result.POSITIVE)
CG_NEGATIVE: Step = (Stage.CONCLUSIVE_GROUNDS, Result.NEGATIVE)
ASKED: Step = (Stage.RECONSIDERATION, Result.REQUESTED)
ANEW: Step = (Stage.RECONSIDERATION, Result.ACCEPTED)
UPHELD: Step = (Stage.RECONSIDERATION, Result.REFUSED)
LEFT: Step = (Stage.RECONSIDERATION, Result.NOT_REQUESTED)
SUSPENDED: Step = (Stage.OTHER, Result.SUSPENDED)
WITHDRAWN: Step = (Stage.OTHER, Result.WITHDRAWN)
DISQUALIFIED: Step = (Stage.OTHER, Result.DISQUALIFIED)

INTERRUPTIONS = frozenset({SUSPENDED, WITHDRAWN, DISQUALIFIED})
FIRST = frozenset({RG_POSITIVE, RG_NEGATIVE}) | INTERRUPTIONS
# What may follow what. A suspension changes nothing of that: what it interrupted goes on from where it stood.
FOLLOWING: dict[Step, frozenset[Step]] = {
    RG_POSITIVE: frozenset({CG_POSITIVE, CG_NEGATIVE}) | INTERRUPTIONS,
    RG_NEGATIVE: frozenset({ASKED, LEFT}) | INTERRUPTIONS,
    CG_NEGATIVE: frozenset({ASKED, LEFT}) | INTERRUPTIONS,
    ASKED: frozenset({ANEW, UPHELD}) | INTERRUPTIONS,
    ANEW: frozenset({RG_POSITIVE, RG_NEGATIVE, CG_POSITIVE, CG_NEGATIVE}) | INTERRUPTIONS,
    CG_POSITIVE: frozenset(),
    UPHELD: frozenset(),
    LEFT: frozenset(),
    WITHDRAWN: frozenset(),
    DISQUALIFIED: frozenset(),
}


def may_follow(history: Sequence[Step]) -> frozenset[Step]:
    """What the competent authority may decide next, after what it has decided. What was doubted is decided anew."""
    standing = [step for step in history if step != SUSPENDED]
    if not standing:
        return FIRST
    after = FOLLOWING[standing[-1]]
    if standing[-1] == ANEW:
        doubted = next(step for step in reversed(standing) if step in (RG_NEGATIVE, CG_NEGATIVE))
        after = frozenset(step for step in after if step[0] in (doubted[0], Stage.OTHER))
    return after


class DecidedBy(TextChoices):
    """Who decided. It is recorded from the letter, never worked out."""

    SINGLE = "single", "Single Competent Authority"
    IMMIGRATION = "immigration", "Immigration Enforcement Competent Authority"
    PILOT = "pilot", "Local panel of the devolved pilot"


class GuardianModel(TextChoices):
    """In which form the guardianship service works for the child. [Rule N11; procedure 2]"""

    DIRECT = "direct", "A guardian who works with the child"
    COORDINATOR = "coordinator", "A coordinator who advises professionals"
