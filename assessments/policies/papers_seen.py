"""What is missing of a child's papers when an assessment is completed. [Rule A3; procedure 4.4]"""

from dataclasses import dataclass

from trafficking_cases.children.models import Case
from trafficking_cases.children.models.papers import Paper
from trafficking_cases.children.papers import missing


@dataclass(frozen=True)
class Lacking:
    """Whether the photograph is missing, and how many papers were neither copied nor explained."""

    photograph: bool
    copies: int


def lacking(case: Case) -> Lacking:
    """What the case still lacks of photograph and copies. [Rule A3; procedure 4.4]"""
    return Lacking(
        photograph=any(one.code == "photograph" for one in missing(case)),
        copies=Paper.objects.filter(copy=None, case=case, no_copy_because="").count(),
    )
