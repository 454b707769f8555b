"""What staff do to a submission: hand it on, move it along. Every change is an event of the trail."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select, update

from forms_app.staff import audit
from forms_app.staff.accounts.sessions import Session
from forms_app.staff.acts import recording, standing
from forms_app.staff.audit import Action
from forms_app.staff.office import Office
from forms_app.staff.rights import Right, sees, who
from forms_app.storage.submissions import find
from forms_app.storage.tables import accounts, submissions

NEW, TAKEN_UP = "received", frozenset({"working", "waiting"})


class NoOutcome(Exception):
    """It cannot be closed by hand: what became of it, and when, is noted nowhere."""


@dataclass(frozen=True)
class Change:
    """One submission as it shall be; `version` says which state of it the person saw. Empty leaves a thing as it is."""

    reference: str
    version: int
    state: str = ""
    owner: str = ""  # an account's number, or "none"


def apply(connection: Connection, office: Office, session: Session, change: Change) -> bool:
    """False, and nothing happens, if a colleague changed it since it was seen, or it is out of reach.

    Raises LookupError if the new owner is nobody to whom this form can be given, NoOutcome if it can't be closed.
    """
    row = find(connection, change.reference)
    if row is None or row.version != change.version or not sees(session.role, row.form):
        return False
    values = _values(connection, office, row, change)
    if values:
        seen = submissions.c.reference == row.reference, submissions.c.version == row.version
        if not connection.execute(update(submissions).where(*seen).values(**values, version=row.version + 1)).rowcount:
            return False
    if values.get("state") in (NEW, *TAKEN_UP):
        recording.looked_at(connection, row, taken_up=values["state"] != NEW)
    _record(connection, office, session, row, values)
    return True


def colleagues(connection: Connection, form: str | None = None) -> list[Row[Any]]:
    """The accounts to whom work can be given, for one form or for some."""
    roles = [role for role in who(Right.HANDLE) if form is None or sees(role, form)]
    able = select(accounts.c.id, accounts.c.email).where(accounts.c.role.in_(roles), accounts.c.disabled_at.is_(None))
    return list(connection.execute(able.order_by(accounts.c.email)))


def owner_apart(connection: Connection, row: Row[Any], able: Collection[Row[Any]]) -> Any:
    """With whom it is, if that is none of the colleagues who can work on it."""
    if row.owner is None or row.owner in {one.id for one in able}:
        return None
    return connection.execute(select(accounts.c.id, accounts.c.email).where(accounts.c.id == row.owner)).first()


def _values(connection: Connection, office: Office, row: Row[Any], change: Change) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if change.state and change.state != row.state:
        values |= {"state": change.state, **_owed(connection, office, row, change.state)}
    if change.owner == "none" and row.owner is not None:
        values["owner"] = None
    elif change.owner not in ("", "none", str(row.owner)):
        able = {str(one.id): one.id for one in colleagues(connection, row.form)}
        values["owner"] = able[change.owner]  # LookupError if there is none
    return values


def _owed(connection: Connection, office: Office, row: Row[Any], state: str) -> dict[str, date]:
    """The due day that stands as it moves between open and closed. Raises NoOutcome."""
    now = standing.of(connection, office, row, standing.content_of(office, row))
    if state == "closed" and not standing.is_over(now):
        raise NoOutcome
    return {"due_on": standing.due_on(office.rules, now)} if row.state == "closed" else {}


def _record(connection: Connection, office: Office, session: Session, row: Row[Any], values: dict[str, Any]) -> None:
    if "state" in values:
        told = f"{row.state} → {values['state']}"
        audit.record(connection, office, Action.STATE_CHANGED, session.account_id, row.reference, told)
    if "owner" in values:
        to = select(accounts.c.email).where(accounts.c.id == values["owner"])
        told = connection.execute(to).scalar() or "–"
        audit.record(connection, office, Action.ASSIGNED, session.account_id, row.reference, told)
