"""What staff do to a submission: hand it on, move it along. Every change is an event of the trail."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from forms_app.staff import audit
from forms_app.staff.accounts.sessions import Session
from forms_app.staff.acts import recording, standing
from forms_app.staff.audit import Action
from forms_app.staff.office import Office
from forms_app.staff.rights import Right, sees, who
from forms_app.storage.accounts import staff
from forms_app.storage.accounts.staff import EmailRow
from forms_app.storage.states import SubmissionState
from forms_app.storage.submissions import submissions
from forms_app.storage.submissions.submissions import SubmissionRow, Values

TAKEN_UP = frozenset({SubmissionState.WORKING, SubmissionState.WAITING})


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
    row = submissions.find(connection, change.reference)
    if row is None or row.version != change.version or not sees(session.role, row.form):
        return False
    values = _values(connection, office, row, change)
    if values and not submissions.change_seen(connection, row, values):
        return False
    if values.get("state") in (SubmissionState.RECEIVED, *TAKEN_UP):
        recording.looked_at(connection, row, taken_up=values["state"] != SubmissionState.RECEIVED)
    _record(connection, office, session, row, values)
    return True


def colleagues(connection: Connection, form: str | None = None) -> list[EmailRow]:
    """The accounts to whom work can be given, for one form or for some."""
    roles = [role for role in who(Right.HANDLE) if form is None or sees(role, form)]
    return staff.list_active(connection, roles)


def owner_apart(connection: Connection, row: SubmissionRow, able: Collection[EmailRow]) -> EmailRow | None:
    """With whom it is, if that is none of the colleagues who can work on it."""
    if row.owner is None or row.owner in {one.id for one in able}:
        return None
    return staff.find_email(connection, row.owner)


def _values(connection: Connection, office: Office, row: SubmissionRow, change: Change) -> Values:
    values: Values = {}
    if change.state and change.state != row.state:
        values["state"] = change.state
        values |= _owe(connection, office, row, change.state)
    if change.owner == "none" and row.owner is not None:
        values["owner"] = None
    elif change.owner not in ("", "none", str(row.owner)):
        able = {str(one.id): one.id for one in colleagues(connection, row.form)}
        values["owner"] = able[change.owner]  # LookupError if there is none
    return values


def _owe(connection: Connection, office: Office, row: SubmissionRow, state: str) -> Values:
    """The due day that stands as it moves between open and closed. Raises NoOutcome."""
    now = standing.status_of(connection, office, row, standing.content_of(office, row))
    if state == SubmissionState.CLOSED and not standing.is_over(now):
        raise NoOutcome
    return {"due_on": standing.due_on(office.rules, now)} if row.state == SubmissionState.CLOSED else {}


def _record(connection: Connection, office: Office, session: Session, row: SubmissionRow, values: Values) -> None:
    if "state" in values:
        detail = f"{row.state} → {values['state']}"
        audit.record(connection, office, Action.STATE_CHANGED, session.account_id, row.reference, detail)
    if "owner" in values:
        to = staff.find_email(connection, values["owner"]) if values["owner"] is not None else None
        detail = to.email if to else "–"
        audit.record(connection, office, Action.ASSIGNED, session.account_id, row.reference, detail)
