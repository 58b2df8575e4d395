"""Why not yet: what the register of interpreters asks of an entry."""

from datetime import date

from trafficking_cases.directory.models import Interpreter, InterpreterKind
from trafficking_cases.lib.errors import Reason


def why_not_keep(
    *,
    kind: InterpreterKind,
    warranted: str,
    approved_from: date,
    approved_until: date,
    dbs_checked_on: date,
    dbs_until: date,
) -> list[Reason]:
    """Reasons that an interpreter cannot stand on the register like this. [Rule S3; procedure 4.5]"""
    reasons = []
    if approved_until < approved_from:
        reasons.append(Reason("S3", "The approval ends before it begins. Look at both days again."))
    if dbs_until < dbs_checked_on:
        reasons.append(Reason("S3", "The DBS check ends before it was made. Look at both days again."))
    if kind == InterpreterKind.SERVICE and not warranted:
        reasons.append(
            Reason(
                "S3",
                "Say what the service's contract warrants: that whoever it sends is approved and DBS checked.",
            )
        )
    return reasons


def why_not_add(register_number: str) -> list[Reason]:
    """Reasons that a number cannot be given to a new entry. [Rule S3; procedure 4.5]"""
    if Interpreter.objects.filter(register_number__iexact=register_number).exists():
        return [Reason("S3", "This number is on the register already. Renew that entry instead.")]
    return []


def why_not_change(interpreter: Interpreter) -> list[Reason]:
    """Reasons that an entry cannot be renewed or removed any more. [Rule S3; procedure 4.5]"""
    if interpreter.removed_at:
        return [Reason("S3", "This entry was taken off the register. Add the interpreter anew, with a new check.")]
    return []
