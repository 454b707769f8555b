"""What holders sent from their accounts, locked under the worker's secret: so that new keys find it again."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from forms_app.case_data.store.holder_tables import sent_forms
from forms_app.case_data.store.log import next_number


def add(connection: Connection, person_id: str, key_id: bytes, box: bytes) -> None:
    """`key_id`: of the keys that she had then."""
    number = next_number(connection, sent_forms)
    connection.execute(insert(sent_forms).values(number=number, person_id=person_id, key_id=key_id, box=box))


def with_other_keys(connection: Connection, person_id: str, key_id: bytes) -> list[bytes]:
    """What was sent before these keys were hers, the oldest first."""
    its = sent_forms.c.person_id == person_id, sent_forms.c.key_id != key_id
    return list(connection.execute(select(sent_forms.c.box).where(*its).order_by(sent_forms.c.number)).scalars())
