"""The identity that a child is worked with, each answer with who said it and when, for forms that ask for it. [Rule C2]

Nobody who protects a child asks this first. [Rule C4; procedure 4.1]
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from trafficking_cases.children.ages import Born
from trafficking_cases.children.models import Child, Claim
from trafficking_cases.children.models.children import BirthDateIs
from trafficking_cases.children.projection import born_of
from trafficking_cases.children.workflow.claims import Asylum, Kind, NameKind, Status


@dataclass(frozen=True)
class Said:
    """One answer: the words, in which script, who said so, on which day, and how well it is known."""

    words: str
    native: str
    source: str
    said_on: date
    status: Status
    claim: UUID


@dataclass(frozen=True)
class WorkingIdentity:
    """Who the child is taken to be. What nobody has said is None or empty; nothing in it is believed false."""

    name: Said | None
    other_names: Sequence[Said]
    nicknames: Sequence[Said]
    birth: Said | None
    born: Born | None
    birth_is_disputed: bool
    nationalities: Sequence[Said]
    languages: Sequence[Said]
    asylum: Asylum | None
    asylum_said: Said | None
    identifiers: Sequence[Said]

    @property
    def born_on(self) -> date | None:
        """The date of birth, where it is exact."""
        return self.born.latest if self.born and self.born.is_exact else None


def working(child: Child) -> WorkingIdentity:
    """The working identity of a child, in one question to the database."""
    kept = [claim for claim in child.claims.order_by("added_at", "id") if not claim.is_false]
    works = [claim for claim in kept if claim.is_working]
    names = [claim for claim in kept if claim.kind == Kind.NAME and not claim.is_working]
    birth, asylum = _one(works, Kind.BIRTH_DATE), _one(works, Kind.ASYLUM)
    name = _one(works, Kind.NAME)
    return WorkingIdentity(
        name=_as_said(name) if name else None,
        other_names=[_as_said(claim) for claim in names if claim.name_kind != NameKind.NICKNAME],
        nicknames=[_as_said(claim) for claim in names if claim.name_kind == NameKind.NICKNAME],
        birth=_as_said(birth) if birth else None,
        born=born_of(birth) if birth else None,
        birth_is_disputed=child.birth_date_is == BirthDateIs.DISPUTED,
        nationalities=[_as_said(claim) for claim in works if claim.kind == Kind.NATIONALITY],
        languages=[_as_said(claim) for claim in works if claim.kind == Kind.LANGUAGE],
        asylum=Asylum(asylum.value) if asylum else None,
        asylum_said=_as_said(asylum) if asylum else None,
        identifiers=[_as_said(claim) for claim in kept if claim.kind == Kind.IDENTIFIER],
    )


def _one(claims: Iterable[Claim], kind: Kind) -> Claim | None:
    return next((claim for claim in claims if claim.kind == kind), None)


def _as_said(claim: Claim) -> Said:
    return Said(claim.words, claim.native, claim.source, claim.said_on, Status(claim.status), claim.pk)
