"""What the program notes by itself: a PIN request was compared, which its sender reads the same whatever came of it; a
letter lies in an account."""

from __future__ import annotations

from sqlalchemy import Connection

from forms_app.staff.acts import acts, news, standing
from forms_app.staff.acts.acts import Act
from forms_app.staff.office import Office
from forms_app.staff.submissions.contents import Content
from forms_app.storage import status
from forms_app.storage.submissions.submissions import SubmissionRow


def checked(connection: Connection, office: Office, row: SubmissionRow, content: Content) -> None:
    """Its sender reads that it was checked, on this day, and hears of it; once."""
    before = standing.status_of(connection, office, row, content)
    if before.answered_on:
        return  # somebody of the staff was faster
    _note(connection, office, row, content, Act("answered", office.today(), by_itself=True))
    news.tell(connection, row, content)


def put_into_account(connection: Connection, office: Office, row: SubmissionRow, content: Content, letter: str) -> None:
    """A letter lies in its person's account in place of paper since today."""
    _note(connection, office, row, content, Act("mailed", office.today(), letter=letter, by_itself=True))


def _note(connection: Connection, office: Office, row: SubmissionRow, content: Content, act: Act) -> None:
    before = standing.status_of(connection, office, row, content)
    acts.note_by_itself(connection, office, row, before, act)
    noted = acts.standing(acts.list_acts(connection, office, row, before))
    now = standing.after(office.rules, before, standing.first(office.rules, row, content, noted), noted)
    if content.status_key:
        status.write(connection, row.reference, content.status_key, now)
