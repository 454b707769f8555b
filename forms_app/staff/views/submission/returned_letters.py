"""On a submission's page: a letter that the post brought back is noted with its day."""

from __future__ import annotations

from datetime import date

from flask import redirect, url_for
from werkzeug.wrappers import Response

from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, signed_in
from forms_app.staff.letters.print_queue import letter_of
from forms_app.staff.office import office
from forms_app.staff.views.submission import page
from forms_app.storage.letters import returned
from forms_app.storage.letters.letters import LetterRow


def letter_returned(reference: str) -> Response | page.Answer:
    """It came back: from now on a task. What its mailing brought with it is not withdrawn."""
    with office().database.write() as connection:
        row = letter_of(connection, signed_in(), reference, field("letter"))
        day = _day(field("returned_on"), row)
        if day and returned.note(connection, row, day):
            detail = f"{row.kind} {day.isoformat()}"
            audit.record(connection, office(), Action.LETTER_RETURNED, signed_in().account_id, reference, detail)
    if day is None:
        wrong = _("Enter the day on which it came back: not before it was mailed, and not after today.")
        return page.again(reference, 422, not_settled={f"back-{row.id}": wrong})
    return redirect(url_for(".submission", reference=reference, _anchor="letters"), 303)


def _day(typed: str, letter: LetterRow) -> date | None:
    """None for what is no day on which this letter can have come back."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if letter.mailed_on and letter.mailed_on <= day <= office().today() else None
