"""On a submission's page: mail or a letter that did not reach the person is settled, or is a task again after all.

Whoever presses says how or why: that stays as a note, where the next colleague looks.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import g, redirect, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.acts import notes
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, signed_in
from forms_app.staff.letters.print_queue import letter_of
from forms_app.staff.office import office
from forms_app.staff.search import queues
from forms_app.staff.text_fields import wrong_with
from forms_app.staff.views.submission import page
from forms_app.storage.letters import returned
from forms_app.storage.letters.letters import LetterRow
from forms_app.storage.outbox import tasks
from forms_app.text.cleaning import tidy

Answer = Response | page.Answer
Doing = Callable[[Connection], tuple[bool, str]]  # whether it was done, and what the trail says beside it


def settle(reference: str) -> Answer:
    """The person was reached another way than by the mail that failed."""
    return _note(reference, "how", Action.MAIL_SETTLED, lambda each: (tasks.settle(each, reference), ""))


def unsettle(reference: str) -> Answer:
    """The person was not reached after all."""
    return _note(reference, "why", Action.MAIL_UNSETTLED, lambda each: (tasks.unsettle(each, reference), ""))


def returned_settled(reference: str) -> Answer:
    """The person was reached another way than by the letter that came back."""
    return _note(reference, "how", Action.RETURN_SETTLED, _with_letter(reference, _settle))


def returned_unsettled(reference: str) -> Answer:
    """Not reached after all: the letter that came back is a task again."""
    return _note(reference, "why", Action.RETURN_UNSETTLED, _with_letter(reference, returned.unsettle))


def returned_withdrawn(reference: str) -> Answer:
    """It did not come back, or on another day, which can then be noted."""
    return _note(reference, "why", Action.RETURN_WITHDRAWN, _with_letter(reference, returned.withdraw))


def _settle(connection: Connection, row: LetterRow) -> bool:
    return returned.settle(connection, row, office().now())


def _with_letter(reference: str, doing: Callable[[Connection, LetterRow], bool]) -> Doing:
    def done(connection: Connection) -> tuple[bool, str]:
        row = letter_of(connection, signed_in(), reference, field("letter"))
        detail = f"{row.kind} {row.returned_on.isoformat()}" if row.returned_on else row.kind
        return doing(connection, row), detail

    return done


def _note(reference: str, name: str, action: Action, doing: Doing) -> Answer:
    words = tidy(field(name), lines=True)
    asked = {"how": _("Write how you reached the person."), "why": _("Write why: it stays as a note.")}
    wrong = wrong_with(words) if words else str(asked[name])
    if wrong:
        return page.again(reference, 422, not_settled={g.card: wrong})
    with office().database.write() as connection:
        queues.reachable(connection, signed_in(), reference)
        done, detail = doing(connection)
        if done:
            notes.write(connection, office(), signed_in(), reference, words)
            audit.record(connection, office(), action, signed_in().account_id, reference, detail)
        twice = not done and _is_last_note(connection, reference, words)
    if not done and not twice:
        return _too_late(reference, words)
    return redirect(url_for(".submission", reference=reference, _anchor="notes"), 303)


def _is_last_note(connection: Connection, reference: str, words: str) -> bool:
    """The button was pressed twice: the first time did it."""
    return [note.text for note in notes.list_notes(connection, office(), reference, 1)] == [words]


def _too_late(reference: str, words: str) -> page.Answer:
    """Its card may be gone from the page: what was written in it moves into the box for a note."""
    begun = g.unsent.get("note.text", "").strip()
    g.unsent["note.text"] = f"{begun}\n\n{words}".strip()
    message = _("A colleague was faster: it is so already. What you wrote stands in the box for a new note.")
    return page.again(reference, 409, problem=message)
