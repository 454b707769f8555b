"""The first start of a version that seals rows: what stands there is believed once more, and never again.

That it was done is noted beside the staff key and not in the database: whoever writes there could ask for it again.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, select, update

from forms_app.sealing import keys
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff.office import Office
from forms_app.storage.accounts import row_seals
from forms_app.storage.submissions import Keyed
from forms_app.storage.tables import submissions as table


def expect(office: Office) -> None:
    """Seal what an earlier version wrote, unless that has been done. Raises CannotStart."""
    if keys.rows_are_sealed(office.settings):
        return
    with office.database.write() as connection:
        for rows in office.sign_in.tables.all():
            row_seals.bless(connection, rows, office.sign_in.rows.key)
        _vouch_for_keyed(connection, office)
    keys.note_sealed_rows(office.settings)  # a start that ends before this does it all again


def _vouch_for_keyed(connection: Connection, office: Office) -> None:
    for row in connection.execute(select(table).where(table.c.channel != "online")).all():
        try:
            told = json.loads(office.opening.open(row.sealed, context=row.reference))
        except (CannotOpen, ValueError):
            continue
        if told.get("keyed"):
            sealed = _vouched(office, row, told)
            connection.execute(update(table).where(table.c.reference == row.reference).values(sealed=sealed))


def _vouched(office: Office, row: Row[Any], told: dict[str, Any]) -> bytes:
    keyed = Keyed.unpacked(told["keyed"]).vouched(lambda said: office.vouch(row.reference, said))
    plain = json.dumps({**told, "keyed": keyed.packed()}, ensure_ascii=False).encode()
    return office.inbox.seal(plain, context=row.reference)
