"""Pages of this part: process."""

from django.urls import reverse

from tests.cast import Cast
from tests.worlds.visits import Visit
from trafficking_cases.children.models import Case

NO_PAGE: set[str] = set()
READERS = ("social.worker", "manager")


class Part:
    """Something to see on each of the pages."""

    def __init__(self, cast: Cast, case: Case) -> None:
        self.cast, self.case = cast, case

    def pages(self) -> dict[str, list[Visit]]:
        """For each page the visits that are tried."""
        return {"casefile:process": [(who, reverse("casefile:process", args=[self.case.pk])) for who in READERS]}

    def more(self) -> None:
        """More of everything that these pages list."""
