-- What the case-data worker may do in the forms' database: put news for account holders into the outbox, see what became
-- of it, and stop it. It reads no submission. Run as the owner of that database, after `flask --app forms_app migrate`,
-- where the account runs, and again after each migration.
--
--     psql -v ON_ERROR_STOP=1 -f deploy/postgresql-inside-roles.sql postgresql://owner@host/name
--
-- All of it or nothing: what follows a failure is refused, and nothing is half given.

BEGIN;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'customer_connect_case_data') THEN
        CREATE ROLE customer_connect_case_data LOGIN;
    END IF;
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM customer_connect_case_data;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

GRANT SELECT ON alembic_version TO customer_connect_case_data;
GRANT SELECT, INSERT, UPDATE ON outbox TO customer_connect_case_data;
-- Which keys it has, by their ids: it starts only with those that fit the others'.
GRANT SELECT, INSERT, UPDATE ON key_ids TO customer_connect_case_data;

COMMIT;
