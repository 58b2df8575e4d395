"""What PostgreSQL itself says of the vault: whose tables they are, and what each role finds in them. [Rule P1]"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from psycopg2.errors import InsufficientPrivilege

from tests import builders
from tests.builders_placements import CANARY, a_look, a_placement
from tests.database import owner_connection
from tests.platform.test_roles import ask
from trafficking_cases.placements import actions
from trafficking_cases.whereabouts.models import KeptValue, VaultEvent
from trafficking_cases.whereabouts.opening import opened
from trafficking_cases.whereabouts.sealing import Unreadable

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "whereabouts"])
TABLES = ("data_key", "event", "kept_value", "placement_grant", "ring_proof", "seal")


@pytest.fixture
def placement(cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    placement = a_placement(case)
    a_look(placement, by=cast.manager)
    return placement


def test_these_are_the_tables_and_each_is_secured_against_its_owner_too(placement):
    found = ask(
        "cases_owner",
        "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,"
        " (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) > 0"
        " FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relnamespace = 'whereabouts'::regnamespace"
        " ORDER BY 1",
    )

    assert found == [(table, True, True, True) for table in TABLES]
    # Nothing is ever deleted from here by anybody who serves.
    deleting = ask("cases_owner", "SELECT count(*) FROM pg_policy WHERE polcmd IN ('d', '*')")
    assert deleting == [(0,)]


@pytest.mark.parametrize("table", TABLES)
def test_the_application_is_denied_every_table(cast, table: str):
    for statement in (
        "SELECT * FROM {}",
        "DELETE FROM {}",
        "INSERT INTO {} DEFAULT VALUES",
    ):
        with pytest.raises(InsufficientPrivilege):
            ask("cases_application", statement.format(f"whereabouts.{table}"))
    for right in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"):
        question = f"SELECT has_table_privilege('cases_application', 'whereabouts.{table}', '{right}')"
        assert ask("cases_owner", question) == [(False,)]


def test_the_vault_without_a_person_finds_nothing(placement):
    for table in TABLES:
        assert ask("cases_vault", f"SELECT * FROM whereabouts.{table}") == [], table
    for statement in (
        "UPDATE whereabouts.kept_value SET field = 'carer'",
        "DELETE FROM whereabouts.kept_value",
        "DELETE FROM whereabouts.event",
        "UPDATE whereabouts.event SET name = 'nothing'",
        "UPDATE whereabouts.seal SET digest = ''",
        "UPDATE whereabouts.placement_grant SET until_at = now() + interval '1 year'",
        "TRUNCATE whereabouts.event",
        "ALTER TABLE whereabouts.kept_value DISABLE ROW LEVEL SECURITY",
    ):
        with pytest.raises(InsufficientPrivilege):
            ask("cases_vault", statement)


def test_no_definer_function_looks_where_others_say(cast):
    found = ask(
        "cases_owner",
        "SELECT proname, proconfig FROM pg_proc WHERE pronamespace = 'whereabouts'::regnamespace AND prosecdef",
    )

    assert {name for name, _ in found} == {"person", "allocated_to", "closed_to"}
    assert all(config == ["search_path=pg_catalog, pg_temp"] for _, config in found)
    may = (
        "SELECT proname FROM pg_proc WHERE pronamespace = 'whereabouts'::regnamespace"
        " AND has_function_privilege('cases_application', oid, 'EXECUTE')"
    )
    assert ask("cases_owner", may) == []


def test_an_address_that_was_moved_to_another_row_or_field_does_not_open(cast, placement):
    a_placement(
        builders.a_case(worker=cast.social_worker, manager=cast.manager), whereabouts={"address": "2 Elsewhere"}
    )
    with owner_past_the_rules() as does:
        does(
            "UPDATE whereabouts.kept_value t SET sealed = s.sealed FROM whereabouts.kept_value s"
            " WHERE t.field = 'school' AND s.field = 'address' AND s.placement_id = t.placement_id"
        )

    with pytest.raises(Unreadable) as refused:
        a_look(placement, by=cast.manager, fields=("school",))
    assert CANARY not in str(refused.value)
    assert refused.value.__cause__ is None
    assert a_look(placement, by=cast.manager) == {"address": CANARY}

    with owner_past_the_rules() as does:
        does(
            "UPDATE whereabouts.kept_value t SET sealed = s.sealed FROM whereabouts.kept_value s"
            " WHERE t.field = s.field AND s.placement_id <> t.placement_id"
        )
    with pytest.raises(Unreadable):
        a_look(placement, by=cast.manager)


class owner_past_the_rules:  # noqa: N801 - read as a sentence
    """The owner with row security switched off for a moment, as somebody would who tampers."""

    def __enter__(self):
        self.connection = owner_connection()
        self.cursor = self.connection.cursor()
        for table in TABLES:
            self.cursor.execute(f"ALTER TABLE whereabouts.{table} DISABLE ROW LEVEL SECURITY")
        return self.cursor.execute

    def __exit__(self, *_):
        for table in TABLES:
            self.cursor.execute(f"ALTER TABLE whereabouts.{table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
        self.connection.commit()
        self.connection.close()


def test_an_address_stands_nowhere_in_clear_in_either_schema(cast, placement):
    """Every column of every table, read by the one role that reads everything."""
    tables = ask(
        "cases_backup",
        "SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('public', 'whereabouts')",
        "",
    )
    assert len(tables) > 80
    for (table,) in tables:
        rows = ask("cases_backup", f"SELECT t::text FROM {table} t")
        text = "\n".join(str(row) for row in rows)
        for part in ("Wherrymoor", "Sallowby", "900652", "ZZ99", "Thrale"):
            assert part not in text, table
            assert part.encode().hex() not in text, table


def test_whoever_asks_past_the_row_is_forbidden_and_not_told_why(cast, placement):
    with pytest.raises(PermissionDenied), opened(person=cast.police.pk):
        KeptValue.objects.create(
            **actions.spot_of(placement)._asdict(), field="address", key_id=placement.pk, sealed=b"x",
            kept_at=placement.recorded_at, kept_by_id=cast.police.pk,
        )  # fmt: skip
    with pytest.raises(PermissionDenied), opened(person=cast.police.pk):
        VaultEvent.objects.create(at=placement.recorded_at, name="whereabouts.revealed", by_id=cast.manager.pk)


def test_the_fast_shape(cast, placement):
    """Rights are read once a statement, as lists, and not once a row."""
    with opened(person=cast.manager.pk), connections["whereabouts"].cursor() as cursor:
        cursor.execute("EXPLAIN SELECT * FROM whereabouts.kept_value")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "InitPlan" in plan
    assert "SubPlan" not in plan
