"""What each database role may do, tried on the test database by breaking it."""

from contextlib import closing
from typing import Any

import psycopg2
import pytest
from django.db import connections
from psycopg2.errors import InsufficientPrivilege, ReadOnlySqlTransaction

from tests.database import login_of, owner_connection

VARIABLES = {
    "cases_application": "DATABASE_URL",
    "cases_owner": "DATABASE_OWNER_URL",
    "cases_vault": "WHEREABOUTS_DATABASE_URL",
    "cases_backup": "DATABASE_BACKUP_URL",
}
pytestmark = pytest.mark.django_db(transaction=True)


def login(role: str, **changes: Any):
    """A plain connection of one role to the test database."""
    settings, known = connections["default"].settings_dict, login_of(VARIABLES[role])
    where = {"dbname": settings["NAME"], "port": settings["PORT"], "host": settings["OPTIONS"]["host"]}
    return psycopg2.connect(**where | {"user": known["USER"], "password": known["PASSWORD"]} | changes)


def ask(role: str, statement: str, *values: Any) -> Any:
    with closing(login(role)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else None


@pytest.fixture
def kept_places():
    """A table in the schema of whereabouts, as the owner would make it."""
    with closing(owner_connection()) as connection, connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE whereabouts.tried (id int); GRANT SELECT ON whereabouts.tried TO cases_vault")
    yield "whereabouts.tried"
    with closing(owner_connection()) as connection, connection, connection.cursor() as cursor:
        cursor.execute("DROP TABLE whereabouts.tried")


def test_the_application_is_whom_the_tests_themselves_run_as():
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("cases_application",)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE public.tried (id int)",
        "CREATE TEMPORARY TABLE tried (id int)",
        "CREATE SCHEMA tried",
        "CREATE ROLE tried",
        "ALTER TABLE people_user ADD COLUMN tried int",
        "DROP TABLE people_user",
        "TRUNCATE people_user CASCADE",
        "SET ROLE cases_owner",
        "SET ROLE cases_vault",
        "ALTER ROLE cases_application BYPASSRLS",
        "SET session_replication_role = replica",
        "COPY people_user TO PROGRAM 'cat'",
    ],
)
def test_the_application_cannot(statement: str):
    with pytest.raises(InsufficientPrivilege):
        ask("cases_application", statement)


@pytest.mark.parametrize("role", ["cases_application", "cases_vault", "cases_backup"])
def test_a_serving_role_owns_nothing(role: str):
    owned = ask("cases_owner", "SELECT count(*) FROM pg_shdepend WHERE deptype = 'o' AND refobjid = %s::regrole", role)

    assert owned == [(0,)]


@pytest.mark.parametrize("role", VARIABLES)
def test_no_role_is_more_than_it_must_be(role: str):
    rights = ask(
        "cases_owner",
        "SELECT rolsuper, rolcreaterole, rolreplication, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = %s",
        role,
    )
    memberships = ask(
        "cases_owner", "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole", role
    )

    # Only a test database has to be made by its owner.
    assert rights == [(False, False, False, role == "cases_owner", role == "cases_backup")]
    assert memberships == ([("pg_read_all_data",)] if role == "cases_backup" else [])


def test_the_application_cannot_see_the_schema_of_whereabouts(kept_places: str):
    with pytest.raises(InsufficientPrivilege):
        ask("cases_application", f"SELECT * FROM {kept_places}")
    assert ask("cases_application", "SELECT has_schema_privilege('whereabouts', 'USAGE')") == [(False,)]


def test_the_vault_sees_its_schema_and_no_other_table(kept_places: str):
    assert ask("cases_vault", f"SELECT * FROM {kept_places}") == []

    with pytest.raises(InsufficientPrivilege):
        ask("cases_vault", "SELECT * FROM public.people_user")
    readable = ask(
        "cases_vault",
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        " AND has_table_privilege(oid, 'SELECT, INSERT, UPDATE, DELETE')",
    )
    assert readable == []


def test_the_vault_can_make_no_table():
    for schema in ("public", "whereabouts"):
        with pytest.raises(InsufficientPrivilege):
            ask("cases_vault", f"CREATE TABLE {schema}.tried (id int)")


def test_the_backup_reads_everything_and_writes_nothing(kept_places: str):
    assert ask("cases_backup", f"SELECT * FROM {kept_places}") == []
    ask("cases_backup", "SELECT * FROM people_user")

    with pytest.raises(ReadOnlySqlTransaction):
        ask("cases_backup", "DELETE FROM people_user")
    with pytest.raises(InsufficientPrivilege):
        ask("cases_backup", "SET TRANSACTION READ WRITE; DELETE FROM people_user")


@pytest.mark.parametrize("role", VARIABLES)
def test_nobody_gets_in_without_the_password(role: str):
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        login(role, password="wrong")


@pytest.mark.parametrize("role", VARIABLES)
def test_no_statement_with_its_values_gets_into_a_log(role: str):
    for setting, value in {
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
    }.items():
        assert ask(role, "SELECT current_setting(%s)", setting) == [(value,)]
