"""The verbs of a hold: putting it, lifting it, and letting one step go ahead all the same. [Rule M2; procedure 4.6]"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.holds import Exemption, Hold, OnwardStep
from trafficking_cases.children.policies.holds import why_not_exempt
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain, within_a_sentence
from trafficking_cases.people.models import User


@transaction.atomic
def put_hold(case: Case, *, rule: str, because_of: UUID, sentence: str, at: datetime, by: User) -> Hold:
    """Have every onward step on a case wait. Asked twice for one cause, the first one stands; a lifted one is put
    again. [Rule M2]"""
    hold, is_new = Hold.objects.get_or_create(
        rule=rule, because_of=because_of, defaults={"case": case, "sentence": sentence, "since": at, "put_by": by}
    )
    if hold.lifted_at:
        hold.since, hold.put_by, hold.lifted_at, hold.lifted_by = at, by, None, None
        hold.save(update_fields=["since", "put_by", "lifted_at", "lifted_by"])
        is_new = True
    if is_new:
        note(case, at=at, kind="case.held", sentence=sentence, significant=True, by=by)
        audit.record("case.held", hold, by=by, rule=rule)
    return hold


@transaction.atomic
def lift_hold(*, rule: str, because_of: UUID, at: datetime, by: User) -> Hold | None:
    """Let the case go on: what it waited for is there. None where nothing was held. [Rule M2]"""
    hold = Hold.objects.in_force().select_for_update().filter(rule=rule, because_of=because_of).first()
    if hold is None:
        return None
    hold.lifted_at, hold.lifted_by = at, by
    hold.save(update_fields=["lifted_at", "lifted_by"])
    note(hold.case, at=at, kind="case.hold_lifted", sentence="The case may go on.", significant=True, by=by)
    audit.record("case.hold_lifted", hold, by=by, rule=rule)
    return hold


@transaction.atomic
def exempt(
    case: Case, *, step: OnwardStep, required_by: str, required_on: date, reason: str, by: User, at: datetime
) -> list[Exemption]:
    """Let one step go ahead that a court or a statute requires by a date, while the case is held. [Rule M2]"""
    require(by, Permission.OVERRIDE_HOLD, case)
    holds = list(Hold.objects.in_force().select_for_update().filter(case=case))
    required_by, reason = plain(required_by).strip(), plain(reason).strip()
    refuse_if(why_not_exempt(holds, step=step, required_by=required_by, reason=reason))
    exemptions = [
        Exemption.objects.create(
            hold=hold, step=step, required_by=required_by, required_on=required_on, reason=reason,
            given_at=at, given_by=by,
        )
        for hold in holds
    ]  # fmt: skip
    said = f"Goes ahead before the agencies have agreed: {within_a_sentence(OnwardStep(step).label)}."
    note(case, at=at, kind="case.hold_overridden", sentence=said, significant=True, by=by)
    for exemption in exemptions:
        audit.record("case.hold_overridden", exemption, by=by, case=case.pk, step=step)
    return exemptions
