"""Django's test database under restricted roles: the owner makes and empties it, the application's role serves.

Stock pytest-django creates the database as the default alias, so that every table would belong to the application.
This leans on a private name of pytest-django and on one method of Django's connection; both are pinned.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import unquote, urlsplit

import psycopg2
import pytest
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test.utils import setup_databases, teardown_databases
from psycopg2 import sql
from pytest_django.fixtures import _set_suffix_to_test_databases

from trafficking_cases.embedded.environment import URLS

SCHEMAS = ("public", "whereabouts")
FILLED_BY_MIGRATIONS = ("django_migrations", "django_content_type", "auth_permission", "cache_entries")
TABLES = """
    SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname = ANY(%s) AND tablename <> ALL(%s)
"""


def login_of(variable: str) -> dict[str, str]:
    """The role and password that an address in the environment holds."""
    address = urlsplit(os.environ[variable])
    return {"USER": address.username or "", "PASSWORD": unquote(address.password or "")}


@contextmanager
def as_owner() -> Iterator[None]:
    """Have the default connection belong to the owner for a while."""
    default = connections["default"]
    default.close()
    default.settings_dict.update(login_of("DATABASE_OWNER_URL"))
    yield
    default.close()
    default.settings_dict.update(login_of("DATABASE_URL"))


def owner_connection():
    """A plain connection of the owner to the test database, past Django and its guards."""
    default, login = connections["default"].settings_dict, login_of("DATABASE_OWNER_URL")
    return psycopg2.connect(
        dbname=default["NAME"],
        user=login["USER"],
        password=login["PASSWORD"],
        port=default["PORT"],
        host=default["OPTIONS"]["host"],
    )


def close_to_the_public(database: str) -> None:
    """What roles.sql says of a database as a whole, and a copy of template1 does not inherit."""
    with closing(owner_connection()) as connection, connection, connection.cursor() as cursor:
        name = sql.Identifier(database)
        roles = sql.SQL(", ").join(sql.Identifier(login_of(variable)["USER"]) for variable in URLS)
        cursor.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        cursor.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, roles))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, request) -> Iterator[None]:
    """The test database: made, migrated and removed as the owner, used as the application."""
    if worker := getattr(request.config, "workerinput", {}).get("workerid"):
        _set_suffix_to_test_databases(suffix=worker)
    with django_db_blocker.unblock(), as_owner():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=())
        close_to_the_public(connections["default"].settings_dict["NAME"])
    yield
    with django_db_blocker.unblock(), as_owner():
        for alias in connections:
            connections[alias].close()
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def empty_as_owner(request) -> None:
    """After a transactional test the owner empties the tables: the application's role may not truncate."""

    def empty(_operations: DatabaseOperations, _statements: list[str]) -> None:
        with closing(owner_connection()) as connection, connection, connection.cursor() as cursor:
            cursor.execute(TABLES, [list(SCHEMAS), list(FILLED_BY_MIGRATIONS)])
            if tables := [row[0] for row in cursor.fetchall()]:
                cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY")

    # On the class: while Playwright's event loop runs, Django has other connections in this thread than before.
    DatabaseOperations.execute_sql_flush = empty
