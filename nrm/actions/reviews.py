"""The verbs of the Police on a referral that is shared with them; and the answer to what they ask."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from nrm import notices
from nrm.models import Question, Review
from nrm.policies import reviews as policies
from nrm.workflow.reviews import Investigation, Status
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.lib.errors import Refused, refuse_if
from trafficking_cases.lib.text import plain, within_a_sentence
from trafficking_cases.people.models import User


def _locked(review: Review) -> Review:
    return Review.objects.select_for_update(of=("self",)).select_related("nrm_referral__case").get(pk=review.pk)


@transaction.atomic
def take(review: Review, *, by: User, at: datetime | None = None) -> Review:
    """Take a review on as an officer of the unit, from nobody or from a colleague. [Rules N8, M6]"""
    require(by, Permission.REVIEW_NRM, review)
    review = _locked(review)
    refuse_if(policies.why_not_take(review, by))
    review.officer, review.taken_at = by, at or timezone.now()
    review.save(update_fields=["officer", "taken_at"])
    deadlines.hand_to(by, subject=review, rules=("POL-01",))
    audit.record("nrm.review_taken", review, by=by)
    return review


@transaction.atomic
def ask(review: Review, *, question: str, by: User, at: datetime | None = None) -> Question:
    """Ask the social worker something about a referral. The clock of the decision runs on. [Rules N8, M6]"""
    require(by, Permission.REVIEW_NRM, review)
    review, now = _locked(review), at or timezone.now()
    refuse_if(policies.why_not_ask(review, by))
    asked = Question.objects.create(review=review, question=plain(question).strip(), asked_at=now, asked_by=by)
    review.status = Status.QUESTION_ASKED
    review.save(update_fields=["status"])
    _write_down(review, "nrm.police_asked", "The Police asked a question about NRM referral {}.", by=by, at=now)
    audit.record("nrm.police_asked", review, by=by)
    notices.tell_of_question(asked)
    return asked


@transaction.atomic
def answer(review: Review, *, answer: str, by: User, at: datetime | None = None) -> Question:
    """Answer what the Police asked. [Rule N8; procedure 4.3]"""
    require(by, Permission.RECORD_NRM_DECISION, review)
    review, now = _locked(review), at or timezone.now()
    asked = review.questions.filter(answered_at=None).select_related("asked_by", "review").first()
    reasons = policies.why_not_answer(review)
    if reasons or asked is None:
        raise Refused(reasons)
    asked.answer, asked.answered_at, asked.answered_by = plain(answer).strip(), now, by
    asked.save(update_fields=["answer", "answered_at", "answered_by"])
    review.status = Status.TO_DECIDE
    review.save(update_fields=["status"])
    _write_down(review, "nrm.police_answered", "A question of the Police about {} was answered.", by=by, at=now)
    audit.record("nrm.police_answered", review, by=by)
    notices.tell_of_answer(asked)
    return asked


@transaction.atomic
def decide(
    review: Review,
    *,
    crime_recorded: bool,
    crime_reference: str,
    investigation: Investigation,
    rationale: str,
    by: User,
    at: datetime | None = None,
) -> Review:
    """Record what the Police decide: crime or not, investigation or not, and why. Nobody else can. [Rules N8, M6]"""
    require(by, Permission.REVIEW_NRM, review)
    review, now = _locked(review), at or timezone.now()
    crime_reference, rationale = plain(crime_reference).strip(), plain(rationale).strip()
    refuse_if(
        policies.why_not_decide(
            review, by, crime_recorded=crime_recorded, crime_reference=crime_reference, rationale=rationale
        )
    )
    if review.officer is None:
        review.officer, review.taken_at = by, now
    review.status, review.decided_at, review.decided_by = Status.DECIDED, now, by
    review.crime_recorded, review.crime_reference = crime_recorded, crime_reference
    review.investigation, review.rationale = investigation, rationale
    review.save()
    deadlines.meet("POL-01", subject=review, at=now, by=by)
    crime = "a crime is recorded" if crime_recorded else "no crime is recorded"
    course = within_a_sentence(Investigation(investigation).label)
    _write_down(review, "nrm.police_decided", f"The Police decided on {{}}: {crime}; {course}.", by=by, at=now)
    audit.record("nrm.police_decided", review, by=by, crime=crime_recorded, investigation=investigation)
    notices.tell_of_police_decision(review)
    return review


def _write_down(review: Review, kind: str, sentence: str, *, by: User, at: datetime) -> None:
    case = review.nrm_referral.case
    said, link = sentence.format(review.nrm_referral.reference), notices.page_of(case)
    note(case, at=at, kind=kind, sentence=said, link=link, significant=kind == "nrm.police_decided", by=by)
