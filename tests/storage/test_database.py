"""The way to the database: what is acknowledged is on disk, what fails leaves nothing, and writers wait their turn."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, text
from support.ground import ON_BOTH

from forms_app.deadlines.clock import utc_now
from forms_app.settings import Settings
from forms_app.storage.database import PRAGMAS, Database
from forms_app.storage.tables import throttles

WRITERS, EACH = 4, 15


def test_every_connection_of_sqlite_is_durable_and_wipes_what_is_deleted(settings: Settings) -> None:
    database = Database(settings.database_url)
    with database.read() as first, database.read() as second, database.write() as third:
        for connection in (first, second, third):
            for name, wanted in PRAGMAS.items():
                assert connection.execute(text(f"PRAGMA {name}")).scalar_one() == wanted
    assert (PRAGMAS["synchronous"], PRAGMAS["journal_mode"], PRAGMAS["secure_delete"]) == (2, "wal", 1)
    database.close()


@ON_BOTH
def test_a_write_that_fails_half_way_leaves_nothing(settings: Settings) -> None:
    database = Database(settings.database_url)
    with pytest.raises(RuntimeError), database.write() as connection:
        connection.execute(throttles.insert().values(id=b"x" * 32, tries=0, started_at=utc_now()))
        raise RuntimeError
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(throttles)).scalar_one() == 0
    database.close()


@ON_BOTH
def test_writers_of_several_processes_lose_no_write(settings: Settings) -> None:
    """Each Database stands for a process: it has its own thread lock and its own handle of the lock file."""
    processes = [Database(settings.database_url) for _ in range(2)]
    with processes[0].write() as connection:
        connection.execute(throttles.insert().values(id=b"x" * 32, tries=0, started_at=utc_now()))

    def count(number: int) -> None:
        for _ in range(EACH):
            with processes[number % 2].write() as connection:
                row = select(throttles.c.tries).with_for_update()
                tries = connection.execute(row).scalar_one()
                connection.execute(throttles.update().values(tries=tries + 1))

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(count, range(WRITERS)))
    with processes[0].read() as connection:
        assert connection.execute(select(throttles.c.tries)).scalar_one() == WRITERS * EACH
    for database in processes:
        database.close()
