"""Pages of this part: enquiry, assessment and the watch over a child."""

from django.urls import reverse
from django.utils import timezone

from assessments.actions import assessment, monitoring
from assessments.models import SignedVersion
from tests.builders import a_case
from tests.builders_enquiry import (
    a_completed_assessment,
    a_completed_enquiry,
    a_held_interview,
    a_signed_assessment,
    a_watch,
    an_assessment,
    an_enquiry,
)
from tests.cast import Cast
from tests.worlds.visits import Visit
from trafficking_cases.children.models import Case

NO_PAGE: set[str] = set()
WORKER, MANAGER = "social.worker", "manager"


class Part:
    """Something to see on each of the pages."""

    def __init__(self, cast: Cast, case: Case) -> None:
        self.cast, self.case = cast, case
        self.open, self.new = an_enquiry(case), a_case(worker=cast.social_worker, manager=cast.manager)
        self.done = a_completed_enquiry(a_case(worker=cast.social_worker, manager=cast.manager))
        self.unseen = an_enquiry(a_case(worker=cast.social_worker, manager=cast.manager))
        self.blank = an_assessment(a_case(worker=cast.social_worker, manager=cast.manager))
        self.to_sign = a_completed_assessment(a_case(worker=cast.social_worker, manager=cast.manager))
        self.signed = a_signed_assessment(case)
        self.version = SignedVersion.objects.get(assessment=self.signed)
        self.watch = a_watch(case)

    def pages(self) -> dict[str, list[Visit]]:
        """For each page the visits that are tried."""
        return {**self._of_enquiries(), **self._of_assessments(), **self._of_watches()}

    def _of_enquiries(self) -> dict[str, list[Visit]]:
        enquiries = (self.open, self.done)
        return {
            "assessments:enquiry": [
                (who, one.get_absolute_url()) for who in (WORKER, MANAGER) for one in (*enquiries, self.unseen)
            ],
            "assessments:write_enquiry": [(WORKER, _at("write_enquiry", self.open, "wishes"))],
            "assessments:enquiry_not_seen": [(MANAGER, _at("enquiry_not_seen", self.unseen))],
            "assessments:complete_enquiry": [(WORKER, _at("complete_enquiry", one)) for one in (*enquiries, self.open)],
            "assessments:send_back_enquiry": [(MANAGER, _at("send_back_enquiry", self.done))],
            "assessments:sign_enquiry": [(MANAGER, _at("sign_enquiry", one)) for one in enquiries],
        }

    def _of_assessments(self) -> dict[str, list[Visit]]:
        all_of_them = (self.blank, self.to_sign, self.signed)
        return {
            "assessments:start_assessment": [(WORKER, reverse("assessments:start_assessment", args=[self.new.pk]))],
            "assessments:assessment": [
                (who, one.get_absolute_url()) for who in (WORKER, MANAGER) for one in all_of_them
            ],
            "assessments:write_assessment": [(WORKER, _at("write_assessment", self.signed, "analysis"))],
            "assessments:categorise_assessment": [(WORKER, _at("categorise_assessment", self.blank))],
            "assessments:answer_need": [(WORKER, _at("answer_need", one, "tracing")) for one in all_of_them],
            "assessments:assessment_not_seen": [(MANAGER, _at("assessment_not_seen", self.blank))],
            "assessments:complete_assessment": [(WORKER, _at("complete_assessment", one)) for one in all_of_them],
            "assessments:send_back_assessment": [(MANAGER, _at("send_back_assessment", self.to_sign))],
            "assessments:sign_assessment": [(MANAGER, _at("sign_assessment", one)) for one in all_of_them],
            "assessments:signed_version": [(MANAGER, self.version.get_absolute_url())],
        }

    def _of_watches(self) -> dict[str, list[Visit]]:
        return {
            "assessments:watch": [(WORKER, reverse("assessments:watch", args=[self.new.pk]))],
            "assessments:monitoring": [(who, self.watch.get_absolute_url()) for who in (WORKER, MANAGER)],
            "assessments:check_child": [(WORKER, _at("check_child", self.watch))],
            "assessments:settle": [(MANAGER, _at("settle", self.watch))],
        }

    def more(self) -> None:
        """More of everything that these pages list."""
        worker, manager = self.cast.social_worker, self.cast.manager
        for case in (self.case, self.done.case, self.to_sign.case):
            a_held_interview(case)
        an_enquiry(self.case)
        monitoring.check(self.watch, found="He is well.", by=worker)
        assessment.write(self.signed, part="analysis", text=f"More {timezone.now()}", by=worker)
        again = assessment.complete(self.signed, without_photograph="No.", by=worker)
        assessment.sign(again, read=again.version, by=manager)


def _at(name: str, record, *more: str) -> str:
    return reverse(f"assessments:{name}", args=[record.pk, *more])
