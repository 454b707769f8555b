"""What she did with her papers: saved, printed. It is sealed to her, and nobody else learns of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import Connection

from forms_app.account.guard import holder
from forms_app.account.services import services
from forms_app.account.views.opened import hers
from forms_app.sealing.unseal import CannotOpen
from forms_app.storage.account import paper_marks


@dataclass(frozen=True, slots=True)
class Mark:
    """Of one paper: the day on which she saved it last, and the day on which she said that she printed it."""

    saved_on: date | None = None
    printed_on: date | None = None


NONE = Mark()
Marks = Mapping[str, Mark]


def read() -> Marks:
    """By the number of the paper; none of what keys noted that are hers no more."""
    with services().database.read() as connection:
        return _read(connection)


def note(connection: Connection, doc_id: str, **days: date | None) -> None:
    """In the caller's transaction. `days`: the fields of a Mark that change."""
    marks = dict(_read(connection))
    marks[doc_id] = replace(marks.get(doc_id, NONE), **days)
    plain = {number: {name: _text(day) for name, day in asdict(mark).items()} for number, mark in marks.items()}
    sealed = hers().keys.keep(json.dumps(plain).encode(), _context())
    paper_marks.put(connection, holder().account.id, sealed)


def _read(connection: Connection) -> Marks:
    sealed = paper_marks.of(connection, holder().account.id)
    if sealed is None:
        return {}
    try:
        plain = json.loads(hers().keys.open(hers().public, sealed, _context()))
    except CannotOpen:
        return {}
    return {number: Mark(**{name: _day(text) for name, text in days.items()}) for number, days in plain.items()}


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _context() -> str:
    return f"marks of papers {hers().public.id.hex()}"
