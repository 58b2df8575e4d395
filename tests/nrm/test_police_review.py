"""The Police review an NRM referral, ask, and decide; nobody else does. [Rules N8, M6; procedure 4.3, 4.6]"""

import pytest
from django.urls import reverse

from nrm.actions import reviews
from nrm.models import Review
from nrm.presenters.reviews import waiting_count
from nrm.workflow.reviews import Investigation, Status
from tests import builders_nrm_duties as build
from tests.builders import a_case, a_share, an_adult
from tests.cast import Cast, anew, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications.models import Notice

WHOLE = {
    "crime_recorded": True,
    "crime_reference": "FP-C-27710",
    "investigation": Investigation.INVESTIGATE,
    "rationale": "Two men are named.",
}
TYPED = WHOLE | {"crime_recorded": "yes"}
VERBS = {
    "take": lambda review, by: reviews.take(review, by=by),
    "ask": lambda review, by: reviews.ask(review, question="Which car?", by=by),
    "decide": lambda review, by: reviews.decide(review, by=by, **WHOLE),
}


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager, known_as="Linh", concern="Taken away by car.")


@pytest.fixture
def review(case: Case) -> Review:
    return build.a_review(case)


def anew_(review: Review) -> Review:
    return Review.objects.get(pk=review.pk)


def test_the_decision_meets_the_clock_and_goes_to_the_case(cast: Cast, case: Case, review: Review):
    other = build.a_review(a_case(worker=cast.social_worker))

    VERBS["decide"](review, cast.police)

    decided = anew_(review)
    assert (decided.status, decided.officer, decided.decided_by) == (Status.DECIDED, cast.police, cast.police)
    assert Deadline.objects.get(rule="POL-01", subject=review.pk).status == "met"
    line = case.chronology.get(kind="nrm.police_decided")
    assert line.sentence == f"The Police decided on {review.nrm_referral.reference}: a crime is recorded; investigated."
    told = Notice.objects.filter(kind="nrm.police_decided")
    assert {notice.recipient for notice in told} == {cast.social_worker, cast.manager}
    assert anew_(other).status == Status.TO_DECIDE
    assert waiting_count(cast.police) == 1


@pytest.mark.parametrize("verb", list(VERBS))
def test_only_the_police_do(cast: Cast, case: Case, review: Review, verb: str):
    """Whoever reads it may not; to everybody else it does not exist. [Rule M6; procedure 4.6]"""
    a_share(case, to=cast.health)
    answers = {"police": DONE, "social_worker": FORBIDDEN, "manager": FORBIDDEN}

    for who in each_of(cast):
        assert answer_to(lambda: VERBS[verb](review, getattr(cast, who))) == answers.get(who, NOT_FOUND)


def test_an_officer_of_another_force_is_told_whose_it_is(cast: Cast, case: Case, review: Review):
    Review.objects.filter(pk=review.pk).update(police=cast.council)

    assert {r.rule for r in reasons_against(lambda: VERBS["decide"](review, cast.police))} == {"M6"}
    assert waiting_count(cast.police) == 0


@pytest.mark.parametrize(
    "changed",
    [{"crime_reference": ""}, {"crime_recorded": False}, {"rationale": " "}],
)
def test_half_a_decision_is_refused(cast: Cast, review: Review, changed):
    reasons = reasons_against(lambda: reviews.decide(review, by=cast.police, **WHOLE | changed))

    assert [reason.rule for reason in reasons] == ["N8"]
    assert anew_(review).status == Status.TO_DECIDE


def test_no_crime_needs_no_reference(cast: Cast, review: Review):
    decided = reviews.decide(
        review, by=cast.police, **WHOLE | {"crime_recorded": False, "crime_reference": "", "investigation": "linked"}
    )
    assert decided.crime_recorded is False


def test_what_is_decided_stays(cast: Cast, review: Review):
    VERBS["decide"](review, cast.police)

    for verb in VERBS.values():
        assert {r.rule for r in reasons_against(lambda verb=verb: verb(review, cast.police))} == {"N8"}


