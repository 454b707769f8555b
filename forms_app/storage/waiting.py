"""How much waits for a person on the staff: what stands in the navigation of every page, asked in one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from forms_app.storage.letters import account_letters, queue, returned
from forms_app.storage.outbox import tasks
from forms_app.storage.rows import Forms


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Letters that the law wants mailed soon, letters that came back, mail that failed, reports that fit no mail, and
    letters about accounts that are to be mailed soon."""

    letters_due: int
    letters_back: int
    mails_failed: int
    reports: int
    account_letters_due: int


def count(connection: Connection, forms: Forms, until: date, most_mails: int) -> WaitingRow:
    """Of these forms; letters that are to be mailed by `until`, and failed mails up to `most_mails`."""
    asked = queue.counted_due(forms, until), returned.select_count(forms), tasks.select_count(forms, most_mails)
    every = (*asked, tasks.counted_reports(), account_letters.counted_due(until))
    query = select(*(each.scalar_subquery() for each in every))
    return WaitingRow(*connection.execute(query).one())
