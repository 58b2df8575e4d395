#!/bin/sh
# Runs once, when the database of docker-compose.yml is made: the roles, their passwords, and who owns the database.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --file /roles.sql
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --set database="$POSTGRES_DB" \
    --set owner="$OWNER_PASSWORD" --set application="$APPLICATION_PASSWORD" \
    --set vault="$VAULT_PASSWORD" --set backup="$BACKUP_PASSWORD" <<'SQL'
ALTER DATABASE :"database" OWNER TO cases_owner;
ALTER ROLE cases_owner PASSWORD :'owner';
ALTER ROLE cases_application PASSWORD :'application';
ALTER ROLE cases_vault PASSWORD :'vault';
ALTER ROLE cases_backup PASSWORD :'backup';
SQL
