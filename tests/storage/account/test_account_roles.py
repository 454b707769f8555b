"""On PostgreSQL the account cannot write what the inside seals, nor the inside read how people sign in; staff see no
money of a case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError
from support import case_loading
from support.case_loading import SMALL, Loader
from support.postgres import Postgres

from forms_app.case_data.store import asks, log
from forms_app.case_data.store.asks import Asks, Kind, Reply, Word
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.for_staff import account, people, undelivered, weeks
from forms_app.case_data.store.for_staff import tasks as for_staff
from forms_app.case_data.store.for_staff.decisions import Decisions
from forms_app.case_data.store.reading import StoredCaseData
from forms_app.deadlines import clock
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey
from forms_app.settings import ROOT, Settings
from forms_app.storage import schema
from forms_app.storage.account import inside, requests, tables
from forms_app.storage.account.inside import HandedIn, SealedBundle
from forms_app.storage.account.schema import CHAIN
from forms_app.storage.database import Database

ACCOUNT, WORKER, STAFF = "customer_connect_account", "customer_connect_case_data", "customer_connect_staff"
HERS = {
    *(
        "holders",
        "sessions",
        "session_keys",
        "sheet_codes",
        "passkeys",
        "papers",
        "repeats",
        "recoveries",
        "unfinished",
        "paper_marks",
        "activations",
    ),
    *("history", "throttles", "drafts", "my_requests", "answers_read", "kept_posts"),
}
INSIDES = {"bundles", "standings", "freshness"}
SEEN_BY_STAFF = {
    *("freshness", "being_checked", "people", "protections", "settled", "urgent", "urgent_last", "decisions"),
    *("packages", "holder_events", "case_data_version", "case_data_aside_version"),
    *("holder_keys", "phone_keys", "asks", "inside_letters", "own_words", "joined"),
}


def give(address: str, file: str) -> None:
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute((ROOT / "deploy" / file).read_bytes())


def as_role(address: str, role: str) -> str:
    return make_url(address).set(username=role, drivername="postgresql+psycopg").render_as_string(hide_password=False)


@pytest.fixture
def account_address(postgres_server: Postgres) -> str:
    address = postgres_server.new_database()
    owner = Database(make_url(as_role(address, make_url(address).username or "")))
    schema.upgrade(owner, CHAIN)
    owner.close()
    give(address, "postgresql-account-roles.sql")
    return address


def rights(address: str, role: str, right: str) -> set[str]:
    """The tables on which a role has it."""
    database = Database(make_url(as_role(address, role)))
    with database.read() as connection:
        names = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars().all()
        asked = text("SELECT has_table_privilege(:name, :right)")
        found = {name for name in names if connection.execute(asked, {"name": name, "right": right}).scalar()}
    database.close()
    return found


def test_the_account_reads_what_the_inside_writes_and_writes_what_it_asks(account_address: str) -> None:
    version = {"alembic_version"}

    assert rights(account_address, ACCOUNT, "SELECT") == {*tables.metadata.tables, *version}
    assert rights(account_address, ACCOUNT, "INSERT") == {*HERS, "handed_in"}
    assert rights(account_address, ACCOUNT, "UPDATE") == rights(account_address, ACCOUNT, "DELETE") == HERS
    assert rights(account_address, WORKER, "SELECT") == {*INSIDES, "handed_in", *version}
    assert rights(account_address, WORKER, "INSERT") == INSIDES
    assert rights(account_address, WORKER, "DELETE") == {*INSIDES, "handed_in", "drafts", "kept_posts"}


def test_with_their_own_rights_both_do_their_work(account_address: str) -> None:
    account, worker = (Database(make_url(as_role(account_address, role))) for role in (ACCOUNT, WORKER))
    item = HandedIn(inside.new_id(), b"sealed", clock.utc_now())
    with account.write() as connection:
        inside.hand_in(connection, item)
    with worker.write() as connection:
        assert inside.waiting(connection, 5) == [item]
        inside.put_bundle(connection, b"k" * 32, "money", SealedBundle(1, b"sealed"))
        assert inside.answer(connection, item.id, "opened", clock.utc_now())
        requests.purge(connection, clock.utc_now())
    with account.read() as connection:
        assert inside.answer_to(connection, item.id) == "opened"
        assert inside.bundle_of(connection, b"k" * 32, "money") == SealedBundle(1, b"sealed")
    account.close()
    worker.close()


def test_staff_see_packages_and_decide_and_see_no_money(
    postgres_server: Postgres, settings: Settings, tmp_path: Path
) -> None:
    address = postgres_server.new_database()
    loader = Loader(case_loading.opened(as_role(address, make_url(address).username or "")), tmp_path)
    loader.load(SMALL)
    loader.urgent(1, people=[{**SMALL["people"][0], "op": "put", "merged_into": "P3"}])
    give(address, "postgresql-case-roles.sql")
    loader.database.close()

    assert rights(address, STAFF, "SELECT") == SEEN_BY_STAFF
    assert rights(address, STAFF, "INSERT") == {"decisions"}
    assert not rights(address, STAFF, "UPDATE") | rights(address, STAFF, "DELETE")
    cases = CaseDatabase(make_url(as_role(address, STAFF)))
    assert log.count(cases) == 2 and StoredCaseData(cases).as_of() and cases.is_made()
    [first, *_] = Decisions(cases).waiting()
    assert Decisions(cases).join(first.person_id, first.value, "1", clock.utc_now())
    asking = Asks(cases, SealingKey.of(keys.public_pair(settings, "case-data", "staff")))
    assert asking.ask(Kind.FREEZE, {}, "P1", "1", clock.utc_now()) == 1 and asking.of_person("P1")
    assert [one.name for one in people.perhaps_named(cases, [["ana"], ["ruiz"]])] == ["Ana Ruiz"]
    assert account.of(cases, "P1", clock.today()).last_ask == 1
    assert not account.events(cases, "P1", 0, 5) and not for_staff.count_urgent(cases)
    assert not for_staff.new_accounts(cases, 0, 5) and not for_staff.late_letters(cases, clock.today(), 0, 5)
    assert weeks.week(cases, clock.utc_now(), clock.utc_now()).mean_days is None
    assert undelivered.waiting(cases, clock.today(), 0, 5) == undelivered.of_person(cases, "P1", clock.today()) == []
    with pytest.raises(SQLAlchemyError), cases.aside.write() as connection:
        asks.answer(connection, 1, Reply(Word.DONE), clock.utc_now())
    cases.close()


def test_the_inside_writes_news_into_the_outbox_and_reads_no_submission(postgres: Callable[[], str]) -> None:
    address = postgres()
    give(address, "postgresql-inside-roles.sql")

    assert rights(address, WORKER, "SELECT") == {"outbox", "key_ids", "alembic_version"}
    assert rights(address, WORKER, "INSERT") == rights(address, WORKER, "UPDATE") == {"outbox", "key_ids"}
    assert not rights(address, WORKER, "DELETE")
