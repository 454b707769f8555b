"""Before an answer goes: what else the same person wrote meanwhile."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from forms_app.i18n.translation import format_time
from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.acts import conversations
from forms_app.staff.acts.acts import Act
from forms_app.staff.acts.checks import Refused
from forms_app.staff.acts.conversations import Part
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, signed_in
from forms_app.staff.letters import on_mailed
from forms_app.staff.office import office
from forms_app.staff.search import anomaly_flags
from forms_app.staff.submissions import contents
from forms_app.staff.submissions.contents import Reading
from forms_app.storage.submissions import answers_told
from forms_app.storage.submissions.submissions import SubmissionRow


def note(connection: Connection, row: SubmissionRow, act: Act, *, sure: bool) -> None:
    """One answer to all that is open in the conversation. Raises Refused, too where she has written again since."""
    parts = conversations.others(connection, office(), row)
    if newer := conversations.newer(parts, row, field("read")):
        at = format_time(newer.at, "h:mm a")
        raise Refused(_("This person wrote again at %(time)s: read it first. What you wrote is still here.", time=at))
    on_mailed.note(connection, row, act, sure=sure)
    for other in conversations.still_open(parts):
        on_mailed.note(connection, other, act, sure=True)
        answers_told.forget(connection, other.reference)


def conversation(row: SubmissionRow) -> dict[str, Any]:
    """It stands on the page of each of its messages: so the others were opened too, and that is written down."""
    with office().database.read() as connection:
        parts = conversations.others(connection, office(), row)
    if parts:
        with office().database.write() as connection:
            for part in parts:
                _opened(connection, part, row)
    newest = max([(row.received_at, row.reference), *((part.at, part.row.reference) for part in parts)])
    open_others = len(list(conversations.still_open(parts)))
    return {"conversation": parts, "newest_message": newest[1], "open_others": open_others}


def asked_before(row: SubmissionRow) -> list[tuple[Part, Reading]]:
    """What the same person asked to change before this, beside the new value: opened too, and written down."""
    with office().database.read() as connection:
        parts = conversations.changes_before(connection, office(), row)
    if parts:
        with office().database.write() as connection:
            for part in parts:
                _opened(connection, part, row)
    return [(part, contents.reading(part.row.form, part.content)) for part in parts]


def _opened(connection: Connection, part: Part, row: SubmissionRow) -> None:
    audit.record(connection, office(), Action.OPENED, signed_in().account_id, part.row.reference, row.reference)
    anomaly_flags.opened(connection, part.row)
