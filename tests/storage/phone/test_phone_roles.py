"""On PostgreSQL the line cannot write what the inside seals, and the inside reads nothing by which one is known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import psycopg
from sqlalchemy import inspect, make_url, text
from support.postgres import Postgres

from forms_app.settings import ROOT
from forms_app.storage import schema
from forms_app.storage.database import Database
from forms_app.storage.phone.schema import CHAIN
from forms_app.storage.phone.tables import metadata

LINE, WORKER = "customer_connect_phone", "customer_connect_case_data"
INSIDES, VERSION = {"bundles", "standings", "freshness"}, {"alembic_version"}
TABLES = {*metadata.tables, *VERSION}


def rights(connection: psycopg.Connection, role: str, right: str, tables: set[str]) -> set[str]:
    asked = "SELECT has_table_privilege(%s, %s, %s)"
    return {name for name in tables if connection.execute(asked, (role, name, right)).fetchone() == (True,)}


def give(address: str, file: str) -> psycopg.Connection:
    connection = psycopg.connect(address, autocommit=True)
    connection.execute((ROOT / "deploy" / file).read_bytes())
    return connection


def test_each_writes_what_is_its_own_in_the_telephones_database(postgres_server: Postgres) -> None:
    address = postgres_server.new_database()
    owner = Database(make_url(address).set(drivername="postgresql+psycopg"))
    schema.upgrade(owner, CHAIN)
    owner.close()
    with give(address, "postgresql-phone-roles.sql") as connection:
        assert rights(connection, LINE, "SELECT", TABLES) == TABLES
        assert rights(connection, LINE, "INSERT", TABLES) == {"callers", "throttles", "handed_in"}
        assert rights(connection, LINE, "DELETE", TABLES) == {"callers", "throttles", "entrusted"}
        assert rights(connection, WORKER, "SELECT", TABLES) == {*INSIDES, "handed_in", "entrusted", *VERSION}
        assert rights(connection, WORKER, "INSERT", TABLES) == {*INSIDES, "entrusted"}


def test_the_line_adds_to_the_forms_database_and_reads_only_where_things_stand(postgres: Callable[[], str]) -> None:
    address = make_url(postgres()).set(drivername="postgresql").render_as_string(hide_password=False)
    with give(address, "postgresql-line-roles.sql") as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        tables = {name for (name,) in names}
        assert rights(connection, LINE, "SELECT", tables) == {"status", "key_ids", *VERSION}
        assert rights(connection, LINE, "INSERT", tables) == {"submissions", "outbox", "status", "key_ids"}


def test_the_migrations_make_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    database = Database(make_url(f"sqlite:///{tmp_path}/phone.sqlite"))
    schema.upgrade(database, CHAIN)
    with database.read() as connection:
        found = inspect(connection)
        assert set(found.get_table_names()) == TABLES
        for table in metadata.tables.values():
            assert {column["name"] for column in found.get_columns(table.name)} == set(table.c.keys())
        assert connection.execute(text("SELECT count(*) FROM callers")).scalar() == 0
    database.close()
