"""Tells the sender that there is something new for her, by every channel that is safe, and nothing else."""

from __future__ import annotations

from sqlalchemy import Connection

from forms_app.staff.office import office
from forms_app.staff.submissions.contents import Content
from forms_app.storage.outbox import deliveries
from forms_app.storage.submissions.submissions import SubmissionRow


def tell(connection: Connection, row: SubmissionRow, content: Content) -> bool:
    """Queue it in the transaction of what is new; False, and nothing goes out, if no channel was said to be safe."""
    here, safe = office(), content.person.safe_places
    return deliveries.add_news(connection, here.mail, row.reference, safe, row.language, here.now())
