"""E-mail that did not arrive."""

from __future__ import annotations

from sqlalchemy import text

from forms_app.storage.outbox import deliveries
from support.desk import Desk


def accept(desk: Desk, reference: str) -> deliveries.OutboxRow:
    """A mail about a submission, claimed by a worker."""
    with desk.office.database.write() as connection:
        known = {"email": "rosa@example.net"}
        assert deliveries.add_news(connection, desk.office.mail, reference, known, "es", desk.clock.now)
        message = deliveries.claim(connection, "mail", desk.clock.now)
        assert message is not None
        return message


def fail(desk: Desk, form: str = "complaint", reason: deliveries.Reason = "refused") -> str:
    """A submission whose mail failed; its reference."""
    reference = desk.receive()
    with desk.office.database.write() as connection:
        connection.execute(text("UPDATE submissions SET form = :form"), {"form": form})
    refuse(desk, reference, reason)
    return reference


def refuse(desk: Desk, reference: str, reason: deliveries.Reason = "refused") -> None:
    message = accept(desk, reference)
    with desk.office.database.write() as connection:
        deliveries.end_as_failed(connection, message, reason)
