"""How a claim came to stand as it does: its history, a line of each chronology, the audit. [Rule C2; procedure 3]"""

from datetime import datetime

from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.models import Child, Claim, StandingOfClaim
from trafficking_cases.children.workflow.claims import Kind
from trafficking_cases.people.models import User

# How the chronology, which holds no value, speaks of each kind.
SPOKEN = {
    Kind.NAME: "a name",
    Kind.BIRTH_DATE: "a date of birth",
    Kind.NATIONALITY: "a nationality",
    Kind.LANGUAGE: "a language",
    Kind.ASYLUM: "an asylum claim",
    Kind.IDENTIFIER: "a number or reference",
}


def locked(child: Child) -> Child:
    """Whoever changes something about one child's identity waits for whoever came first."""
    return Child.objects.select_for_update().get(pk=child.pk)


def standing_of(claim: Claim, *, reason: str = "", by: User, at: datetime) -> StandingOfClaim:
    """How a claim stands from now on, not saved yet."""
    return StandingOfClaim(
        claim=claim, status=claim.status, is_working=claim.is_working, is_disputed=claim.is_disputed, reason=reason,
        at=at, by=by,
    )  # fmt: skip


def write_down(
    claim: Claim, name: str, what: str, *, reason: str = "", significant: bool = False, by: User, at: datetime
) -> None:
    """The history of the claim, a line of each chronology without the value, and the audit in codes."""
    standing_of(claim, reason=reason, by=by, at=at).save(force_insert=True)
    sentence = f"Who the child is: {SPOKEN[Kind(claim.kind)]} {what}."
    for case in claim.child.cases.all():
        note(case, at=at, kind=name, sentence=sentence, significant=significant, by=by)
    seen_through = claim.seen_through(by)
    audit.record(name, claim, by=by, case=seen_through, kind=claim.kind, status=claim.status, works=claim.is_working)
