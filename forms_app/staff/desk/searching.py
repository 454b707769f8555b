"""The search: by whole words and numbers, the newest first, page after page; each look stands in the trail."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from forms_app.staff import audit
from forms_app.staff.case import finding, places, queues, typed, unusual
from forms_app.staff.case.queues import Wanted
from forms_app.staff.desk import inbox
from forms_app.staff.door import field, present
from forms_app.staff.office import office
from forms_app.staff.rights import FORMS


def search() -> Response | str:
    """What was typed is posted, so that no name stands in an address, a history or a log."""
    text = field("find").strip()
    reference = typed.reference_in(text)
    with office().database.write() as connection:
        audit.record(connection, office(), audit.Action.SEARCHED, present().account_id, detail=text[:200])
        unusual.searched(connection, text)
    with office().database.read() as connection:
        if reference and queues.visible(connection, present(), reference):
            return redirect(url_for(".submission", reference=reference), 303)
    return found(text, field("after"))


def found(text: str, after: str = "") -> str:
    """One page of it; the button to the next one posts the words again, with the place."""
    with office().database.read() as connection:
        page = finding.search(connection, office(), text, FORMS[present().role], inbox.PAGE, _place(after))
        rows = queues.among(connection, present(), page.references)
        filters = inbox.filters(connection, Wanted())
    further = places.written(page.further) if page.further else ""
    told = {"typed": text, "further": further, "is_first": not after, "is_full": len(rows) == inbox.PAGE}
    return render_template("staff/found.html", entries=inbox.entries(rows), **told, **filters)


def _place(after: str) -> places.Place | None:
    try:
        return places.read(after) if after else None
    except ValueError:
        abort(400)
