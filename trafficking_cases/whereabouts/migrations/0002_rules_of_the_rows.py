"""Who sees which row of the vault, said to the database itself.

Row security is enabled and forced on every table. Who asks is said in the transaction (`opening.py`), and the account
has to be live. The right of the allocated worker and manager is read from the allocation, so that it ends with it; the
right of others is their own live grant on one placement; a barrier beats both. All lists are uncorrelated subqueries
(`= ANY(ARRAY(…))`), which are read once a statement and not once a row.
"""

from django.db import migrations

TABLES = ("data_key", "kept_value", "placement_grant", "event", "seal", "ring_proof")

FUNCTIONS = """
CREATE FUNCTION whereabouts.person() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT u.id FROM public.people_user u
    WHERE u.is_active AND u.id = nullif(current_setting('whereabouts.person', true), '')::uuid
$$;

CREATE FUNCTION whereabouts.task() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(current_setting('whereabouts.task', true), '')
$$;

CREATE FUNCTION whereabouts.allocated_to(person uuid)
RETURNS TABLE (case_id uuid, child_id uuid, manages boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.case_id, c.child_id, a.manager_id = person
    FROM public.children_allocation a JOIN public.children_case c ON c.id = a.case_id
    WHERE a.ended_at IS NULL AND (a.worker_id = person OR a.manager_id = person)
$$;

CREATE FUNCTION whereabouts.closed_to(person uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT b.case_id FROM public.children_barrier b
    WHERE (b.lifted_by_id IS NULL OR b.lift_confirmed_by_id IS NULL)
      AND (b.kind = 'deny_list') = EXISTS (
          SELECT FROM public.children_barrierperson p WHERE p.barrier_id = b.id AND p.user_id = person
      )
$$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA whereabouts FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA whereabouts TO cases_vault;
"""

PRIVILEGES = """
GRANT SELECT, INSERT ON whereabouts.data_key, whereabouts.kept_value, whereabouts.placement_grant,
    whereabouts.event, whereabouts.seal, whereabouts.ring_proof TO cases_vault;
GRANT UPDATE (wrapped, ring_key) ON whereabouts.data_key TO cases_vault;
GRANT UPDATE (ended_at, ended_by_id, ended_because) ON whereabouts.placement_grant TO cases_vault;
"""

ME = "(SELECT whereabouts.person())"
MY_CASES = f"ARRAY(SELECT case_id FROM whereabouts.allocated_to({ME}))"
MY_CHILDREN = f"ARRAY(SELECT child_id FROM whereabouts.allocated_to({ME}))"
I_MANAGE = f"ARRAY(SELECT case_id FROM whereabouts.allocated_to({ME}) WHERE manages)"
CLOSED_TO_ME = f"ARRAY(SELECT whereabouts.closed_to({ME}))"
LIVE = "g.from_at <= statement_timestamp() AND g.ended_at IS NULL AND g.until_at > statement_timestamp()"
MY_GRANTS = f"FROM whereabouts.placement_grant g WHERE g.person_id = {ME} AND {LIVE}"
OPEN_TO_ME = f"NOT case_id = ANY({CLOSED_TO_ME})"
ROTATION, SEALING = "whereabouts.task() = 'rotation'", "whereabouts.task() = 'sealing'"

POLICIES = f"""
CREATE POLICY seen ON whereabouts.kept_value FOR SELECT USING (
    (case_id = ANY({MY_CASES}) OR placement_id = ANY(ARRAY(SELECT g.placement_id {MY_GRANTS}))) AND {OPEN_TO_ME}
);
CREATE POLICY added ON whereabouts.kept_value FOR INSERT WITH CHECK (
    case_id = ANY({MY_CASES}) AND {OPEN_TO_ME} AND kept_by_id = {ME}
);

CREATE POLICY seen ON whereabouts.data_key FOR SELECT USING (
    child_id = ANY({MY_CHILDREN}) OR child_id = ANY(ARRAY(SELECT g.child_id {MY_GRANTS})) OR {ROTATION}
);
CREATE POLICY added ON whereabouts.data_key FOR INSERT WITH CHECK (child_id = ANY({MY_CHILDREN}));
CREATE POLICY changed ON whereabouts.data_key FOR UPDATE USING ({ROTATION}) WITH CHECK ({ROTATION});

CREATE POLICY seen ON whereabouts.placement_grant FOR SELECT USING (
    person_id = {ME} OR case_id = ANY({MY_CASES}) AND {OPEN_TO_ME}
);
CREATE POLICY added ON whereabouts.placement_grant FOR INSERT WITH CHECK (
    case_id = ANY({I_MANAGE}) AND {OPEN_TO_ME} AND given_by_id = {ME} AND person_id <> {ME} AND ended_at IS NULL
    AND NOT case_id = ANY(ARRAY(SELECT whereabouts.closed_to(person_id)))
);
CREATE POLICY changed ON whereabouts.placement_grant FOR UPDATE
    USING (case_id = ANY({MY_CASES}) AND {OPEN_TO_ME} AND ended_at IS NULL)
    WITH CHECK (ended_at IS NOT NULL AND ended_by_id = {ME});

CREATE POLICY seen ON whereabouts.event FOR SELECT USING (
    by_id = {ME} OR case_id = ANY({MY_CASES}) AND {OPEN_TO_ME} OR {SEALING} OR by_id IS NULL AND {ROTATION}
);
CREATE POLICY added ON whereabouts.event FOR INSERT WITH CHECK (by_id = {ME} OR by_id IS NULL AND {ROTATION});

CREATE POLICY seen ON whereabouts.seal FOR SELECT USING ({SEALING});
CREATE POLICY added ON whereabouts.seal FOR INSERT WITH CHECK ({SEALING});

CREATE POLICY seen ON whereabouts.ring_proof FOR SELECT USING ({ROTATION});
CREATE POLICY added ON whereabouts.ring_proof FOR INSERT WITH CHECK ({ROTATION});
"""


def secured() -> str:
    return "\n".join(
        f"ALTER TABLE whereabouts.{table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;" for table in TABLES
    )


class Migration(migrations.Migration):
    dependencies = [
        ("whereabouts", "0001_initial"),
        ("children", "0012_verbs_of_placements"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(PRIVILEGES, migrations.RunSQL.noop),
        migrations.RunSQL(secured(), migrations.RunSQL.noop),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    ]
