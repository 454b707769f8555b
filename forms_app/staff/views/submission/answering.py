"""Before an answer goes: what else the same person wrote meanwhile."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from forms_app.i18n.translation import format_time
from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.acts import acts, conversations, standing
from forms_app.staff.acts.acts import Act, Noted
from forms_app.staff.acts.checks import Refused
from forms_app.staff.acts.conversations import Part
from forms_app.staff.acts.recording import FOR_HER
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, signed_in
from forms_app.staff.letters import on_mailed
from forms_app.staff.office import office
from forms_app.staff.search import anomaly_flags
from forms_app.staff.submissions import contents
from forms_app.staff.submissions.contents import Reading
from forms_app.storage.submissions import answers_told
from forms_app.storage.submissions.submissions import SubmissionRow


class Beaten(Exception):
    """An answer was given before this one."""


def note(connection: Connection, row: SubmissionRow, act: Act, *, sure: bool) -> None:
    """One answer to all that is open in the conversation. Raises Refused, too where she has written again since, and
    Beaten where others were faster; pressed twice it is noted once."""
    now = standing.status_of(connection, office(), row, standing.content_of(office(), row))
    if now.answered_on and act.text:
        if (now.answered_on, now.reply, now.outcome) == (act.on, act.text, act.outcome):
            return
        raise Beaten
    parts = conversations.others(connection, office(), row)
    if newer := conversations.newer(parts, row, field("read")):
        at = format_time(newer.at, "h:mm a")
        raise Refused(_("This person wrote again at %(time)s: read it first. What you wrote is still here.", time=at))
    still_open = conversations.still_open(connection, office(), row)
    on_mailed.note(connection, row, act, sure=sure)
    for other in still_open:
        on_mailed.note(connection, other, act, sure=True)
        answers_told.forget(connection, other.reference)


def add(connection: Connection, row: SubmissionRow, act: Act) -> None:
    """To the answer, wherever in the conversation it was given. Raises Refused; pressed twice it is added once."""
    noted = _noted(connection, row)
    if noted and noted[-1].act == act and noted[-1].withdrawn is None:
        return
    given = [one for one in noted if one.act.kind == "answered" and not one.withdrawn]
    others = {other.reference: other for one in given for other, _number in _together(connection, row, one.act)}
    on_mailed.note(connection, row, act)
    for other in others.values():
        on_mailed.note(connection, other, act)
        answers_told.forget(connection, other.reference)


def withdraw(connection: Connection, row: SubmissionRow, number: str, reason: str) -> None:
    """What was told once in a conversation is withdrawn from all of it. Raises Refused."""
    others = _told_too(connection, row, number)
    on_mailed.withdraw(connection, row, number, reason)
    for other, its in others:
        on_mailed.withdraw(connection, other, its, reason)


def correct(connection: Connection, row: SubmissionRow, number: str, reason: str, **other_than: Any) -> None:
    """So is what is corrected. Raises Refused."""
    others = _told_too(connection, row, number)
    on_mailed.correct(connection, row, number, reason, **other_than)
    for other, its in others:
        on_mailed.correct(connection, other, its, reason, **other_than)
        answers_told.forget(connection, other.reference)


def _told_too(connection: Connection, row: SubmissionRow, number: str) -> list[tuple[SubmissionRow, str]]:
    """The other messages of which the same was noted, where it is for the person to read."""
    act = next((one.act for one in _noted(connection, row) if one.id == number), None)
    return _together(connection, row, act) if act and act.kind in FOR_HER else []


def _together(connection: Connection, row: SubmissionRow, act: Act) -> list[tuple[SubmissionRow, str]]:
    return list(conversations.together(connection, office(), row, act))


def _noted(connection: Connection, row: SubmissionRow) -> list[Noted]:
    now = standing.status_of(connection, office(), row, standing.content_of(office(), row))
    return acts.list_acts(connection, office(), row, now)


def conversation(row: SubmissionRow) -> dict[str, Any]:
    """It stands on the page of each of its messages: so the others were opened too, and that is written down."""
    with office().database.read() as connection:
        parts = conversations.others(connection, office(), row)
        open_others = len(conversations.still_open(connection, office(), row)) if parts else 0
    if parts:
        with office().database.write() as connection:
            for part in parts:
                _opened(connection, part, row)
    newest = max([(row.received_at, row.reference), *((part.at, part.row.reference) for part in parts)])
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
