"""PIN requests: a person checks them in the agency's own system, which alone makes PINs and knows addresses.

Here it is only noted that it was done. The sender reads the same whether or not anything was sent: somebody who asks
in another's name must not learn whether there is such a case (T1, T2).
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from forms_app.forms.policy import Elsewhere
from forms_app.staff import audit
from forms_app.staff.acts import notes, recording
from forms_app.staff.acts.acts import Act
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import signed_in
from forms_app.staff.office import office
from forms_app.storage.submissions.submissions import SubmissionRow


def done(
    connection: Connection, row: SubmissionRow, elsewhere: Elsewhere, outcome: str, day: date, remark: str
) -> None:
    """Done on a day. What came of it stands in a note, where only staff read it. Raises Refused."""
    recording.do(connection, row, Act("answered", day))
    text = f"{elsewhere.outcomes[outcome]}. {remark}"[: notes.LONGEST]
    notes.write(connection, office(), signed_in(), row.reference, text)
    detail = f"{outcome} {day.isoformat()}"
    audit.record(connection, office(), Action.PIN_LETTER, signed_in().account_id, row.reference, detail)
