"""Who a child is said to be: every claim, its checks, the age, and finding them."""

from datetime import date

from django.urls import reverse

from tests.builders import a_case, somebody
from tests.builders_identity import a_birth, a_claim, an_age_decision
from tests.cast import Cast
from tests.worlds.visits import Visit
from trafficking_cases.children import identity
from trafficking_cases.children.models import Case
from trafficking_cases.children.workflow.claims import Kind, NameKind, Status

NO_PAGE: set[str] = set()


class Part:
    """A child with several names, births that contradict each other, and a decision on their age."""

    def __init__(self, cast: Cast, case: Case) -> None:
        self.cast, self.case = cast, case
        self.name = a_claim(case, "Trầm Thị Linh", native="陈氏玲", name_kind=NameKind.ON_PAPER)
        self.false = a_claim(case, "Anna Smith", name_kind=NameKind.ALIAS, source="Passport shown at the port")
        identity.check_claim(
            self.false, found=Status.BELIEVED_FALSE, reason="The photograph is of an adult.", by=somebody("manager")
        )
        self.birth = a_birth(case, date(2010, 5, 4))
        a_birth(case, 19, source="The Police")
        self.nationality = a_claim(case, "Vietnamese", kind=Kind.NATIONALITY)
        an_age_decision(case)

    def pages(self) -> dict[str, list[Visit]]:
        """For each page the visits that are tried."""
        at, about = [self.case.pk], [self.name.pk]
        return {
            "casefile:identity": [(who, reverse("casefile:identity", args=at)) for who in ("manager", "social.worker")],
            "casefile:add_claim": [
                ("social.worker", reverse("casefile:add_claim", args=[self.case.pk, kind.value])) for kind in Kind
            ],
            "casefile:record_age_decision": [("manager", reverse("casefile:record_age_decision", args=at))],
            "casefile:prepare_for_18": [("social.worker", reverse("casefile:prepare_for_18", args=at))],
            "casefile:check_claim": [("social.worker", reverse("casefile:check_claim", args=about))],
            "casefile:work_with": [("social.worker", reverse("casefile:work_with", args=about))],
            "casefile:set_aside": [("social.worker", reverse("casefile:set_aside", args=[self.nationality.pk]))],
            "casefile:dispute": [("social.worker", reverse("casefile:dispute", args=[self.birth.pk]))],
            "casefile:find": [("manager", reverse("casefile:find"))],
        }

    def more(self) -> None:
        """More claims, more decisions, and another child of the same name."""
        number = self.case.child.claims.count()
        a_claim(self.case, f"Linh {number}", name_kind=NameKind.ALIAS)
        a_claim(self.case, f"Home Office {number}", kind=Kind.IDENTIFIER)
        an_age_decision(self.case)
        a_case(worker=self.cast.social_worker, manager=self.cast.manager, known_as="Linh Thi Tram")
