-- Two roles for the telephone's database: what the line writes nobody seals to, and what the inside writes the line only
-- reads. Run as the owner of that database, after `flask --app forms_app migrate`, and again after each migration. Give
-- each role a password or a certificate of its own.
--
--     psql -v ON_ERROR_STOP=1 -f deploy/postgresql-phone-roles.sql postgresql://owner@host/phone
--
-- All of it or nothing: what follows a failure is refused, and nothing is half given.

BEGIN;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['customer_connect_phone', 'customer_connect_case_data'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', name);
        END IF;
        EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', name);
        EXECUTE format('GRANT SELECT ON alembic_version TO %I', name);
    END LOOP;
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON callers, throttles TO customer_connect_phone;
GRANT SELECT, INSERT ON handed_in TO customer_connect_phone;
GRANT SELECT, DELETE ON entrusted TO customer_connect_phone;
GRANT SELECT ON bundles, standings, freshness TO customer_connect_phone;

-- The worker answers what was handed in, passes on PINs that it cannot read, and sees nothing by which somebody is known.
GRANT SELECT, INSERT, UPDATE, DELETE ON bundles, standings, freshness TO customer_connect_case_data;
GRANT SELECT, UPDATE, DELETE ON handed_in TO customer_connect_case_data;
GRANT SELECT, INSERT, DELETE ON entrusted TO customer_connect_case_data;

COMMIT;
