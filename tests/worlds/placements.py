"""Pages of this part: placements, and who may open where a child is. The vault sees only what is committed."""

from datetime import date

from django.urls import reverse

from tests.builders_placements import FACTS, a_grant, a_look, a_placement
from tests.cast import Cast
from tests.worlds.visits import Visit
from trafficking_cases.children.grants import give as relate
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.placements import actions

# Only takes a POST.
NO_PAGE: set[str] = {"placements:take_back"}
WORKER, MANAGER = "social.worker", "manager"


class Part:
    """A child who has moved once, with somebody let in, and looks on record."""

    def __init__(self, cast: Cast, case: Case) -> None:
        self.cast, self.case = cast, case
        for person, relation in ((cast.guardian, Relation.GUARDIAN), (cast.police, Relation.POLICE)):
            relate(case, to=person, relation=relation, reason="On the case", by=cast.manager)
        facts = FACTS | {"since": date(2026, 11, 2)}
        first = a_placement(case)
        self.placement = actions.move(first, **facts, whereabouts={"address": "9 Newplace"}, by=cast.social_worker)
        self.more()

    def pages(self) -> dict[str, list[Visit]]:
        """For each page the visits that are tried."""
        case, placement = [self.case.pk], [self.placement.pk]
        return {
            "placements:case": [(who, reverse("placements:case", args=case)) for who in (WORKER, MANAGER, "guardian")],
            "placements:place": [(WORKER, reverse("placements:place", args=case))],
            "placements:move": [(WORKER, reverse("placements:move", args=placement))],
            "placements:end": [(WORKER, reverse("placements:end", args=placement))],
            "placements:reveal": [(who, reverse("placements:reveal", args=placement)) for who in (WORKER, MANAGER)],
            "placements:who": [(who, reverse("placements:who", args=placement)) for who in (WORKER, MANAGER)],
            "placements:give": [(MANAGER, reverse("placements:give", args=placement))],
        }

    def more(self) -> None:
        """More who are let in, more looks, and an earlier stay more."""
        day = date(2026, 11, 3)
        stay = a_placement(self.case, kind="hospital", since=day)
        actions.end(stay, until=day, why="returned", by=self.cast.social_worker)
        for person in (self.cast.guardian, self.cast.police):
            a_grant(self.placement, to=person)
        for person in (self.cast.manager, self.cast.social_worker):
            a_look(self.placement, by=person)
