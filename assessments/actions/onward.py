"""The verbs of onward steps: planned, taken or dropped; and the one way past a hold. [Rule M2; procedure 4.6]"""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assessments.actions import agreement_notices as notices
from assessments.models import MultiAgencyMeeting, Onward
from assessments.policies.onward import why_not_ask_exemption, why_not_end_onward, why_not_plan_onward
from assessments.workflow.agreement import StepStatus
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import RoleCode
from trafficking_cases.audit import actions as audit
from trafficking_cases.children import grants, holds
from trafficking_cases.children.actions import note
from trafficking_cases.children.models import Case, Grant
from trafficking_cases.children.models.grants import ANSWERS_FOR, Relation
from trafficking_cases.children.models.holds import Exemption, Hold, OnwardStep
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain, within_a_sentence
from trafficking_cases.people.models import User


@transaction.atomic
def plan_onward(
    case: Case, *, step: OnwardStep, planned_for: date, reasons: str, by: User, at: datetime | None = None
) -> Onward:
    """Plan what follows: a conference, a plan, a move, a return, closure. [Rules M2, M3; procedure 4.6]"""
    require(by, Permission.WRITE_ENQUIRY, case)
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    now, reasons = at or timezone.now(), plain(reasons).strip()
    refuse_if(why_not_plan_onward(case, step, reasons=reasons))
    let_through = Exemption.objects.filter(hold__in=Hold.objects.in_force().filter(case=case), step=step).first()
    onward = Onward.objects.create(
        case=case,
        step=step,
        planned_for=planned_for,
        reasons=reasons,
        went_ahead_because=let_through.reason if let_through else "",
        added_at=now,
        added_by=by,
    )
    before = ", before the agencies agreed" if let_through else ""
    said = f"Planned{before}: {_step_said(onward)}."
    note(case, at=now, kind="onward.planned", sentence=said, link=_page(case), significant=True, by=by)
    audit.record("onward.planned", onward, by=by, step=step, went_ahead=bool(let_through))
    return onward


@transaction.atomic
def end_onward(onward: Onward, *, became: StepStatus, by: User, at: datetime | None = None) -> Onward:
    """Record that an onward step was taken, or that it was dropped. [Rules M2, M3; procedure 4.6]"""
    require(by, Permission.WRITE_ENQUIRY, onward)
    onward = Onward.objects.select_for_update(of=("self",)).select_related("case").get(pk=onward.pk)
    refuse_if(why_not_end_onward(onward, status=became))
    now = at or timezone.now()
    onward.status, onward.ended_at, onward.ended_by = became, now, by
    onward.save(update_fields=["status", "ended_at", "ended_by"])
    if onward.step == OnwardStep.CONFERENCE and became == StepStatus.TAKEN:
        for agreement in MultiAgencyMeeting.objects.filter(case=onward.case):
            deadlines.meet("ICP-01", subject=agreement, at=now, by=by)
    said = f"{StepStatus(became).label}: {_step_said(onward)}."
    note(onward.case, at=now, kind="onward.ended", sentence=said, link=_page(onward.case), significant=True, by=by)
    audit.record(f"onward.{became}", onward, by=by, step=onward.step)
    return onward


@transaction.atomic
def ask_exemption(case: Case, *, step: OnwardStep, reason: str, by: User, at: datetime | None = None) -> list[Grant]:
    """Ask the service managers to let a step go ahead. Each may open the case for a time, and is told. [Rule M2]"""
    require(by, Permission.WRITE_ENQUIRY, case)
    now, reason = at or timezone.now(), plain(reason).strip()
    asked = User.objects.holding(RoleCode.SERVICE_MANAGER).filter(agency=case.authority_id)
    refuse_if(why_not_ask_exemption(case, step, reason=reason, somebody_to_ask=asked.exists()))
    link = f"{reverse('assessments:exempt', args=[case.pk])}?step={step}"
    given = []
    for manager in asked:
        why = f"{OnwardStep(step).label}: {reason}"[:500]
        grant = grants.give(
            case, to=manager, relation=Relation.ANSWERING, reason=why, until=now + ANSWERS_FOR, by=by, now=now
        )
        notices.tell_of_request(grant, to=manager, link=link)
        given.append(grant)
    said = f"The service manager was asked to let a step go ahead: {within_a_sentence(OnwardStep(step).label)}."
    note(case, at=now, kind="hold.exemption_asked", sentence=said, link=_page(case), by=by)
    audit.record("hold.exemption_asked", case, by=by, step=step)
    return given


@transaction.atomic
def exempt(
    case: Case,
    *,
    step: OnwardStep,
    required_by: str,
    required_on: date,
    reason: str,
    by: User,
    at: datetime | None = None,
) -> list[Exemption]:
    """Let a step go ahead that a court or a statute requires by a date; whoever holds the case is told. [Rule M2]"""
    require(by, Permission.OVERRIDE_HOLD, case)
    given = holds.exempt(
        case,
        step=step,
        required_by=required_by,
        required_on=required_on,
        reason=reason,
        by=by,
        at=at or timezone.now(),
    )
    notices.tell_of_exemption(case, step=step, key=str(given[0].pk))
    return given


def _step_said(onward: Onward) -> str:
    return within_a_sentence(OnwardStep(onward.step).label)


def _page(case: Case) -> str:
    return f"{reverse('assessments:overview', args=[case.pk])}#onward"
