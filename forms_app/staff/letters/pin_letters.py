"""PIN requests that a person checks in the agency's own system: all of them where there are no case data, else those
that the program could not match or may not answer by letter.

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
from forms_app.staff.letters.why_none import COMPARED
from forms_app.staff.office import office
from forms_app.storage.states import SubmissionState
from forms_app.storage.submissions import pin_asks, submissions
from forms_app.storage.submissions.submissions import SubmissionRow


def done(
    connection: Connection, row: SubmissionRow, elsewhere: Elsewhere, outcome: str, day: date, remark: str
) -> None:
    """Done on a day. What came of it stands in a note, where only staff read it. Raises Refused.

    What the program compared before, its sender has read already: for her nothing changes.
    """
    compared = pin_asks.find(connection, row.reference)
    if compared and compared.word and row.state != SubmissionState.CLOSED:
        submissions.change(connection, row.reference, {"state": SubmissionState.CLOSED})
    else:
        recording.do(connection, row, Act("answered", day))
    outcomes = COMPARED if compared and compared.word else elsewhere.outcomes
    text = f"{outcomes[outcome]}. {remark}"[: notes.LONGEST]
    notes.write(connection, office(), signed_in(), row.reference, text)
    detail = f"{outcome} {day.isoformat()}"
    audit.record(connection, office(), Action.PIN_LETTER, signed_in().account_id, row.reference, detail)
