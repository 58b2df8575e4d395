"""What is said of who a child is, made through the real actions."""

from datetime import date

from django.utils import timezone

from tests.builders import somebody
from trafficking_cases.children import identity
from trafficking_cases.children.models import AgeDecision, Case, Claim
from trafficking_cases.children.workflow.claims import Accuracy, AgeBasis, AgeOutcome, Kind, NameKind
from trafficking_cases.people.models import User


def a_claim(
    case: Case, value: str = "Trầm Thị Linh", *, kind: Kind = Kind.NAME, by: User | None = None, **said: object
) -> Claim:
    """Something said of who a child is; a name, unless told otherwise."""
    if kind == Kind.NAME:
        said.setdefault("name_kind", NameKind.USED)
    said = {"source": "The child", "said_on": timezone.localdate()} | said
    return identity.add_claim(case.child, kind=kind, value=value, by=by or somebody("social.worker"), **said)


def a_birth(case: Case, born: date | int, *, by: User | None = None, **said: object) -> Claim:
    """A date of birth, exact unless told otherwise; or an age in years."""
    if isinstance(born, date):
        said = {"accuracy": Accuracy.EXACT, "day": born} | said
    else:
        said = {"accuracy": Accuracy.AGE, "years": born} | said
    return a_claim(case, "", kind=Kind.BIRTH_DATE, by=by, **said)


def an_age_decision(
    case: Case, outcome: AgeOutcome = AgeOutcome.CHILD, *, by: User | None = None, **decided: object
) -> AgeDecision:
    """That two social workers decided how old a child is."""
    decided = {
        "basis": AgeBasis.LOCAL_AUTHORITY,
        "reasons": "What the child told us fits together, and the school record with it.",
        "decided_by": "Two social workers of the authority",
        "decided_on": timezone.localdate(),
    } | decided
    return identity.record_age_decision(case.child, outcome=outcome, by=by or somebody("manager"), **decided)
