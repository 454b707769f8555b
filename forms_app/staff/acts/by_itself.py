"""What the program notes by itself: a PIN request was compared. Its sender reads the same whatever came of it."""

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
    acts.note_by_itself(connection, office, row, before, Act("answered", office.today(), by_itself=True))
    noted = acts.standing(acts.list_acts(connection, office, row, before))
    now = standing.after(office.rules, before, standing.first(office.rules, row, content, noted), noted)
    if content.status_key:
        status.write(connection, row.reference, content.status_key, now)
    news.tell(connection, row, content)
