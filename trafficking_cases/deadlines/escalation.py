"""What is late goes to somebody who can do something about it: a case opens for those who answer for it.

A service manager holds no case. From the moment that something in one has gone past everybody who does, they have to
read it and can sign in their place; so they are given a relation to it, for a time, and it is on record that nobody
but the ladder gave it.
"""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from trafficking_cases.access.roles import RoleCode
from trafficking_cases.children import grants
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import ANSWERS_FOR, Relation
from trafficking_cases.deadlines.models import Reminder
from trafficking_cases.people.models import User


def open_to_service_managers(reminders: Collection[UUID]) -> set[UUID]:
    """Open the cases of these reminders to the service managers of their authority, and say which reminders gained.

    Each case on its own: while its row is held, nothing of the sweep is. No barrier is passed.
    """
    unheard = Reminder.objects.filter(pk__in=reminders, deadline__case__isnull=False).select_related("deadline__case")
    opened: dict[UUID, bool] = {}
    gained = set()
    for reminder in unheard.order_by("at", "id"):
        case = reminder.deadline.case
        assert case is not None
        if case.pk not in opened:
            opened[case.pk] = _open(case, f"Late, and nobody else to tell: {reminder.deadline.promise}")
        if opened[case.pk]:
            gained.add(reminder.pk)
    return gained


@transaction.atomic
def _open(case: Case, reason: str) -> bool:
    above = User.objects.holding(RoleCode.SERVICE_MANAGER).filter(agency=case.authority_id, is_active=True)
    allowed = [person for person in above if Case.objects.filter(pk=case.pk).without_barriers_against(person).exists()]
    for person in allowed:
        if not Case.objects.visible_to(person).filter(pk=case.pk).exists():
            until = timezone.now() + ANSWERS_FOR
            grants.give(case, to=person, relation=Relation.ANSWERING, reason=reason[:500], until=until, by=None)
    return bool(allowed)
