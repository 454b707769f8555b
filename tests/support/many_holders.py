"""A million accounts of which some have keys that open: what sealing anew for those costs, and whom else it touches."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from forms_app import settings
from forms_app.case_data.contract import contract
from forms_app.case_data.loading.load import Load
from forms_app.case_data.many import generate
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_worker import parts as parts_of
from forms_app.case_worker.loop import work_off
from forms_app.case_worker.parts import Parts
from forms_app.deadlines import clock
from forms_app.sealing import key_sets
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.settings import Settings
from forms_app.storage import schema
from forms_app.storage.account.schema import CHAIN
from forms_app.storage.database import Database
from support.case_loading import CODES, YES, opened

KINDS = ("money", "details", "history")
FILLED = 400  # bytes of a bundle of somebody who only stands there


@dataclass(frozen=True, slots=True)
class Sealed:
    """What sealing for those who changed cost. `others`: rows of anybody else that were written."""

    bundles: int
    cpu: float
    others: int


def measure(folder: Path, changed: int, accounts: int) -> Sealed:
    """`changed` of `accounts` holders get everything anew."""
    config = _settings(folder)
    parts = _parts(config, folder, changed)
    people = [f"P{number}-2" for number in range(1, changed + 1)]
    with parts.cases.aside.write() as connection:
        for person_id in people:
            keys = OwnerKeys.generate().public
            parts.own_list.put(connection, HolderKeys(person_id, keys, State.OPEN, clock.today()))
    files = str(config.account_database_url.database), str(parts.cases.aside.engine.url.database)
    for file, tables in zip(files, (("bundles", "standings"), ("sealed_bundles", "holder_keys")), strict=True):
        with closing(sqlite3.connect(file)) as connection:
            _fill(connection, tables, accounts - changed)
            _watch(connection, tables)
    before = time.process_time()
    while work_off(parts):
        continue
    cpu = time.process_time() - before
    parts.close()
    return Sealed(_count(files[0], "bundles", "length(key_id) = 32"), cpu, _touched(files))


def _settings(folder: Path) -> Settings:
    (folder / "var").mkdir(parents=True)
    key_sets.make(folder / "keys")
    cases = f"sqlite:///{folder}/inside/cases.sqlite"
    return settings.read({"DATA_DIR": f"{folder}/var", "KEYS_DIR": f"{folder}/keys", "CASE_DATABASE_URL": cases})


def _parts(config: Settings, folder: Path, cases: int) -> Parts:
    key = generate.full(folder / "package", cases, 1, contract.load(), CODES)
    database = opened(str(config.case_database_url))
    assert Load(database, folder / "package", CODES, key, YES, print).run().loaded
    database.close()
    for url, chain in ((config.account_database_url, CHAIN), (config.database_url, schema.MAIN)):
        with closing(Database(url)) as ready:
            schema.upgrade(ready, chain)
    return parts_of.make(replace(config, has_phone=False))


def _fill(connection: sqlite3.Connection, tables: tuple[str, ...], number: int) -> None:
    """Rows of people who do not change: their keys are shorter, so that they can be told from the others."""
    for table in tables:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        marks = ", ".join("?" for _ in columns)
        each = KINDS if "kind" in columns else ("",)
        rows = (tuple(_cell(name, row, kind) for name in columns) for row in range(number) for kind in each)
        connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608
    connection.commit()


def _cell(column: str, row: int, kind: str) -> object:
    if column == "key_id":
        return row.to_bytes(31, "big")
    if column in ("sealed", "public_keys"):
        return bytes(FILLED)
    given = {"kind": kind, "person_id": f"Q{row}", "state": "open", "since": "2026-01-01", "seq": 1}
    return given.get(column, None if column in NULL else b"")


NULL = frozenset({"until", "sessions_from", "no_changes_until", "was"})


def _watch(connection: sqlite3.Connection, tables: tuple[str, ...]) -> None:
    connection.execute("CREATE TABLE touched (key_id BLOB)")
    for table in tables:
        for act, row in (("UPDATE", "new"), ("INSERT", "new"), ("DELETE", "old")):
            name = f"watch_{table}_{act.lower()}"
            does = f"AFTER {act} ON {table} BEGIN INSERT INTO touched VALUES ({row}.key_id); END"  # noqa: S608
            connection.execute(f"CREATE TRIGGER {name} {does}")
    connection.commit()


def _touched(files: tuple[str, ...]) -> int:
    return sum(_count(file, "touched", "length(key_id) = 31") for file in files)


def _count(file: str, table: str, where: str) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0])  # noqa: S608


def lines(small: Sealed, large: Sealed) -> Iterator[str]:
    """Beside each other, as a drill prints them."""
    for name, one in (("1,000 accounts", small), ("1,000,000 accounts", large)):
        each = f"{one.bundles} bundles, {1000 * one.cpu / one.bundles:.2f} ms of CPU each (2)"
        yield f"{name}: {each}, rows of others that were written: {one.others} (0)"
    yield f"a bundle among a million costs {large.cpu / large.bundles / (small.cpu / small.bundles):.2f} times as much"
