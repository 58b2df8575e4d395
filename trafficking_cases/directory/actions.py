"""The verbs of the register of interpreters: added, renewed, taken off."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.directory.models import Interpreter, InterpreterKind
from trafficking_cases.directory.policies import why_not_add, why_not_change, why_not_keep
from trafficking_cases.lib.errors import Reason, refuse_if
from trafficking_cases.lib.text import plain, sort_key
from trafficking_cases.people.models import User


@transaction.atomic
def add_interpreter(
    *,
    kind: InterpreterKind,
    name: str,
    register_number: str,
    languages: Iterable[str],
    approved_from: date,
    approved_until: date,
    dbs_checked_on: date,
    dbs_until: date,
    telephone: str = "",
    warranted: str = "",
    by: User,
    at: datetime | None = None,
) -> Interpreter:
    """Put an interpreter, or a service under contract, on the register. [Rule S3; procedure 4.5]"""
    require(by, Permission.KEEP_LISTS)
    name, number, warranted = (plain(typed).strip() for typed in (name, register_number, warranted))
    dates = {
        "approved_from": approved_from,
        "approved_until": approved_until,
        "dbs_checked_on": dbs_checked_on,
        "dbs_until": dbs_until,
    }
    refuse_if(why_not_add(number) + why_not_keep(kind=kind, warranted=warranted, **dates))
    interpreter = Interpreter.objects.create(
        kind=kind,
        name=name,
        search_key=sort_key(name)[:200],
        register_number=number,
        languages=[plain(language).strip() for language in languages],
        telephone=plain(telephone).strip(),
        warranted=warranted,
        added_at=at or timezone.now(),
        added_by=by,
        **dates,
    )
    audit.record("interpreter.added", interpreter, by=by, kind=kind)
    return interpreter


@transaction.atomic
def renew(
    interpreter: Interpreter,
    *,
    approved_until: date,
    dbs_checked_on: date,
    dbs_until: date,
    warranted: str = "",
    by: User,
) -> Interpreter:
    """Record a new approval or DBS check. [Rule S3; procedure 4.5]"""
    require(by, Permission.KEEP_LISTS, interpreter)
    interpreter = _locked(interpreter)
    warranted = plain(warranted).strip() or interpreter.warranted
    refuse_if(
        why_not_change(interpreter)
        + why_not_keep(
            kind=InterpreterKind(interpreter.kind),
            warranted=warranted,
            approved_from=interpreter.approved_from,
            approved_until=approved_until,
            dbs_checked_on=dbs_checked_on,
            dbs_until=dbs_until,
        )
    )
    interpreter.approved_until, interpreter.warranted = approved_until, warranted
    interpreter.dbs_checked_on, interpreter.dbs_until = dbs_checked_on, dbs_until
    interpreter.save(update_fields=["approved_until", "warranted", "dbs_checked_on", "dbs_until"])
    audit.record("interpreter.renewed", interpreter, by=by)
    return interpreter


@transaction.atomic
def remove(interpreter: Interpreter, *, because: str, by: User, at: datetime | None = None) -> Interpreter:
    """Take an interpreter off the register, with the reason. Past interviews keep their name. [Rule S3]"""
    require(by, Permission.KEEP_LISTS, interpreter)
    interpreter, because = _locked(interpreter), plain(because).strip()
    missing = [] if because else [Reason("S3", "Say why, so that nobody adds them again unaware.")]
    refuse_if(why_not_change(interpreter) + missing)
    interpreter.removed_at, interpreter.removed_by, interpreter.removed_because = at or timezone.now(), by, because
    interpreter.save(update_fields=["removed_at", "removed_by", "removed_because"])
    audit.record("interpreter.removed", interpreter, by=by)
    return interpreter


def _locked(interpreter: Interpreter) -> Interpreter:
    return Interpreter.objects.select_for_update().get(pk=interpreter.pk)
