-- Four roles for four processes, so that a process that is broken into can do no more than its own work.
-- Run once as the owner of the database, after `flask --app forms_app migrate`, and again after each migration.
-- Give each role a password or a certificate of its own; the owner's stays with the operator.
--
-- The public app and the account can add a submission and never read one back.
--
--     psql -v ON_ERROR_STOP=1 -f deploy/postgresql-roles.sql postgresql://owner@host/name
--
-- All of it or nothing: what follows a failure is refused, and nothing is half given.

BEGIN;

DO $$
DECLARE name text;
BEGIN
    IF (SELECT count(*) FROM pg_roles
        WHERE rolname IN ('customer_connect_public', 'customer_connect_staff', 'customer_connect_worker',
            'customer_connect_account')) < 4
       AND NOT (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        RAISE EXCEPTION 'The four roles are not there, and % may not make them', current_user
            USING HINT = 'As a superuser: CREATE ROLE customer_connect_public LOGIN; and the same for '
                'customer_connect_staff, customer_connect_worker and customer_connect_account. Then run this file again.';
    END IF;
    FOREACH name IN ARRAY ARRAY['customer_connect_public', 'customer_connect_staff', 'customer_connect_worker',
        'customer_connect_account'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', name);
        END IF;
        EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', name);
        EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM %I', name);
        EXECUTE format('GRANT SELECT ON alembic_version TO %I', name);
    END LOOP;
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON drafts, pickups, receipts, throttles TO customer_connect_public;
GRANT INSERT ON submissions, outbox TO customer_connect_public;
GRANT SELECT, INSERT ON status TO customer_connect_public;
GRANT SELECT, INSERT, UPDATE ON key_ids TO customer_connect_public;

-- The account keeps what is half finished in a database of its own; here it adds what a holder sends, and reads her status.
GRANT INSERT ON submissions, outbox TO customer_connect_account;
GRANT SELECT, INSERT ON status TO customer_connect_account;
GRANT SELECT, INSERT, UPDATE ON key_ids TO customer_connect_account;

-- The audit trail and what the law dates can be added to and read; nobody who serves a page can change them.
GRANT SELECT, INSERT, UPDATE, DELETE
    ON submissions, notes, intakes, unsent, unsent_customers, letters, account_letters, answers_told, pin_asks, search_terms, search_progress, outbox,
        accounts, recovery_codes, invitations, sessions, throttles
    TO customer_connect_staff;
GRANT SELECT ON workers TO customer_connect_staff;
GRANT SELECT, INSERT, UPDATE ON status, key_ids TO customer_connect_staff;
GRANT SELECT, INSERT ON audit, acts, struck_notes TO customer_connect_staff;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO customer_connect_staff;

-- The worker deletes what has outlived its time, and sends mail; it adds a row for a report that fits no mail.
GRANT SELECT, DELETE ON drafts, pickups, receipts, intakes, unsent, unsent_customers TO customer_connect_worker;
GRANT SELECT, INSERT, UPDATE ON outbox, workers, key_ids TO customer_connect_worker;

COMMIT;
