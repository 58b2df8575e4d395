"""The verbs of the front door: claim, consult, propose, send back, sign."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from referrals import notices, policies
from referrals.models import Consultation, Decision, Referral
from referrals.workflow import Outcome, Status, With
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children import actions as children
from trafficking_cases.children import exploitation
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.lib.errors import Reason, Refused, refuse_if
from trafficking_cases.lib.text import within_a_sentence
from trafficking_cases.notifications.actions import settle
from trafficking_cases.people.models import User

CLOCKS = ("REF-03", "REF-08")
A_MINUTE = timedelta(minutes=1)


def _locked(referral: Referral) -> Referral:
    """The row as it stands now, kept from everybody else until the verb is done."""
    return Referral.objects.select_for_update(of=("self",)).select_related("authority", "child").get(pk=referral.pk)


def live_decision(referral: Referral) -> Decision | None:
    """The decision that waits for a signature or has one; those that were sent back are history."""
    return referral.decisions.filter(sent_back_at=None).select_related("proposed_by", "signed_by").first()


@transaction.atomic
def claim(referral: Referral, *, by: User, at: datetime | None = None) -> Referral:
    """Take a referral on, from nobody or from a colleague, so that one person sees it through. [Rule R2]"""
    require(by, Permission.CLAIM_REFERRAL, referral)
    referral = _locked(referral)
    refuse_if(policies.why_not_claim(referral, by))

    before = referral.claimed_by
    referral.claimed_at, referral.claimed_by = at or timezone.now(), by
    referral.save(update_fields=["claimed_at", "claimed_by"])
    deadlines.hand_to(by, subject=referral, rules=CLOCKS)
    settle("referral.received", subject=referral, now=referral.claimed_at)
    audit.record("referral.claimed", referral, by=by)
    if before:
        notices.tell_of_takeover(referral, before)
    return referral


@transaction.atomic
def consult(
    referral: Referral,
    *,
    spoken_with: With,
    person: str,
    at: datetime,
    said: str,
    by: User,
    recorded_at: datetime | None = None,
) -> Consultation:
    """Record what the Police, whoever referred, or somebody else said before the decision. [Rule R3]"""
    require(by, Permission.RECORD_CONSULTATION, referral)
    referral, now = _locked(referral), recorded_at or timezone.now()
    refuse_if(policies.why_not_consult(referral, at, now))
    # A page asks for minutes: a talk in the minute in which the concern came was not before it.
    at = max(at, referral.received_at) if referral.received_at - at < A_MINUTE else at

    consultation = Consultation.objects.create(
        referral=referral, spoken_with=spoken_with, person=person, at=at, said=said, by=by, recorded_at=now
    )
    audit.record("referral.consulted", referral, by=by, spoken_with=spoken_with)
    return consultation


@transaction.atomic
def propose(
    referral: Referral,
    *,
    outcome: Outcome,
    reasons: str,
    without_police: str = "",
    without_referrer: str = "",
    for_referrer: str = "",
    by: User,
    at: datetime | None = None,
) -> Decision:
    """Write the decision and put it before the managers who may sign it. The clock runs on. [Rule R3]"""
    require(by, Permission.PROPOSE_DECISION, referral)
    referral, now = _locked(referral), at or timezone.now()
    consulted = set(referral.consultations.values_list("spoken_with", flat=True))
    refuse_if(
        policies.why_not_propose(
            referral, consulted=consulted, without_police=without_police, without_referrer=without_referrer
        )
    )

    decision = Decision.objects.create(
        referral=referral,
        outcome=outcome,
        reasons=reasons,
        without_police="" if With.POLICE in consulted else without_police,
        without_referrer="" if With.REFERRER in consulted else without_referrer,
        for_referrer=for_referrer,
        rules_version=policies.RULES_VERSION,
        proposed_at=now,
        proposed_by=by,
    )
    _move(referral, Status.AWAITING_SIGNATURE)
    audit.record("referral.proposed", referral, by=by, outcome=outcome)
    notices.ask_for_signature(referral, decision)
    return decision


@transaction.atomic
def send_back(referral: Referral, *, because: str, by: User, at: datetime | None = None) -> Referral:
    """Give a decision back to whoever wrote it, with what is missing. [Rule R3]"""
    require(by, Permission.SIGN_DECISION, referral)
    referral, now = _locked(referral), at or timezone.now()
    live = live_decision(referral)
    decision = _unopposed(live, policies.why_not_send_back(referral, live))

    decision.sent_back_at, decision.sent_back_by, decision.sent_back_because = now, by, because
    decision.save(update_fields=["sent_back_at", "sent_back_by", "sent_back_because"])
    _move(referral, Status.RECEIVED)
    settle("referral.awaiting_signature", subject=referral, now=now)
    audit.record("referral.sent_back", referral, by=by)
    notices.tell_of_return(referral, decision)
    return referral


@transaction.atomic
def sign(
    referral: Referral, *, read: str, worker: User | None = None, by: User, at: datetime | None = None
) -> Referral:
    """Sign the decision that was read: the clock stops, whoever referred is told, and where it says so a case opens.

    `read` is the id of the decision that stood on the page. [Rule R3; procedure 4.3]
    """
    require(by, Permission.SIGN_DECISION, referral)
    referral, now = _locked(referral), at or timezone.now()
    live = live_decision(referral)
    decision = _unopposed(live, policies.why_not_sign(referral, live, by))
    refuse_if(policies.why_not_sign_this(read, decision))

    decision.signed_at, decision.signed_by = now, by
    decision.save(update_fields=["signed_at", "signed_by"])
    referral.decided_at = now
    _move(referral, Status.DECIDED)
    for code in CLOCKS:
        deadlines.meet(code, subject=referral, at=now, by=by)
    for asking in ("referral.received", "referral.awaiting_signature"):
        settle(asking, subject=referral, now=now)
    audit.record("referral.decided", referral, by=by, outcome=decision.outcome)
    if decision.opens_a_case:
        _open_case(referral, decision, worker=worker, at=now, by=by)
    _tell_referrer(referral, decision, at=now)
    notices.tell_of_decision(referral, decision)
    return referral


def _unopposed(decision: Decision | None, reasons: list[Reason]) -> Decision:
    """The decision that a verb is about, where nothing stands against it; that there is none always does."""
    if reasons or decision is None:
        raise Refused(reasons)
    return decision


def _move(referral: Referral, status: Status) -> None:
    referral.status = status
    referral.save(update_fields=["status", "decided_at"])


def _open_case(referral: Referral, decision: Decision, *, worker: User | None, at: datetime, by: User) -> Case:
    led_here = [*_before(referral), _decided(referral, decision, at=at, by=by)]
    case = children.open_case(referral.child, authority=referral.authority, at=at, by=by, led_here=led_here)
    referral.case = case
    referral.save(update_fields=["case"])
    deadlines.attach_case(referral, case)
    forms = referral.exploitation.values_list("code", "certainty")
    said_by, said_at = referral.made_by, referral.received_at
    exploitation.take_over(case, forms=forms, said_by=said_by, said_at=said_at, by=by, at=at)
    if worker:
        children.allocate(case, worker=worker, manager=by, by=by, at=at)
        notices.tell_of_allocation(case, worker)
    return case


def _before(referral: Referral) -> Iterator[children.Before]:
    """What the chronology says of the time before the decision: the concern, and with whom it was talked over."""
    link = referral.get_absolute_url()
    received = f"Referral {referral.reference} was received."
    yield children.Before(referral.received_at, "referral.received", received, link, referral.made_by)
    for talk in referral.consultations.select_related("by"):
        said = f"Spoke with {within_a_sentence(With(talk.spoken_with).label)} before the decision."
        yield children.Before(talk.at, "referral.consulted", said, link, talk.by)


def _decided(referral: Referral, decision: Decision, *, at: datetime, by: User) -> children.Before:
    said = f"{Outcome(decision.outcome).label}: decided on referral {referral.reference}, and signed."
    return children.Before(at, "referral.decided", said, referral.get_absolute_url(), by, significant=True)


def _tell_referrer(referral: Referral, decision: Decision, *, at: datetime) -> None:
    """Write what whoever referred may know into a row of its own, which opens nothing else to them."""
    receipt = referral.receipt
    receipt.told = decision.told
    receipt.told_at = at
    receipt.save(update_fields=["told", "told_at"])
