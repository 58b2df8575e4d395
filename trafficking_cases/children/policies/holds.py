"""Whether a case has to wait. [Rule M2; procedure 4.6]"""

from collections.abc import Sequence

from trafficking_cases.children.models import Case
from trafficking_cases.children.models.holds import Hold, OnwardStep
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.text import within_a_sentence


def why_not_go_on(case: Case, step: OnwardStep) -> list[Reason]:
    """Reasons that an onward step has to wait: a hold is in force, and nobody entitled to has let this step through.

    Urgent protection never asks this. [Rule M2; procedure 4.6]
    """
    held = Hold.objects.in_force().filter(case=case).exclude(exemptions__step=step)
    return [
        Reason(hold.rule, f"{hold.sentence} Until then this waits: {within_a_sentence(OnwardStep(step).label)}.")
        for hold in held
    ]


def why_not_exempt(holds: Sequence[Hold], *, step: OnwardStep, required_by: str, reason: str) -> list[Reason]:
    """Reasons that a step cannot be let through a hold. [Rule M2; procedure 4.6]"""
    if not holds:
        return [Reason("M2", "Nothing holds this case back. Take the step as usual.")]
    reasons = []
    if any(hold.exemptions.filter(step=step).exists() for hold in holds):
        reasons.append(Reason("M2", "This step may go ahead already. Take it as usual."))
    if not required_by:
        reasons.append(Reason("M2", "Say which court order or statute requires the step before the agencies meet."))
    if not reason:
        reasons.append(Reason("M2", "Say why it cannot wait. The reason stands on the meeting's agenda."))
    return reasons
