"""Two first tries in one moment are two tries, not a lock."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from forms_app.database import Database
from forms_app.models import throttles
from forms_app.throttling import Limit, Throttle, TooMany

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
LIMIT = Limit("test", 2, timedelta(minutes=15))
ASLEEP = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
ON_POSTGRESQL = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)


@ON_POSTGRESQL
def test_a_try_that_waits_for_the_first_one_counts_beside_it(database: Database, engine: str) -> None:
    throttle = Throttle(database, b"key", lambda: NOW)
    other = threading.Thread(target=throttle.spend, args=([(LIMIT, "somebody")],))
    with database.write() as connection:
        throttle._spend_one(connection, LIMIT, throttle._id(LIMIT, "somebody"))
        other.start()
        with database.read() as looking:
            while not looking.execute(ASLEEP).scalar_one():
                pass
    other.join()
    with database.read() as connection:
        assert connection.execute(select(throttles.c.tries)).scalar_one() == 2
    with pytest.raises(TooMany):
        throttle.spend([(LIMIT, "somebody")])
