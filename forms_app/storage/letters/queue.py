"""The print queue as lists: what waits for the printer, what waits for the post, and how much of it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from forms_app.storage.letters.letters import URGENCY, LetterRow
from forms_app.storage.rows import Forms, columns, of_forms
from forms_app.storage.states import LetterState
from forms_app.storage.tables import accounts, letters, submissions


@dataclass(frozen=True, slots=True)
class QueuedLetterRow(LetterRow):
    """A letter that waits, with the form and language that it is about and the e-mails of who wrote and printed it."""

    form: str
    language: str
    writer: str
    printer: str | None


def list_page(
    connection: Connection, forms: Forms, *, printed: bool, most: int, skipped: int = 0
) -> list[QueuedLetterRow]:
    """The most urgent first."""
    writer, printer = accounts.alias(), accounts.alias()
    about = {"form": submissions.c.form, "language": submissions.c.language}
    asked = columns(letters, QueuedLetterRow, **about, writer=writer.c.email, printer=printer.c.email)
    joined = letters.join(submissions, submissions.c.reference == letters.c.reference)
    joined = joined.join(writer, writer.c.id == letters.c.account_id)
    joined = joined.outerjoin(printer, printer.c.id == letters.c.printed_by)
    query = select(*asked).select_from(joined)
    query = query.where(*_waiting(forms), _is_printed(printed)).order_by(*URGENCY).limit(most).offset(skipped)
    return [QueuedLetterRow(*row) for row in connection.execute(query)]


def count(connection: Connection, forms: Forms, *, printed: bool) -> int:
    return int(connection.execute(_select_count(forms).where(_is_printed(printed))).scalar_one())


def counted_due(forms: Forms, until: date) -> Select[Any]:
    """The query that counts those which the law wants mailed by then."""
    return _select_count(forms).where(letters.c.mail_by <= until)


def _select_count(forms: Forms) -> Select[Any]:
    with_form = letters.join(submissions, submissions.c.reference == letters.c.reference)
    return select(func.count()).select_from(with_form).where(*_waiting(forms))


def _waiting(forms: Forms) -> list[ColumnElement[bool]]:
    return [letters.c.state == LetterState.WAITING, *of_forms(submissions.c.form, forms)]


def _is_printed(printed: bool) -> ColumnElement[bool]:
    return letters.c.printed > 0 if printed else letters.c.printed == 0
