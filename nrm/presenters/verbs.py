"""The pages of the verbs of the NRM: what is asked, what stands against it, and the way on from there."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from nrm.actions.decisions import is_to_be_told
from nrm.models import AuthorityDecision, Duty, GuardianReferral, NrmReferral, Review
from nrm.notices import page_of
from nrm.policies import decisions, duties, guardians, reviews, sending
from nrm.workflow.decisions import in_words
from nrm.workflow.referrals import Status
from trafficking_cases.children import frame
from trafficking_cases.children.models import Case
from trafficking_cases.lib.moments import long_moment, spoken_day
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Row, Way


def _page(case: Case, form: VerbForm, user: User, **said: Any) -> dict[str, Any]:
    return frame.verb_page(case, form, user, back=page_of(case), back_to=f"the NRM of case {case.reference}", **said)


def _to_the_page(case: Case) -> Way:
    return Way("See where the NRM stands", href=page_of(case))


def not_arising(duty: Duty, form: VerbForm, user: User) -> dict[str, Any]:
    """Why a duty does not arise."""
    standing = duties.why_not_end_duty(duty, "asked on the page", user, timezone.localdate())
    return _page(
        duty.case,
        form,
        user,
        question="Why does the duty to notify not arise?",
        button="Record why it does not arise",
        lede=f"It arose {long_moment(duty.raised_at)}. {duty.because}.",
        guidance=(
            "Suspicion is enough to refer: nothing has to be proved, and the child's consent is not needed.",
            "Only a first responder can say that the duty does not arise. Their name and the reason stay on the case.",
        ),
        rules=("N1", "N5"),
        standing=standing,
        ways=[_to_the_page(duty.case)],
    )


def record_sent(referral: NrmReferral, form: VerbForm, user: User) -> dict[str, Any]:
    """That a sealed referral was keyed in and sent."""
    now = timezone.now()
    standing = sending.why_not_record_sent(referral, now, user, now=now, on=timezone.localdate(now))
    sealed = f"Sealed {long_moment(referral.sealed_at)}." if referral.sealed_at else ""
    return _page(
        referral.case,
        form,
        user,
        question=f"When was {referral.reference} sent to the Home Office?",
        button="Record that it was sent",
        lede=f"{sealed} The duty is met once the Home Office has the referral, not before.".strip(),
        guidance=(
            "Key the sealed referral in on the Home Office form. Its last page confirms that it was sent.",
            "The reference comes later, by e-mail to whoever sent it. If it has not come after one working day, "
            "chase it.",
        ),
        rules=("N1", "N8"),
        standing=standing,
        ways=[_to_the_page(referral.case)],
    )


def record_reference(referral: NrmReferral, form: VerbForm, user: User) -> dict[str, Any]:
    """The reference of the Home Office."""
    today = timezone.localdate()
    standing = sending.why_not_record_reference(referral, "ASKED-ON-THE-PAGE-0", user, is_taken=False, on=today)
    is_correction = referral.status == Status.ACKNOWLEDGED
    now_said = f"Recorded so far: {referral.home_office_reference}." if is_correction else ""
    return _page(
        referral.case,
        form,
        user,
        question=f"Which reference did the Home Office give {referral.reference}?",
        button="Put the reference right" if is_correction else "Record the reference",
        lede=now_said,
        guidance=(
            "It stands in the e-mail that confirms the referral. Decisions and questions are found by it, so it is "
            "typed twice.",
        ),
        rules=("N1",),
        standing=standing,
        ways=[_to_the_page(referral.case)],
    )


def record_elsewhere(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """A referral that somebody else made."""
    return _page(
        case,
        form,
        user,
        question="Which NRM referral was made elsewhere?",
        button="Record it",
        lede="It meets the duty, and the Police find it in their queue.",
        guidance=("One child, one referral: if another first responder has made it, do not make a second.",),
        rules=("N1", "N8"),
        standing=duties.why_no_first_responder(user, timezone.localdate()),
        ways=[_to_the_page(case)],
    )


def ask(review: Review, form: VerbForm, user: User) -> dict[str, Any]:
    """What the Police ask."""
    said = _page(
        review.nrm_referral.case,
        form,
        user,
        question=f"What do you ask about {review.nrm_referral.reference}?",
        button="Ask the social worker",
        lede="The social worker is told at once. The clock of your decision runs on.",
        rules=("N8",),
        standing=reviews.why_not_ask(review, user),
        ways=[Way("Back to the review", href=review.get_absolute_url())],
    )
    return said | {"back": review.get_absolute_url(), "back_to": f"referral {review.nrm_referral.reference}"}


def answer(review: Review, form: VerbForm, user: User) -> dict[str, Any]:
    """What the Police asked, and the answer."""
    asked = [question for question in review.questions.select_related("asked_by") if not question.answered_at]
    rows = [
        Row(question.question, meta=f"{question.asked_by.full_name}, {long_moment(question.asked_at)}")
        for question in asked
    ]
    return _page(
        review.nrm_referral.case,
        form,
        user,
        question=f"What do you answer the Police about {review.nrm_referral.reference}?",
        button="Answer the Police",
        lede=f"They ask: {asked[0].question}" if asked else "",
        rules=("N8",),
        standing=reviews.why_not_answer(review),
        ways=[_to_the_page(review.nrm_referral.case)],
        aside={"What the Police asked": rows} if rows else {},
    )


def record_decision(
    referral: NrmReferral, history: list[AuthorityDecision], form: VerbForm, user: User
) -> dict[str, Any]:
    """What a letter of the competent authority says."""
    rows = [Row(decision_said(one), meta=f"Letter of {spoken_day(one.decided_on)}.") for one in history]
    return _page(
        referral.case,
        form,
        user,
        question=f"What was decided on {referral.reference}?",
        button="Record the decision",
        lede="Have the letter beside you. Only what may follow from here is offered.",
        guidance=(
            "The time limits run from the date on the letter: 30 days to ask for reconsideration, at least 30 days of "
            "recovery. Both dates are kept.",
            "Then the child, the guardian and the Police are told, within one working day.",
        ),
        rules=("N10",),
        standing=decisions.why_no_decision(referral, history),
        ways=_ways_to_a_decision(referral),
        aside={"Decided so far": rows} if rows else {},
    )


def _ways_to_a_decision(referral: NrmReferral) -> list[Way]:
    ways = [_to_the_page(referral.case)]
    if referral.status == Status.SENT:
        ways.insert(0, Way("Record the reference", href=reverse("nrm:record_reference", args=[referral.pk])))
    return ways


def record_told(decision: AuthorityDecision, form: VerbForm, user: User) -> dict[str, Any]:
    """That everybody was told."""
    referral = decision.nrm_referral
    return _page(
        referral.case,
        form,
        user,
        question="Were the child, the guardian and the Police told?",
        button="Yes, they were told",
        lede=f"{decision_said(decision)}, letter of {spoken_day(decision.decided_on)}.",
        guidance=("Tell the child with an interpreter, in words they can keep, and with somebody they trust.",),
        rules=("N10",),
        standing=decisions.why_not_record_told(decision, is_told=not is_to_be_told(decision)),
        ways=[_to_the_page(referral.case)],
    )


def decision_said(decision: AuthorityDecision) -> str:
    """A decision in words: Reasonable grounds: positive."""
    return in_words(decisions.step_of(decision))


def ask_for_guardian(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """Whether the guardianship service was asked."""
    referral = _guardian_of(case)
    return _page(
        case,
        form,
        user,
        question="Is the guardianship service asked for a guardian?",
        button="Record it",
        lede="The NRM referral does not ask for one: the service has a form of its own.",
        guidance=(
            "An independent guardian stands up for the child alone. The service is asked with every NRM referral, "
            "or the reason why not is recorded.",
        ),
        rules=("N11",),
        standing=guardians.why_not_ask_for_guardian(referral, is_asked=True, because=""),
        ways=[Way("Name another guardian", href=reverse("nrm:name_guardian", args=[case.pk])), _to_the_page(case)],
    )


def name_guardian(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """Who the guardian is."""
    referral = _guardian_of(case)
    named = referral.guardian if referral else None
    return _page(
        case,
        form,
        user,
        question="Who is the child’s guardian?",
        button="Name the guardian",
        lede=f"So far it is {named.full_name}, whose view of the case then ends." if named else "",
        guidance=("The guardian sees the case and what is due on it from the moment they are named.",),
        rules=("N11",),
        ways=[_to_the_page(case)],
    )


def _guardian_of(case: Case) -> GuardianReferral | None:
    return GuardianReferral.objects.select_related("guardian").filter(case=case).first()
