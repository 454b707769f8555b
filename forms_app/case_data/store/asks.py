"""What staff ask of the worker: a row for each thing, sealed to it, and its answer. They add rows and change none.

The worker decides by its own list and by the case data; a row here is a wish. `at` and `answered_at` are in UTC.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.holder_tables import asks
from forms_app.case_data.store.log import next_number
from forms_app.sealing.seal import SealingKey


class Kind(StrEnum):
    """What can be asked. What the body of each says stands beside its act, in forms_app.case_worker.desk.asked."""

    PIN_REQUEST = "pin-request"
    CODE = "code"
    CONFIRM = "confirm"
    FREEZE = "freeze"
    THAW = "thaw"
    VETO = "veto"
    END_SESSIONS = "end-sessions"
    CLOSE = "close"
    MAILED = "mailed"
    CAME_BACK = "came-back"
    RECOVERY = "recovery"
    LOOKED_AT = "looked-at"
    CALLED_BACK = "called-back"
    HANDED_OVER = "handed-over"
    POSTED = "posted"
    NOT_POSTED = "not-posted"
    LETTER = "letter"
    OWN_WORDS = "own-words"
    ANSWERED = "answered"
    KEYED_IN = "keyed-in"
    PAPER_AGAIN = "paper-again"
    NO_NEWS = "no-news"
    NO_PIN = "no-pin"


class Word(StrEnum):
    """The worker's answer. `PERSON`: no letter, a person must look, `why` in the result; `ONE_MORE`: another member of
    staff must ask the same; `EARLIER`: a letter went within the last days, whose code is good; `NOTHING`: there was
    nothing to end; `HERE`, `ON_PAPER`: a letter lies in the account in place of paper, or is to be mailed."""

    DONE = "done"
    LETTER = "letter"
    EARLIER = "earlier"
    PERSON = "person"
    CODE = "code"
    ONE_MORE = "one-more"
    NO_ACCOUNT = "no-account"
    IS_FROZEN = "is-frozen"
    NOT_REACHED = "not-reached"
    NOTHING = "nothing"
    HERE = "here"
    ON_PAPER = "on-paper"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Ask:
    """`answer` is empty while there is none. `result`: what the word leaves open; what is personal in it is sealed to
    the inbox key, in base64, in the context that `of_result` gives."""

    number: int
    nonce: str
    kind: str
    person_id: str
    sealed: bytes
    account: str
    at: datetime
    answer: str
    answered_at: datetime | None
    result: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """The worker's answer, before it is written down."""

    word: Word
    result: Mapping[str, Any] = field(default_factory=dict)


def context(kind: str, nonce: str) -> str:
    """In which the body of an ask is sealed to the worker."""
    return f"ask {kind} {nonce}"


def of_result(nonce: str) -> str:
    """In which what is personal of a result is sealed to the inbox key."""
    return f"answer to ask {nonce}"


class Asks:
    """`worker`: what bodies are sealed to."""

    def __init__(self, database: CaseDatabase, worker: SealingKey) -> None:
        self._database, self._worker = database, worker

    def ask(
        self, kind: Kind, body: Mapping[str, Any], person_id: str, account: str, at: datetime, nonce: str = ""
    ) -> int:
        """Its number. Under a nonce that was asked with before the number of that, and nothing is added: whoever was
        stopped in between asks again."""
        nonce = nonce or secrets.token_hex(16)
        sealed = self._worker.seal(json.dumps(body, ensure_ascii=False).encode(), context(kind, nonce))
        with self._database.aside.write() as connection:
            before: int | None = connection.execute(select(asks.c.number).where(asks.c.nonce == nonce)).scalar()
            if before is not None:
                return before
            number: int = connection.execute(select(next_number(connection, asks))).scalar_one()
            row = {"kind": kind.value, "person_id": person_id, "account": account, "at": _text(at)}
            connection.execute(insert(asks).values(number=number, nonce=nonce, sealed=sealed, **row))
        return number

    def number_of(self, nonce: str) -> int | None:
        """Of what was asked under this nonce."""
        return next((one.number for one in self._found(asks.c.nonce == nonce)), None)

    def answer_to(self, number: int) -> Ask | None:
        """The ask with its answer, if there is one; None where nothing was asked under this number."""
        return next(iter(self._found(asks.c.number == number)), None)

    def of_person(self, person_id: str) -> list[Ask]:
        """The oldest first."""
        return self._found(asks.c.person_id == person_id)

    def waiting(self, most: int) -> list[Ask]:
        """What has no answer yet, the oldest first."""
        with self._database.aside.read() as connection:
            return waiting(connection, most)

    def _found(self, which: ColumnElement[bool]) -> list[Ask]:
        with self._database.aside.read() as connection:
            return _read(connection, which)


def waiting(connection: Connection, most: int, left: int = 0) -> list[Ask]:
    """As the worker takes them: the oldest first, but for so many that are left."""
    return _read(connection, asks.c.answer == "", most, left)


def answer(connection: Connection, number: int, reply: Reply, at: datetime) -> bool:
    """False if it has an answer already. What was sealed is no longer needed, and goes."""
    its = asks.c.number == number, asks.c.answer == ""
    said = {"answer": reply.word.value, "answered_at": _text(at), "result": json.dumps(reply.result), "sealed": b""}
    return bool(connection.execute(update(asks).where(*its).values(**said)).rowcount)


def forget_code(connection: Connection, number: int, person_id: str) -> None:
    """What was made to be handed over to this person is in her hands."""
    its = asks.c.number == number, asks.c.person_id == person_id, asks.c.answer == Word.CODE.value
    connection.execute(update(asks).where(*its).values(result="{}"))


def of_kind(connection: Connection, kind: Kind, person_id: str) -> list[Ask]:
    """What was asked of this kind about a person, the oldest first."""
    return _read(connection, (asks.c.person_id == person_id) & (asks.c.kind == kind.value))


def _read(connection: Connection, which: ColumnElement[bool], most: int | None = None, left: int = 0) -> list[Ask]:
    rows = connection.execute(select(asks).where(which).order_by(asks.c.number).limit(most).offset(left))
    return [_ask(row) for row in rows]


def _ask(row: Any) -> Ask:
    known = row.number, row.nonce, row.kind, row.person_id, row.sealed, row.account, datetime.fromisoformat(row.at)
    answered_at = datetime.fromisoformat(row.answered_at) if row.answered_at else None
    return Ask(*known, row.answer, answered_at, json.loads(row.result))


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
