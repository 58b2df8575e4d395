"""What is missing of a child's papers when an assessment is completed. [Rule A3; procedure 4.4]"""

from dataclasses import dataclass

from django.db.models import Q

from trafficking_cases.children.models import Case
from trafficking_cases.children.models.papers import FileKind, Paper, StoredFile


@dataclass(frozen=True)
class Lacking:
    """Whether the photograph is missing, and how many papers were neither copied nor explained."""

    photograph: bool
    copies: int


# Until the papers say it themselves: this one function is what `children.papers.missing(case)` is to take the place of.
def lacking(case: Case) -> Lacking:
    """What the case still lacks of photograph and copies. [Rule A3; procedure 4.4]"""
    uncopied = Paper.objects.filter(Q(copy=None), case=case, no_copy_because="").count()
    has_photograph = StoredFile.objects.filter(case=case, kind=FileKind.PHOTOGRAPH).exists()
    return Lacking(photograph=not has_photograph, copies=uncopied)
