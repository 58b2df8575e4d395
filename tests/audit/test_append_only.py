"""The role that serves adds to the audit and reads it. PostgreSQL refuses it everything else."""

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.cast import Cast
from trafficking_cases.audit import actions as audit
from trafficking_cases.audit.models import Event, Seal

TABLES = ("audit_event", "audit_seal")
ATTEMPTS = (
    "UPDATE {table} SET id = id",
    "DELETE FROM {table}",
    "TRUNCATE {table}",
    "ALTER TABLE {table} ADD COLUMN more text",
    "ALTER TABLE {table} OWNER TO cases_application",
    "CREATE RULE never AS ON INSERT TO {table} DO INSTEAD NOTHING",
    "CREATE TRIGGER first BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "DROP TABLE {table}",
)
REFUSED = "permission denied|must be owner"


@pytest.fixture
def sealed_event(cast: Cast) -> Event:
    event = audit.record("agency.seen", cast.council, by=cast.manager)
    audit.seal()
    return event


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("table", TABLES)
def test_the_application_cannot(sealed_event: Event, table: str, attempt: str):
    before = Event.objects.count(), Seal.objects.count()

    with pytest.raises(ProgrammingError, match=REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt.format(table=table))

    assert (Event.objects.count(), Seal.objects.count()) == before


@pytest.mark.parametrize("table", TABLES)
def test_nor_does_it_help_to_grant_itself_the_right(sealed_event: Event, table: str):
    """PostgreSQL only warns that nothing was granted."""
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT UPDATE, DELETE, TRUNCATE ON {table} TO cases_application")
        with pytest.raises(ProgrammingError, match=REFUSED), transaction.atomic():
            cursor.execute(f"DELETE FROM {table}")


def test_nor_by_way_of_the_models(sealed_event: Event):
    sealed_event.name = "agency.never_seen"
    for attempt in (sealed_event.save, sealed_event.delete, Event.objects.all().delete, Seal.objects.all().delete):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            attempt()


def test_it_works_as_the_role_that_it_should():
    """The refusals above would mean nothing under another role."""
    assert connection.settings_dict["USER"] == "cases_application"


@pytest.mark.django_db
def test_the_application_owns_neither_and_cannot_become_who_does():
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE tablename = ANY(%s)", [list(TABLES)])
        assert cursor.fetchall() == [("cases_owner",)]
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("SET ROLE cases_owner")
