"""What the worker handled stands neither in what it logs nor, readable, in the database that the account can read."""

from __future__ import annotations

import base64
import copy
from pathlib import Path
from typing import Any

import pytest
import structlog
from case_worker.conftest import Bench, Opened, order
from support.case_loading import SMALL
from support.case_packages import Tables
from support.traces import ways_to_write

from forms_app.bundles.history import What
from forms_app.bundles.messages import Activation
from forms_app.case_data.store.asks import Kind, Word
from forms_app.case_worker import answering, events
from forms_app.case_worker.loop import work_off
from forms_app.processes import logs
from forms_app.sealing.owner_keys import OwnerKeys

NUMBER = "990077004400331"
TEXTS = {
    "people": ("given_names", "family_names"),
    "cases": ("court_number", "office", "caseworker_name"),
    "children": ("first_name",),
    "events": ("place",),
}


def planted() -> tuple[Tables, set[str]]:
    """The small county with texts of its own in every place that takes one, and these texts."""
    tables, texts = copy.deepcopy(SMALL), set[str]()
    for table, columns in TEXTS.items():
        for number, row in enumerate(tables[table]):
            row.update({column: f"Zq {table} {column} {number} Ñ" for column in columns if row[column]})
            texts |= {row[column] for column in columns}
    tables["people"][1]["participant_id"] = NUMBER
    return tables, {text for text in texts if text}


def found_in(data: bytes, texts: set[str]) -> list[str]:
    return [text for text in texts if any(way in data for way in ways_to_write(text))]


def test_nothing_that_the_worker_handled_is_found(
    bench: Bench, opened: Opened, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    logs.configure("case-data")
    tables, texts = planted()
    bench.loader.load(tables)
    code = bench.code_for("P2")
    thief = OwnerKeys.generate()
    bench.hand_in(Activation(NUMBER, "0" * 16, thief.public.data, "en"))
    owner = opened()
    bench.hand_in(order(owner, "event", body={"what": "signed-in", "at": "2026-11-02T20:00:00+00:00"}))
    events.note_of_person(bench.parts, "P1", What.CODE_MADE, "17")
    own = letter_of(bench)
    monkeypatch.setattr(answering, "_answer", _failing(texts))
    bench.hand_in(Activation(NUMBER, code, thief.public.data, "en"))
    work_off(bench.parts)
    structlog.reset_defaults()
    written = "".join(capfd.readouterr()).encode()
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("account.sqlite*"))
    beside = b"".join(path.read_bytes() for path in tmp_path.glob("inside/cases.aside.sqlite*"))

    assert len(stored) > 20_000 and b"failed" in written and bench.sealed(owner)
    assert found_in(written + stored, texts | {NUMBER, code} | own) == []
    assert len(beside) > 20_000 and found_in(beside, own) == []


def letter_of(bench: Bench) -> set[str]:
    """The texts of a letter that staff sent into her account, and she opened."""
    title, words = "Zq heading of a letter Ñ", "Zq words of a letter Ñ"
    pdf = b"%PDF-1.7\n<< /Type /Page >>\n" + words.encode()
    said = {"title": title, "dated": "2026-11-02", "language": "en", "answer_by": "", "what": "noted"}
    asked = bench.ask(Kind.LETTER, letter="L1", pdf=base64.b64encode(pdf).decode(), instead=False, **said)
    assert asked.answer == Word.DONE
    return {title, words}


def _failing(texts: set[str]) -> Any:
    def fail(*_given: Any) -> Any:
        raise OSError(" ".join(texts))

    return fail
