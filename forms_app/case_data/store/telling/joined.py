"""Questions of the public site that holders say are theirs. `proof`: only whoever had the receipt code can make it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Column, Connection, delete, insert, select

from forms_app.case_data.store.holder_tables import joined


@dataclass(frozen=True, slots=True)
class Joined:
    """`key_id`: of the keys to which the proof is bound; `case_id`: of the conversation that it joined."""

    reference: str
    person_id: str
    key_id: bytes
    case_id: str
    proof: bytes


def add(connection: Connection, one: Joined) -> None:
    """The same person says it once of each; of another, whose proof may be the right one, it stands beside."""
    its = joined.c.reference == one.reference, joined.c.person_id == one.person_id
    connection.execute(delete(joined).where(*its))
    connection.execute(insert(joined).values(**asdict(one)))


def of_person(connection: Connection, person_id: str) -> list[Joined]:
    return [Joined(*row) for row in connection.execute(select(*_columns()).where(joined.c.person_id == person_id))]


def of_reference(connection: Connection, reference: str) -> list[Joined]:
    return [Joined(*row) for row in connection.execute(select(*_columns()).where(joined.c.reference == reference))]


def _columns() -> list[Column[Any]]:
    return [joined.c[name] for name in ("reference", "person_id", "key_id", "case_id", "proof")]
