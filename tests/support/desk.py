"""A staff app on a real database with a clock that the test sets, and a browser that criticises every page."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from forms_app import settings
from forms_app.deadlines import local_date
from forms_app.forms import FORMS
from forms_app.forms.questions import Choice
from forms_app.sealing import key_sets, keys
from forms_app.sealing.seal import SealingKey
from forms_app.settings import Settings
from forms_app.staff import create_app
from forms_app.staff.accounts import accounts
from forms_app.staff.jobs import arrivals
from forms_app.staff.office import Office, made
from forms_app.storage import schema, status
from forms_app.storage.database import Database
from forms_app.storage.submissions import submission
from support import html_reading
from support.ground import SetClock

PASSWORD = "a river of slow green glass"
STORY = "They closed my case in March and nobody told me."
ANSWERS: dict[str, Any] = {
    "full_name": "Rosa Mendoza",
    "role": "prs",
    "safe_ways": ["mail", "phone"],
    "address": {"line1": "12 Olive St", "city": "Los Angeles", "region": "CA", "postal_code": "90012"},
    "phone": {"number": "(213) 555-0123", "extension": ""},
    "voicemail": "no",
    "case_number": {"text": "2000000123456"},
    "county": "Los Angeles",
    "what_happened": STORY,
    "learned_on": "2026-10-02",
    "interpreter": "es",
    "has_representative": "no",
}


@dataclass
class Person:
    """Somebody with an account and an authenticator app."""

    email: str
    totp: pyotp.TOTP
    clock: SetClock

    def code(self) -> str:
        return self.totp.at(self.clock.now)


@dataclass
class Desk:
    """The staff app and what a test needs around it."""

    app: Flask
    office: Office
    clock: SetClock
    people: dict[str, Person] = field(default_factory=dict)
    status_keys: dict[str, bytes] = field(default_factory=dict)

    def person(self, role: str = "supervisor", email: str = "") -> Person:
        email = email or f"{role}@example.org"
        if email not in self.people:
            added = accounts.add(self.office, email, role, PASSWORD)
            secret = parse_qs(urlsplit(added.otpauth).query)["secret"][0]
            self.people[email] = Person(email, pyotp.TOTP(secret), self.clock)
        return self.people[email]

    def browser(self) -> Browser:
        return Browser(self)

    def signed_in(self, role: str = "supervisor", email: str = "") -> Browser:
        browser, person = self.browser(), self.person(role, email)
        self.clock.forward(seconds=31)
        assert browser.sign_in(person.email, PASSWORD, person.code()).status_code == 303
        return browser

    def receive(self, form: str = "complaint", language: str = "es", **answers: object) -> str:
        """Something sent at the present moment and taken in; its reference."""
        reference = self.send(form, language, **answers)
        self.take_in()
        return reference

    def take_in(self) -> int:
        with self.app.app_context():
            return arrivals.take_in(self.office)

    def send(self, form: str = "complaint", language: str = "es", **answers: object) -> str:
        """What the public app does when somebody presses Send."""
        office, today = self.office, local_date(self.clock.now)
        told = {**ANSWERS, **self._in_its_words(form), **answers}
        sent = submission.Submission(form, language, "Los Angeles", told, status_key=secrets.token_bytes(32))
        self.status_keys[sent.reference] = sent.status_key
        key = SealingKey.of(keys.public_pair(office.settings, "inbox"))
        with office.database.write() as connection:
            status.begin(connection, sent.reference, sent.status_key, status.Status(form, today, today))
            return submission.store(connection, sent, key, self.clock.now)

    def _in_its_words(self, form: str) -> dict[str, str]:
        """What a form asks under the same name with other answers: its first."""
        with self.app.app_context():
            asked = [q for questions in FORMS[form].questions.values() for q in questions] if form in FORMS else []
            chosen = {q.name: [option.value for option in q.options] for q in asked if isinstance(q, Choice)}
        return {name: values[0] for name, values in chosen.items() if ANSWERS.get(name, values[0]) not in values}

    def told(self, reference: str) -> status.Status:
        """What the sender reads about it."""
        with self.office.database.read() as connection:
            return status.read(connection, reference, self.status_keys[reference])


class Browser:
    """Flask's client; every HTML page it gets is held to what holds for all pages."""

    def __init__(self, desk: Desk) -> None:
        self.client: FlaskClient = desk.app.test_client()
        self._token_of: dict[str, str] = {}  # by the session that a page was drawn for

    def get(self, path: str, **known: object) -> TestResponse:
        return _criticised(path, self.client.get(path, buffered=True, **known))

    def post(self, path: str, **fields: str) -> TestResponse:
        """As a browser does it: from a page of ours, with the token of that page."""
        return _criticised(path, self.client.post(path, data={"form_token": self.token(), **fields}))

    def token(self) -> str:
        """That of a page of this session; one is fetched where none was seen yet."""
        session = self._session()
        if session not in self._token_of:
            page = self.client.get("/inbox/", follow_redirects=True).text
            self._token_of[self._session()] = str(re.findall(r'name="form_token" value="([0-9a-f]{64})"', page)[0])
        return self._token_of[self._session()]

    def _session(self) -> str:
        return " ".join(f"{name}={cookie.value}" for name, cookie in sorted((self.client._cookies or {}).items()))

    def sign_in(self, email: str, password: str, code: str, path: str = "/sign-in/") -> TestResponse:
        self._token_of.clear()  # a session that ended by time alone still has its cookie, and its token is void
        return self.post(path, email=email, password=password, code=code)


