"""An account process over a database of many holders: one of them is signed in, the others lie there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection
from support.account_holder import PASSWORD, Inside, open_account, token
from support.running import HOST, ROOT, free_ports, wait_for
from support.three_years import three_years
from werkzeug.test import EnvironBuilder

from bench.forms import GRANIAN
from bench.visitor import Visitor
from forms_app import settings as settings_module
from forms_app.account import create_app, guard
from forms_app.account.doors import waiting
from forms_app.account.services import NAME, AccountServices
from forms_app.bundles import money
from forms_app.bundles.money import Money
from forms_app.storage import schema
from forms_app.storage.account.schema import CHAIN
from forms_app.storage.database import Database
from forms_app.web import cookies
from forms_app.web.sign_in import recovery_codes

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

AT_ONCE = 2_000
PARTICIPANT, ONLY = "10001", 1  # what the holder signs in with, and her number
CASES, MONTHS = 3, 36
SESSIONS_OF = 100  # one holder in so many is signed in


class Holder(NamedTuple):
    """One account process; `cookie`: of whoever is signed in there; `door`, `token`: of a browser at the sign-in page.

    `codes`: of her printed sheet, a new one whenever that is used up.
    """

    app: Flask
    cookie: str
    door: str
    token: str
    codes: Iterator[str]
    environment: Mapping[str, str]


class Desk:
    """A browser at the sign-in page of a served account."""

    def __init__(self, port: int) -> None:
        self._browser = Visitor("localhost", port)
        self._browser.get("/sign-in/")
        self._fresh = dict(self._browser.cookies)

    def sign_in(self, code: str) -> None:
        self._browser.cookies = dict(self._fresh)
        typed = {"participant": PARTICIPANT, "password": PASSWORD, "code": code}
        fields = [("form_token", self._browser.hidden["form_token"]), *typed.items()]
        assert self._browser.post("/sign-in/", fields).status == 303


class Writer:
    """A browser of the holder, who writes to her caseworker."""

    def __init__(self, port: int, cookie: str) -> None:
        self._browser = Visitor("localhost", port)
        self._browser.cookies = dict(part.split("=", 1) for part in cookie.split("; "))
        self._written = 0

    def write(self) -> None:
        """To the page on which she reads it once more."""
        self._written += 1
        box = "/messages/write/1/" if self._written == 1 else "/messages/1/"
        self._browser.open(box)
        fields = [*self._browser.hidden.items(), ("message", f"Where is payment {self._written}?"), ("go", "next")]
        answer = self._browser.post("/messages/write/1/", fields)
        assert (answer.status, answer.location) == (303, "/forms/message/check/"), answer
        self._browser.open(answer.location)

    def send(self) -> None:
        assert self._browser.send().status == 303


@contextmanager
def holder_among(many: int, folder: Path, keys: Path) -> Iterator[Holder]:
    """With three cases of thirty-six months; `many` others are in the database."""
    waiting.PATIENCE_SECONDS = 0
    given = {
        "CASE_DATABASE_URL": f"sqlite:///{folder}/inside/cases.sqlite",
        "DATA_DIR": str(folder / "var"),
        "KEYS_DIR": str(keys),
        "DATABASE_URL": f"sqlite:///{folder}/var/m.sqlite",
    }
    settings = settings_module.read(given)
    (folder / "var").mkdir(parents=True)
    for database, chain in (
        (Database(settings.database_url), schema.MAIN),
        (Database(settings.account_database_url), CHAIN),
    ):
        schema.upgrade(database, chain)
        database.close()
    app = create_app(settings)
    client = app.test_client()
    _papers, public = open_account(client, app)
    Inside(app).confirm(public)
    Inside(app).seal(public, money.KIND, Money(tuple(three_years() for _ in range(CASES))))
    _fill(app.extensions["account"].database, many)
    browser = app.test_client()
    form_token = token(browser.get("/sign-in/").get_data(as_text=True))
    yield Holder(app, _cookies(client), _cookies(browser), form_token, _codes(app), given)
    app.extensions["account"].database.close()


@contextmanager
def served(holder: Holder) -> Iterator[tuple[Desk, int, int]]:
    """The same account as a process of its own, that process, and its port."""
    port, _ = free_ports()
    command = [sys.executable, "-m", "granian", *GRANIAN, "--host", HOST, "--port", str(port)]
    environment = {**os.environ, **holder.environment, "ACCOUNT_PORT": str(port)}
    process = subprocess.Popen([*command, "forms_app.account.wsgi:app"], cwd=ROOT, env=environment)
    try:
        wait_for(port, process)
        yield Desk(port), process.pid, port
    finally:
        process.terminate()
        process.wait()


def environ_of(method: str, path: str, cookie: str = "", **fields: str) -> WSGIEnvironment:
    """What a server would hand to the app."""
    base, _mark, query = path.partition("?")
    headers = [("Cookie", cookie)]
    return EnvironBuilder(base, query_string=query, method=method, data=fields or None, headers=headers).get_environ()


def call(app: Flask, environ: WSGIEnvironment) -> tuple[str, bytes]:
    """(status, content) of one request, asked of the app itself."""
    said: list[str] = []
    parts = app.wsgi_app(environ, lambda status, headers, error=None: said.append(status))  # type: ignore[arg-type]
    return said[0], b"".join(parts)


def get(holder: Holder, path: str) -> bytes:
    status, page = call(holder.app, environ_of("GET", path, holder.cookie))
    assert status.startswith("200"), (path, status)
    return page


def sign_in(holder: Holder) -> None:
    """With a code of the sheet, from a browser that has been here before."""
    fields = {"form_token": holder.token, "participant": PARTICIPANT, "password": PASSWORD, "code": next(holder.codes)}
    status, _page = call(holder.app, environ_of("POST", "/sign-in/", holder.door, **fields))
    assert status.startswith("303"), status


def _cookies(client: FlaskClient) -> str:
    named = [client.get_cookie(cookies.name_of(name, behind_tls=False)) for name in (NAME, guard.DOOR)]
    return "; ".join(f"{one.key}={one.value}" for one in named if one)


def _codes(app: Flask) -> Iterator[str]:
    services: AccountServices = app.extensions[NAME]
    while True:
        with services.database.write() as connection:
            sheet = recovery_codes.renew(connection, services.realm, ONLY)
        yield from sheet


def signed_in(holder: Holder) -> Holder:
    """Anew: while another database was filled her session may have ended."""
    browser = holder.app.test_client()
    page = browser.get("/sign-in/").get_data(as_text=True)
    typed = {"participant": PARTICIPANT, "password": PASSWORD, "code": next(holder.codes)}
    browser.post("/sign-in/", data={"form_token": token(page), **typed})
    return holder._replace(cookie=_cookies(browser))


def _fill(database: Database, many: int) -> None:
    """Rows as long as hers, of numbers that mean nothing, as the driver writes them; keys ascend, which is quick."""
    noise = os.urandom(1 << 20)
    with database.read() as connection:
        row = dict(connection.exec_driver_sql("SELECT * FROM holders").mappings().one())
        sealed = connection.exec_driver_sql("SELECT max(length(sealed)) FROM bundles").scalar_one()
    for first in range(0, many, AT_ONCE):
        with database.write() as connection:
            _add(connection, row, sealed, noise, range(first, min(first + AT_ONCE, many)))


def _add(connection: Connection, row: Mapping[str, Any], sealed: int, noise: bytes, numbers: range) -> None:
    keys = {number: number.to_bytes(8, "big") + os.urandom(24) for number in numbers}

    def bytes_of(number: int, length: int) -> bytes:
        start = number * 977 % (len(noise) - length)
        return noise[start : start + length]

    def other(number: int) -> dict[str, Any]:
        own = {name: bytes_of(number, len(row[name])) for name in ("public_keys", "wrapped_by_password")}
        return {**row, **own, "id": 1000 + number, "mark": keys[number].hex()}

    now = row["created_at"]
    _put(connection, "holders", [other(number) for number in numbers])
    bundles = (
        {"key_id": key, "kind": money.KIND, "seq": 1, "sealed": bytes_of(number, sealed)}
        for number, key in keys.items()
    )
    _put(connection, "bundles", list(bundles))
    _put(connection, "standings", [{"key_id": key, "state": "open"} for key in keys.values()])
    began = [number for number in numbers if number % SESSIONS_OF == 0]
    sessions = (
        {"id": keys[number], "account_id": 1000 + number, "created_at": now, "seen_at": now, "seal": keys[number]}
        for number in began
    )
    _put(connection, "sessions", list(sessions))


def _put(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    names = list(rows[0])
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - our own names
    connection.exec_driver_sql(sql, [tuple(row.values()) for row in rows])
