"""The receipt of what was sent: read here for half an hour, saved, and gone once the person says that she is done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, request

from forms_app.deadlines.clock import utc_now
from forms_app.filling import idle
from forms_app.filling.paper import set_receipt
from forms_app.filling.sent import after_sending
from forms_app.i18n.translation import format_time
from forms_app.public import cookie
from forms_app.public.filling import end_visit
from forms_app.public.services import services
from forms_app.sealing import codes
from forms_app.storage.drafts import IDLE
from forms_app.web import csrf, posts
from forms_app.web.pages import draw, path_to, see_other

blueprint = Blueprint("receipts", __name__)


@blueprint.get("/forms/receipt/")
def receipt() -> str:
    token, kept = _receipt()
    sent_at = datetime.fromisoformat(kept["sent_at"])
    return draw(
        "forms/receipt.html",
        until=format_time(sent_at + IDLE, "h:mm a"),
        token=csrf.token(services().token_key, token),
        idle=idle.of_receipt(sent_at),
        **after_sending.told(kept),
    )


@blueprint.get("/forms/receipt/receipt.pdf")
def on_paper() -> Response:
    _, kept = _receipt()
    return set_receipt(kept, services().settings.public_url + path_to("/forms/status/"))


@blueprint.get("/forms/receipt/dates.ics")
def dates() -> Response:
    """The days that follow for a calendar; what was not filed says so in every entry."""
    _, kept = _receipt()
    return after_sending.dates(kept)


@blueprint.get("/forms/receipt/done/")
def ask() -> str:
    """What went without the numbers could never be read again: asked once."""
    token, kept = _receipt()
    return draw(
        "forms/done.html",
        reference=kept["reference"],
        receipt_code=codes.for_print(kept["receipt_code"]),
        token=csrf.token(services().token_key, token),
        idle=idle.of_receipt(datetime.fromisoformat(kept["sent_at"])),
    )


@blueprint.post("/forms/receipt/")
def done() -> Response:
    """ "I am done"."""
    csrf.refuse_cross_site(request)
    if posts.read(request).get("go") != [end_visit.DELETE]:
        return see_other("/forms/receipt/done/")
    return end_visit.delete_and_tell("receipt")


def _receipt() -> tuple[bytes, dict[str, Any]]:
    """(cookie's token, what was sent), for 30 minutes from sending."""
    token = cookie.token()
    kept = services().drafts.receipt(token, utc_now()) if token else None
    if token is None or kept is None:
        abort(see_other("/forms/expired/"))
    return token, kept