def test_a_question_goes_to_the_social_worker_and_its_answer_to_the_officer(cast: Cast, case: Case, review: Review):
    VERBS["take"](review, cast.police)
    VERBS["ask"](review, cast.police)
    assert anew_(review).status == Status.QUESTION_ASKED
    assert Notice.objects.get(kind="nrm.question").recipient == cast.social_worker
    assert Deadline.objects.get(rule="POL-01").is_running
    assert reasons_against(lambda: VERBS["ask"](review, cast.police))

    reviews.answer(review, answer="A grey one.", by=cast.social_worker)

    assert anew_(review).status == Status.TO_DECIDE
    assert Notice.objects.get(kind="nrm.answered").recipient == cast.police
    assert reasons_against(lambda: reviews.answer(review, answer="Another.", by=cast.social_worker))


def test_who_answers(cast: Cast, case: Case, review: Review):
    VERBS["ask"](review, cast.police)
    answers = {"police": FORBIDDEN, "social_worker": DONE, "manager": DONE}

    for who in each_of(cast):
        person = getattr(cast, who)
        assert answer_to(lambda: reviews.answer(review, answer="Grey.", by=person)) == answers.get(who, NOT_FOUND)


def test_taking_it_on_makes_its_clock_theirs(cast: Cast, review: Review):
    VERBS["take"](review, cast.police)

    assert Deadline.objects.get(rule="POL-01").owner == cast.police
    assert reasons_against(lambda: VERBS["take"](review, cast.police))


# The pages -----------------------------------------------------------------------------------------------------------


def page(client, user, name: str, *args, **query) -> str:
    client.force_login(anew(user))
    response = client.get(reverse(f"nrm:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_queue_has_filters_with_counts(client, cast: Cast, review: Review):
    build.exploitation(review.nrm_referral.case, "sexual")
    second = build.a_review(a_case(worker=cast.social_worker))
    VERBS["decide"](second, cast.police)

    first = page(client, cast.police, "queue")

    assert review.nrm_referral.reference in first
    assert second.nrm_referral.reference not in first
    assert "Sexual exploitation (suspected)" in first
    assert second.nrm_referral.reference in page(client, cast.police, "queue", show="decided")
    assert 'aria-current="true">Mine <b>0</b>' in page(client, cast.police, "queue", show="mine")
    for name in ("To decide <b>1</b>", "Question asked <b>0</b>", "Decided <b>1</b>", "All <b>2</b>"):
        assert name in first


def test_who_opens_the_queue_and_a_review(client, cast: Cast, review: Review):
    for who, user in cast.everybody().items():
        client.force_login(user)
        assert client.get(reverse("nrm:queue")).status_code == (200 if who == "police" else 403), who
        theirs = {"police": 200, "social_worker": 403, "manager": 403}.get(who, 404)
        for verb in ("review", "ask", "decide"):
            assert (who, client.get(reverse(f"nrm:{verb}", args=[review.pk])).status_code) == (who, theirs)


def test_the_review_never_says_where_the_child_is_staying(client, cast: Cast, case: Case, review: Review):
    an_adult(case)

    shown = page(client, cast.police, "review", review.pk)

    assert "Taken away by car." in shown
    assert shown.count("Withheld from the Police") == 2


def test_deciding_on_the_page(client, cast: Cast, review: Review):
    client.force_login(cast.police)
    address = reverse("nrm:decide", args=[review.pk])

    half = client.post(address, TYPED | {"crime_reference": ""})
    assert half.status_code == 409
    assert "Two men are named." in half.content.decode()
    assert client.post(address, TYPED | {"rationale": ""}).status_code == 200
    assert client.post(address, TYPED).status_code == 302

    shown = page(client, cast.police, "review", review.pk)
    assert "FP-C-27710" in shown
    assert "Record the decision" not in shown


def test_taking_asking_and_answering_on_the_pages(client, cast: Cast, review: Review):
    client.force_login(cast.police)
    assert client.post(reverse("nrm:take", args=[review.pk])).status_code == 302
    assert client.post(reverse("nrm:ask", args=[review.pk]), {"question": "Which car?"}).status_code == 302
    client.force_login(cast.social_worker)
    assert "Which car?" in client.get(reverse("nrm:answer", args=[review.pk])).content.decode()
    assert client.post(reverse("nrm:answer", args=[review.pk]), {"answer": "Grey."}).status_code == 302
    assert "Grey." in page(client, cast.police, "review", review.pk)
