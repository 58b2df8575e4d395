"""How many unread notices there are, for the bell on every page."""

from trafficking_cases.notifications.models import Notice
from trafficking_cases.people.models import User

MORE_THAN_COUNTED = 100


def unread_count(user: User) -> int:
    """The unread notices that this person may see now; counting stops at a hundred."""
    return Notice.objects.unread().visible_to(user).order_by()[:MORE_THAN_COUNTED].count()
