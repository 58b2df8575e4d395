"""Who is told what about the NRM. A notice carries ids; what it says of the child is nothing."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Model
from django.urls import reverse

from nrm.models import AuthorityDecision, Duty, NrmReferral, Question, Review
from trafficking_cases.access.roles import RoleCode
from trafficking_cases.children.models import Allocation, Case
from trafficking_cases.notifications import kinds
from trafficking_cases.notifications.actions import notify
from trafficking_cases.people.models import User

kinds.register("nrm.duty", "A duty to notify the Home Office arose on a case of yours.")
kinds.register("nrm.shared", "An NRM referral is shared with your unit and waits for a decision.")
kinds.register("nrm.question", "The Police ask something about an NRM referral.")
kinds.register("nrm.answered", "There is an answer to what you asked about an NRM referral.")
kinds.register("nrm.police_decided", "The Police have decided on an NRM referral.")
kinds.register("nrm.elsewhere", "An NRM referral that was made elsewhere was recorded on a case of yours.")
kinds.register("nrm.decision", "A decision came on an NRM referral.")
kinds.register("nrm.guardian", "You are named as the guardian of a child.")


def page_of(case: Case) -> str:
    """The address of everything about the NRM on a case."""
    return reverse("nrm:case", args=[case.pk])


def at_work_on(case: Case) -> list[User]:
    """Whoever holds the case now, and whoever supervises them."""
    allocation = Allocation.objects.filter(case=case, ended_at=None).select_related("worker", "manager").first()
    return [allocation.worker, allocation.manager] if allocation else []


def tell_of_duty(duty: Duty) -> None:
    """A duty arose: whoever holds the case. The manager hears of it by the ladder of its clock. [Rule N1]"""
    _tell(at_work_on(duty.case)[:1], "nrm.duty", duty, page_of(duty.case), duty.pk)


def tell_police(review: Review) -> None:
    """A referral is shared with them: the officers of the unit. [Rule N8]"""
    officers = User.objects.holding(RoleCode.POLICE).filter(agency=review.police_id)
    _tell(officers, "nrm.shared", review, review.get_absolute_url(), review.pk)


def tell_of_question(question: Question) -> None:
    """The Police ask: whoever holds the case. [Rule N8]"""
    review = question.review
    link = reverse("nrm:answer", args=[review.pk])
    _tell(at_work_on(review.nrm_referral.case)[:1], "nrm.question", review, link, question.pk)


def tell_of_answer(question: Question) -> None:
    """It is answered: the officer who asked. [Rule N8]"""
    _tell([question.asked_by], "nrm.answered", question.review, question.review.get_absolute_url(), question.pk)


def tell_of_police_decision(review: Review) -> None:
    """The Police decided: whoever holds the case, and whoever supervises them. [Rule N8]"""
    case = review.nrm_referral.case
    _tell(at_work_on(case), "nrm.police_decided", review, page_of(case), review.pk)


def tell_of_decision(decision: AuthorityDecision) -> None:
    """The competent authority decided: the officer who reviews it, or else the unit. [Rule N10]"""
    review = Review.objects.filter(nrm_referral=decision.nrm_referral_id).select_related("officer").first()
    if review is None:
        return
    unit: Iterable[User] = User.objects.holding(RoleCode.POLICE).filter(agency=review.police_id)
    told = [review.officer] if review.officer else unit
    _tell(told, "nrm.decision", decision.nrm_referral, review.get_absolute_url(), decision.pk)


def tell_guardian(case: Case, guardian: User, fact: UUID) -> None:
    """They are the child's guardian from now on. [Rule N11]"""
    _tell([guardian], "nrm.guardian", case, page_of(case), fact)


def tell_of_elsewhere(referral: NrmReferral) -> None:
    """A referral that was made elsewhere came to light: whoever holds the case. [Rule N1]"""
    _tell(at_work_on(referral.case)[:1], "nrm.elsewhere", referral, page_of(referral.case), referral.pk)


def _tell(people: Iterable[User], kind: str, subject: Model, link: str, fact: UUID) -> None:
    for person in people:
        notify(person, kind, subject=subject, link=link, key=f"{kind}:{fact}:{person.pk}")
