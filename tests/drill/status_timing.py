"""The long proof that the status page's time tells nothing: 500 pairs of a reference that exists and one that does not.

`.venv/bin/python tests/drill/status_timing.py`, after `make build`. Each try has a wrong code; who is first is random.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from flask import Flask  # noqa: E402

from forms_app import settings  # noqa: E402
from forms_app.deadlines import clock as moment  # noqa: E402
from forms_app.public import create_app  # noqa: E402
from forms_app.sealing import codes, key_sets  # noqa: E402
from forms_app.storage import schema, status  # noqa: E402
from forms_app.storage.database import Database  # noqa: E402
from forms_app.storage.submissions.references import new_reference  # noqa: E402

PAIRS = 500
REFERENCES = 200
MOST_MS = 5.0
WARM_UP = 20


class SteppingClock:
    """Goes on by a quarter of an hour with each try, so that no limit is ever reached."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def step(self) -> None:
        self.now += timedelta(minutes=16)


def made(folder: Path) -> Flask:
    known = settings.read({"DATA_DIR": str(folder / "var"), "KEYS_DIR": str(folder / "keys")})
    known.data_dir.mkdir()
    key_sets.make(known.keys_dir)
    database = Database(known.database_url)
    schema.upgrade(database)
    database.close()
    return create_app(known)


def sent(app: Flask) -> list[str]:
    """References that exist."""
    parts, references = app.extensions["services"], [new_reference() for _ in range(REFERENCES)]
    first = status.Status("complaint", date(2026, 11, 20), date(2026, 11, 20))
    with parts.database.write() as connection:
        for reference in references:
            status.begin(connection, reference, status.key_of(parts.pepper, reference, codes.new()), first)
    return references


def tried(app: Flask, clock: SteppingClock, reference: str) -> tuple[float, int, int]:
    """(milliseconds, status code, length of the page) of one wrong try."""
    clock.step()
    typed, client = {"reference": reference, "receipt_code": codes.new()}, app.test_client()
    began = time.perf_counter()
    answer = client.post("/forms/status/", data=typed)
    return (time.perf_counter() - began) * 1000, answer.status_code, len(answer.data)


def pairs(app: Flask, clock: SteppingClock) -> tuple[list[float], list[float], set[tuple[int, int]]]:
    """Times for references that exist, for those that do not, and every kind of answer there was."""
    order, references = random.Random(20261122), sent(app)  # noqa: S311 - the order of tries
    known, unknown, answers = list[float](), list[float](), set[tuple[int, int]]()
    for number in range(WARM_UP + PAIRS):
        turns = [(known, order.choice(references)), (unknown, new_reference())]
        order.shuffle(turns)
        for times, reference in turns:
            lasted, code, length = tried(app, clock, reference)
            answers.add((code, length))
            if number >= WARM_UP:
                times.append(lasted)
    return known, unknown, answers


def main() -> int:
    moment.clock = clock = SteppingClock()
    with tempfile.TemporaryDirectory() as folder:
        app = made(Path(folder))
        known, unknown, answers = pairs(app, clock)
        app.extensions["services"].database.close()
    here, nowhere = statistics.median(known), statistics.median(unknown)
    apart = abs(here - nowhere)
    print(
        f"{PAIRS} pairs: {here:.2f} ms where there is one, {nowhere:.2f} ms where there is none, {apart:.2f} ms apart"
    )
    wrong = [text for text, held in (("times", apart < MOST_MS), ("answers", len(answers) == 1)) if not held]
    print(f"{2 - len(wrong)} passed, {len(wrong)} failed", *wrong, sep=" | ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
