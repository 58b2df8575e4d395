"""How many unread notices there are, on every page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from trafficking_cases.notifications.models import Notice
from trafficking_cases.people.models import User

MORE_THAN_COUNTED = 100


def unread_count(user: User) -> int:
    """The unread notices that this person may see now; counting stops at a hundred."""
    return Notice.objects.visible_to(user).unread().order_by()[:MORE_THAN_COUNTED].count()


def bell(request: HttpRequest) -> dict[str, object]:
    """The count for the top bar, asked of the database only by a page that shows it."""
    return {"unread_notices": SimpleLazyObject(lambda: _count_for(request))}


def _count_for(request: HttpRequest) -> int:
    return unread_count(request.user) if request.user.is_authenticated else 0
