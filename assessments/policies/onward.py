"""Why not yet: the steps that wait until the agencies have agreed."""

from assessments.models import Onward
from assessments.workflow.agreement import StepStatus
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.holds import Hold, OnwardStep
from trafficking_cases.children.policies.holds import why_not_go_on
from trafficking_cases.lib.errors import Reason


def why_not_plan_onward(case: Case, step: OnwardStep, *, reasons: str) -> list[Reason]:
    """Reasons that an onward step cannot be planned. Urgent protection is none. [Rule M2; procedure 4.6]"""
    against = why_not_go_on(case, step)
    if not reasons:
        against.append(Reason("M3", "Write why this step is right for the child."))
    if Onward.objects.filter(case=case, step=step, status=StepStatus.PLANNED).exists():
        against.append(Reason("M3", "This step is planned already. Record what became of it before planning another."))
    return against


def why_not_end_onward(onward: Onward, *, status: StepStatus) -> list[Reason]:
    """Reasons that an onward step cannot be recorded as taken or dropped. [Rule M2; procedure 4.6]

    What was planned before a hold came waits as well: taking it is the step.
    """
    if onward.status != StepStatus.PLANNED:
        return [Reason("M3", "It is recorded already what became of this step.")]
    if status == StepStatus.TAKEN:
        return why_not_go_on(onward.case, OnwardStep(onward.step))
    return []


def why_not_ask_exemption(case: Case, step: OnwardStep, *, reason: str, somebody_to_ask: bool) -> list[Reason]:
    """Reasons that the service manager cannot be asked to let a step go ahead. [Rule M2; procedure 4.6]"""
    held = Hold.objects.in_force().filter(case=case)
    if not held.exists():
        return [Reason("M2", "Nothing holds this case back. Take the step as usual.")]
    reasons = []
    if not held.exclude(exemptions__step=step).exists():
        reasons.append(Reason("M2", "This step may go ahead already. Take it as usual."))
    if not reason:
        reasons.append(Reason("M2", "Say which court or statute requires the step, and why it cannot wait."))
    if not somebody_to_ask:
        reasons.append(Reason("M2", "The authority has no service manager with an account. Ask the administrator."))
    return reasons
