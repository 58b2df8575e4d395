"""Who has opened a case, from the record of looks, for those who answer for it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from trafficking_cases.audit.models import Event
from trafficking_cases.children.models import Case
from trafficking_cases.people.models import User

PEOPLE_SHOWN = 20


@dataclass(frozen=True)
class Look:
    """That a person has opened something of a case: how often, and when last."""

    person: User
    times: int
    last: datetime


def looks_at(case: Case) -> list[Look]:
    """Everybody who opened the case or a referral of it, the latest first."""
    # Before it had a case a referral was looked at too, by people whom the case alone would not show.
    referrals = [str(pk) for pk in case.referrals.values_list("pk", flat=True)]
    of_the_case = Q(case_id=case.pk) | Q(case_id=None, subject_id__in=referrals)
    seen = Event.objects.filter(of_the_case, name__endswith=".seen").exclude(by_id=None)
    by_person = seen.order_by().values("by_id").annotate(times=Count("pk"), last=Max("at"))
    rows = list(by_person.order_by("-last")[:PEOPLE_SHOWN])
    people = User.objects.select_related("agency").in_bulk([row["by_id"] for row in rows])
    return [Look(people[row["by_id"]], row["times"], row["last"]) for row in rows if row["by_id"] in people]
