"""The long proof that signing in and coming back tell nobody anything: 500 tries each on an account that is not there,
one that is, one that is locked, a new and a frozen one; then 1,000 foreign failures, after which she still enters.

`.venv/bin/python tests/drill/account_alike.py`, after `make build`. Which kind is next is random; every try comes from
an address of its own.
"""

from __future__ import annotations

import random
import re
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from flask import Flask  # noqa: E402
from support.account_holder import token  # noqa: E402

from forms_app import settings  # noqa: E402
from forms_app.account import create_app  # noqa: E402
from forms_app.account.doors import waiting, ways  # noqa: E402
from forms_app.account.doors.new_account import paper_key  # noqa: E402
from forms_app.account.services import AccountServices  # noqa: E402
from forms_app.sealing import codes, key_sets, recovery_paper  # noqa: E402
from forms_app.sealing.owner_keys import OwnerKeys  # noqa: E402
from forms_app.settings import Settings  # noqa: E402
from forms_app.storage import schema  # noqa: E402
from forms_app.storage.account import inside  # noqa: E402
from forms_app.storage.account.inside import Standing  # noqa: E402
from forms_app.storage.account.schema import CHAIN  # noqa: E402
from forms_app.storage.accounts import accounts  # noqa: E402
from forms_app.storage.database import Database  # noqa: E402
from forms_app.web.sign_in import recovery_codes  # noqa: E402

TRIES, FOREIGN, MOST_MS, WARM_UP = 500, 1_000, 5.0, 20
KINDS = {"unknown": "", "known": "open", "locked": "open", "new": "new", "frozen": "frozen"}  # and how it stands
NUMBERS = {kind: f"99004942631{place}" for place, kind in enumerate(KINDS)}
PASSWORD, WRONG = "a river of slow green glass", "not the password of anybody"
Answer = tuple[tuple[float, float], int, str]  # (ms, ms of CPU), status, what the page says besides its tokens
# A new build under the running process has other names for its files.
VARIES = re.compile(r'name="form_token" value="[^"]*"|data-options="[^"]*"|/assets/[\w.]+')


@dataclass
class Tried:
    """What came of the tries at one page, by kind."""

    times: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    bodies: set[str] = field(default_factory=set)

    def medians(self, clock: int) -> dict[str, float]:
        """`clock`: 0 for the one on the wall, 1 for that of the CPU."""
        return {kind: statistics.median(one[clock] for one in times) for kind, times in self.times.items()}

    def apart(self, clock: int) -> float:
        return max(self.medians(clock).values()) - min(self.medians(clock).values())

    def say(self, clock: int) -> str:
        shown = ", ".join(f"{kind} {median:.2f}" for kind, median in self.medians(clock).items())
        return f"{shown}; {self.apart(clock):.2f} apart"


def made(known: Settings) -> tuple[Flask, list[str]]:
    """The account process with one account of each kind, and the sheet of the known one."""
    known.data_dir.mkdir()
    key_sets.make(known.keys_dir)
    for database, chain in ((Database(known.database_url), schema.MAIN), (Database(known.account_database_url), CHAIN)):
        schema.upgrade(database, chain)
        database.close()
    app = create_app(known)
    with app.app_context():
        sheets = {kind: add(app.extensions["account"], kind) for kind in KINDS if KINDS[kind]}
    return app, sheets["known"]


def add(parts: AccountServices, kind: str) -> list[str]:
    keys = OwnerKeys.generate()
    public, (stored, key) = keys.public, parts.hash_password(PASSWORD)
    row = {
        "password_hash": stored,
        "public_keys": public.data,
        "wrapped_by_password": keys.wrap(key, ways.PASSWORD, public),
        "wrapped_by_recovery": keys.wrap(paper_key(recovery_paper.new()), ways.RECOVERY, public),
        "totp_box": None,
        "totp_last_step": 0,
        "language": "en",
        "created_at": parts.now(),
    }
    with parts.database.write() as connection:
        number = accounts.add(connection, parts.realm.rows, parts.mark_of(NUMBERS[kind]), **row)
        inside.put_standing(connection, public.id, Standing(KINDS[kind], None))
        return recovery_codes.renew(connection, parts.realm, number)


