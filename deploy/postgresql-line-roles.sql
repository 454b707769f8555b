-- What the telephone may do in the forms' database: add what a caller asks for, as a form does, and read a status that a
-- receipt code opens. It reads no submission. Run as the owner of that database, after `flask --app forms_app migrate`,
-- where the line runs, and again after each migration.
--
--     psql -v ON_ERROR_STOP=1 -f deploy/postgresql-line-roles.sql postgresql://owner@host/name
--
-- All of it or nothing: what follows a failure is refused, and nothing is half given.

BEGIN;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'customer_connect_phone') THEN
        CREATE ROLE customer_connect_phone LOGIN;
    END IF;
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM customer_connect_phone;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

GRANT SELECT ON alembic_version TO customer_connect_phone;
GRANT INSERT ON submissions, outbox TO customer_connect_phone;
GRANT SELECT, INSERT ON status TO customer_connect_phone;
GRANT SELECT, INSERT, UPDATE ON key_ids TO customer_connect_phone;

COMMIT;
