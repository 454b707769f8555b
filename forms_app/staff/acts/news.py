"""Tells the sender that there is something new for her: one more mail that says so and nothing else."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row

from forms_app.staff.office import office
from forms_app.staff.submissions.contents import Content
from forms_app.storage.outbox import deliveries


def tell(connection: Connection, row: Row[Any], content: Content) -> bool:
    """Queue the mail in the transaction of what is new; False, and no mail, if e-mail was not said to be safe."""
    known = office()
    return deliveries.add_mail(connection, known.mail, row.reference, content.answers, row.language, known.now())
