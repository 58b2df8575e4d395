"""Pages of this part: interviews."""

from django.urls import reverse

from assessments.actions.breaches import record_breach
from assessments.workflow.interviews import Subject
from tests.builders import an_adult
from tests.builders_interviews import a_held_interview, a_planned_interview, an_interpreter, an_interview, on_the_list
from tests.cast import Cast
from tests.worlds.visits import Visit
from trafficking_cases.children.models import Case

NO_PAGE = {"assessments:take_off", "assessments:plan_interview", "assessments:change_plan"}
BOTH = ("social.worker", "manager")


class Part:
    """Something to see on each of the pages."""

    def __init__(self, cast: Cast, case: Case) -> None:
        self.cast, self.case = cast, case
        self.uncle = an_adult(case, name="Minh Tarraby", said_as="her uncle")
        self.draft = an_interview(case, language="Vietnamese")
        on_the_list(self.draft, interpreter=an_interpreter())
        on_the_list(self.draft, adult=self.uncle)
        self.planned = a_planned_interview(case)
        self.of_adults = an_interview(case, subject=Subject.ADULTS, adult=self.uncle)
        self.held = a_held_interview(case)
        record_breach(self.held, adult=self.uncle, happened="He came in with reception.", by=cast.social_worker)

    def pages(self) -> dict[str, list[Visit]]:
        """For each page the visits that are tried."""
        of_case = {
            name: [(who, reverse(f"assessments:{name}", args=[self.case.pk])) for who in whom]
            for name, whom in [
                ("interviews", BOTH),
                ("start_interview", ("social.worker",)),
                ("record_case_breach", ("manager",)),
            ]
        }
        all_of_them = (self.draft, self.planned, self.of_adults, self.held)
        return {
            **{f"assessments:{name}": visits for name, visits in of_case.items()},
            "assessments:interview": [(who, one.get_absolute_url()) for who in BOTH for one in all_of_them],
            **{
                f"assessments:{name}": [("social.worker", reverse(f"assessments:{name}", args=[self.draft.pk]))]
                for name in ("add_person", "hold_interview", "call_off_interview", "record_breach")
            },
        }

    def more(self) -> None:
        """More of everything that these pages list."""
        a_held_interview(self.case)
        another = an_adult(self.case, name="Another Relative")
        on_the_list(self.draft, adult=another)
        on_the_list(self.draft, name="Wilf Tarnbrook, school")
        on_the_list(self.draft, interpreter=an_interpreter(name="Another Person"))
        record_breach(self.held, adult=another, by=self.cast.social_worker)
