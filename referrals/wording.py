"""A referral in words: how a child is spoken of before much is known, and what was said of the signs."""

from collections.abc import Iterable
from datetime import date

from referrals.catalogue import indicators
from referrals.models import Sign, SuspectedExploitation
from referrals.workflow import Seen, Urgency
from trafficking_cases.children.ages import standing
from trafficking_cases.children.catalogue import Certainty, exploitation_types
from trafficking_cases.children.models import Child, Exploitation
from trafficking_cases.children.models.children import Sex

NOUNS = {Sex.GIRL: "Girl", Sex.BOY: "Boy"}
URGENCY_LEVELS = {
    Urgency.IMMEDIATE: "immediate_danger",
    Urgency.MAY_GO_MISSING: "may_go_missing",
    Urgency.STANDARD: "standard",
}


def spoken_name(child: Child) -> str:
    """The child's name; without one, what is known: "Boy, about 14, name not given"."""
    if child.known_as:
        return child.known_as
    noun = NOUNS.get(Sex(child.sex), "Child")
    about = f", about {child.about_age}" if child.about_age is not None else ""
    return f"{noun}{about}, name not given"


def age_words(child: Child, today: date) -> str:
    """How old, how well that is known, and whether they are treated as a child. [Rule C1; procedure 2]"""
    return standing(child, today).words


def signs_said(signs: Iterable[Sign], seen: Seen) -> str:
    """The signs of which the same was said, a line each."""
    labels = indicators()
    return "\n".join(labels[sign.code] for sign in signs if sign.seen == seen)


def exploitation_said(forms: Iterable[SuspectedExploitation | Exploitation]) -> str:
    """The forms of exploitation, each with how sure somebody is, a line each."""
    labels = exploitation_types()
    return "\n".join(f"{labels[form.code]} ({Certainty(form.certainty).label.lower()})" for form in forms)
