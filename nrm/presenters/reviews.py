"""The queue of the Police and one review, as they may see it. [Rules N8, M6; procedure 4.3, 4.6]"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from nrm import answers as kept
from nrm.form.checks import Checked
from nrm.models import Review
from nrm.models.reviews import ReviewQuerySet
from nrm.policies import reviews as policies
from nrm.presenters.answers import Panel, Reading, panels
from nrm.workflow.reviews import Investigation, Status
from referrals.models import Referral
from referrals.wording import age_words, spoken_name
from trafficking_cases.children.catalogue import exploitation_types
from trafficking_cases.children.models import Adult, Case, Exploitation
from trafficking_cases.deadlines import presenters as due
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.moments import long_moment, said_when, short_moment
from trafficking_cases.lib.text import sentence_begins, shortened
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Clock, Entry, Fact, Place

FILTERS = {
    "to_decide": "To decide",
    "mine": "Mine",
    "question": "Question asked",
    "decided": "Decided",
    "all": "All",
}
WITHHELD = "Withheld from the Police"
COUNTED_UP_TO = 100
HAPPENED_SHOWN = 600


def waiting_count(user: User) -> int:
    """How many referrals wait for a decision of this person's Police unit; for the navigation."""
    return Review.objects.queue_of(user).exclude(status=Status.DECIDED).order_by()[:COUNTED_UP_TO].count()


def queue(rows: ReviewQuerySet, *, show: str, user: User) -> tuple[ReviewQuerySet, dict[str, int]]:
    """The reviews of the reader's unit under one filter, waiting longest first; and how many are under each."""
    theirs = rows.filter(police=user.agency_id)
    waiting = ~Q(status=Status.DECIDED)
    under = {
        "to_decide": waiting,
        "mine": waiting & Q(officer=user),
        "question": Q(status=Status.QUESTION_ASKED),
        "decided": Q(status=Status.DECIDED),
        "all": Q(),
    }
    counts = theirs.aggregate(**{name: Count("pk", filter=condition) for name, condition in under.items()})
    limit = Deadline.objects.live().filter(subject=OuterRef("pk"), rule="POL-01")
    forms = Prefetch("nrm_referral__case__exploitation", queryset=Exploitation.objects.standing())
    listed = theirs.filter(under[show]).with_people().prefetch_related(forms)
    listed = listed.annotate(due_at=Subquery(limit.values("due_at")[:1]))
    return listed.order_by("-decided_at") if show == "decided" else listed.order_by("shared_at", "pk"), counts


def queue_page(page: Page, counts: dict[str, int], *, show: str, user: User, now: datetime) -> dict[str, Any]:
    """The table of the queue."""
    return {
        "page": page,
        "rows": [_row(review, user, now) for review in page],
        "pills": [Place(name, f"?show={key}", key == show, counts[key]) for key, name in FILTERS.items()],
        "waiting": counts["to_decide"],
        "showing": FILTERS[show],
        "order": "the latest decision first" if show == "decided" else "waiting longest first",
    }


def _row(review: Review, user: User, now: datetime) -> dict[str, Any]:
    case, mine = review.nrm_referral.case, review.officer_id == user.pk
    decided = review.status == Status.DECIDED
    officer = review.officer.full_name if review.officer else ""
    action = "Open" if decided or not mine or review.status == Status.QUESTION_ASKED else "Decide"
    return {
        "review": review,
        "reference": review.nrm_referral.reference,
        "name": spoken_name(case.child),
        "about": sentence_begins(_age_and_sex(case, now)),
        "exploitation": exploitation_said(case.exploitation.all()),
        "shared": short_moment(review.shared_at, now),
        "crime": _crime(review),
        "clock": _clock(review, vars(review)["due_at"], now),
        "due_said": _due_said(review, vars(review)["due_at"], now),
        "officer": "You" if mine else officer,
        "tone": "mine" if mine and not decided else "",
        "may_take": not decided and review.officer_id is None,
        "action": action,
        "kind": "" if action == "Decide" else "2",
    }


def _age_and_sex(case: Case, now: datetime) -> str:
    child = case.child
    sex = child.get_sex_display() if child.sex != "unknown" else ""
    return ", ".join(filter(None, [age_words(child, timezone.localdate(now)), sex.lower()]))


def exploitation_said(forms: Iterable[Exploitation]) -> str:
    """What a child is suspected or known to be used for, each with how sure somebody is."""
    labels = exploitation_types()
    return "; ".join(f"{labels[form.code]} ({form.get_certainty_display().lower()})" for form in forms)


def _crime(review: Review) -> Fact:
    if review.crime_recorded is False:
        return Fact("Crime reference", none="not_applicable", none_text="No crime")
    return Fact("Crime reference", review.crime_reference, "not_recorded")


def _clock(review: Review, due_at: datetime | None, now: datetime) -> Clock | None:
    """How long is left; a question asks for patience, but the clock runs on and lateness is always said."""
    if review.status == Status.DECIDED:
        decided_at = review.decided_at or now
        return Clock("met", f"Decided {said_when(decided_at, now)}")
    if due_at is None:
        return None
    clock = due.clock(Deadline(due_at=due_at), now)
    if review.status == Status.QUESTION_ASKED and clock.state != "over":
        return Clock("waiting", "Question asked")
    return clock


