"""Whose keys something was signed with, as staff may know it: of the own list, without its mark, which only the worker
can check."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.holder_tables import holder_keys
from forms_app.sealing.owner_keys import PublicKeys


class KeyOwner(NamedTuple):
    """`state` of the account: one of holders.State."""

    person_id: str
    public: PublicKeys
    state: str


def owner_of(cases: CaseDatabase, key_id: bytes) -> KeyOwner | None:
    """None where no account has these keys, or has them no more."""
    columns = holder_keys.c.person_id, holder_keys.c.public_keys, holder_keys.c.state
    with cases.aside.read() as connection:
        row = connection.execute(select(*columns).where(holder_keys.c.key_id == key_id)).first()
    return KeyOwner(row[0], PublicKeys(row[1]), row[2]) if row else None
