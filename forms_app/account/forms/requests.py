"""My requests: what waits half finished, what was sent while signed in and how it stands, each with its receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from flask import Response, abort, request
from werkzeug.wrappers import Response as Redirect

from forms_app import deadlines
from forms_app.account.forms import answers, aside, late, lost_keys, sent
from forms_app.account.forms.sender import token
from forms_app.account.forms.sent import EACH, Request
from forms_app.account.guard import field
from forms_app.account.pages import draw, see_other, site
from forms_app.account.services import services
from forms_app.account.views import own_words
from forms_app.account.views.opened import hers
from forms_app.filling.paper import set_receipt
from forms_app.filling.sent import after_sending, days
from forms_app.forms import FORMS, Form, clock_of, follower_of, sent_from
from forms_app.i18n.translation import gettext as _
from forms_app.storage import status
from forms_app.storage.account import requests
from forms_app.storage.account.requests import KEPT
from forms_app.storage.drafts import Changed, row_id
from forms_app.storage.status import Status


@dataclass(frozen=True, slots=True)
class Begun:
    """A form that is half finished, and the day on which it goes."""

    form: Form
    until: date


def requests_page() -> str:
    begun = _begun()  # first: one that had arrived goes over to those that were sent
    count, number = sent.count(), _number_of_page()
    pages = max(1, -(-count // EACH))
    if number > pages:
        abort(404)
    shown = sent.page(number)
    waiting = {"offered": late.offered(), "begun": begun, "has_aside": bool(aside.every())}
    around = {**waiting, "forms": sent_from("account").values(), **_without_keys()}
    return draw(
        "account/requests.html",
        shown=[one for one in shown if one],
        lost=shown.count(None),
        page=number,
        pages=pages,
        **around,
    )


def request_page(place: int) -> str:
    found = _found(place)
    answers.note_read([found])
    return _drawn_part(found) if found.is_joined else _drawn(found)


class NotSent(NamedTuple):
    """Something that is half finished, and where it goes on."""

    title: str
    path: str


def not_sent() -> list[NotSent]:
    """For the first page of the account: what is half finished, or was typed when a session was over."""
    forms = sent_from("account").items()
    ids = {row_id(token(), name): NotSent(str(form.title), f"/forms/{name}/check/") for name, form in forms}
    listed = row_id(token(), aside.LISTED)
    with services().database.read() as connection:
        there = requests.waiting(connection, [*ids, listed], services().now() - KEPT)
    found = [one for draft_id, one in ids.items() if draft_id in there]
    more = listed in there and aside.every()
    return [*found, *([NotSent(str(_("Other messages that you began")), "/messages/")] if more else [])]


def delete_page(name: str) -> str:
    """The question before what is half finished goes."""
    return draw("account/delete.html", one=_begun_named(name))


def delete_begun(name: str) -> Redirect:
    """What is half finished goes on purpose. One that another tab has sent meanwhile stays where it is."""
    one = _begun_named(name)
    draft = services().drafts.load(token(), one.form.name, services().now())
    if draft:
        with services().database.write() as connection:
            services().drafts.take(connection, token(), draft)
    return see_other("/requests/")


def earlier_page(place: int) -> str:
    """Something that she sent with keys that are lost, or that staff keyed in; the words come a little later."""
    found = _earlier_at(place)
    answers.note_read([found])
    around = {"is_earlier": True, "is_confirmed": hers().is_confirmed}
    if found.kept["channel"]:
        return _drawn_part(found, **around)
    if words := own_words.whole(found.kept["reference"]):
        return _drawn(found.saying(words), has_words=True, **around)
    return _drawn_part(found, **around)


def _drawn_part(found: Request, **around: Any) -> str:
    words = own_words.part(found.kept["reference"])
    return _drawn(found.saying(words) if words else found, is_part=words is not None, **around)


def _drawn(found: Request, *, is_part: bool = False, **around: Any) -> str:
    told = after_sending.told(found.kept)
    if is_part:
        told["sections"] = own_words.told(told["sections"], found.kept["answers"])
    return draw("account/request.html", found=found, is_part=is_part, **around, **{**told, **_standing(found)})


def receipt_paper(place: int) -> Response:
    found = _found(place)
    return abort(404) if found.is_joined else set_receipt(found.kept, site("/forms/status/"))


def earlier_receipt(place: int) -> Response:
    """Of what is here whole."""
    found = _earlier_at(place)
    words = own_words.whole(found.kept["reference"]) or abort(404)
    return set_receipt(found.saying(words).kept, site("/forms/status/"))


def dates_file(place: int) -> Response:
    return after_sending.dates(_found(place).kept)


def take_up_kept() -> Redirect:
    """ "Go on with it", or not: what was posted when the session was over."""
    if field("go") == "delete":
        late.drop(field("which"))
        return see_other("/requests/")
    try:
        return see_other(late.take_up(field("which")))
    except Changed:  # in another tab: it is still offered
        return see_other("/requests/")


def _without_keys() -> dict[str, list[Request]]:
    """What was sent with keys that she has no more, and what staff keyed in for her."""
    every = lost_keys.every()
    keyed = [one for one in every if one.kept["channel"]]
    return {"keyed": keyed, "earlier": [one for one in every if one not in keyed]}


def _earlier_at(place: int) -> Request:
    every = lost_keys.every()
    return every[place - 1] if 1 <= place <= len(every) else abort(404)


def _number_of_page() -> int:
    text = request.args.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) else abort(404)


def _begun() -> list[Begun]:
    now = services().now()
    drafts = ((form, services().drafts.load(token(), name, now)) for name, form in sent_from("account").items())
    return [Begun(form, _last_day(draft.touched_at or now)) for form, draft in drafts if draft]


def _begun_named(name: str) -> Begun:
    return next((one for one in _begun() if one.form.name == name), None) or abort(see_other("/requests/"))


def _last_day(touched_at: datetime) -> date:
    return deadlines.local_date(touched_at + KEPT)


def _found(place: int) -> Request:
    return sent.at_place(place) or abort(404)


def _standing(found: Request) -> dict[str, Any]:
    """What counts now, as the status page tells it; nothing where nobody knows how it stands."""
    now, rules = found.standing, services().rules
    base = {"forms": FORMS, "words": deadlines.words, "today": services().today(), "status": now, "onward": None}
    if now is None:
        return {**base, "due": None, "hearing": None}
    clock = clock_of(now.form)
    due, hearing = status.agency_due(rules, now, clock), status.hearing(rules, now, clock)
    return {**base, "due": due, "hearing": hearing, "line": days.counting(now.received_on, due, hearing), **_next(now)}


def _next(now: Status) -> dict[str, Any]:
    """The form in which it can be taken further."""
    return {"further": follower_of(now.form)}
