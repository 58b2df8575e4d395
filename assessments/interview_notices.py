"""Who is told of an interview, and of what should not have happened. A notice says nothing of the child."""

from datetime import datetime

from django.db.models import Q

from assessments.models import Breach, Interview
from trafficking_cases.children.models import Case, Grant
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.notifications import kinds
from trafficking_cases.notifications.actions import notify
from trafficking_cases.people.models import User

kinds.register("breach.recorded", "Something happened that the rules forbid. It waits for you to look at it.")
kinds.register("interview.set_back", "A planned interview has to be planned again.")


def supervising(case: Case, now: datetime) -> list[User]:
    """Whoever supervises a case at a moment, or answers for them."""
    relations = [Relation.SUPERVISING, Relation.ANSWERING]
    grants = Grant.objects.live(now).filter(Q(user__is_active=True), case=case, relation__in=relations)
    return list({grant.user for grant in grants.select_related("user") if grant.user})


def tell_of_breach(breach: Breach, *, now: datetime) -> None:
    """It happened, and is recorded: whoever supervises, at once. [Rules S2, A1]"""
    for manager in supervising(breach.case, now):
        notify(
            manager,
            "breach.recorded",
            subject=breach,
            link=breach.get_absolute_url(),
            key=f"breach.recorded:{breach.pk}:{manager.pk}",
        )


def tell_of_set_back(interview: Interview, *, fact: str, now: datetime) -> None:
    """A plan no longer stands: whoever leads the interview, and whoever supervises. [Rules S2, A1]"""
    for person in {interview.lead, *supervising(interview.case, now)}:
        notify(
            person,
            "interview.set_back",
            subject=interview,
            link=interview.get_absolute_url(),
            key=f"interview.set_back:{interview.pk}:{fact}:{person.pk}",
        )
