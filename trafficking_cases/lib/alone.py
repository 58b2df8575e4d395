"""Work that should be done by one process at a time, wherever the others run."""

from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

from django.db import connection

# The first half of the key of PostgreSQL's advisory locks that are ours.
OURS = 7_301


@contextmanager
def alone(work: str) -> Iterator[bool]:
    """Whether nobody else is at this work; held until the block ends or the connection does, whichever is first.

    A courtesy, not a safeguard: what is done inside has to bear being done twice.
    """
    key = [OURS, crc32(work.encode()) - 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        locked = cursor.fetchone()[0]
    try:
        yield locked
    finally:
        if locked and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)
