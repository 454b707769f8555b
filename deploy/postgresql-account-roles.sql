-- Two roles for the account's database: what the account writes nobody seals to, and what the inside writes the account
-- only reads. Run as the owner of that database, after `flask --app forms_app migrate`, and again after each
-- migration. Give each role a password or a certificate of its own.
--
--     psql -v ON_ERROR_STOP=1 -f deploy/postgresql-account-roles.sql postgresql://owner@host/account
--
-- All of it or nothing: what follows a failure is refused, and nothing is half given.

BEGIN;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['customer_connect_account', 'customer_connect_case_data'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', name);
        END IF;
        EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', name);
        EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM %I', name);
        EXECUTE format('GRANT SELECT ON alembic_version TO %I', name);
    END LOOP;
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE
    ON holders, sessions, session_keys, sheet_codes, passkeys, papers, repeats, recoveries, unfinished, activations, history,
        throttles, drafts, my_requests, answers_read, kept_posts, paper_marks
    TO customer_connect_account;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO customer_connect_account;
GRANT SELECT, INSERT ON handed_in TO customer_connect_account;
GRANT SELECT ON bundles, standings, freshness TO customer_connect_account;

-- The worker answers what was handed in, and can read nothing by which somebody signs in.
GRANT SELECT, INSERT, UPDATE, DELETE ON bundles, standings, freshness TO customer_connect_case_data;
GRANT SELECT, UPDATE, DELETE ON handed_in TO customer_connect_case_data;
-- It deletes what has waited for too long, whoever signs in or not, and reads no more of it than how long.
GRANT SELECT (touched_at), DELETE ON drafts TO customer_connect_case_data;
GRANT SELECT (at), DELETE ON kept_posts TO customer_connect_case_data;

COMMIT;
