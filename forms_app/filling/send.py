"""The end of a form: check your answers, then send: one draft becomes one submission, however often it is pressed."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, g

from forms_app.filling import answer_copy, bot_signals
from forms_app.filling.steps import (
    Posted,
    check_drawn,
    draft_here,
    form_named,
    has_token,
    onward,
    read_post,
    to,
    token_here,
)
from forms_app.filling.visitor import visitor
from forms_app.forms import Form
from forms_app.web.pages import see_other

blueprint = Blueprint("sending", __name__)


@blueprint.get("/forms/<name>/check/")
def check(name: str) -> Response | str:
    form = form_named(name)
    draft = draft_here(form)
    return onward(form, draft) if form.first_open(draft.values, draft.done) else check_drawn(form, draft)


@blueprint.post("/forms/<name>/check/")
def send(name: str) -> Response | tuple[str, int]:
    form = form_named(name)
    posted = read_post()
    g.show_again = lambda: _from_copy(form, posted)
    draft = draft_here(form)
    draft = replace(draft, caught=draft.caught or bot_signals.fell_for_it(posted))
    g.show_again = lambda: check_drawn(form, draft, trouble="storage")
    if not has_token(posted):
        return check_drawn(form, draft, trouble="token"), 400
    if posted.get("go") == ["back"]:
        return to(form, form.asked(draft.values)[-1].slug)
    if form.first_open(draft.values, draft.done):
        return onward(form, draft)
    if posted.get("version") != [str(draft.shown_version)]:
        return check_drawn(form, draft, trouble="changed"), 409
    if fault := visitor().fault(form, draft, posted):
        return check_drawn(form, draft, fault=fault), 422
    receipt = visitor().send(form, draft)
    return see_other(receipt) if receipt else (check_drawn(form, draft_here(form), trouble="changed"), 409)


def _from_copy(form: Form, posted: Posted) -> str:
    """The check page while the draft cannot be read; empty if the page brought no copy of it that opens."""
    copy = answer_copy.open_copy(token_here(), form.name, posted.get("copy", [""])[0])
    return check_drawn(form, copy, trouble="storage") if copy else ""
