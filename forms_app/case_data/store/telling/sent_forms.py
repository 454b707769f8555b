"""What holders sent from their accounts, locked under the worker's secret: so that new keys find it again."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from forms_app.case_data.store.holder_tables import sent_forms
from forms_app.case_data.store.log import next_number

BY_STAFF = bytes(32)  # in place of keys: staff keyed it in


class SentForm(NamedTuple):
    """`key_id`: of the keys that it was sent with."""

    number: int
    key_id: bytes
    box: bytes


def add(connection: Connection, person_id: str, key_id: bytes, box: bytes) -> None:
    """`key_id`: of the keys that she had then."""
    number = next_number(connection, sent_forms)
    connection.execute(insert(sent_forms).values(number=number, person_id=person_id, key_id=key_id, box=box))


def with_other_keys(connection: Connection, person_id: str, key_id: bytes) -> list[SentForm]:
    """What was sent before these keys were hers, the oldest first."""
    its = sent_forms.c.person_id == person_id, sent_forms.c.key_id != key_id
    columns = sent_forms.c.number, sent_forms.c.key_id, sent_forms.c.box
    return [SentForm(*row) for row in connection.execute(select(*columns).where(*its).order_by(sent_forms.c.number))]


def with_keys(connection: Connection, person_id: str, key_id: bytes) -> list[SentForm]:
    """What was sent with these keys, the oldest first."""
    its = sent_forms.c.person_id == person_id, sent_forms.c.key_id == key_id
    columns = sent_forms.c.number, sent_forms.c.key_id, sent_forms.c.box
    return [SentForm(*row) for row in connection.execute(select(*columns).where(*its).order_by(sent_forms.c.number))]


def forget(connection: Connection, key_id: bytes) -> None:
    """These keys were never hers."""
    connection.execute(delete(sent_forms).where(sent_forms.c.key_id == key_id))
