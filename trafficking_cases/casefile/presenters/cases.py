"""The list of cases, ready for its page."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q

from referrals.wording import spoken_name
from trafficking_cases.casefile import work
from trafficking_cases.casefile.identity_forms import FindForm
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.deadlines.presenters import clock
from trafficking_cases.lib.moments import spoken_day
from trafficking_cases.lib.working_days import day_in_london
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Place

A_PAGE = 25
FILTERS = {
    "all": "All that you may see",
    "mine": "Yours",
    "supervised": "Supervised by you",
    "shared": "Shared with you",
}
EMPTY = {
    "all": "There is no case here for you yet. A case opens when a manager signs a decision, "
    "and appears once you have a part in it.",
    "mine": "No case is allocated to you.",
    "supervised": "You supervise no case.",
    "shared": "Nothing is shared with you.",
}


def cases_page(user: User, *, show: str, number: str | None, now: datetime) -> dict[str, Any]:
    """The cases under one filter, newest first, and how many stand under each."""
    under = _conditions(user)
    shown = show if show in under else "all"
    visible = Case.objects.visible_to(user)
    counts = visible.order_by().aggregate(**{name: Count("pk", filter=condition) for name, condition in under.items()})
    listed = (
        visible.filter(under[shown])
        .select_related("child")
        .prefetch_related(
            Prefetch("allocations", queryset=work.live_allocations(), to_attr="live_allocations"),
            Prefetch("deadlines", queryset=Deadline.objects.running().order_by("due_at"), to_attr="running_deadlines"),
        )
    )
    page = Paginator(listed, A_PAGE).get_page(number)
    return {
        "page": page,
        "rows": [_row(case, user, now) for case in page],
        "pills": [
            Place(FILTERS[name], f"?show={name}", name == shown, counts[name])
            for name in under
            if name in ("all", shown) or counts[name]
        ],
        "showing": FILTERS[shown],
        "empty": EMPTY[shown],
        "find": FindForm(),
    }


def _conditions(user: User) -> dict[str, Q]:
    mine, supervised = work.related(user, Relation.ALLOCATED), work.related(user, Relation.SUPERVISING)
    return {"all": Q(), "mine": mine, "supervised": supervised, "shared": ~mine & ~supervised}


def _row(case: Any, user: User, now: datetime) -> dict[str, Any]:
    allocation = next(iter(case.live_allocations), None)
    nearest = next(iter(case.running_deadlines), None)
    return {
        "case": case,
        "name": spoken_name(case.child),
        "worker": allocation.worker.full_name if allocation else "",
        "is_mine": bool(allocation and allocation.worker_id == user.pk),
        "opened": spoken_day(day_in_london(case.opened_at)),
        "clock": clock(nearest, now) if nearest else None,
    }