def _due_said(review: Review, due_at: datetime | None, now: datetime) -> str:
    """When it is due all the same, beneath the chip of a question."""
    if due_at is None or review.status != Status.QUESTION_ASKED or due_at < now:
        return ""
    return f"Due {due.clock(Deadline(due_at=due_at), now).text}"


def review_page(review: Review, form: VerbForm, user: User, now: datetime) -> dict[str, Any]:
    """A referral as the Police may see it, what was asked, and the decision: to be taken, or as it was taken."""
    case = review.nrm_referral.case
    deadline = Deadline.objects.live().of(review, "POL-01").first()
    decided = review.status == Status.DECIDED
    questions = list(review.questions.select_related("asked_by", "answered_by"))
    return {
        "review": review,
        "reference": review.nrm_referral.reference,
        "name": spoken_name(case.child),
        "about": sentence_begins(_age_and_sex(case, now)),
        "case": case,
        "facts": _facts(review, user, now),
        "panels": _answers(review),
        "clock": _clock(review, deadline.due_at if deadline else None, now),
        "due_said": _due_said(review, deadline.due_at if deadline else None, now),
        "why": deadline.explanation if deadline and not decided else [],
        "questions": [entry for question in questions for entry in _said(question, now)],
        "decided": decided,
        "decision": _decision(review) if decided else [],
        "form": form,
        "refusal": form.refusal,
        "standing": policies.why_not_theirs(review, user),
        "officer": "you" if review.officer_id == user.pk else (review.officer.full_name if review.officer else ""),
        "may_take": not policies.why_not_take(review, user),
        "take_text": "Take it over" if review.officer_id else "Take it on",
        "may_ask": not policies.why_not_ask(review, user),
    }


def _facts(review: Review, user: User, now: datetime) -> list[Fact]:
    """Never where the child is staying: the Police ask for that by another way."""
    referral, case = review.nrm_referral, review.nrm_referral.case
    child = case.child
    reported = Referral.objects.visible_to(user).filter(case=case).order_by("received_at").first()
    happened = shortened(reported.concern, HAPPENED_SHOWN) if reported else ""
    forms = exploitation_said(case.exploitation.standing())
    adults = list(Adult.objects.visible_to(user).filter(case=case))
    unnamed = sum(not adult.name for adult in adults)
    known = f"{len(adults)}, {unnamed} of them without a name" if unnamed else str(len(adults) or "")
    sent = long_moment(referral.sent_at) if referral.sent_at else ""
    return [
        Fact("Child", f"{spoken_name(child)}. {sentence_begins(_age_and_sex(case, now))}"),
        Fact("Nationality", child.nationality, "not_recorded"),
        Fact("Language", child.language, "not_recorded"),
        Fact("Exploitation", forms, "not_recorded"),
        Fact("What happened", happened, "not_recorded"),
        Fact("Where the child is staying", none="withheld", none_text=WITHHELD),
        Fact("Town and county in the referral", none="withheld", none_text=WITHHELD),
        Fact("Adults named", known, "not_recorded"),
        Fact("Sent to the Home Office", sent, "not_recorded"),
        Fact("Made elsewhere by", referral.made_by) if referral.is_elsewhere else Fact("Made by", _maker(review)),
        Fact("Home Office reference", referral.home_office_reference, "not_recorded"),
    ]


def _answers(review: Review) -> list[Panel]:
    """The answers as they were signed; where the child is stands among them as withheld. None where made elsewhere."""
    referral = review.nrm_referral
    rows = kept.rows_of(referral)
    return panels(Reading(referral, rows, Checked(), {}, may_write=False)) if rows else []


def _maker(review: Review) -> str:
    sealed_by = review.nrm_referral.sealed_by
    return f"{sealed_by.full_name}, {sealed_by.agency.name}" if sealed_by else "Not known"


def _said(question: Any, now: datetime) -> Iterable[Entry]:
    """A question and its answer, or that it waits for one."""
    yield Entry(short_moment(question.asked_at, now), question.question, source=question.asked_by.full_name)
    if question.answered_at:
        yield Entry(
            short_moment(question.answered_at, now),
            question.answer,
            kind="significant",
            source=question.answered_by.full_name,
        )
    else:
        yield Entry("No answer yet", kind="gap")


def _decision(review: Review) -> list[Fact]:
    decided_by = review.decided_by.full_name if review.decided_by else ""
    return [
        Fact("Crime", "Crime recorded" if review.crime_recorded else "No crime"),
        Fact("Crime reference", review.crime_reference, "not_applicable"),
        Fact("Investigation", Investigation(review.investigation).label),
        Fact("Why", review.rationale),
        Fact("Decided", f"{long_moment(review.decided_at or review.shared_at)}, {decided_by}"),
    ]


def police_row(review: Review, now: datetime) -> list[Fact]:
    """What became of it with the Police, for everybody who reads the NRM of the case."""
    if review.status == Status.DECIDED:
        return _decision(review)
    officer = review.officer.full_name if review.officer else ""
    return [
        Fact("Shared with", f"{review.police.name}, {said_when(review.shared_at, now)}"),
        Fact("Officer", officer, none_text="Nobody yet"),
        Fact("Crime", none="not_recorded"),
    ]
