-- Who may do what in the database. Run as a superuser in each database that serves cases; safe to run again.
-- Passwords are set elsewhere. Roles belong to the whole server, privileges to the database one is connected to.

DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['cases_owner', 'cases_application', 'cases_vault', 'cases_backup'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', wanted);
        END IF;
        EXECUTE format('ALTER ROLE %I NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT', wanted);
        -- Values stand in the text of a statement; no log may hold one.
        EXECUTE format('ALTER ROLE %I SET log_min_error_statement = panic', wanted);
        EXECUTE format('ALTER ROLE %I SET log_error_verbosity = terse', wanted);
        EXECUTE format('ALTER ROLE %I SET log_parameter_max_length = 0', wanted);
        EXECUTE format('ALTER ROLE %I SET log_parameter_max_length_on_error = 0', wanted);
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), wanted);
    END LOOP;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
END
$$;

-- cases_owner migrates and owns every table. cases_application serves and owns nothing. cases_vault knows the schema of
-- whereabouts and nothing else. cases_backup reads everything past row security and writes nothing.
ALTER ROLE cases_backup BYPASSRLS;
ALTER ROLE cases_backup SET default_transaction_read_only = on;
GRANT pg_read_all_data TO cases_backup;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO cases_owner;
GRANT USAGE ON SCHEMA public TO cases_application;

CREATE SCHEMA IF NOT EXISTS whereabouts;
ALTER SCHEMA whereabouts OWNER TO cases_owner;
REVOKE ALL ON SCHEMA whereabouts FROM PUBLIC;
GRANT USAGE ON SCHEMA whereabouts TO cases_vault;

-- For tables that migrations make from now on. What is append-only is revoked again by the migration that makes it.
ALTER DEFAULT PRIVILEGES FOR ROLE cases_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE cases_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO cases_application;
ALTER DEFAULT PRIVILEGES FOR ROLE cases_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO cases_application;
ALTER DEFAULT PRIVILEGES FOR ROLE cases_owner IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO cases_application;
