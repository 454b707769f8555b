"""Stopping and going on later: a code to write down, and the page that takes it, on any device, in either language."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flask import Blueprint, Response, g, make_response, request

from forms_app.deadlines.clock import utc_now
from forms_app.filling import idle
from forms_app.filling.steps import around, draft_here, form_named, to, token_here
from forms_app.forms import FORMS
from forms_app.i18n.translation import gettext as _
from forms_app.public import cookie, limits
from forms_app.public.filling import end_visit
from forms_app.public.services import services
from forms_app.sealing import codes
from forms_app.sealing.codes import NotACode
from forms_app.storage.drafts import Draft
from forms_app.storage.throttles import Limit, TooMany, network
from forms_app.web import csrf, posts
from forms_app.web.pages import draw, see_other

blueprint = Blueprint("resuming", __name__)
OPENED = "opened"  # in the address of the new code, right after an older one opened the form
WITHIN = timedelta(minutes=15)
MOST_SHOWN = 400  # characters of what was typed for a code of twenty
PER_ADDRESS = Limit("pick-up, address", 10, WITHIN)
IN_ALL = Limit("pick-up, all", 300, WITHIN)
# Kept for each address once others have used up everybody's tries: guessing on purpose locks nobody out.
RESERVED = Limit("pick-up, reserved", 3, WITHIN)


def leave_for_later(draft: Draft) -> Draft:
    """The draft with a code, and its copy behind that code."""
    parts, now, token = services(), utc_now(), token_here()
    if draft.code:
        return draft
    limits.count(limits.LEFT)
    coded = replace(draft, code=codes.new(), version=draft.version + 1)
    replacement = parts.drafts.replacement(token, coded, now)
    parts.room.expect(len(replacement[1]["locked"]))
    with parts.database.write() as connection:
        parts.drafts.replace(connection, replacement)
        parts.pickups.leave(connection, token, coded, now)
    return coded


@blueprint.get("/forms/<name>/code/")
def code(name: str) -> Response | str:
    form = form_named(name)
    draft = draft_here(form)
    if not draft.code:
        return to(form, "check")
    context = {"code": codes.for_print(draft.code), "opened": OPENED in request.args and draft.opened_by}
    return draw("forms/code.html", **context, **around(form, draft))


@blueprint.get("/forms/resume/")
def ask() -> Response:
    """The cookie comes before the code: if the answer to the post is lost on the way, this browser can ask again."""
    token = cookie.token_or_new()
    return cookie.give(make_response(_drawn(token)), token)


@blueprint.post("/forms/resume/")
def resume() -> Response | tuple[str, int]:
    """Move the draft behind a code here. One of the same form that lies here already goes only when that is chosen."""
    csrf.refuse_cross_site(request)
    posted, token = posts.read(request), cookie.token_or_new()
    if cookie.is_stale(posted):  # the answers would go to whoever came next, or the code be used up for nobody
        return see_other("/forms/expired/")
    typed = posted.get("code", [""])[0]
    if posted.get("go") == ["switch"]:  # only the language was changed: no try is counted and nothing called wrong
        return _drawn(token, typed), 200
    g.show_again = lambda: _drawn(token, typed, trouble="storage")
    try:
        digits = codes.read(typed)
    except NotACode as wrong:
        return _refuse(token, typed, _not_a_code(wrong))
    _spend()
    here = _in_the_way(digits, token)
    if here and posted.get("go") != ["instead"]:
        return _which(token, digits, here), 409
    draft = _collect(digits, token) or _already_collected(digits, token)
    if draft is None:
        message = _("This code does not work. A code works once, for 7 days, and only until the form is sent.")
        return _refuse(token, typed, message)
    return cookie.give(to(FORMS[draft.form], "code", f"?{OPENED}"), token)


def _not_a_code(wrong: NotACode) -> str:
    if wrong.mistyped:
        return str(_("One of the digits of the code is not right. Compare it with what you wrote down."))
    if not wrong.digits:
        return str(_("Enter the 20 digits of your code. You can leave out the spaces."))
    numbers = {"wanted": codes.LENGTH, "digits": wrong.digits}
    return str(_("A code has %(wanted)d digits. You have typed %(digits)d.", **numbers))


def _in_the_way(digits: str, token: bytes) -> Draft | None:
    """Another draft of the same form, in which something was filled in here."""
    parts, now = services(), utc_now()
    with parts.database.read() as connection:
        found = parts.pickups.look(connection, digits, now)
    here = parts.drafts.load(token, found.form, now) if found else None
    return here if here and here.raw and here.code != digits else None


def _spend() -> None:
    """Count one try. Raises TooMany."""
    throttle, address = services().throttle, network(request.remote_addr)
    throttle.spend([(PER_ADDRESS, address)])
    try:
        throttle.spend([(IN_ALL, "")])
    except TooMany:
        throttle.spend([(RESERVED, address)])


def _collect(digits: str, token: bytes) -> Draft | None:
    """Move the draft behind a code to this browser, with a new code, in one transaction."""
    parts, now = services(), utc_now()
    with parts.database.write() as connection:
        found = parts.pickups.collect(connection, digits, now)
        if found is None or found.form not in FORMS:
            return None
        draft = replace(found, code=codes.new(), opened_by=digits)
        parts.drafts.put(connection, token, draft, now)
        parts.pickups.leave(connection, token, draft, now)
        return draft


def _already_collected(digits: str, token: bytes) -> Draft | None:
    """What this code opened in this browser a moment ago, where the answer that said so never arrived."""
    here = (services().drafts.load(token, name, utc_now()) for name in FORMS)
    return next((draft for draft in here if draft and draft.opened_by == digits), None)


def _refuse(token: bytes, typed: str, error: str) -> tuple[str, int]:
    return _drawn(token, typed, error), 422


def _drawn(token: bytes, typed: str = "", error: str = "", trouble: str = "") -> str:
    said = {"typed": typed[:MOST_SHOWN], "error": error, "trouble": trouble}
    return draw("forms/resume.html", **said, **_around(token))


def _which(token: bytes, digits: str, here: Draft) -> str:
    return draw("forms/which.html", form=FORMS[here.form], here=here, code=digits, **_around(token))


def _around(token: bytes) -> dict[str, object]:
    return {"token": csrf.token(services().token_key, token), "idle": idle.of_page()}


@blueprint.get("/forms/<name>/code/done/")
def ask_before_stopping(name: str) -> Response | str:
    form = form_named(name)
    draft = draft_here(form)
    if not draft.code:
        return to(form, "check")
    return draw("forms/stop.html", code=codes.for_print(draft.code), **around(form, draft))


@blueprint.post("/forms/<name>/code/")
def stop(name: str) -> Response:
    """The code has been written down: asked once, then nothing stays on this device."""
    form = form_named(name)
    csrf.refuse_cross_site(request)
    if posts.read(request).get("go") != [end_visit.DELETE]:
        return to(form, "code/done")
    return end_visit.delete_and_tell("form")
