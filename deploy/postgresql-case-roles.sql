-- The staff side's role in the database of the case data, whose owner is the case-data worker: it sees what packages came
-- and what a person must decide, and no money, date, document or address. Run as the owner of that database, after the
-- first load, and again after each migration.
--
--     psql -v ON_ERROR_STOP=1 -f deploy/postgresql-case-roles.sql postgresql://owner@host/cases
--
-- All of it or nothing: what follows a failure is refused, and nothing is half given.

BEGIN;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'customer_connect_staff') THEN
        CREATE ROLE customer_connect_staff LOGIN;
    END IF;
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM customer_connect_staff;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

GRANT SELECT
    ON case_data_version, case_data_aside_version, freshness, being_checked, people, protections, settled, urgent,
        urgent_last, decisions, packages, holder_events, holder_keys, phone_keys, asks, inside_letters, own_words,
        joined
    TO customer_connect_staff;
-- Of papers in accounts: whether they were opened or posted, and nothing of what they are.
GRANT SELECT (person_id, doc_id, since, answer_by, on_paper, fault, opened_on, posted_on, gone_on)
    ON delivered TO customer_connect_staff;
-- Of what holders said yes to: that they did, and no address.
GRANT SELECT (key_id, since) ON paper_consents TO customer_connect_staff;
GRANT SELECT (person_id, is_proven, is_paused, came_back) ON wishes TO customer_connect_staff;
GRANT INSERT ON decisions TO customer_connect_staff;
-- What staff ask the worker alone answers; of codes they see until when they are good.
GRANT INSERT (number, nonce, kind, person_id, sealed, account, at) ON asks TO customer_connect_staff;
GRANT SELECT (number, person_id, until, way) ON codes TO customer_connect_staff;

COMMIT;
