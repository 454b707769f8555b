"""Open work that is with somebody who cannot work on it: switched off, or in a role that does not see its form."""

from __future__ import annotations

from sqlalchemy import Connection

from forms_app.staff.accounts.sessions import Session
from forms_app.staff.rights import EVERY_FORM, FORMS, Right, who
from forms_app.storage.submissions import counts
from forms_app.storage.submissions.counts import OwnerCountRow, Owners

ABLE = who(Right.HANDLE)


def owners(connection: Connection, session: Session) -> list[OwnerCountRow]:
    """Each who has some that this person may see, and how many."""
    seen = FORMS[session.role]
    cannot = [(Owners(ABLE, others=True), seen)]
    cannot += [(Owners({role}), (EVERY_FORM - FORMS[role]) & seen) for role in sorted(ABLE)]
    found = (row for them, forms in cannot if forms for row in counts.by_owner(connection, them, forms))
    return sorted(found, key=lambda row: row.email)
