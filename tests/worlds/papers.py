"""Pages of this part: papers, and exploitation."""

from django.urls import reverse

from tests.builders import a_share
from tests.builders_papers import (
    a_form_of_exploitation,
    a_holder_asked,
    a_paper,
    a_photograph,
    some_elements,
)
from tests.cast import Cast
from tests.worlds.visits import Visit
from trafficking_cases.children import exploitation, papers
from trafficking_cases.children.models import Case

# A download.
NO_PAGE: set[str] = {"casefile:file"}
WORKER, MANAGER = "social.worker", "manager"


class Part:
    """Something to see on each of the pages."""

    def __init__(self, cast: Cast, case: Case) -> None:
        self.cast, self.case = cast, case
        a_share(case, to=cast.voluntary)
        a_photograph(case)
        self.paper = a_paper(case, says="A name and a date of birth.")
        papers.check_paper(a_paper(case, copied=True), found="verified", because="Examined.", by=cast.manager)
        a_holder_asked(case)
        self.suspected = a_form_of_exploitation(case)
        self.to_consider = a_form_of_exploitation(case, code="domestic_servitude", by=cast.voluntary)
        wrong = a_form_of_exploitation(case, code="benefit_fraud")
        exploitation.end_exploitation(wrong, because="Another child was meant.", by=cast.manager)
        some_elements(case)

    def pages(self) -> dict[str, list[Visit]]:
        """For each page the visits that are tried."""
        on_the_case = {
            "papers": (WORKER, MANAGER),
            "add_paper": (WORKER,),
            "add_photograph": (WORKER,),
            "ask_holder": (WORKER,),
            "exploitation": (WORKER, "voluntary"),
            "record_exploitation": ("voluntary",),
            "elements": (WORKER,),
        }
        pages = {
            f"casefile:{name}": [(who, reverse(f"casefile:{name}", args=[self.case.pk])) for who in people]
            for name, people in on_the_case.items()
        }
        for name, record in (
            ("add_copy", self.paper),
            ("check_paper", self.paper),
            ("accept_exploitation", self.to_consider),
            ("confirm_exploitation", self.suspected),
            ("end_exploitation", self.suspected),
        ):
            pages[f"casefile:{name}"] = [(WORKER, reverse(f"casefile:{name}", args=[record.pk]))]
        return pages

    def more(self) -> None:
        """More of everything that these pages list."""
        a_photograph(self.case)
        a_paper(self.case, copied=True)
        papers.check_paper(a_paper(self.case), found="believed_false", because="Forged.", by=self.cast.manager)
        a_holder_asked(self.case, holder="agency")
        again = a_form_of_exploitation(self.case, code="benefit_fraud", by=self.cast.voluntary)
        exploitation.end_exploitation(again, because="Another child was meant.", by=self.cast.manager)
        if not self.case.exploitation.standing().filter(code="criminal_begging").exists():
            a_form_of_exploitation(self.case, code="criminal_begging")
            a_form_of_exploitation(self.case, code="criminal_theft", by=self.cast.voluntary)
