"""Work in bulk: what was ticked in a list is handed on or moved along, and what was not done is told from what was."""

from __future__ import annotations

from flask import abort, redirect, render_template, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.i18n.translation import gettext as _
from forms_app.staff import notices
from forms_app.staff.acts import changes
from forms_app.staff.auth_guard import field, fields, number, signed_in
from forms_app.staff.office import office
from forms_app.staff.search import sought
from forms_app.staff.search.queues import Wanted
from forms_app.staff.submissions.states import STATES
from forms_app.staff.views import inbox, search


def change_many() -> Response | inbox.Answer:
    """Both lists of a page are one form, so a tick in either counts; what was not done is told from what was."""
    chosen, filters = fields("chosen"), Wanted.of(request.args)
    problem = _nothing(chosen)
    if problem:
        found = sought.last()
        return search.found(found, field("after"), problem) if found else inbox.listing(problem, 422)
    missed = []
    with office().database.write() as connection:
        for one in chosen:
            reference, _at, version = one.partition("@")
            if not _apply(connection, reference, version):
                missed.append(reference)
    back = filters.address_of(inbox.places_here())
    if missed:
        context = {"missed": missed, "changed": len(chosen) - len(missed), "back": back}
        return render_template("staff/missed.html", **context), 409
    notices.told("changed", len(chosen))
    return redirect(back, 303)


def _nothing(chosen: list[str]) -> str:
    if not chosen:
        return str(_("Nothing was changed: choose submissions in the list first."))
    if not field("state") and not field("owner"):
        return str(_("Nothing was changed: choose what to do with them."))
    return ""


def _apply(connection: Connection, reference: str, version: str) -> bool:
    state, owner = field("state"), field("owner")
    if state and state not in STATES:
        abort(400)
    try:
        change = changes.Change(reference, number(version), state, owner)
        return changes.apply(connection, office(), signed_in(), change)
    except (LookupError, changes.NoOutcome):
        return False
