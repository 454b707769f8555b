"""Two first tries in one moment are two tries, not a lock."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, text
from support.ground import ON_BOTH, SetClock

from forms_app.storage import throttles as throttles_module
from forms_app.storage.database import Database
from forms_app.storage.tables import throttles
from forms_app.storage.throttles import Limit, Throttle, TooMany, network

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


@ON_BOTH
def test_a_new_counter_sweeps_for_those_of_before_and_a_counted_one_does_not(
    database: Database, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttles_module, "SWEEPERS", 256)
    clock = SetClock()
    throttle = Throttle(database, b"key", clock)
    throttle.spend([(LIMIT, "somebody"), (LIMIT, "somebody else")])
    clock.forward(days=1, minutes=1)
    throttle.spend([(LIMIT, "somebody")])
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(throttles)).scalar_one() == 2
    throttle.spend([(LIMIT, "a third one")])
    with database.read() as connection:
        assert connection.execute(select(throttles.c.tries)).scalars().all() == [1, 1]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("::ffff:203.0.113.7", "::ffff:198.51.100.9", False),
        ("::ffff:cb00:7107", "203.0.113.7", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("203.0.113.7", "203.0.113.8", False),
    ],
)
def test_an_address_is_counted_as_what_it_is(one: str, other: str, is_same: bool) -> None:
    assert (network(one) == network(other)) == is_same
