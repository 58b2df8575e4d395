"""Sentences about the adults around a child, the same on pages and in the summary. [Rules C3, R4]"""

from collections.abc import Iterable

from trafficking_cases.children.models import Adult
from trafficking_cases.children.workflow.adults import Ground, Relationship, Status
from trafficking_cases.lib.text import shortened, within_a_sentence
from trafficking_cases.web.shapes import Barred

BARRED = "May not be present, interpret or be invited."
LONGEST_DESCRIPTION = 60


def named(adult: Adult) -> str:
    """What the adult is called, or how they look where nobody knows."""
    return adult.name or shortened(adult.description, LONGEST_DESCRIPTION)


def claim_said(adult: Adult) -> str:
    """What the adult is said to be, as somebody said it."""
    kind = within_a_sentence(Relationship(adult.claimed_as).label)
    words = f"{adult.said_as} ({kind})" if adult.said_as else kind
    return f"Said to be {words}."


def how_it_stands(adult: Adult) -> str:
    """How well that is known."""
    if adult.status == Status.VERIFIED:
        return f"Verified: {within_a_sentence(Ground(adult.ground).label)}."
    return "Doubted." if adult.status == Status.DOUBTED else "Claimed, not verified."


def barred_adults(adults: Iterable[Adult]) -> list[Barred]:
    """Adults who must not be contacted, and why. [Rule R4; procedure 4.3]"""
    return [
        Barred(within_a_sentence(claim_said(adult)) + f" {adult.do_not_contact}", who=named(adult), rule="R4")
        for adult in adults
        if adult.do_not_contact
    ]
