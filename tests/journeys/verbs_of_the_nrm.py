"""What is done on one NRM referral, from the suspicion to the review of the Police."""

from typing import Any

from django.utils import timezone

from nrm import answers as kept
from nrm.actions import drafts, duties, reviews, sealing, sending
from nrm.workflow.referrals import SentKnownBy
from nrm.workflow.reviews import Investigation
from tests.builders_nrm import COUNTY, TOWN, everything_missing
from tests.journeys.newest import newest
from trafficking_cases.children import exploitation
from trafficking_cases.children.models import Case
from trafficking_cases.lib.references import random_reference
from trafficking_cases.people.models import User

# The NRM --------------------------------------------------------------------------------------------------------------


def suspect_exploitation(case: Case, by: User, how: str) -> None:
    code = {"few": "sexual", "against": "criminal_cannabis"}.get(how, "forced_labour_catering")
    exploitation.record_exploitation(case, code=code, certainty="suspected", because="What was seen.", by=by)


def start_nrm(case: Case, by: User, how: str) -> None:
    drafts.start(case, by=by)


def write_nrm(case: Case, by: User, how: str) -> None:
    form = newest(case.nrm_referrals.filter(is_elsewhere=False), "started_at")
    given = everything_missing(kept.answers_of(form))
    drafts.save_answers(form, typed=given, by=by)


def seal_nrm(case: Case, by: User, how: str) -> None:
    form = newest(case.nrm_referrals.filter(is_elsewhere=False), "started_at")
    read = "x" if how == "few" else kept.as_read(kept.answers_of(form))
    sealing.seal(form, town=TOWN, county=COUNTY, read=read, by=by)


def record_sent(case: Case, by: User, how: str) -> None:
    form = newest(case.nrm_referrals.filter(is_elsewhere=False), "started_at")
    sending.record_sent(form, at=timezone.now(), known_by=SentKnownBy.CONFIRMATION, by=by)


def record_reference(case: Case, by: User, how: str) -> None:
    reference = "!" if how == "few" else random_reference("HO")
    sending.record_reference(newest(case.nrm_referrals, "started_at"), reference=reference, by=by)


def made_elsewhere(case: Case, by: User, how: str) -> None:
    reference = random_reference("HO")
    sending.record_elsewhere(case, made_by="Border Force", at=timezone.now(), reference=reference, by=by)


def not_arising(case: Case, by: User, how: str) -> None:
    duties.not_arising(newest(case.duties, "raised_at"), because="It was another child.", by=by)


def discard_nrm(case: Case, by: User, how: str) -> None:
    drafts.discard(newest(case.nrm_referrals, "started_at"), because="Made elsewhere.", by=by)


def a_review(case: Case) -> Any:
    form = newest(case.nrm_referrals.filter(review__isnull=False), "started_at")
    return form.review


def ask_of_police(case: Case, by: User, how: str) -> None:
    reviews.ask(a_review(case), question="When was he last seen?", by=by)


def answer_police(case: Case, by: User, how: str) -> None:
    reviews.answer(a_review(case), answer="On Tuesday.", by=by)


def decide_of_police(case: Case, by: User, how: str) -> None:
    reviews.decide(
        a_review(case),
        crime_recorded=True,
        crime_reference="" if how == "few" else "OC/4471/26",
        investigation=Investigation.INVESTIGATE,
        rationale="There is a line of enquiry.",
        by=by,
    )
