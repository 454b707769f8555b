"""For the operator's monitor: the process is up; the process can store."""

from __future__ import annotations

from flask import Blueprint, Response

from forms_app.deadlines.clock import utc_now
from forms_app.public.services import services
from forms_app.storage import key_ids, throttles

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def can_store() -> Response:
    """Writes and removes a row, so that a full disk or a lost database is noticed before a person meets it; and looks
    whether what is sealed here can be opened by staff and worker, and how much half-finished forms take."""
    with services().database.write() as connection:
        throttles.try_to_store(connection, utc_now())
        wrong = key_ids.fault(connection)
    wrong = wrong or services().room.fault()
    return Response(f"{wrong}\n", 503, mimetype="text/plain") if wrong else alive()
