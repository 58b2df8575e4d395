"""Pages of this part: immediate protection, strategy discussions, and the meetings of an enquiry."""

from django.urls import reverse

from tests import builders_strategy as enquiry
from tests.builders import a_referral, somebody
from tests.cast import Cast
from tests.worlds.visits import Visit
from trafficking_cases.children.models import Case
from trafficking_cases.meetings.models import Action

NO_PAGE: set[str] = set()


class Part:
    """Something to see on each of the pages."""

    def __init__(self, cast: Cast, case: Case) -> None:
        self.cast, self.case = cast, case
        self.referral = a_referral()
        enquiry.a_protection(self.referral)
        enquiry.a_protection(case, what="The officer took her to the station.")
        self.recorded = enquiry.a_recorded_strategy(case)
        self.held = enquiry.a_held_strategy(case)
        enquiry.an_action(self.held)
        self.planned = enquiry.a_planned_strategy(case)
        self.actions: list[Action] = [
            enquiry.an_action(self.planned, owner=somebody(who)) for who in ("health", "education", "social.worker")
        ]

    def pages(self) -> dict[str, list[Visit]]:
        """For each page the visits that are tried."""
        of_case, meeting = [self.case.pk], [self.planned.meeting_id]
        theirs, taught, ours = ([action.pk] for action in self.actions)
        return {
            "assessments:protect": [("social.worker", reverse("assessments:protect", args=of_case))],
            "assessments:protect_on_referral": [
                ("out.of.hours", reverse("assessments:protect_on_referral", args=[self.referral.pk]))
            ],
            "assessments:convene": [("social.worker", reverse("assessments:convene", args=of_case))],
            "assessments:strategy": [
                ("social.worker", self.planned.get_absolute_url()),
                ("manager", self.held.get_absolute_url()),
                ("police", self.recorded.get_absolute_url()),
                ("health", self.planned.get_absolute_url()),
                ("health", self.recorded.get_absolute_url()),
            ],
            "assessments:hold": [
                ("social.worker", reverse("assessments:hold", args=[found.pk])) for found in (self.planned, self.held)
            ],
            "assessments:sign_strategy": [
                (who, reverse("assessments:sign_strategy", args=[self.held.pk])) for who in ("manager", "social.worker")
            ],
            "assessments:call_off": [("manager", reverse("assessments:call_off", args=[self.planned.pk]))],
            "assessments:ask": [("social.worker", reverse("assessments:ask", args=meeting))],
            "assessments:mark": [("police", reverse("assessments:mark", args=meeting))],
            "assessments:undertake": [("social.worker", reverse("assessments:undertake", args=meeting))],
            "assessments:finish": [
                ("health", reverse("assessments:finish", args=theirs)),
                ("education", reverse("assessments:finish", args=taught)),
                ("social.worker", reverse("assessments:finish", args=ours)),
            ],
            "assessments:withdraw": [("manager", reverse("assessments:withdraw", args=theirs))],
        }

    def more(self) -> None:
        """More of everything that these pages list."""
        enquiry.a_protection(self.referral)
        enquiry.a_protection(self.case)
        enquiry.a_planned_strategy(self.case)
        enquiry.an_action(self.planned)
        enquiry.an_action(self.held)
        for discussion in (self.planned, self.held):
            number = discussion.meeting.attendances.count()
            enquiry.attendance.ask(
                discussion.meeting, part="other", name=f"Somebody {number}", by=somebody("social.worker")
            )
