"""The enquiry of a case on one page: everything that was done, and what can be done next."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from assessments.presenters import agreement, assessment, enquiry, interviews, onward, protection, strategy
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.children.models import Case
from trafficking_cases.people.models import User

PROCESSES = (protection, strategy, interviews, enquiry, assessment, agreement, onward)


def overview_page(case: Case, user: User, now: datetime) -> dict[str, Any]:
    """Every process of the enquiry, in the order of the procedure."""
    sections = [process.section(case, user, now) for process in PROCESSES]
    return frame.head_of(case, user, now, here="enquiry") | {"sections": sections}


frame.add_tab(
    frame.Tab(
        50,
        "enquiry",
        "Enquiry",
        lambda case: reverse("assessments:overview", args=[case.pk]),
        Permission.READ_ENQUIRY,
    )
)
