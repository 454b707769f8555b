"""Answers to what came from an account: the inside is told of each once, so that her history says it, and her mail."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from forms_app.storage.tables import answers_told


@dataclass(frozen=True, slots=True)
class AnswerToTell:
    """`nonce`: under which it is told, so that whoever was stopped tells the same again."""

    reference: str
    nonce: str


def add(connection: Connection, reference: str) -> None:
    """In the transaction of the answer; anew, where one before it was withdrawn."""
    forget(connection, reference)
    connection.execute(insert(answers_told).values(reference=reference, nonce=secrets.token_hex(16)))


def forget(connection: Connection, reference: str) -> None:
    """It is not told of by itself: the same answer is told of once."""
    connection.execute(delete(answers_told).where(answers_told.c.reference == reference))


def list_untold(connection: Connection, most: int) -> list[AnswerToTell]:
    waiting = select(answers_told.c.reference, answers_told.c.nonce).where(answers_told.c.told_as.is_(None))
    return [AnswerToTell(*row) for row in connection.execute(waiting.limit(most))]


def note_told(connection: Connection, one: AnswerToTell, number: int) -> None:
    """`number`: of the ask; 0 where nobody needs to hear of it."""
    its = answers_told.c.nonce == one.nonce
    connection.execute(update(answers_told).where(its).values(told_as=number))
