"""A session ended by time while somebody wrote: what they post after it becomes a note, so that no words are lost."""

from __future__ import annotations

from collections.abc import Mapping

from forms_app.staff.case import changes, queues
from forms_app.staff.desk import acting, mailing, submission
from forms_app.staff.door import Rescue
from forms_app.staff.entry.sessions import Session
from forms_app.staff.office import office
from forms_app.staff.rights import Right, who
from forms_app.translation import gettext as _

# The field of each form on a submission's page in which somebody may write for longer than a session lasts.
WRITTEN_IN = {submission.note: "text", mailing.letter: "text", acting.answered: "reply"}


def _kept(session: Session, posted: Mapping[str, list[str]], reference: str, name: str) -> bool:
    written = next(iter(posted.get(name, [])), "").strip()
    if not written or session.role not in who(Right.HANDLE):
        return False
    with office().database.write() as connection:
        if queues.visible(connection, session, reference) is None:
            return False
        told = _("Written when the session had ended; nothing else was done with it:")
        changes.note(connection, office(), session, reference, f"{told}\n\n{written}")
    return True


def _rescue(name: str) -> Rescue:
    return lambda session, posted, reference: _kept(session, posted, reference, name)


RESCUES: dict[str, Rescue] = {view.__name__: _rescue(name) for view, name in WRITTEN_IN.items()}
