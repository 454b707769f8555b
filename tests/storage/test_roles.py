"""On PostgreSQL each process has its own role: the public app's can add what was sent and never read it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import psycopg
import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import ProgrammingError
from support.ground import database_of
from support.journey import FORMS_BY_LANGUAGE, at, send
from support.public_forms import FORMS
from support.visitor import Visitor

from forms_app.deadlines import Arrival, clock
from forms_app.settings import ROOT, Settings
from forms_app.staff import office
from forms_app.staff.accounts import accounts, invitations
from forms_app.staff.intake import intakes
from forms_app.staff.submissions.channels import IntakeStart
from forms_app.storage import drafts
from forms_app.storage.database import Database
from forms_app.storage.filing import accept
from forms_app.storage.outbox import health, tasks
from forms_app.storage.submissions.submission import Keyed
from forms_app.storage.tables import metadata
from forms_app.web.sign_in import recovery_codes, set_up_codes

ROLES = (ROOT / "deploy" / "postgresql-roles.sql").read_text("utf-8")
TABLES = sorted(metadata.tables)
MAY_READ = {"drafts", "pickups", "receipts", "throttles", "status", "key_ids"}
MAY_CHANGE = MAY_READ - {"status", "key_ids"}


@pytest.fixture
def role_app(
    postgres: Callable[[], str], settings_for: Callable[..., Settings], new_app: Callable[[Settings], Flask]
) -> Iterator[Callable[[str], Flask]]:
    """The public app as one of the roles, on a new database."""

    def made(role: str) -> Flask:
        address = _with_roles(postgres)
        return new_app(settings_for(_as(address, role)))

    yield made


def _with_roles(postgres: Callable[[], str]) -> str:
    """The address of a new database in which the roles have their rights."""
    address = postgres()
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute(ROLES)
    return address


def _staffed(address: str, settings_for: Callable[..., Settings]) -> office.Office:
    """The staff side as its own role has it, with one account."""
    known = office.made(settings_for(_as(address, "customer_connect_staff")))
    accounts.add(known, "ana@example.org", "caseworker", "a river of slow green glass")
    return known


SENT = """INSERT INTO submissions (reference, form, language, county, state, sealed, received_at)
 VALUES ('x', 'inquiry', 'en', '', 'received', '', %s)"""
DUE = "INSERT INTO outbox (id, kind, reference, attempts, created_at, due_at) VALUES ('1', 'mail', 'x', 0, now(), %s)"


@pytest.mark.parametrize("moment", ["infinity", "-infinity"])
@pytest.mark.parametrize("insert_row", [SENT, DUE])
def test_the_public_role_cannot_leave_a_moment_that_nobody_can_read(
    postgres: Callable[[], str], insert_row: str, moment: str
) -> None:
    address = _as(_with_roles(postgres), "customer_connect_public")
    with psycopg.connect(address) as public, pytest.raises(psycopg.errors.CheckViolation):
        public.execute(insert_row, [moment])


def _as(address: str, role: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}options=-c%20role%3D{role}"


@pytest.mark.parametrize("name", sorted({name for name, _ in FORMS_BY_LANGUAGE}))
def test_the_public_role_takes_every_form_from_start_to_receipt(role_app: Callable[[str], Flask], name: str) -> None:
    app = role_app("customer_connect_public")
    with database_of(app).read() as connection:
        assert connection.execute(text("SELECT current_user")).scalar() == "customer_connect_public"
    visitor = at(Visitor(app), name, "es")
    assert send(visitor) in visitor.open("/es/forms/receipt/").page.by_id("reference").text
    assert app.test_client().get("/readyz").status_code == 200


def test_the_public_role_reads_nothing_that_was_sent_and_changes_nothing_of_it(
    role_app: Callable[[str], Flask],
) -> None:
    database = database_of(role_app("customer_connect_public"))
    for name in TABLES:
        table = metadata.tables[name]
        assert _is_allowed(database, select(table)) == (name in MAY_READ), name
        assert _is_allowed(database, delete(table)) == (name in MAY_CHANGE), name


def test_the_account_adds_what_was_sent_reads_how_it_stands_and_nothing_else(
    postgres: Callable[[], str], settings_for: Callable[..., Settings]
) -> None:
    database = Database(settings_for(_as(_with_roles(postgres), "customer_connect_account")).database_url)
    for name in TABLES:
        table = metadata.tables[name]
        assert _is_allowed(database, select(table)) == (name in {"status", "key_ids"}), name
        assert not _is_allowed(database, delete(table)), name
    database.close()


def test_the_staff_role_keys_in_what_the_worker_deletes_in_time(
    postgres: Callable[[], str], settings_for: Callable[..., Settings]
) -> None:
    address = _with_roles(postgres)
    known = _staffed(address, settings_for)
    arrival, form = Arrival("phone", date(2026, 11, 16)), FORMS["inquiry"]
    keyed = Keyed(1, arrival, arrival.filed_on)
    with known.database.write() as connection:
        begun = intakes.begin(connection, known, 1, IntakeStart(form.name, "es", arrival))
        accepted = accept(connection, known, form, {"full_name": "Rosa"}, "es", known.now(), keyed)
        intakes.save(connection, known, begun.stored(accepted))
    known.database.close()
    worker = Database(settings_for(_as(address, "customer_connect_worker")).database_url)
    assert drafts.purge(worker, known.now() + intakes.SHOWN) == 1
    worker.close()


def test_the_staff_role_keeps_accounts_and_sees_whether_the_worker_lives(
    postgres: Callable[[], str], settings_for: Callable[..., Settings]
) -> None:
    address = _with_roles(postgres)
    known = _staffed(address, settings_for)
    with known.database.write() as connection:
        ana, realm = accounts.find(connection, known, "ana@example.org"), known.sign_in
        code = accounts.renew_recovery_codes(connection, known, ana.id)[0]
        assert recovery_codes.use(connection, realm, recovery_codes.mark_of(realm, ana.id, code))
        given = invitations.reset(connection, known, None, ana.id, ana.email)
        found = set_up_codes.find(connection, realm, ana.email)
        assert set_up_codes.opens(realm, found, given.code) and found and set_up_codes.use(connection, realm, found)
        alone = health.trouble(connection, known.now())
    worker = Database(settings_for(_as(address, "customer_connect_worker")).database_url)
    for _ in range(2):
        with worker.write() as connection:
            health.show_life(connection, known.now(), sends=True)
            tasks.keep_report(connection, "0" * 32, known.now())
    with known.database.read() as connection:
        assert alone and alone.kind == "no_worker" and health.trouble(connection, known.now()) is None
    worker.close()
    known.database.close()


@pytest.mark.parametrize("role", ["customer_connect_public", "customer_connect_staff", "customer_connect_worker"])
def test_no_role_that_serves_a_page_can_change_what_was_done(role_app: Callable[[str], Flask], role: str) -> None:
    database = database_of(role_app(role))
    for table in (metadata.tables[name] for name in ("audit", "acts", "struck_notes")):
        assert not _is_allowed(database, delete(table))
        assert not _is_allowed(database, update(table).values(account_id=1))
        assert _is_allowed(database, select(table)) == (role == "customer_connect_staff")


def test_the_worker_deletes_what_is_old_and_reads_no_submission(role_app: Callable[[str], Flask]) -> None:
    database = database_of(role_app("customer_connect_worker"))
    assert drafts.purge(database, clock.utc_now()) == 0
    assert not _is_allowed(database, select(metadata.tables["submissions"]))
    assert not _is_allowed(database, insert(metadata.tables["drafts"]).values(id=b"x"))


def _is_allowed(database: Database, statement: object) -> bool:
    try:
        with database.write() as connection:
            connection.execute(statement)  # type: ignore[call-overload]
    except ProgrammingError as refused:
        assert "permission denied" in str(refused)
        return False
    return True
