"""PIN requests: a person checks them in the agency's own system, which alone makes PINs and knows addresses.

Here it is only noted that it was done. The sender reads the same whether or not anything was sent: somebody who asks
in another's name must not learn whether there is such a case (T1, T2).
"""

from __future__ import annotations

from flask import abort, redirect, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.case import answering, changes, queues
from forms_app.staff.case.pin_requests import FORM
from forms_app.staff.door import field, present
from forms_app.staff.office import office

OUTCOMES: dict[str, LazyString] = {
    "sent": _l("The agency's system sends the PIN to the address on file"),
    "nothing": _l("Nothing was sent: something does not match, or the address may not be safe"),
}


def pin_letter(reference: str) -> Response:
    """Done on a day. What came of it stands in a note, where only staff read it."""
    outcome, day = OUTCOMES.get(field("outcome")), answering.day_of(field("done_on"))
    if outcome is None:
        abort(400)
    with office().database.write() as connection:
        row = queues.reachable(connection, present(), reference)
        if row.form != FORM or not answering.answer(connection, row, day):
            abort(400)
        told = f"{outcome}. {field('remark').strip()}"[: changes.LONGEST_NOTE]
        changes.note(connection, office(), present(), reference, told)
        detail = f"{field('outcome')} {day.isoformat()}"
        audit.record(connection, office(), Action.PIN_LETTER, present().account_id, reference, detail)
    return redirect(url_for(".submission", reference=reference, _anchor="notes"), 303)