def _criticised(path: str, response: TestResponse) -> TestResponse:
    assert response.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    if response.status_code == 303 or "html" not in response.content_type:
        return response
    tags = [(tag, attrs) for kind, tag, attrs in html_reading.tokens(response.text) if kind == "begin"]
    by_name: dict[str, list[dict[str, str]]] = {}
    for tag, attrs in tags:
        by_name.setdefault(tag, []).append(attrs)
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(by_name["h1"]) == 1 and len(by_name["title"]) == 1 and "main" in by_name
    assert by_name["html"][0]["lang"] == ("es" if path.startswith("/es") else "en")
    assert len(ids) == len(set(ids))
    assert not {"style", "script"} & set(by_name)
    assert not [tag for tag, attrs in tags if "style" in attrs or any(name.startswith("on") for name in attrs)]
    return response


def built(folder: Path) -> Path:
    """As much of a built site as the staff app needs, so that these tests do not wait for one."""
    (folder / "site" / "assets").mkdir(parents=True)
    (folder / "shell").mkdir()
    names = {f"{name}.css": f"/assets/{name}.0.css" for name in ("site", "forms", "staff")}
    (folder / "assets.json").write_text(json.dumps(names), "utf-8")
    return folder


def prepared(folder: Path) -> Path:
    """Keys, an empty database and a built site, made once and copied for every test."""
    known = _settings(folder)
    built(folder / "build")
    known.data_dir.mkdir()
    key_sets.make(known.keys_dir)
    database = Database(known.database_url)
    schema.upgrade(database)
    database.close()
    return folder


def opened(app: Flask, folder: Path, clock: SetClock, address: str = "") -> Desk:
    """A desk with nothing on it, on a copy of what `prepared` made or the empty database at an address; the app's
    templates stay warm between tests."""
    app.extensions["office"] = made(_settings(folder, address))
    return Desk(app, app.extensions["office"], clock)


def new_app(folder: Path) -> Flask:
    return create_app(_settings(folder))


def _settings(folder: Path, address: str = "") -> Settings:
    environ = {"DATA_DIR": str(folder / "var"), "KEYS_DIR": str(folder / "keys")}
    environ |= {"CASE_DATABASE_URL": f"sqlite:///{folder}/inside/cases.sqlite"}
    environ |= {"DATABASE_URL": address} if address else {}
    return replace(settings.read(environ), build_dir=folder / "build")
