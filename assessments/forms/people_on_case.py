"""Whom a question may name: the people who are on a case."""

from django.db.models import Q
from django.utils import timezone

from trafficking_cases.children.models import Case, Grant
from trafficking_cases.people.models import User, UserQuerySet


def people_on(case: Case) -> UserQuerySet:
    """Everybody with a live relation to a case: theirs, their team's or their agency's."""
    live = Grant.objects.live(timezone.now()).filter(case=case)
    related = Q(pk__in=live.exclude(user=None).values("user"))
    related |= Q(team__in=live.exclude(team=None).values("team"))
    related |= Q(agency__in=live.exclude(agency=None).values("agency"))
    return User.objects.filter(related, is_active=True)
