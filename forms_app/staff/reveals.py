"""Looking behind a mask: written down with its reason, and noticed when one person does it often."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.door import present
from forms_app.staff.office import office

AN_HOUR = 20


def record(connection: Connection, reference: str, reason: str) -> None:
    """The event, in the transaction of the look; the 21st within an hour is flagged."""
    audit.record(connection, office(), Action.REVEALED, present().account_id, reference, reason)
    hour_ago = office().now() - timedelta(hours=1)
    if audit.count(connection, present().account_id, Action.REVEALED, hour_ago) > AN_HOUR:
        audit.record(connection, office(), Action.MANY_REVEALS, present().account_id)
