"""What tests with drawn examples have in common."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from hypothesis import HealthCheck, settings


def examples(number: int) -> settings:
    """Many examples in the database of one test; it is for `a_situation` to undo each."""
    return settings(
        max_examples=number, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
    )


@contextmanager
def a_situation() -> Iterator[None]:
    """Whatever is arranged inside is undone at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