def addresses() -> Iterator[str]:
    """Each a network of its own."""
    yield from (f"2001:db8:{number:x}:1::1" for number in range(1, 0xFFFF))


def posted(app: Flask, address: str, path: str, **fields: str) -> Answer:
    """One post in a browser of its own."""
    browser, at = app.test_client(), {"REMOTE_ADDR": address}
    fields["form_token"] = token(browser.get(path, environ_base=at).text)
    began, worked = time.perf_counter(), time.process_time()
    answer = browser.post(path, data=fields, environ_base=at)
    lasted = (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000
    text = VARIES.sub("", answer.text)
    answer.close()
    return lasted, answer.status_code, text


def sign_in(app: Flask, address: str, number: str, password: str = WRONG, code: str = "123456") -> Answer:
    return posted(app, address, "/sign-in/", participant=number, password=password, code=code)


def recover(app: Flask, address: str, number: str) -> Answer:
    paper, letter = recovery_paper.for_print(secrets.token_bytes(16)), codes.new(codes.ACTIVATION)
    return posted(app, address, "/recover/", participant=number, password=WRONG, paper=paper, letter=letter)


def compare(app: Flask, one: object, place: Iterator[str], tries: int) -> Tried:
    """So many tries of each kind, in an order that nobody knows; the first ones warm up."""
    order, tried = random.Random(20261129), Tried()  # noqa: S311 - the order of tries
    for number in range(-min(WARM_UP, tries), tries):
        kinds = list(KINDS)
        order.shuffle(kinds)
        for kind in kinds:
            lasted, status, text = one(app, next(place), NUMBERS[kind])  # type: ignore[operator]
            tried.bodies.add(f"{status} {text.replace(NUMBERS[kind], '')}")
            if number >= 0:
                tried.times[kind].append(lasted)
    return tried


def lock(app: Flask, place: Iterator[str]) -> None:
    """Somebody knows the password and has guessed as many codes as he may."""
    for _ in range(6):
        sign_in(app, next(place), NUMBERS["locked"], PASSWORD)


def fail_for_her(app: Flask, place: Iterator[str], times: int, library: str) -> set[int]:
    """Half from everywhere, half from one address; she has signed in from none of them."""
    return {sign_in(app, next(place) if turn % 2 else library, NUMBERS["known"])[1] for turn in range(times)}


def drill(folder: Path, tries: int, foreign: int) -> Iterator[str]:
    """What is wrong, a line each; the figures are printed."""
    known = settings.read({"DATA_DIR": str(folder / "var"), "KEYS_DIR": str(folder / "keys")})
    app, sheet = made(known)
    place = addresses()
    lock(app, place)
    for name, one in (("sign-in", sign_in), ("recover", recover)):
        tried = compare(app, one, place, tries)
        print(
            f"{name}: {tries} tries each, medians in ms: {tried.say(0)}\n{name}, of CPU alone: {tried.say(1)}",
            flush=True,
        )
        if len(tried.bodies) != 1:
            yield f"{name}: {len(tried.bodies)} different answers"
        if tries >= TRIES and tried.apart(0) >= MOST_MS:
            yield f"{name}: the time tells"
    statuses = fail_for_her(app, place, foreign, "198.51.100.7")
    for where in (next(place), "198.51.100.7"):
        entered = sign_in(app, where, NUMBERS["known"], PASSWORD, sheet.pop())[1] == 303
        print(f"after {foreign} foreign failures ({sorted(statuses)}) she enters from {where}: {entered}")
        if not entered:
            yield f"she does not enter from {where}"
    app.extensions["account"].database.close()


def main() -> int:
    waiting.PATIENCE_SECONDS = 0
    with tempfile.TemporaryDirectory() as folder:
        wrong = list(drill(Path(folder), TRIES, FOREIGN))
    print(f"{4 - len(wrong)} passed, {len(wrong)} failed", *wrong, sep=" | ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
