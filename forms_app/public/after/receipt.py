"""The receipt of what was sent: read here for half an hour, saved, and gone once the person says that she is done."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Response, abort, request

from forms_app import deadlines
from forms_app.deadlines.calendars import Entry, entries, theirs
from forms_app.deadlines.clock import utc_now
from forms_app.filling import days as days_sent
from forms_app.filling import idle
from forms_app.filling.paper import set_receipt
from forms_app.forms import FORMS, Form
from forms_app.forms.notes import still_running
from forms_app.forms.questionnaire import Answers
from forms_app.i18n import urls
from forms_app.i18n.translation import format_time
from forms_app.public import cookie
from forms_app.public.calendar_file import calendar_file
from forms_app.public.filling import end_visit
from forms_app.public.services import services
from forms_app.sealing import codes
from forms_app.sealing.seal import derive
from forms_app.storage.drafts import IDLE
from forms_app.web import csrf, posts
from forms_app.web.pages import draw, path_to, see_other

blueprint = Blueprint("receipts", __name__)


@blueprint.get("/forms/receipt/")
def receipt() -> str:
    token, kept = _receipt()
    form, sent_at = FORMS[kept["form"]], datetime.fromisoformat(kept["sent_at"])
    rules, received_on = services().rules, deadlines.local_date(sent_at)
    return draw(
        "forms/receipt.html",
        form=form,
        reference=kept["reference"],
        receipt_code=codes.for_print(kept["receipt_code"]),
        sections=form.reading(kept["answers"]),
        until=format_time(sent_at + IDLE, "h:mm a"),
        line=days_sent.promised(form, received_on),
        promised=form.policy.promise(rules, received_on, urls.language()),
        running=() if services().agency.official else _running(form, kept["answers"], received_on),
        lasting=form.lasting(kept["answers"], services().agency.official),
        days=_days(form, received_on),
        token=csrf.token(services().token_key, token),
        idle=idle.of_receipt(sent_at),
    )


@blueprint.get("/forms/receipt/receipt.pdf")
def on_paper() -> Response:
    _, kept = _receipt()
    return set_receipt(kept, services().settings.public_url + path_to("/forms/status/"))


@blueprint.get("/forms/receipt/dates.ics")
def dates() -> Response:
    """The days that follow for a calendar; what was not filed says so in every entry."""
    _, kept = _receipt()
    on = deadlines.local_date(datetime.fromisoformat(kept["sent_at"]))
    days = _days(FORMS[kept["form"]], on) or abort(404)
    return calendar_file(days, _course_name(kept["reference"]))


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


def _running(form: Form, answers: Answers, on: date) -> Iterator[str]:
    rules = services().rules
    return still_running(form.due(form.relevant(answers), rules), rules, on, urls.language())


def _receipt() -> tuple[bytes, dict[str, Any]]:
    """(cookie's token, what was sent), for 30 minutes from sending."""
    token = cookie.token()
    kept = services().drafts.receipt(token, utc_now()) if token else None
    if token is None or kept is None:
        abort(see_other("/forms/expired/"))
    return token, kept


def _course_name(reference: str) -> str:
    """The same for every calendar of this submission; whoever sees the calendar cannot tell the reference from it."""
    return hmac.digest(derive(services().token_key, "calendar"), reference.encode(), "sha256").hex()


def _days(form: Form, on: date) -> list[Entry]:
    """The days on which the person can do something, which only a complaint has, and the last ones of the agency."""
    parts, language = services(), urls.language()
    promised = form.policy.promise(parts.rules, on, language)
    found = [theirs(parts.rules, due, language) for due in promised.due]
    if form.policy.clock.hearing:  # sent online: when mail counts as received does not matter
        found = entries(parts.rules, replace(deadlines.course(parts.rules, None, on), due_if_mailed=None), language)
    if parts.agency.official:
        return found
    return [replace(entry, text=f"{promised.not_filed} {entry.text}") for entry in found]
