"""Pages of this part: the queue of the Police, a review, a question and its answer."""

from django.urls import reverse

from nrm.actions import reviews
from nrm.models import Review
from tests import builders_nrm_duties as build
from tests.builders import a_case, an_adult
from tests.cast import Cast
from tests.worlds.visits import Visit
from trafficking_cases.children.models import Case

NO_PAGE: set[str] = {"nrm:take"}


class Part:
    """One referral to decide, with a question that waits; and one decided."""

    def __init__(self, cast: Cast, case: Case) -> None:
        self.cast = cast
        self.case = a_case(worker=cast.social_worker, manager=cast.manager, known_as="Kayden Fossgate")
        build.exploitation(self.case, "criminal_drug_distribution")
        self.open = build.a_review(self.case)
        reviews.take(self.open, by=cast.police)
        reviews.ask(self.open, question="Which car did she get into?", by=cast.police)
        self.decided = self._decided()

    def _decided(self) -> Review:
        review = build.a_review(a_case(worker=self.cast.social_worker, manager=self.cast.manager))
        return reviews.decide(
            review,
            crime_recorded=True,
            crime_reference="FP-C-27710",
            investigation="investigate",
            rationale="Two men are named.",
            by=self.cast.police,
        )

    def pages(self) -> dict[str, list[Visit]]:
        """For each page the visits that are tried."""
        queue = reverse("nrm:queue")
        return {
            "nrm:queue": [("police", queue), ("police", f"{queue}?show=all"), ("police", f"{queue}?show=decided")],
            "nrm:review": [("police", _at("review", one)) for one in (self.open, self.decided)],
            "nrm:decide": [("police", _at("decide", self.open))],
            "nrm:ask": [("police", _at("ask", self.open))],
            "nrm:answer": [("social.worker", _at("answer", self.open))],
        }

    def more(self) -> None:
        """More of everything that these pages list."""
        self._decided()
        reviews.answer(self.open, answer="A grey one.", by=self.cast.social_worker)
        reviews.ask(self.open, question="And which street?", by=self.cast.police)
        an_adult(self.case, name="Another")
        build.exploitation(a_case(worker=self.cast.social_worker), "sexual")


def _at(name: str, review: Review) -> str:
    return reverse(f"nrm:{name}", args=[review.pk])
