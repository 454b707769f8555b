"""Whose keys something was signed with, as staff may know it: of the own list, without its mark, which only the worker
can check."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, Table, select

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.holder_tables import holder_keys, phone_keys
from forms_app.case_data.store.telling import joined
from forms_app.case_data.store.telling.joined import Joined
from forms_app.sealing.owner_keys import PublicKeys


class KeyOwner(NamedTuple):
    """`state` of the account: one of holders.State."""

    person_id: str
    public: PublicKeys
    state: str


def owner_of(cases: CaseDatabase, key_id: bytes) -> KeyOwner | None:
    """None where no account has these keys, or has them no more."""
    with cases.aside.read() as connection:
        found = (_owner_in(connection, table, key_id) for table in (holder_keys, phone_keys))
        return next(filter(None, found), None)


def _owner_in(connection: Connection, table: Table, key_id: bytes) -> KeyOwner | None:
    columns = table.c.person_id, table.c.public_keys, table.c.state
    row = connection.execute(select(*columns).where(table.c.key_id == key_id)).first()
    return KeyOwner(row[0], PublicKeys(row[1]), row[2]) if row else None


def joined_to(cases: CaseDatabase, reference: str) -> list[Joined]:
    """Whoever says that she asked this on the public site; each proof is still to be checked."""
    with cases.aside.read() as connection:
        return joined.of_reference(connection, reference)


def joined_of(cases: CaseDatabase, person_id: str) -> list[Joined]:
    """What this person says she asked there."""
    with cases.aside.read() as connection:
        return joined.of_person(connection, person_id)
