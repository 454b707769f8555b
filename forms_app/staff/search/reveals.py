"""Looking behind a mask: written down with its reason, and noticed when one person does it often."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import signed_in
from forms_app.staff.office import office
from forms_app.staff.search import anomaly_flags
from forms_app.storage.accounts import audit_trail
from forms_app.storage.accounts.audit_trail import EventFilter


def record(connection: Connection, reference: str, reason: str) -> None:
    """The event, in the transaction of the look."""
    audit.record(connection, office(), Action.REVEALED, signed_in().account_id, reference, reason)
    anomaly_flags.revealed(connection)


def has_looked(connection: Connection, reference: str) -> bool:
    """Whether this person looked behind this mask within the hour, so that one letter is not counted twice."""
    since = office().now() - timedelta(hours=1)
    own = EventFilter(account_id=signed_in().account_id, reference=reference, actions=(Action.REVEALED,), since=since)
    return audit_trail.exists(connection, own)
