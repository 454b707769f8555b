"""The search: by whole words and numbers, the newest first, page after page; each look stands in the trail."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from forms_app.staff import audit
from forms_app.staff.auth_guard import field, signed_in
from forms_app.staff.office import office
from forms_app.staff.rights import forms_of
from forms_app.staff.search import anomaly_flags, index, places, queues, search_terms, sought
from forms_app.staff.search.queues import Wanted
from forms_app.staff.text_fields import too_long
from forms_app.staff.views import inbox

LONGEST = 200
Answer = str | tuple[str, int]


def search() -> Response | Answer:
    """What was typed is posted, so that no name stands in an address, a history or a log."""
    text = field("find").strip() or sought.last()
    if wrong := too_long(text, LONGEST):
        return found("", "", wrong, too_much=text)
    reference = search_terms.reference_in(text)
    with office().database.write() as connection:
        audit.record(connection, office(), audit.Action.SEARCHED, signed_in().account_id, detail=text)
        anomaly_flags.searched(connection, text)
    with office().database.read() as connection:
        if reference and queues.visible(connection, signed_in(), reference):
            return redirect(url_for(".submission", reference=reference), 303)
    return found(text, field("after"))


def found(text: str, after: str = "", problem: str = "", too_much: str = "") -> Answer:
    """One page of it; the button to the next one posts the same search again, with the place."""
    with office().database.read() as connection:
        page = index.search(connection, office(), text, forms_of(signed_in().role), inbox.PAGE, _place(after))
        rows = queues.among(connection, signed_in(), page.references)
        filters = inbox.filters(connection, Wanted())
    further = places.written(page.further) if page.further else ""
    context = {
        "typed": text or too_much,
        "sought": sought.locked(text),
        "after": after,
        "further": further,
        "is_full": len(rows) == inbox.PAGE,
        **inbox.again(problem),
    }
    page_shown = render_template("staff/found.html", entries=inbox.entries(rows), **context, **filters)
    return page_shown, 422 if problem else 200


def _place(after: str) -> places.Place | None:
    """Of moments only: the newest are found first."""
    try:
        return places.of_moment(places.read(after) if after else None)
    except ValueError:
        abort(400)
