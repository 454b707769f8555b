"""The letters that wait for the printer and the post: each locked under the staff key and bound to its reference."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, select, update

from forms_app import deadlines
from forms_app.forms.letter_texts import Mailing
from forms_app.pdf import Letter
from forms_app.sealing.seal import lock, unlock
from forms_app.staff.accounts.sessions import Session
from forms_app.staff.letters.wording import Filling
from forms_app.staff.office import Office
from forms_app.staff.paging import Part
from forms_app.staff.rights import EVERY_FORM, FORMS
from forms_app.staff.search import queues
from forms_app.storage.database import storable
from forms_app.storage.tables import NO_DAY, accounts, submissions
from forms_app.storage.tables import letters as table

WAITING, MAILED, TAKEN_BACK = "waiting", "mailed", "taken_back"
EACH, MOST = 50, 100  # on a page; in one go
URGENCY = table.c.mail_by, table.c.written_at, table.c.id
READABLE = [column for column in table.c if column.name != "box"]


@dataclass(frozen=True)
class Kept:
    """A letter as it was written, what its writer typed for it, and whether its address is nobody's business."""

    letter: Letter
    filling: Filling
    mailing: Mailing
    confidential: bool
    true_until: date | None = None  # the last day on which all that it says of days is true
    reached: str = ""  # answered, ended or transferred, where it was when this was written


def add(
    connection: Connection, office: Office, session: Session, kind: str, kept: Kept, mail_by: date | None
) -> str | None:
    """The new letter's number; None, and nothing happens, if one of this kind waits for this person already."""
    reference, number = kept.letter.reference, secrets.token_hex(16)
    waits = select(table.c.id).where(table.c.reference == reference, table.c.kind == kind, table.c.state == WAITING)
    if connection.execute(waits).first():
        return None
    row = {"id": number, "reference": reference, "kind": kind, "account_id": session.account_id}
    when = {"written_at": office.now(), "mail_by": mail_by or NO_DAY}
    box = lock(office.key("letters"), _packed(kept), _context(reference, number))
    connection.execute(insert(table).values(**row, **when, box=box))
    return number


def opened(office: Office, row: Row[Any]) -> Kept:
    known = json.loads(unlock(office.key("letters"), row.box, _context(row.reference, row.id)))
    letter, filling = known["letter"], known["filling"]
    for name in ("to", "paragraphs", "signed"):
        letter[name] = tuple(letter[name])
    letter["on"] = date.fromisoformat(letter["on"])
    filling["transferred_on"] = _day(filling["transferred_on"])
    kept = Kept(Letter(**letter), Filling(**filling), known["mailing"], known["confidential"])
    return replace(kept, true_until=_day(known.get("true_until")), reached=known.get("reached", ""))


def listed(connection: Connection, session: Session, part: Part, *, printed: bool) -> list[Row[Any]]:
    """Those that this person may see and that were not mailed, without their content, the most urgent first."""
    writer, printer = accounts.alias(), accounts.alias()
    who = writer.c.email.label("writer"), printer.c.email.label("printer")
    with_form = table.join(submissions, submissions.c.reference == table.c.reference)
    with_people = with_form.join(writer, writer.c.id == table.c.account_id)
    with_people = with_people.outerjoin(printer, printer.c.id == table.c.printed_by)
    query = select(*READABLE, submissions.c.form, submissions.c.language, *who).select_from(with_people)
    query = query.where(*_seen_by(session), _is_printed(printed)).order_by(*URGENCY)
    return list(connection.execute(query.limit(part.each).offset(part.skipped)))


def count(connection: Connection, session: Session, *, printed: bool) -> int:
    return connection.execute(_counted(session).where(_is_printed(printed))).scalar_one()


def due(connection: Connection, session: Session, until: date) -> int:
    """How many of them the law wants mailed by then."""
    return connection.execute(_counted(session).where(table.c.mail_by <= until)).scalar_one()


def find(connection: Connection, session: Session, numbers: list[str]) -> list[Row[Any]]:
    """The waiting letters of these numbers with their content, in the order of the queue."""
    wanted = table.c.id.in_(filter(storable, numbers))
    query = select(table, submissions.c.form).join(submissions).where(*_seen_by(session), wanted)
    return list(connection.execute(query.order_by(*URGENCY)))


def printed_together(connection: Connection, session: Session, batch: str) -> list[Row[Any]]:
    """The letters of one printing that were not mailed or taken back since."""
    if not storable(batch):
        return []
    query = select(table, submissions.c.form).join(submissions).where(*_seen_by(session), table.c.batch == batch)
    return list(connection.execute(query.order_by(*URGENCY)))


