"""The ends of a visit: the receipt, leaving in a hurry, answers that were deleted for safety."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response, abort, make_response, redirect, request
from flask_babel import format_time
from sqlalchemy.exc import SQLAlchemyError

from forms_app import clock, codes, logs, security, status
from forms_app.drafts import IDLE
from forms_app.forms import FORMS
from forms_app.moment import utc_now
from forms_app.public import visitor
from forms_app.public.pages import draw, see_other
from forms_app.public.services import services

blueprint = Blueprint("leaving", __name__)


@blueprint.get("/forms/receipt/")
def receipt() -> str:
    token = visitor.token()
    kept = services().drafts.receipt(token, utc_now()) if token else None
    if token is None or kept is None:
        abort(see_other("/forms/expired/"))
    form, sent_at = FORMS[kept["form"]], datetime.fromisoformat(kept["sent_at"])
    received_on, until = clock.local_date(sent_at), sent_at + IDLE
    return draw(
        "forms/receipt.html",
        form=form,
        reference=kept["reference"],
        receipt_code=codes.printed(kept["receipt_code"]),
        sections=form.reading(kept["answers"]),
        until=format_time(until, "h:mm a"),
        hearing=clock.hearing_window(services().rules, received_on),
        due=status.agency_due(services().rules, status.Status(form.name, received_on, received_on)),
        token=security.token(services().token_key, token),
    )


@blueprint.post("/forms/receipt/")
def done() -> Response:
    """ "I am done": nothing of the visit stays here."""
    security.refuse_cross_site(request)
    return visitor.forget(see_other("/"))


@blueprint.get("/forms/exit/")
def leave() -> Response:
    """Leaving in a hurry: the one GET that changes state, so that a plain link does it. Only our own pages may ask."""
    ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    away = make_response(redirect(services().agency.exit_url, 303))
    if not ours or ahead:
        return away
    try:
        return visitor.forget(away)
    except (SQLAlchemyError, OSError) as error:  # going comes first; without its cookie nothing opens what stays
        logs.failure(error, "exit")
        return visitor.told_to_forget(away)


@blueprint.get("/forms/expired/")
def expired() -> str:
    return draw("forms/expired.html", forms=FORMS.values())
