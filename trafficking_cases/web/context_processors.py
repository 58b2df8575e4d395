"""What the frame of every page needs to know, whoever reads it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """The names on the page. Navigation and notices are the reader's own and come from above."""
    return {
        "product_name": settings.PRODUCT_NAME,
        "partnership_name": settings.PARTNERSHIP_NAME,
        "is_demonstration": settings.DEMO,
    }