def of(connection: Connection, reference: str) -> list[Row[Any]]:
    """Every letter about one submission, without its content, the newest first."""
    mine = select(*READABLE).where(table.c.reference == reference)
    return list(connection.execute(mine.order_by(table.c.written_at.desc(), table.c.id)))


def one(connection: Connection, reference: str, number: str) -> Row[Any] | None:
    """A letter about this submission, whatever became of it."""
    if not storable(number):
        return None
    return connection.execute(select(table).where(table.c.id == number, table.c.reference == reference)).first()


def letter_of(connection: Connection, session: Session, reference: str, number: str) -> Row[Any]:
    """The same for a person who may see the submission; else the request ends, as where there is none."""
    queues.reachable(connection, session, reference)
    return one(connection, reference, number) or abort(404)


def mark_printed(connection: Connection, office: Office, session: Session, row: Row[Any], batch: str) -> bool:
    """False, and nothing happens, if somebody printed, mailed or took it back since it was seen."""
    now = {"printed": row.printed + 1, "printed_at": office.now(), "printed_by": session.account_id, "batch": batch}
    return _change(connection, row, **now, first_printed_at=row.first_printed_at or office.now())


def mark_mailed(connection: Connection, row: Row[Any], on: date) -> bool:
    return _change(connection, row, state=MAILED, mailed_on=on)


def unmail(connection: Connection, number: str) -> None:
    """It was not mailed after all, and waits again; so it cannot have come back."""
    waits = {"state": WAITING, "mailed_on": None, "returned_on": None, "settled_at": None}
    connection.execute(update(table).where(table.c.id == number).values(**waits))


def mailed_otherwise(connection: Connection, number: str, on: date) -> bool:
    """It was mailed on another day than was noted; False, and nothing happens, if that day is impossible."""
    row = connection.execute(select(table).where(table.c.id == number)).one()
    if not can_be_mailed(row, on):
        return False
    connection.execute(update(table).where(table.c.id == number).values(mailed_on=on))
    return True


def can_be_mailed(row: Row[Any], on: date) -> bool:
    """Not before it was printed for the first time, and not after it came back."""
    printed = row.first_printed_at is not None and deadlines.local_date(row.first_printed_at) <= on
    return printed and (row.returned_on is None or on <= row.returned_on)


def take_back(connection: Connection, row: Row[Any]) -> bool:
    return _change(connection, row, state=TAKEN_BACK)


def put_back(connection: Connection, row: Row[Any]) -> bool:
    """As if it had not been taken back, but to be printed anew; False if one of its kind waits for this person."""
    waits = table.c.reference == row.reference, table.c.kind == row.kind, table.c.state == WAITING
    if connection.execute(select(table.c.id).where(*waits)).first():
        return False
    taken = update(table).where(table.c.id == row.id, table.c.state == TAKEN_BACK)
    again = {
        "state": WAITING,
        "printed": 0,
        "printed_at": None,
        "printed_by": None,
        "batch": None,
        "first_printed_at": None,
    }
    return bool(connection.execute(taken.values(**again)).rowcount)


def put_off(connection: Connection, reference: str, kinds: list[str], mail_by: date) -> None:
    """Letters of these kinds that wait for this person have until another day."""
    theirs = table.c.reference == reference, table.c.kind.in_(kinds), table.c.state == WAITING
    connection.execute(update(table).where(*theirs).values(mail_by=mail_by))


def _change(connection: Connection, row: Row[Any], **values: Any) -> bool:
    seen = table.c.id == row.id, table.c.printed == row.printed, table.c.state == WAITING
    return bool(connection.execute(update(table).where(*seen).values(**values)).rowcount)


def _seen_by(session: Session) -> list[Any]:
    forms = FORMS[session.role]
    return [table.c.state == WAITING, *([] if forms == EVERY_FORM else [submissions.c.form.in_(sorted(forms))])]


def _counted(session: Session) -> Select[int]:
    with_form = table.join(submissions, submissions.c.reference == table.c.reference)
    return select(func.count()).select_from(with_form).where(*_seen_by(session))


def _is_printed(printed: bool) -> ColumnElement[bool]:
    return table.c.printed > 0 if printed else table.c.printed == 0


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


def _packed(kept: Kept) -> bytes:
    whole = {**vars(kept), "letter": vars(kept.letter), "filling": vars(kept.filling)}
    return json.dumps(whole, ensure_ascii=False, default=date.isoformat).encode()


def _context(reference: str, number: str) -> bytes:
    return f"letter {reference} {number}".encode()
