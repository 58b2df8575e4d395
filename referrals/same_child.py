"""Whether a child who was referred may be one who is known already, said only of records that the reader may see.

[Rules C2, C6; procedure 1, 4]
"""

from django.db.models import Q

from referrals.models import Referral
from trafficking_cases.children.finding import Match, alike
from trafficking_cases.children.models import Case, Child
from trafficking_cases.lib.text import sentence_begins
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Row

MOST_SHOWN = 5


def may_be_the_same(referral: Referral, user: User) -> list[Row]:
    """The cases and referrals that may be about the same child, and why; empty where none is visible."""
    cases, referrals = Case.objects.visible_to(user), Referral.objects.visible_to(user).exclude(pk=referral.pk)
    known = Child.objects.filter(Q(pk__in=cases.values("child")) | Q(pk__in=referrals.values("child")))
    matches = {match.child_id: match for match in alike(referral.child, among=known)}
    wanted = list(matches) or [referral.child_id]
    with_cases = {case.child_id: case for case in cases.filter(child__in=wanted)}
    before = {one.child_id: one for one in referrals.filter(child__in=wanted)}
    return [
        _row(match, record)
        for match in matches.values()
        if (record := with_cases.get(match.child_id) or before.get(match.child_id))
    ][:MOST_SHOWN]


def _row(match: Match, record: Case | Referral) -> Row:
    why = f"{sentence_begins(', '.join(match.reasons))}."
    return Row(f"May be the same child as {record.reference}", record.get_absolute_url(), meta=why, rules=["C2"])
