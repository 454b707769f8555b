"""A session ended while somebody wrote, by time or in another tab: what they post after it is kept, and nothing else
is done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import g
from sqlalchemy import Connection

from forms_app.i18n.translation import gettext as _
from forms_app.staff.accounts.sessions import Session
from forms_app.staff.acts import notes
from forms_app.staff.auth_guard import Rescue
from forms_app.staff.office import office
from forms_app.staff.rights import Right, who
from forms_app.staff.search import queues
from forms_app.staff.submissions import unsaved_text
from forms_app.staff.views.submission import act_forms, letters, page

# What can be written in each card for longer than a session lasts; of a page from before cards were one form.
WRITTEN_IN = {page.note: "text", letters.letter: "text", act_forms.answered: "reply"}


def words(session: Session, posted: Mapping[str, list[str]], reference: str) -> bool:
    """All that stood on the page beside a submission: there again when its writer opens it."""
    kept = unsaved_text.without(unsaved_text.words_posted(posted, g.card), "")
    return bool(kept) and _with(session, reference, lambda connection: _add(connection, session, reference, kept))


def _note(name: str) -> Rescue:
    """The words of one card become a note."""

    def keep(session: Session, posted: Mapping[str, list[str]], reference: str) -> bool:
        written = next(iter(posted.get(name, [])), "").strip()
        if not written:
            return words(session, posted, reference)
        heading = _("Written when the session had ended; nothing else was done with it:")
        note = f"{heading}\n\n{written}"
        return _with(session, reference, lambda each: notes.write(each, office(), session, reference, note))

    return keep


def _with(session: Session, reference: str, doing: Callable[[Connection], object]) -> bool:
    """Only for whoever may work on it."""
    if session.role not in who(Right.HANDLE):
        return False
    with office().database.write() as connection:
        if queues.visible(connection, session, reference) is None:
            return False
        doing(connection)
    return True


def _add(connection: Connection, session: Session, reference: str, kept: unsaved_text.Words) -> None:
    """Beside what was kept before: of one field the later words stand."""
    before = unsaved_text.load(connection, office(), session.account_id, reference)
    unsaved_text.keep(connection, office(), session.account_id, reference, {**before, **kept})


RESCUES: dict[str, Rescue] = {view.__name__: _note(name) for view, name in WRITTEN_IN.items()}
