"""The one door of the vault: a transaction of its own, in which it is said who asks. Outside of it nothing answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connections, transaction
from psycopg2.errors import InsufficientPrivilege

ALIAS = "whereabouts"
# What the vault does for nobody: re-wrapping keys and sealing its audit. Neither reads a value.
ROTATION, SEALING = "rotation", "sealing"
SAY_WHO = "SELECT set_config('whereabouts.person', %s, true), set_config('whereabouts.task', %s, true)"

_is_open: ContextVar[bool] = ContextVar("vault_is_open", default=False)


class Closed(RuntimeError):
    """Somebody asked the vault without saying who asks: a mistake in the code, which must not get an answer."""


@contextmanager
def opened(*, person: UUID | None = None, task: str = "") -> Iterator[None]:
    """The vault, as one person sees it or for one task of its own, until this transaction ends.

    Who asks is said as the first statement and is gone with the transaction, so that no later request on the same
    connection is taken for them. What the rows' own rules do not let through is forbidden.
    """
    try:
        with transaction.atomic(using=ALIAS, durable=True):
            with connections[ALIAS].cursor() as cursor:
                cursor.execute(SAY_WHO, [str(person or ""), task])
            token = _is_open.set(True)
            try:
                yield
            finally:
                _is_open.reset(token)
    except ProgrammingError as refused:
        if isinstance(refused.__cause__, InsufficientPrivilege):
            raise PermissionDenied from None
        raise


def refuse_if_closed() -> None:
    """Stop a statement that nobody answers for."""
    if not _is_open.get():
        raise Closed("the vault is asked only inside opened()")
