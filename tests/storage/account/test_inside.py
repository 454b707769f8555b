"""What passes between the account and the inside, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import inspect, make_url
from support.ground import ON_BOTH

from forms_app.storage import schema
from forms_app.storage.account import inside
from forms_app.storage.account.at_hand import AtHand, Lookups
from forms_app.storage.account.inside import Freshness, HandedIn, SealedBundle, Standing
from forms_app.storage.account.schema import CHAIN
from forms_app.storage.account.tables import metadata
from forms_app.storage.database import Database

pytestmark = ON_BOTH
NOW = datetime(2026, 11, 28, 18, 0, tzinfo=UTC)
KEYS, OTHERS, SESSION = b"k" * 32, b"o" * 32, b"s" * 32


@pytest.fixture
def database(engine: str, empty_database: Callable[[str], str]) -> Iterator[Database]:
    found = Database(make_url(empty_database(engine)))
    schema.upgrade(found, CHAIN)
    yield found
    found.close()


def test_the_migrations_make_the_tables_that_the_code_knows(database: Database) -> None:
    with database.read() as connection:
        found = inspect(connection)
        assert set(found.get_table_names()) == {*metadata.tables, "alembic_version"}
        for table in metadata.tables.values():
            assert {column["name"] for column in found.get_columns(table.name)} == set(table.c.keys())


def test_what_is_handed_in_is_answered_once_and_its_words_go(database: Database) -> None:
    first, second = (HandedIn(inside.new_id(), b"sealed", NOW + timedelta(seconds=s)) for s in (0, 1))
    with database.write() as connection:
        inside.hand_in(connection, second)
        inside.hand_in(connection, first)
        assert inside.waiting(connection, 10) == [first, second]

        assert inside.answer(connection, first.id, "opened", NOW)
        assert not inside.answer(connection, first.id, "not-right", NOW)
        assert inside.waiting(connection, 10) == [second]
        words = [inside.answer_to(connection, item) for item in (first.id, second.id, inside.new_id())]
    assert words == ["opened", "", None]


def test_a_bundle_takes_the_place_of_the_one_before_and_of_no_others(database: Database) -> None:
    with database.write() as connection:
        inside.put_bundle(connection, KEYS, "money", SealedBundle(1, b"one"))
        inside.put_bundle(connection, KEYS, "money", SealedBundle(2, b"two"))
        inside.put_bundle(connection, KEYS, "details", SealedBundle(2, b"around"))
        inside.put_bundle(connection, OTHERS, "money", SealedBundle(1, b"theirs"))
        assert inside.bundle_of(connection, KEYS, "money") == SealedBundle(2, b"two")

        inside.remove_bundles(connection, KEYS, "details")
        assert inside.bundle_of(connection, KEYS, "details") is None
        assert inside.bundle_of(connection, KEYS, "money") == SealedBundle(2, b"two")

        inside.remove_bundles(connection, KEYS)
        assert inside.bundle_of(connection, KEYS, "money") is None
        assert inside.bundle_of(connection, OTHERS, "money") == SealedBundle(1, b"theirs")


def test_standing_and_freshness_are_one_row_each(database: Database) -> None:
    with database.write() as connection:
        assert inside.standing_of(connection, KEYS) is None
        assert inside.freshness_now(connection) is None
        for standing in (Standing("new", date(2026, 12, 5)), Standing("open", None)):
            inside.put_standing(connection, KEYS, standing)
            assert inside.standing_of(connection, KEYS) == standing
        for fresh in (Freshness(date(2026, 11, 27), 3), Freshness(date(2026, 11, 28), 4)):
            inside.put_freshness(connection, fresh)
            assert inside.freshness_now(connection) == fresh


def test_what_a_page_begins_with_comes_at_once_whatever_of_it_is_there(database: Database) -> None:
    at_hand, standing = Lookups(database), Standing("new", date(2026, 12, 5))
    assert at_hand.of(SESSION, KEYS, "money") == AtHand(None, None, None, None, None)
    with database.write() as connection:
        inside.put_freshness(connection, Freshness(date(2026, 11, 27), 7))
        inside.put_standing(connection, OTHERS, standing)
        inside.put_bundle(connection, KEYS, "details", SealedBundle(1, b"around"))
    assert at_hand.of(SESSION, KEYS, "money") == AtHand(None, None, None, Freshness(date(2026, 11, 27), 7), None)

    with database.write() as connection:
        inside.put_bundle(connection, KEYS, "money", SealedBundle(2, b"hers"))
        inside.put_standing(connection, KEYS, standing)
        inside.allow_no_changes(connection, KEYS, NOW)
        inside.end_sessions(connection, KEYS, NOW)
    found = at_hand.of(SESSION, KEYS, "money")
    assert (found.standing, found.bundle) == (replace(standing, no_changes_until=NOW), SealedBundle(2, b"hers"))
    assert (found.sessions_from, found.wrapped) == (NOW, None)
