"""A session ended while somebody wrote, by time or in another tab: what they post after it is kept, and nothing else
is done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import g
from sqlalchemy import Connection

from forms_app.staff.case import changes, queues, unsent
from forms_app.staff.desk import acting, mailing, submission
from forms_app.staff.door import Rescue
from forms_app.staff.entry.sessions import Session
from forms_app.staff.office import office
from forms_app.staff.rights import Right, who
from forms_app.translation import gettext as _

# What can be written in each card for longer than a session lasts; of a page from before cards were one form.
WRITTEN_IN = {submission.note: "text", mailing.letter: "text", acting.answered: "reply"}


def words(session: Session, posted: Mapping[str, list[str]], reference: str) -> bool:
    """All that stood on the page beside a submission: there again when its writer opens it."""
    kept = unsent.without(unsent.posted(posted, g.card), "")
    return bool(kept) and _with(session, reference, lambda connection: _add(connection, session, reference, kept))


def _note(name: str) -> Rescue:
    """The words of one card become a note."""

    def keep(session: Session, posted: Mapping[str, list[str]], reference: str) -> bool:
        written = next(iter(posted.get(name, [])), "").strip()
        if not written:
            return words(session, posted, reference)
        told = _("Written when the session had ended; nothing else was done with it:")
        note = f"{told}\n\n{written}"
        return _with(session, reference, lambda each: changes.note(each, office(), session, reference, note))

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


def _add(connection: Connection, session: Session, reference: str, kept: unsent.Words) -> None:
    """Beside what was kept before: of one field the later words stand."""
    before = unsent.load(connection, office(), session.account_id, reference)
    unsent.keep(connection, office(), session.account_id, reference, {**before, **kept})


RESCUES: dict[str, Rescue] = {view.__name__: _note(name) for view, name in WRITTEN_IN.items()}
