"""Looking behind a mask: written down with its reason, and noticed when one person does it often."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, select

from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import present
from forms_app.staff.office import office
from forms_app.staff.search import anomaly_flags
from forms_app.storage.tables import audit as table


def record(connection: Connection, reference: str, reason: str) -> None:
    """The event, in the transaction of the look."""
    audit.record(connection, office(), Action.REVEALED, present().account_id, reference, reason)
    anomaly_flags.revealed(connection)


def looked(connection: Connection, reference: str) -> bool:
    """Whether this person looked behind this mask within the hour, so that one letter is not counted twice."""
    seen = table.c.account_id == present().account_id, table.c.reference == reference
    lately = table.c.action == Action.REVEALED.value, table.c.at >= office().now() - timedelta(hours=1)
    return connection.execute(select(table.c.number).where(*seen, *lately).limit(1)).first() is not None
