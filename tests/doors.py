"""What somebody gets who tries a verb: the answer of a page or of the API, asked of the action itself."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from trafficking_cases.lib.errors import Reason, Refused

DONE, FORBIDDEN, NOT_FOUND, NOT_YET = 200, 403, 404, 409


def answer_to(verb: Callable[[], Any]) -> int:
    """The status that a page would give, with whatever a refused verb began undone."""
    try:
        with transaction.atomic():
            verb()
    except PermissionDenied:
        return FORBIDDEN
    except Http404:
        return NOT_FOUND
    except Refused:
        return NOT_YET
    return DONE


def reasons_against(verb: Callable[[], Any]) -> list[Reason]:
    """Every reason that the rules give against a verb; none where it was done."""
    try:
        with transaction.atomic():
            verb()
    except Refused as refused:
        return refused.reasons
    return []
