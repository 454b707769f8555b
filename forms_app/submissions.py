"""The one door to what was sent: stores a sealed submission with what must follow from it, and finds it again."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, insert, or_, select

from forms_app.models import outbox, submissions
from forms_app.sealing import SealingKey

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS = frozenset(ALPHABET[8:])
_HALF = 4
RECEIVED = "received"


@dataclass(frozen=True)
class Submission:
    """A form ready to be stored. `answers` are stored values; only `form`, `language` and `county` stay readable."""

    form: str
    language: str
    county: str
    answers: dict[str, Any]


def new_reference() -> str:
    """A random reference such as 7KQ2-M4XD. A letter in each half keeps it from being read as a date or a sum."""
    return f"{_half()}-{_half()}"


def _half() -> str:
    while True:
        half = "".join(secrets.choice(ALPHABET) for _ in range(_HALF))
        if _LETTERS.intersection(half):
            return half


def store(connection: Connection, submission: Submission, key: SealingKey, now: datetime) -> str:
    """Insert the sealed submission and its outbox row in the caller's transaction; its reference.

    Should the random reference be taken (one in 10^11), the insert fails as any storage failure does: nothing is
    stored and the person sends again.
    """
    reference = new_reference()
    connection.execute(insert(submissions).values(**_row(submission, reference, key, now)))
    connection.execute(insert(outbox).values(**_arrived(reference, now)))
    return reference


def _row(submission: Submission, reference: str, key: SealingKey, now: datetime) -> dict[str, Any]:
    content = {
        "form": submission.form,
        "language": submission.language,
        "sent_at": now.isoformat(),
        "answers": submission.answers,
    }
    sealed = key.seal(json.dumps(content, ensure_ascii=False).encode(), context=reference)
    readable = {"form": submission.form, "language": submission.language, "county": submission.county}
    return {**readable, "reference": reference, "state": RECEIVED, "received_at": now, "sealed": sealed}


def _arrived(reference: str, now: datetime) -> dict[str, Any]:
    row = {"id": secrets.token_hex(16), "kind": "arrived", "reference": reference, "attempts": 0}
    return {**row, "created_at": now, "due_at": now}


def newest(connection: Connection, most: int, before: tuple[datetime, str] | None = None) -> list[Row[Any]]:
    """Up to `most` submissions, newest first, from the place (received_at, reference) on; without what is sealed."""
    columns = [column for column in submissions.c if column.name != "sealed"]
    page = select(*columns).order_by(submissions.c.received_at.desc(), submissions.c.reference.desc()).limit(most)
    if before:
        moment, reference = before
        same = and_(submissions.c.received_at == moment, submissions.c.reference < reference)
        page = page.where(or_(submissions.c.received_at < moment, same))
    return list(connection.execute(page))


def find(connection: Connection, reference: str) -> Row[Any] | None:
    """One submission with its sealed content."""
    return connection.execute(select(submissions).where(submissions.c.reference == reference)).first()
