"""What this reader can do next about the NRM of a case; what must wait says what it waits for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from nrm.models import Duty, GuardianReferral, NrmReferral, Review
from nrm.policies.decisions import why_no_decision
from nrm.policies.duties import why_no_first_responder
from nrm.workflow.duties import Status as DutyStatus
from nrm.workflow.referrals import WITH_THE_HOME_OFFICE, Status
from nrm.workflow.reviews import Status as ReviewStatus
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import Reason
from trafficking_cases.people.models import User

SECOND = "2"
# While one of these is there, nobody is asked to begin another.
ON_ITS_WAY = WITH_THE_HOME_OFFICE | {Status.DRAFT, Status.SEALED}
Step = dict[str, Any]


@dataclass(frozen=True)
class Standing:
    """Where the NRM of a case stands to one reader: only what they may see is in it."""

    case: Case
    user: User
    may: Collection[Permission]
    referrals: Sequence[NrmReferral]
    copies: Mapping[UUID, UUID]
    duties: Sequence[Duty]
    reviews: Sequence[Review]
    guardian: GuardianReferral | None
    running: Sequence[Deadline]


def next_steps(on: Standing) -> list[Step]:
    """The verbs, the most pressing first and alone as the strong button."""
    steps: list[Step] = []
    if Permission.REVIEW_NRM in on.may:
        steps += _of_the_police(on.reviews, on.user)
    if Permission.DRAFT_NRM in on.may:
        steps += _of_whoever_writes(on)
    if Permission.SIGN_NRM in on.may:
        steps += _of_a_first_responder(on.case, on.user, on.referrals, on.duties)
    if Permission.RECORD_NRM_DECISION in on.may:
        steps += _of_casework(on.case, on.referrals, on.reviews, on.guardian, on.running)
    steps.sort(key=lambda step: not step["is_pressing"] or bool(step["waits_for"]))
    pressing = next((step for step in steps if step["is_pressing"] and not step["waits_for"]), None)
    return [step | {"kind": "" if step is pressing else SECOND} for step in steps]


def _of_whoever_writes(on: Standing) -> Iterator[Step]:
    """A draft gone on with, the sealed copy keyed in, or a new referral begun where none is on its way."""
    drafts = [referral for referral in on.referrals if may_go_on_with(referral, on.user, on.may)]
    for referral in drafts:
        yield _step("check", f"Go on writing {referral.reference}", referral.pk, pressing=True)
    for referral in on.referrals:
        if referral.status == Status.SEALED and referral.pk in on.copies:
            said = f"Open {referral.reference} and key it in"
            yield _step("key_in", said, on.copies[referral.pk], pressing=True)
    if not any(referral.status in ON_ITS_WAY for referral in on.referrals):
        is_due = any(duty.status == DutyStatus.OPEN for duty in on.duties)
        yield _step("start", "Write an NRM referral", on.case.pk, pressing=is_due) | {"is_done_at_once": True}


def may_go_on_with(referral: NrmReferral, user: User, may: Collection[Permission]) -> bool:
    """Whether somebody may write in it now."""
    return referral.is_draft and Permission.DRAFT_NRM in may and referral.is_written_by(user, may)


def _step(name: str, text: str, pk: object, *, pressing: bool = False, waits_for: Sequence[Reason] = ()) -> Step:
    return {
        "id": f"{name}-{pk}",
        "text": text,
        "href": reverse(f"nrm:{name}", args=[pk]),
        "is_pressing": pressing,
        "is_done_at_once": False,
        "waits_for": " ".join(reason.message for reason in waits_for),
    }


def _of_the_police(reviews: Sequence[Review], user: User) -> Iterator[Step]:
    for review in reviews:
        if review.police_id == user.agency_id:
            to_decide = review.status != ReviewStatus.DECIDED
            said = "Decide on" if to_decide else "See the decision on"
            yield _step("review", f"{said} {review.nrm_referral.reference}", review.pk, pressing=to_decide)


def _of_a_first_responder(
    case: Case, user: User, referrals: Sequence[NrmReferral], duties: Sequence[Duty]
) -> Iterator[Step]:
    outside = why_no_first_responder(user, timezone.localdate())
    for referral in referrals:
        if referral.status == Status.SEALED:
            said = f"Record that {referral.reference} was sent"
            yield _step("record_sent", said, referral.pk, pressing=True, waits_for=outside)
        if referral.status == Status.SENT:
            said = f"Record the Home Office reference of {referral.reference}"
            yield _step("record_reference", said, referral.pk, pressing=True, waits_for=outside)
        if referral.status == Status.ACKNOWLEDGED:
            said = f"Put the Home Office reference of {referral.reference} right"
            yield _step("record_reference", said, referral.pk, waits_for=outside)
    if not any(referral.status in WITH_THE_HOME_OFFICE for referral in referrals):
        yield _step("record_elsewhere", "Record a referral made elsewhere", case.pk, waits_for=outside)
    for duty in duties:
        if duty.status == DutyStatus.OPEN:
            which = "" if duty.ground != "N4" else " at once"
            said = f"Say why the duty{which} does not arise"
            yield _step("not_arising", said, duty.pk, waits_for=outside)


def _of_casework(
    case: Case,
    referrals: Sequence[NrmReferral],
    reviews: Sequence[Review],
    guardian: GuardianReferral | None,
    running: Sequence[Deadline],
) -> Iterator[Step]:
    to_tell = {deadline.subject for deadline in running if deadline.rule == "NRM-12"}
    for review in reviews:
        if review.status == ReviewStatus.QUESTION_ASKED:
            said = f"Answer the Police about {review.nrm_referral.reference}"
            yield _step("answer", said, review.pk, pressing=True)
    for referral in referrals:
        history = list(referral.decisions.all())
        for decision in history:
            if decision.pk in to_tell:
                said = f"Record that they were told: {decision.get_kind_display().lower()}"
                yield _step("record_told", said, decision.pk, pressing=True)
        if referral.status in (Status.SENT, Status.ACKNOWLEDGED):
            against = why_no_decision(referral, history)
            said = f"Record a decision on {referral.reference}"
            yield _step("record_decision", said, referral.pk, waits_for=against)
    yield from _about_the_guardian(case, guardian)


def _about_the_guardian(case: Case, guardian: GuardianReferral | None) -> Iterator[Step]:
    if guardian is None or not guardian.asked_at:
        yield _step("ask_for_guardian", "Ask for a guardian, or say why not", case.pk, pressing=guardian is None)
    named = guardian is not None and guardian.guardian_id is not None
    yield _step("name_guardian", "Name another guardian" if named else "Name the guardian", case.pk)
