"""Who is told what about a referral. A notice carries ids; what it says of the child is nothing."""

from uuid import UUID, uuid4

from django.urls import reverse

from referrals.models import Decision, Referral
from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import RoleCode, roles_allowing
from trafficking_cases.children.models import Case
from trafficking_cases.notifications import kinds
from trafficking_cases.notifications.actions import notify
from trafficking_cases.people.models import User

kinds.register("referral.received", "A referral came in and waits for a decision.")
kinds.register("referral.awaiting_signature", "A decision waits for your signature.")
kinds.register("referral.sent_back", "A decision that you wrote was sent back to you.")
kinds.register("referral.taken_over", "A colleague took over a referral that was with you.")
kinds.register("referral.decided", "A decision was signed.")
kinds.register("referral.outcome", "There is an answer to a referral that you made.")
kinds.register("case.allocated", "A case was allocated to you.")


def tell_front_door(referral: Referral) -> None:
    """A referral came in: everybody on duty in the authority that received it. [Rule R2]"""
    for worker in User.objects.holding(RoleCode.DUTY_WORKER, RoleCode.OUT_OF_HOURS).filter(
        agency=referral.authority_id
    ):
        _about(referral, worker, "referral.received", referral.pk)


def ask_for_signature(referral: Referral, decision: Decision) -> None:
    """A decision waits: every manager of the authority who did not write it. [Rule R3]"""
    signers = User.objects.holding(*roles_allowing(Permission.SIGN_DECISION)).filter(agency=referral.authority_id)
    for manager in signers.exclude(pk=decision.proposed_by_id):
        _about(referral, manager, "referral.awaiting_signature", decision.pk)


def tell_of_takeover(referral: Referral, before: User) -> None:
    """A colleague has it in hand now: whoever had it before. [Rule R2]"""
    _about(referral, before, "referral.taken_over", uuid4())


def tell_of_return(referral: Referral, decision: Decision) -> None:
    """A decision was sent back: whoever wrote it."""
    _about(referral, decision.proposed_by, "referral.sent_back", decision.pk)


def tell_of_decision(referral: Referral, decision: Decision) -> None:
    """It is decided: whoever referred, by their receipt; whoever wrote it and whoever has it in hand. [Rule R3]"""
    receipt = referral.receipt
    notify(
        referral.made_by,
        "referral.outcome",
        subject=receipt,
        link=receipt.get_absolute_url(),
        key=f"referral.outcome:{decision.pk}:{referral.made_by_id}",
    )
    at_work = {person.pk: person for person in (decision.proposed_by, referral.claimed_by) if person}
    board = f"{reverse('referrals:front_door')}?show=decided"
    for person in (person for pk, person in at_work.items() if pk != decision.signed_by_id):
        # With its case open the referral is no longer theirs to read, so what they are told of is their decision.
        link = board if referral.case_id else referral.get_absolute_url()
        notify(
            person, "referral.decided", subject=decision, link=link, key=f"referral.decided:{decision.pk}:{person.pk}"
        )


def tell_of_allocation(case: Case, worker: User) -> None:
    """A case is theirs now: the social worker who was named."""
    notify(
        worker,
        "case.allocated",
        subject=case,
        link=case.get_absolute_url(),
        key=f"case.allocated:{case.pk}:{worker.pk}",
    )


def _about(referral: Referral, person: User, kind: str, fact: UUID) -> None:
    notify(person, kind, subject=referral, link=referral.get_absolute_url(), key=f"{kind}:{fact}:{person.pk}")
