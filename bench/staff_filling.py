"""Fills a database with what an agency has after years: the same mix at every size, so that nothing gets rarer."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import Table, insert, select
from support.answers import most
from support.public_forms import FORMS

from forms_app.i18n import translation
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey
from forms_app.staff.accounts.accounts import add
from forms_app.staff.jobs import arrivals, recount
from forms_app.staff.office import Office
from forms_app.staff.search import index
from forms_app.storage.submissions import references, submission
from forms_app.storage.tables import NO_DAY, accounts, search_terms
from forms_app.storage.tables import submissions as table

ROLES = ("caseworker", "supervisor")
COLLEAGUES = 6
BATCH = 20000
DAYS = 5 * 365
USUAL = {"enrollment": 40, "pin-request": 25, "complaint": 20, "inquiry": 10}
FORMS_SENT = {name: USUAL.get(name, 5) for name in FORMS}  # of a hundred
STATES = {"closed": 40, "received": 24, "working": 24, "waiting": 12}
NOBODY = 30  # of a hundred that are open
LATE, SOON, LATER = 25, 40, 90  # the rest has no day
COMMON = ("maria", "garcia")  # each in six of a hundred names, never together in one
PERSON = ("Xochitl Zaragoza-Ibarra", "(213) 555-0142", "2000000777777")
SHELTERED = 16  # every so many people give the telephone of the same shelter
SHELTER = "(213) 555-0100"
OWN = 20


class Filled(NamedTuple):
    """Whom the questions are about: the accounts of ROLES and of a newcomer, and references that can be opened."""

    accounts: dict[str, int]
    references: list[str]


def fill(office: Office, many: int) -> Filled:
    """The bulk is written straight into the tables, its sealed contents taken from a small pool; the last ones come
    the whole way, from Send to arrival."""
    numbers = _accounts(office)
    with office.database.write() as connection:  # the days below are drawn, not counted: the start shall leave them
        recount.note(connection, office)
    bulk = _Bulk(office, many, list(numbers.values())[:-1])
    for start in range(0, many, BATCH):
        made = [bulk.row(number) for number in range(start, min(start + BATCH, many))]
        _write(office, table, [row for row, _ in made])
        _write(office, search_terms, sorted(bulk.terms(made), key=lambda each: each["term"]))
    known = {name: numbers[name] for name in (*ROLES, "newcomer")}
    return Filled(known, [_sent(office, turn) for turn in range(OWN)])


class _Bulk:
    """Rows with random but repeatable contents."""

    def __init__(self, office: Office, many: int, owners: list[int]) -> None:
        self.office, self.many, self.owners = office, many, owners
        self.chance = random.Random(many)  # noqa: S311 - the same data in every run
        self.now, self.today = office.now(), office.today()
        self.pool = [_sealed(office, form) for form in FORMS_SENT for _ in range(4)]
        self.hashes: dict[str, bytes] = {}

    def row(self, number: int) -> tuple[dict[str, Any], list[str]]:
        """A submission and the words under which it is found."""
        state = self._one_of(STATES)
        return {
            "reference": _reference(number),
            "form": self._one_of(FORMS_SENT),
            "language": self.chance.choice(["en", "es"]),
            "county": "Los Angeles",
            "state": state,
            "owner": None if self.chance.randrange(100) < NOBODY else self.chance.choice(self.owners),
            "received_at": self._moment(number),
            "sealed": self.chance.choice(self.pool),
            "due_on": self._due(state),
            "version": self.chance.randrange(4),
        }, self._words(number)

    def terms(self, made: list[tuple[dict[str, Any], list[str]]]) -> Iterator[dict[str, Any]]:
        for row, words in made:
            for word in words:
                yield {"term": self._term(word), "received_at": row["received_at"], "reference": row["reference"]}

    def _one_of(self, weights: dict[str, int]) -> str:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def _moment(self, number: int) -> datetime:
        return self.now - timedelta(days=DAYS * (1 - number / self.many))

    def _due(self, state: str) -> date:
        drawn, day = self.chance.randrange(100), self.chance.randrange(1, 300)
        if state == "closed":  # with an outcome, after which nothing is due
            return NO_DAY
        if drawn < LATE:
            return self.today - timedelta(days=day)
        if drawn < SOON:
            return self.today + timedelta(days=day % 5)
        return self.today + timedelta(days=6 + day % 80) if drawn < LATER else NO_DAY

    def _words(self, number: int) -> list[str]:
        phone = SHELTER if number % SHELTERED == 0 else f"213{self.chance.randrange(10**7):07}"
        digits = "".join(filter(str.isdigit, phone))
        return [*(f"word {name}" for name in self._names()), f"phone {digits}", f"number {20 * 10**11 + number}"]

    def _names(self) -> list[str]:
        """As names are: a few are common, many are rare."""
        drawn = self.chance.randrange(100) // 6
        if drawn < len(COMMON):
            return [COMMON[drawn], f"rare{self._rank(2000)}"]
        return [f"given{self._rank(500)}", f"family{self._rank(2000)}"]

    def _rank(self, words: int) -> int:
        return int((words + 1) ** self.chance.random()) - 1

    def _term(self, word: str) -> bytes:
        if not word.startswith("word"):
            return index.term(self.office, word)
        if word not in self.hashes:
            self.hashes[word] = index.term(self.office, word)
        return self.hashes[word]


def _reference(number: int) -> str:
    """Looks random, and is another one for each number: of a million random ones two may well be the same."""
    letters, spread = references.ALPHABET[8:], 1_000_003_127
    rest, found = number * spread % len(letters) ** 8, ""
    for _ in range(8):
        rest, digit = divmod(rest, len(letters))
        found += letters[digit]
    return f"{found[:4]}-{found[4:]}"


def _accounts(office: Office) -> dict[str, int]:
    wanted = {role: role for role in ROLES} | {f"colleague{n}": "complaint-unit" for n in range(COLLEAGUES)}
    for name, role in (wanted | {"newcomer": "caseworker"}).items():
        add(office, f"{name}@example.org", role, "a river of slow green glass")
    with office.database.read() as connection:
        return {row.email.partition("@")[0]: row.id for row in connection.execute(select(accounts).order_by("id"))}


def _answers(form: str) -> dict[str, Any]:
    name, phone, number = PERSON
    known = most(FORMS[form]).values | {"full_name": name, "phone": {"number": phone, "extension": ""}}
    return known | ({"case_number": {"text": number}} if "case_number" in known else {})


def _sealed(office: Office, form: str) -> bytes:
    key = SealingKey.of(keys.public_pair(office.settings, "inbox"))
    return key.seal(json.dumps({"answers": _answers(form)}).encode(), context=references.new_reference())


def _sent(office: Office, turn: int) -> str:
    """One that can be opened; its reference."""
    sent = submission.Submission("complaint", ("en", "es")[turn % 2], "Los Angeles", _answers("complaint"))
    with office.database.write() as connection:
        submission.store(connection, sent, SealingKey.of(keys.public_pair(office.settings, "inbox")), office.now())
    app = Flask("filling")
    translation.install(app)
    with app.app_context():
        arrivals.take_in(office)
    return sent.reference


def _write(office: Office, where: Table, rows: list[dict[str, Any]]) -> None:
    """Not flushed each time: should the machine fail, it is filled again."""
    with office.database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA synchronous=OFF")
            connection.exec_driver_sql("PRAGMA cache_size=-400000")
            connection.exec_driver_sql("BEGIN")
        else:
            connection.exec_driver_sql("SET synchronous_commit TO off")
        connection.execute(insert(where), rows)
        connection.commit()
