"""Faults in the middle of a verb, made by the database itself."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from tests.database import owner_connection


@contextmanager
def refusing(table: str, condition: str) -> Iterator[None]:
    """The database takes no new row of a table that breaks a condition: a fault in the middle of a verb."""
    with closing(owner_connection()) as owner, owner, owner.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT broken_for_a_test CHECK ({condition}) NOT VALID")
    try:
        yield
    finally:
        with closing(owner_connection()) as owner, owner, owner.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT broken_for_a_test")
