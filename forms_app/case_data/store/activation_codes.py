"""Activation codes: made inside for one person, kept as a slow hash under the worker's secret, good for 21 days.

Several of one person may be good at once: a later letter does not end an earlier code. A code is spent when the account
that it opened is whole; until then it opens anew for the same person, so that a lost page costs no second letter.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from forms_app.case_data.store.holder_tables import codes
from forms_app.sealing import codes as spoken
from forms_app.sealing import stretching
from forms_app.sealing.seal import derive

GOOD_FOR = timedelta(days=21)  # SP 800-63A: a code sent by post


class Way(StrEnum):
    """How a code reaches its person: by a letter, or handed over by staff who have seen who she is; that one opens an
    account, or helps somebody back into hers."""

    LETTER = "letter"
    DESK = "desk"
    RECOVERY = "recovery"


OPENS = (Way.LETTER, Way.DESK)  # an account


@dataclass(frozen=True, slots=True)
class Code:
    """One that is kept. `key_id`: of the keys for which it was right last."""

    number: int
    person_id: str
    salt: bytes
    verifier: bytes
    until: date
    key_id: bytes | None
    way: Way


class Codes:
    """The codes under one secret."""

    def __init__(self, secret: bytes) -> None:
        self._pepper, self._key = derive(secret, "activation codes"), derive(secret, "marks of activation codes")

    def give(self, connection: Connection, person_id: str, today: date, way: Way = Way.LETTER) -> str:
        """A new code, to be printed in a letter or said at the desk, and kept nowhere."""
        code, salt = spoken.new(spoken.ACTIVATION), self._salt(person_id)
        verifier = stretching.stretch(code, salt, self._pepper).verifier
        until = today + GOOD_FOR
        row = {"person_id": person_id, "salt": salt, "verifier": verifier, "until": until.isoformat(), "way": way.value}
        mark = self._mark(person_id, salt, verifier, until, way)
        connection.execute(insert(codes).values(**row, mark=mark))
        return code

    def find(
        self, connection: Connection, person_id: str, code: str, today: date, ways: Collection[Way] = OPENS
    ) -> Code | None:
        """The one that was typed, if it is good for this person and came in one of these ways. However many there are,
        and where there is nobody, the same work is done once."""
        stretched = stretching.stretch(code, self._salt(person_id), self._pepper)
        good = (one for one in self._good(connection, person_id, today) if one.way in ways)
        return next((one for one in good if stretching.is_right(stretched, one.verifier)), None)

    def has_one(self, connection: Connection, person_id: str, today: date, way: Way) -> bool:
        """Whether one that came in this way is still good."""
        return any(one.way is way for one in self._good(connection, person_id, today))

    def bind(self, connection: Connection, code: Code, key_id: bytes) -> None:
        """It opened an account with these keys, which is not whole yet."""
        mark = self._mark(code.person_id, code.salt, code.verifier, code.until, code.way, key_id)
        connection.execute(update(codes).where(codes.c.number == code.number).values(key_id=key_id, mark=mark))

    def are_bound(self, connection: Connection, key_id: bytes) -> bool:
        """Whether any was right for these keys and is not spent."""
        return connection.execute(select(codes.c.number).where(codes.c.key_id == key_id)).first() is not None

    def spend(self, connection: Connection, key_id: bytes) -> Way:
        """The account with these keys is whole: its code opens nothing more. How that had reached her."""
        rows = connection.execute(select(codes).where(codes.c.key_id == key_id)).mappings().all()
        connection.execute(delete(codes).where(codes.c.key_id == key_id))
        return Way.DESK if any(row["way"] == Way.DESK and self._is_ours(row) for row in rows) else Way.LETTER

    def end_all(self, connection: Connection, person_id: str) -> None:
        """Somebody says that she asked for none."""
        connection.execute(delete(codes).where(codes.c.person_id == person_id))

    def _good(self, connection: Connection, person_id: str, today: date) -> Iterator[Code]:
        for row in connection.execute(select(codes).where(codes.c.person_id == person_id)).mappings().all():
            if today <= date.fromisoformat(row["until"]) and self._is_ours(row):
                until = date.fromisoformat(row["until"])
                known = row["number"], person_id, row["salt"], row["verifier"], until, row["key_id"]
                yield Code(*known, Way(row["way"]))

    def _salt(self, person_id: str) -> bytes:
        """One for all codes of a person: each is random for itself."""
        return hmac.digest(self._key, f"salt {person_id}".encode(), "sha256")[: stretching.SALT_BYTES]

    def _is_ours(self, row: Any) -> bool:
        until = date.fromisoformat(row["until"])
        mark = self._mark(row["person_id"], row["salt"], row["verifier"], until, row["way"], row["key_id"])
        return hmac.compare_digest(row["mark"], mark)

    def _mark(
        self, person_id: str, salt: bytes, verifier: bytes, until: date, way: str, key_id: bytes | None = None
    ) -> bytes:
        """A code from the desk opens a confirmed account, so its mark says of whom."""
        said = [person_id, salt.hex(), verifier.hex(), until.isoformat()]
        said += [way, (key_id or b"").hex()] if way != Way.LETTER else []
        return hmac.digest(self._key, json.dumps(said).encode(), "sha256")
