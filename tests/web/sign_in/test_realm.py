"""Signing in with tables, keys, cookie, spans and limits of a second app: nothing in it is of staff."""

from __future__ import annotations

import hmac
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from argon2 import PasswordHasher
from flask import Flask, Response, request
from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text, make_url, text
from support.ground import ON_BOTH, SetClock

from forms_app.storage.accounts import accounts, row_seals
from forms_app.storage.accounts.sign_in import AccountRow, SignInTables
from forms_app.storage.database import Database
from forms_app.storage.tables import Moment, throttles
from forms_app.storage.throttles import Limit, TooMany
from forms_app.web.sign_in import (
    authenticator_offers,
    credentials,
    limits,
    one_time_codes,
    passwords,
    recovery_codes,
    sessions,
    set_up_codes,
)
from forms_app.web.sign_in.realm import Limits, Realm

NUMBER, PASSWORD = "0123 4567 8901", "a river of slow green glass"
metadata = MetaData()
throttles.to_metadata(metadata)


def _of_realm(name: str, *columns: Column[object]) -> Table:
    return Table(name, metadata, *columns, Column("seal", LargeBinary(32)))


PARENTS = _of_realm(
    "parents",
    Column("id", Integer, primary_key=True),
    Column("number_mark", String(64), nullable=False, unique=True),
    Column("password_hash", Text, nullable=False),
    Column("totp_box", LargeBinary),
    Column("totp_last_step", Integer, nullable=False),
    Column("disabled_at", Moment),
    Column("county", String(20), nullable=False),
)
SESSIONS = _of_realm(
    "parent_sessions",
    Column("id", LargeBinary(32), primary_key=True),
    Column("account_id", ForeignKey("parents.id"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)
SHEETS = _of_realm(
    "parent_sheets",
    Column("id", LargeBinary(32), primary_key=True),
    Column("account_id", ForeignKey("parents.id"), nullable=False),
)
CODES = _of_realm(
    "parent_codes",
    Column("account_id", ForeignKey("parents.id"), primary_key=True, autoincrement=False),
    Column("code_hash", LargeBinary(32), nullable=False),
    Column("until", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class ParentRow(AccountRow):
    """Somebody who signs in with a number; only the number's keyed hash is kept."""

    county: str


TABLES = SignInTables(PARENTS, SESSIONS, SHEETS, CODES, "number_mark", ParentRow)
FEW = Limits(per_account=Limit("number", 2, timedelta(minutes=5)), per_device=Limit("device", 3, timedelta(minutes=5)))


def mark(typed: str) -> str:
    digits = "".join(character for character in typed if character.isdigit())
    return hmac.digest(b"a key of this realm", digits.encode(), "sha256").hex()


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def realm(engine: str, new_database: Callable[[str], str]) -> Iterator[Realm[ParentRow]]:
    database = Database(make_url(new_database(engine)))
    metadata.create_all(database.engine)
    yield Realm(
        name="parent",
        tables=TABLES,
        database=database,
        secret=b"s" * 32,
        now=SetClock(),
        behind_tls=True,
        kept_login=mark,
        limits=FEW,
        idle=timedelta(minutes=10),
        longest=timedelta(hours=2),
        set_up_within=timedelta(days=21),
    )
    database.close()


class Parent:
    """A browser of somebody who signs in at a realm, through requests and answers of a real app."""

    def __init__(self, realm: Realm[ParentRow]) -> None:
        self.realm, app = realm, Flask("another")
        app.add_url_rule("/in", view_func=self._sign_in, methods=["POST"])
        app.add_url_rule("/", view_func=self._home)
        self.client = app.test_client()

    def sign_in(self, number: str, password: str, code: str) -> int:
        fields = {"number": number, "password": password, "code": code}
        return self.client.post("/in", data=fields, base_url="https://localhost").status_code

    def home(self) -> str:
        return self.client.get("/", base_url="https://localhost").text

    def _sign_in(self) -> Response | tuple[str, int]:
        number, password, code = (request.form[name] for name in ("number", "password", "code"))
        try:
            counted = limits.spend(self.realm, request, number)
        except TooMany:
            return "", 429
        checked = credentials.check(self.realm, number, password, code)
        with self.realm.database.write() as connection:
            if checked.account_id is None or not credentials.use(connection, self.realm, checked):
                return "", 422
            token = sessions.begin(connection, self.realm, checked.account_id)
        self.realm.throttle.give_back(counted)
        response = Response()
        sessions.set_cookie(self.realm, response, token)
        limits.remember_device(self.realm, request, response, self.realm.kept_login(number))
        return response

    def _home(self) -> str:
        found = sessions.find(self.realm, request)
        return found.account.county if found else "nobody"


def forward(realm: Realm[ParentRow], **span: float) -> None:
    assert isinstance(realm.now, SetClock)
    realm.now.forward(**span)


def add(realm: Realm[ParentRow], number: str = NUMBER) -> int:
    """An account that has no authenticator."""
    known = {"password_hash": passwords.hash_of(PASSWORD), "totp_last_step": 0, "county": "Kern"}
    with realm.database.write() as connection:
        return accounts.add(connection, realm.rows, mark(number), **known)


def sheet(realm: Realm[ParentRow], account_id: int) -> list[str]:
    with realm.database.write() as connection:
        return recovery_codes.renew(connection, realm, account_id)


def authenticator(realm: Realm[ParentRow], account_id: int) -> pyotp.TOTP:
    """A confirmed one."""
    offer = authenticator_offers.new(realm, mark(NUMBER), "my account")
    with realm.database.write() as connection:
        accounts.change(connection, realm.rows, account_id, totp_box=offer.box)
    address = one_time_codes.address_of(realm.key("totp"), offer.box, offer.owner, offer.label)
    assert "my%20account" in address and mark(NUMBER) not in address
    return pyotp.TOTP(one_time_codes.secret_of(address))


@ON_BOTH
def test_password_and_a_code_of_the_app_or_of_the_sheet_open_the_account_each_code_once(
    realm: Realm[ParentRow], engine: str
) -> None:
    account_id = add(realm)
    codes, totp, browser = sheet(realm, account_id), authenticator(realm, account_id), Parent(realm)
    assert browser.home() == "nobody"
    assert browser.sign_in(NUMBER.replace(" ", "-"), PASSWORD, totp.at(realm.now())) == 200
    assert browser.home() == "Kern"
    assert Parent(realm).sign_in(NUMBER, PASSWORD, totp.at(realm.now())) == 422
    assert Parent(realm).sign_in(NUMBER, PASSWORD, codes[0]) == 200
    assert Parent(realm).sign_in(NUMBER, PASSWORD, codes[0]) == 422
    with realm.database.read() as connection:
        assert recovery_codes.count(connection, realm, account_id) == len(codes) - 1


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_of_two_who_show_the_same_code_at_once_one_is_let_in(realm: Realm[ParentRow], engine: str) -> None:
    """Also where the writes of an app take no turns."""
    account_id = add(realm)
    code = authenticator(realm, account_id).at(realm.now())
    checked = credentials.check(realm, NUMBER, PASSWORD, code)
    second: list[bool] = []

    def use() -> None:
        with realm.database.write() as connection:
            second.append(credentials.use(connection, realm, checked))

    thread = threading.Thread(target=use)
    with realm.database.write() as connection:
        assert credentials.use(connection, realm, checked)
        thread.start()
        while not waits_for_a_row(realm.database):
            pass
    thread.join()
    assert second == [False]


def waits_for_a_row(database: Database) -> bool:
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with database.read() as connection:
        return bool(connection.execute(waiting).scalar_one())


@ON_BOTH
@pytest.mark.parametrize("changed", ["password_hash", "totp_box", "disabled_at"])
def test_what_was_right_before_the_account_changed_lets_nobody_in(
    realm: Realm[ParentRow], engine: str, changed: str
) -> None:
    """A password takes a while to check: meanwhile she may have changed it, and ended every session."""
    account_id = add(realm)
    codes, totp = sheet(realm, account_id), authenticator(realm, account_id)
    shown = (codes[0], totp.at(realm.now()))
    right = [credentials.check(realm, NUMBER, PASSWORD, code) for code in shown]
    assert all(checked.is_right for checked in right)
    new = {"password_hash": passwords.hash_of("another"), "totp_box": bytes(48), "disabled_at": realm.now()}
    with realm.database.write() as connection:
        assert accounts.change(connection, realm.rows, account_id, **{changed: new[changed]})
        assert [credentials.use(connection, realm, checked) for checked in right] == [False, False]


def test_whoever_has_only_a_printed_sheet_signs_in_too(realm: Realm[ParentRow]) -> None:
    codes, browser = sheet(realm, add(realm)), Parent(realm)
    assert browser.sign_in(NUMBER, PASSWORD, codes[3]) == 200 and browser.home() == "Kern"


def test_wrong_tries_are_counted_as_this_realm_says_and_apart_for_a_browser_of_hers(realm: Realm[ParentRow]) -> None:
    codes, hers, stranger = sheet(realm, add(realm)), Parent(realm), Parent(realm)
    assert hers.sign_in(NUMBER, PASSWORD, codes[0]) == 200
    assert [stranger.sign_in(NUMBER, "x", "1") for _ in range(3)] == [422, 422, 429]
    assert [stranger.sign_in("999", "x", "1") for _ in range(3)] == [422, 422, 429]
    assert Parent(realm).sign_in(NUMBER, PASSWORD, codes[1]) == 429
    assert hers.sign_in(NUMBER, PASSWORD, codes[1]) == 200
    forward(realm, minutes=6)
    assert stranger.sign_in(NUMBER, PASSWORD, codes[2]) == 200


def test_a_session_ends_when_this_realm_says(realm: Realm[ParentRow]) -> None:
    codes, browser = sheet(realm, add(realm)), Parent(realm)
    browser.sign_in(NUMBER, PASSWORD, codes[0])
    forward(realm, minutes=9)
    assert browser.home() == "Kern"
    forward(realm, minutes=10)
    assert browser.home() == "nobody"
    browser.sign_in(NUMBER, PASSWORD, codes[1])
    for _ in range(13):
        assert browser.home() == "Kern"
        forward(realm, minutes=9.5)
    assert browser.home() == "nobody"


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_page_that_was_on_its_way_does_not_bring_back_a_session_that_ended(
    realm: Realm[ParentRow], engine: str
) -> None:
    codes, browser = sheet(realm, add(realm)), Parent(realm)
    browser.sign_in(NUMBER, PASSWORD, codes[0])
    forward(realm, minutes=1)
    with realm.database.read() as connection:
        (session,) = sessions.list_alive(connection, realm, 1)
    thread = threading.Thread(target=browser.home)
    with realm.database.write() as connection:
        sessions.end(connection, realm, session.id)
        thread.start()
        while not waits_for_a_row(realm.database):
            pass
    thread.join()
    assert browser.home() == "nobody"


def test_sessions_are_listed_and_ended_one_by_one_and_only_ones_own(realm: Realm[ParentRow]) -> None:
    account_id, other_id = add(realm), add(realm, "5")
    codes, first, second = sheet(realm, account_id), Parent(realm), Parent(realm)
    first.sign_in(NUMBER, PASSWORD, codes[0])
    forward(realm, seconds=30)
    second.sign_in(NUMBER, PASSWORD, codes[1])
    with realm.database.write() as connection:
        later, earlier = sessions.list_alive(connection, realm, account_id)
        assert not sessions.revoke(connection, realm, other_id, earlier.id)
        assert sessions.revoke(connection, realm, account_id, earlier.id)
        assert sessions.list_alive(connection, realm, account_id) == [later]
    assert (first.home(), second.home()) == ("nobody", "Kern")


@ON_BOTH
def test_a_set_up_code_is_good_for_as_long_as_this_realm_says_and_once(realm: Realm[ParentRow], engine: str) -> None:
    account_id = add(realm)
    with realm.database.write() as connection:
        code = set_up_codes.give(connection, realm, account_id).code
        forward(realm, days=20)
        given = set_up_codes.find(connection, realm, NUMBER)
        assert given and set_up_codes.opens(realm, given, code) and not set_up_codes.opens(realm, None, code)
        assert set_up_codes.use(connection, realm, given) and not set_up_codes.use(connection, realm, given)
        set_up_codes.give(connection, realm, account_id)
        forward(realm, days=21)
        assert set_up_codes.find(connection, realm, NUMBER) is None


def test_an_offer_comes_back_for_what_it_was_made_for_and_in_time(realm: Realm[ParentRow]) -> None:
    offer = authenticator_offers.new(realm, mark(NUMBER), "my account")
    locked = authenticator_offers.page_of(realm, offer, b"this session").locked
    assert authenticator_offers.read(realm, locked, b"this session") == offer
    assert authenticator_offers.read(realm, locked, b"another session") is None
    forward(realm, minutes=15)
    assert authenticator_offers.read(realm, locked, b"this session") is None


@pytest.mark.parametrize("changed", [{"secret": b"t" * 32}, {"name": "phone"}])
def test_what_one_realm_wrote_is_nothing_in_another_on_the_same_tables(
    realm: Realm[ParentRow], changed: dict[str, Any]
) -> None:
    other: Realm[ParentRow] = replace(realm, **changed)
    account_id = add(realm)
    codes, browser, there = sheet(realm, account_id), Parent(realm), Parent(other)
    browser.sign_in(NUMBER, PASSWORD, codes[0])
    cookies = {name: browser.client.get_cookie(name) for name in ("__Host-parent", "__Host-parent-device")}
    for name, cookie in cookies.items():
        assert cookie
        there.client.set_cookie(name.replace("parent", other.name), cookie.value, secure=True)
    assert there.home() == "nobody"
    assert [there.sign_in(NUMBER, PASSWORD, code) for code in codes[1:3]] == [422, 422]
    assert there.sign_in(NUMBER, PASSWORD, codes[3]) == 429  # counted as a stranger's
    offer = authenticator_offers.new(realm, mark(NUMBER), "my account")
    assert authenticator_offers.read(other, authenticator_offers.page_of(realm, offer, b"x").locked, b"x") is None
    with realm.database.write() as connection:
        set_up_codes.give(connection, realm, account_id)
        assert set_up_codes.find(connection, other, NUMBER) is None
        assert not accounts.change(connection, other.rows, account_id, password_hash=passwords.hash_of("theirs"))
    assert browser.home() == "Kern"


def test_a_row_moved_into_the_tables_of_another_realm_is_refused(realm: Realm[ParentRow]) -> None:
    """The seal names the table: not even under one key is a row of one a row of the other."""
    elsewhere = MetaData()
    others = {table.name: table.to_metadata(elsewhere, name=f"other_{table.name}") for table in TABLES.all()}
    row = {"id": 1, "number_mark": mark(NUMBER), "password_hash": "", "totp_last_step": 0, "county": "Kern"}
    sealed = {**row, "seal": row_seals.seal_of(PARENTS, realm.rows.key, row)}
    assert row_seals.fits(PARENTS, realm.rows.key, sealed)
    assert not row_seals.fits(others["parents"], realm.rows.key, sealed)
