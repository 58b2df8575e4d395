"""The navigation is the reader's own: nobody sees a place that is not theirs, or how much there is in it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from nrm.presenters.reviews import waiting_count
from referrals.models import Referral
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.notifications.bell import unread_count
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Place

COUNTED_UP_TO = 100
# The processes of a case have addresses of their own.
OF_CASES = ("/enquiries/", "/nrm/cases/", "/nrm/referrals/")


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The places and the notices of whoever reads the page; nothing for somebody who is not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": [], "notices": None}
    return {
        "navigation": _places(user, request.path),
        "notices": {"href": reverse("notifications:notices"), "count": unread_count(user)},
    }


def _places(user: User, path: str) -> list[Place]:
    places = [Place("My work", reverse("casefile:my_work"), path == "/", icon="home", short="Work")]
    own_referrals = reverse("referrals:mine")
    if user.front_doors():
        board = reverse("referrals:front_door")
        is_here = path.startswith(board) and not path.startswith((own_referrals, f"{board}drafts/"))
        waiting = Referral.objects.visible_to(user).waiting().order_by()[:COUNTED_UP_TO].count()
        places.append(Place("Front door", board, is_here, waiting or None, icon="door"))
    if _works_with_cases(user):
        cases = reverse("casefile:cases")
        places.append(Place("Cases", cases, path.startswith((cases, *OF_CASES)), icon="people"))
    if user.holds(Permission.KEEP_LISTS) or user.holds(Permission.PLAN_INTERVIEW):
        register = reverse("directory:interpreters")
        places.append(Place("Interpreters", register, path.startswith(register), icon="speech"))
    places += _places_of_the_nrm(user, path)
    is_mine = path.startswith((own_referrals, "/referrals/drafts/"))
    places.append(Place("My referrals", own_referrals, is_mine, icon="inbox", short="Referrals"))
    return places


def _places_of_the_nrm(user: User, path: str) -> list[Place]:
    """The queue of the Police, and the list of countries of whoever keeps it."""
    places = []
    if user.holds(Permission.REVIEW_NRM):
        queue = reverse("nrm:queue")
        places.append(Place("NRM", queue, path.startswith(queue), waiting_count(user) or None, icon="shield"))
    if user.holds(Permission.KEEP_LISTS):
        listed = reverse("nrm:countries")
        places.append(Place("Listed countries", listed, path.startswith(listed), icon="flag", short="Countries"))
    return places


def _works_with_cases(user: User) -> bool:
    """Children's services have the list even while it is empty; others only once something is shared with them."""
    if user.holds(Permission.EXPORT_SUMMARY):
        return True
    return user.holds(Permission.READ_CASE) and Case.objects.visible_to(user).exists()
