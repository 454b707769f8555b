"""What staff keyed in is told to the inside, so that it stands in the account of its sender, if there is one."""

from __future__ import annotations

import hashlib

from sqlalchemy.exc import SQLAlchemyError

from forms_app.case_data.store.asks import Kind
from forms_app.errors import CannotStart
from forms_app.forms.questions import Purpose
from forms_app.processes import logs
from forms_app.staff.office import Office
from forms_app.staff.submissions.contents import Content
from forms_app.storage.submissions.submissions import SubmissionRow


def tell(staff: Office, row: SubmissionRow, content: Content) -> None:
    """Under a nonce of its own: taken in twice, it is told once. Case data that fail keep nothing waiting."""
    body = _body(row, content)
    try:
        if body and staff.cases is not None and staff.cases.is_made():
            nonce = hashlib.sha256(f"keyed in {row.reference}".encode()).hexdigest()[:32]
            by = str(content.keyed.by) if content.keyed else ""
            staff.asks.ask(Kind.KEYED_IN, body, "", by, staff.now(), nonce)
    except (CannotStart, SQLAlchemyError, OSError) as error:
        logs.failure(error, "keyed in")


def _body(row: SubmissionRow, content: Content) -> dict[str, str]:
    """Nothing of what was sent online, or names no number."""
    number = content.person.own(Purpose.CASE_NUMBER)
    typed = number.get("text") if isinstance(number, dict) else None
    if content.keyed is None or content.sent_at is None or not typed:
        return {}
    said = {"form": row.form, "reference": row.reference, "receipt_code": content.keyed.receipt_code}
    came = {"sent_at": content.sent_at.isoformat(), "channel": content.keyed.arrival.channel}
    return {**said, **came, "participant_id": str(typed), "name": content.person.name or content.keyed.name}
