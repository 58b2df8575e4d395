"""The clocks that lead to a strategy discussion: found from what was signed, never called for. [Rules S1, R6]"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from assessments.actions import protection
from assessments.models import ImmediateProtection
from referrals.models import Decision
from referrals.workflow import Outcome
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.deadlines.models import Deadline

CLOCK = "STR-01"
# The clock that a decision starts with the signature that opened the case.
CLOCK_OF = {Outcome.STRATEGY_DISCUSSION: CLOCK, Outcome.IMMEDIATE_PROTECTION: protection.CLOCK}


@transaction.atomic
def take_in(*, case: Case | None = None) -> int:
    """Find what signed decisions ask for, and start its clock; bring earlier protection onto the case. [Rules S1, R6]

    Safe to run at any time and again: what was found before is not found a second time. Returns how much was found.
    """
    of_case = Q(referral__case=case) if case else Q(referral__case__isnull=False)
    protections = ImmediateProtection.objects.filter(of_case, case=None).select_related("referral__case", "recorded_by")
    found = list(protections.select_for_update(of=("self",)))
    for protected in found:
        protected.case = protected.referral.case if protected.referral else None
        protected.save(update_fields=["case"])
        protection.write_down(protected)
    return len(found) + sum(_start(decision) for decision in _without_clock(of_case))


def _without_clock(of_case: Q) -> list[Decision]:
    """The signed decisions whose case has no such clock yet, running or over."""
    decisions = (
        Decision.objects.filter(of_case)
        .exclude(signed_at=None)
        .select_related("referral__case__authority", "signed_by")
    )
    found: list[Decision] = []
    for outcome, rule in CLOCK_OF.items():
        begun = Deadline.objects.filter(rule=rule, case=OuterRef("referral__case"))
        found += decisions.filter(~Exists(begun), outcome=outcome)
    return found


def _start(decision: Decision) -> int:
    """The clock of one decision, from its signature on."""
    case, signature = decision.referral.case, decision.signature
    if case is None or signature is None:
        return 0
    deadlines.start(
        CLOCK_OF[Outcome(decision.outcome)],
        subject=case,
        started_at=signature.at,
        by=signature.by,
        concerning=f"Case {case.reference}",
        link=reverse("assessments:overview", args=[case.pk]),
        authority=case.authority,
        case=case,
    )
    return 1
