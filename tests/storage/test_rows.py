"""Storage alone knows the tables, and hands out rows whose every field has a name, a type and a value that stays."""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import UTC, datetime

import pytest

from forms_app import storage
from forms_app.settings import ROOT
from forms_app.storage.letters.letters import LetterRow, SealedLetterRow
from forms_app.storage.outbox.arrivals import UnreadRow
from forms_app.storage.rows import columns, of_forms
from forms_app.storage.tables import letters, submissions

HOUSE = ROOT / "forms_app"
ANYTHING = re.compile(
    r"\bRow\[|\bfrom sqlalchemy[.\w]* import [^\n]*\bRow\b"
)  # SQLAlchemy's own row: its fields have no types


def rows() -> Iterator[type]:
    for module in pkgutil.walk_packages(storage.__path__, "forms_app.storage."):
        known = vars(importlib.import_module(module.name))
        yield from (one for name, one in known.items() if name.endswith("Row") and isinstance(one, type))


def test_every_room_but_storage_is_kept_from_the_tables() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (kept,) = [one for one in contracts if one["name"] == "Only storage knows the tables"]
    rooms = {f"forms_app.{path.parent.name}" for path in HOUSE.glob("*/__init__.py")}
    assert set(kept["source_modules"]) == rooms - {"forms_app.storage"}


def test_no_module_passes_on_a_row_without_types() -> None:
    untyped = [str(path) for path in HOUSE.rglob("*.py") if ANYTHING.search(path.read_text("utf-8"))]
    assert untyped == []


def test_no_row_changes_after_it_was_read() -> None:
    known = set(rows())
    assert len(known) > 20
    for row in known:
        frozen = issubclass(row, tuple) or (is_dataclass(row) and vars(row)["__dataclass_params__"].frozen)
        assert frozen, row
    with pytest.raises(FrozenInstanceError):
        UnreadRow("7KQ2-M4XD", "complaint", "received", datetime.now(UTC)).state = "closed"  # type: ignore[misc]


def test_the_columns_of_a_row_stand_in_the_order_of_its_fields() -> None:
    assert [column.name for column in columns(letters, SealedLetterRow)] == [
        one.name for one in fields(SealedLetterRow)
    ]
    assert "box" not in [column.name for column in columns(letters, LetterRow)]
    (given,) = [one for one in columns(submissions, UnreadRow, created_at=letters.c.written_at) if one.table is letters]
    assert given.name == "written_at"


def test_a_list_keeps_to_the_forms_that_are_given_even_if_they_are_none() -> None:
    assert of_forms(submissions.c.form, None) == []
    assert "IN" in str(of_forms(submissions.c.form, frozenset())[0])
