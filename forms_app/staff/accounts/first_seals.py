"""The first start of a version that seals rows: what stands there is believed once more, and never again.

That it was done is noted beside the staff key and not in the database: whoever writes there could ask for it again.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection

from forms_app.sealing import keys
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff.office import Office
from forms_app.storage.accounts import row_seals
from forms_app.storage.submissions import submissions
from forms_app.storage.submissions.submission import Keyed
from forms_app.storage.submissions.submissions import SealedRow


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
    for row in submissions.list_not_online(connection):
        try:
            content = json.loads(office.opening.open(row.sealed, context=row.reference))
        except (CannotOpen, ValueError):
            continue
        if content.get("keyed"):
            submissions.reseal(connection, SealedRow(row.reference, _vouch(office, row.reference, content)))


def _vouch(office: Office, reference: str, content: dict[str, Any]) -> bytes:
    """Its content with the staff side's mark, sealed."""
    keyed = Keyed.unpacked(content["keyed"]).vouched(lambda said: office.vouch(reference, said))
    plain = json.dumps({**content, "keyed": keyed.packed()}, ensure_ascii=False).encode()
    return office.inbox.seal(plain, context=reference)
