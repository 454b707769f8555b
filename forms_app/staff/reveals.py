"""Looking behind a mask: written down with its reason, and noticed when one person does it often."""

from __future__ import annotations

from sqlalchemy import Connection

from forms_app.staff import audit, unusual
from forms_app.staff.audit import Action
from forms_app.staff.door import present
from forms_app.staff.office import office


def record(connection: Connection, reference: str, reason: str) -> None:
    """The event, in the transaction of the look."""
    audit.record(connection, office(), Action.REVEALED, present().account_id, reference, reason)
    unusual.revealed(connection)
