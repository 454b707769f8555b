"""Around every button beside a submission: what was typed in other cards stays, and no mistake ends in a dead page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import g, redirect, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from forms_app.i18n.translation import gettext as _
from forms_app.staff import notices
from forms_app.staff.auth_guard import signed_in
from forms_app.staff.office import office
from forms_app.staff.search import queues
from forms_app.staff.submissions import unsaved_text
from forms_app.staff.views.submission import page

# Shown is a look behind a mask, and the preview of a letter: a file, after which the letter is still to be sent.
SHOWN, DONE, NOT_OURS, FASTER, NOT_TAKEN = 200, 303, 400, 409, 422


def beside(view: Callable[..., Any]) -> Callable[..., Any]:
    """The view of one card's button. Once it is done its own words are sent; of the others none is lost."""

    @wraps(view)
    def doing(reference: str) -> Any:
        g.unsent = unsaved_text.words_posted(g.posted, g.card)
        try:
            answer = view(reference)
        except HTTPException as wrong:
            if wrong.code != NOT_OURS:
                raise
            _keep(reference, unsaved_text.without(g.unsent, ""))
            return page.again(
                reference, NOT_OURS, problem=_("That was not done. Look at it as it is now, and try again.")
            )
        status = answer.status_code if isinstance(answer, Response) else answer[1]
        if status in (NOT_TAKEN, FASTER):
            _keep(reference, unsaved_text.without(g.unsent, ""))  # for the page in the other language, or opened anew
        if status in (DONE, SHOWN):
            is_file = isinstance(answer, Response) and status == SHOWN
            _keep(reference, unsaved_text.without(g.unsent, "" if is_file else g.card))
        if status == DONE and "done" not in g:
            notices.told("saved")
        return answer

    return doing


def keep_words(reference: str) -> Response:
    """Only keep what was typed: the Enter key presses this one, which does nothing else."""
    notices.told("kept")
    return redirect(url_for(".submission", reference=reference), DONE)


def drop_words(reference: str) -> Response:
    with office().database.write() as connection:
        queues.reachable(connection, signed_in(), reference)
        unsaved_text.drop(connection, signed_in().account_id, reference)
    return redirect(url_for(".submission", reference=reference), DONE)


def _keep(reference: str, words: unsaved_text.Words) -> None:
    with office().database.write() as connection:
        if queues.visible(connection, signed_in(), reference) is not None:
            unsaved_text.keep(connection, office(), signed_in().account_id, reference, words)
