"""Who may finish and sign an NRM referral on a case."""

from django.db.models import Q
from django.utils import timezone

from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import roles_allowing
from trafficking_cases.children.models import Case, Grant
from trafficking_cases.children.models.grants import relations_carrying
from trafficking_cases.people.models import FirstResponderPeriod, User, UserQuerySet


def first_responders_on(case: Case) -> UserQuerySet:
    """People of first responder organisations today to whom the case is open by a live relation. [Rule N5]

    A wall round the case is asked again when one of them is chosen.
    """
    now = timezone.now()
    grants = Grant.objects.live(now).filter(case=case, relation__in=relations_carrying(Permission.SIGN_NRM))
    theirs = Q(pk__in=grants.values("user")) | Q(team__in=grants.values("team")) | Q(agency__in=grants.values("agency"))
    on_the_list = FirstResponderPeriod.objects.in_force(timezone.localdate(now)).values("agency")
    signing = User.objects.holding(*roles_allowing(Permission.SIGN_NRM))
    return signing.filter(theirs, agency__in=on_the_list).order_by("full_name")
