"""PIN requests that the case-data worker compares: which, and what came of it. Only staff read that."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from forms_app.storage.rows import columns
from forms_app.storage.tables import pin_asks


@dataclass(frozen=True, slots=True)
class PinAskRow:
    """`number`: of the ask, once it was asked. `word` is empty while there is no answer; `why`: in a word, why a person
    must look; `person_id`: whom it is about, where the inside knows."""

    reference: str
    nonce: str
    at: datetime
    number: int | None
    word: str
    why: str
    person_id: str


def add(connection: Connection, reference: str, at: datetime) -> None:
    row = {"reference": reference, "nonce": secrets.token_hex(16), "at": at}
    connection.execute(insert(pin_asks).values(**row))


def find(connection: Connection, reference: str) -> PinAskRow | None:
    row = connection.execute(_select().where(pin_asks.c.reference == reference)).first()
    return PinAskRow(*row) if row else None


def list_open(connection: Connection, most: int) -> list[PinAskRow]:
    """Without an answer, the oldest first."""
    waiting = _select().where(pin_asks.c.word == "").order_by(pin_asks.c.at).limit(most)
    return [PinAskRow(*row) for row in connection.execute(waiting)]


def note_number(connection: Connection, reference: str, number: int) -> None:
    connection.execute(update(pin_asks).where(pin_asks.c.reference == reference).values(number=number))


def note_answer(connection: Connection, reference: str, word: str, why: str, person_id: str) -> bool:
    """False, and nothing happens, if another process has noted it."""
    its = pin_asks.c.reference == reference, pin_asks.c.word == ""
    said = {"word": word, "why": why, "person_id": person_id}
    return bool(connection.execute(update(pin_asks).where(*its).values(**said)).rowcount)


def _select() -> Select[Any]:
    return select(*columns(pin_asks, PinAskRow))
