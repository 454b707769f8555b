"""Filling in a form: start, one small page after another, check, send."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, g, make_response, redirect, request

from forms_app import i18n, security
from forms_app.drafts import Changed, Draft, utc_now
from forms_app.forms import FORMS, Form
from forms_app.public import visitor
from forms_app.public.pages import draw, see_other
from forms_app.public.services import services
from forms_app.public.skeleton import mark
from forms_app.questions import Page
from forms_app.submissions import Submission, store

blueprint = Blueprint("filling", __name__)
Posted = dict[str, list[str]]


@blueprint.get("/forms/<name>/")
def start(name: str) -> str:
    form, token = _form(name), visitor.token()
    draft = services().drafts.load(token, form.name, utc_now()) if token else None
    return draw("forms/start.html", form=form, draft=draft, about=f"forms/about/{form.name}.html")


@blueprint.post("/forms/<name>/")
def begin(name: str) -> Response:
    form = _form(name)
    security.refuse_cross_site(request)
    token = visitor.token_or_new()
    services().drafts.start(token, form.name, utc_now())
    return visitor.give(_to(form, form.pages[0].slug), token)


@blueprint.get("/forms/<name>/<slug>/")
def page(name: str, slug: str) -> Response | str:
    form = _form(name)
    kind = form.by_slug.get(slug) or abort(404)
    draft = _draft(form, _token())
    if not _may_visit(form, kind, draft):
        return _onward(form, draft)
    raw = draft.raw.get(slug)
    return _page(form, kind.of(raw), draft) if raw else _empty_page(form, kind, draft)


@blueprint.post("/forms/<name>/<slug>/")
def keep(name: str, slug: str) -> Response | tuple[str, int]:
    form = _form(name)
    kind = form.by_slug.get(slug) or abort(404)
    posted = _read_post()
    filled = kind.of(posted)
    g.show_again = lambda: _page(form, filled, g.get("draft") or Draft(form.name), trouble="storage")
    draft = g.draft = _draft(form, _token())
    if not _has_token(posted):
        return _page(form, filled, draft, trouble="token"), 400
    if _is_behind(draft, filled, posted):
        return _page(form, filled, draft, trouble="changed"), 409
    return _store_page(form, filled, draft, posted.get("go", ["next"])[0])


def _store_page(form: Form, filled: Page, draft: Draft, go: str) -> Response | tuple[str, int]:
    valid = go == "next" and filled.validate()
    draft = draft.with_page(filled.slug, filled.raw, filled.values if valid else None)
    draft = draft.seen_whole(form.first_open(draft.values, draft.done) is None)
    try:
        services().drafts.save(_token(), draft, utc_now())
    except Changed:
        return _page(form, filled, _draft(form, _token()), trouble="changed"), 409
    if go == "next" and not valid:
        return _page(form, filled, draft), 422
    return _after(form, filled, draft, go)


def _after(form: Form, filled: Page, draft: Draft, go: str) -> Response:
    if go in i18n.LANGUAGES:
        return make_response(redirect(i18n.path_in(request.path, go), 303))
    if go == "save":
        return Response(status=204)
    asked = [page.slug for page in form.asked(draft.values)]
    place = asked.index(filled.slug)
    if go == "back":
        return _to(form, asked[place - 1]) if place else see_other(f"/forms/{form.name}/")
    if draft.checked or place + 1 == len(asked):
        return _onward(form, draft)
    return _to(form, asked[place + 1])


@blueprint.get("/forms/<name>/check/")
def check(name: str) -> Response | str:
    form = _form(name)
    draft = _draft(form, _token())
    if form.first_open(draft.values, draft.done):
        return _onward(form, draft)
    return _check(form, draft)


@blueprint.post("/forms/<name>/check/")
def send(name: str) -> Response | tuple[str, int]:
    form = _form(name)
    posted, token = _read_post(), _token()
    draft = services().drafts.load(token, form.name, utc_now())
    if draft is None:
        return _sent_already_or_gone(form, token)
    g.show_again = lambda: _check(form, draft, trouble="storage")
    if not _has_token(posted):
        return _check(form, draft, trouble="token"), 400
    if posted.get("go") == ["back"]:
        return _to(form, form.asked(draft.values)[-1].slug)
    if form.first_open(draft.values, draft.done):
        return _onward(form, draft)
    if posted.get("version") != [str(draft.version)]:
        return _check(form, draft, trouble="changed"), 409
    _send(form, draft, token)
    return see_other("/forms/receipt/")


def _send(form: Form, draft: Draft, token: bytes) -> None:
    """One transaction: the draft goes, submission, outbox row and receipt come. A second press finds no draft."""
    parts, now = services(), utc_now()
    answers = form.relevant(draft.values)
    submission = Submission(form.name, i18n.language(), str(answers.get("county", "")), answers)
    with parts.database.write() as connection:
        if parts.drafts.take(connection, token, form.name):
            reference = store(connection, submission, parts.inbox, now)
            receipt = {"form": form.name, "reference": reference, "answers": answers, "sent_at": now.isoformat()}
            parts.drafts.put_receipt(connection, token, receipt, now)


def _sent_already_or_gone(form: Form, token: bytes) -> Response:
    receipt = services().drafts.receipt(token, utc_now())
    sent = receipt is not None and receipt["form"] == form.name
    return see_other("/forms/receipt/" if sent else "/forms/expired/")


def _form(name: str) -> Form:
    return FORMS.get(name) or abort(404)


def _token() -> bytes:
    """The visitor's token; without a cookie the visit ends at the page that says why."""
    return visitor.token() or abort(see_other("/forms/expired/"))


def _draft(form: Form, token: bytes) -> Draft:
    draft = services().drafts.load(token, form.name, utc_now())
    return draft or abort(_sent_already_or_gone(form, token))


def _read_post() -> Posted:
    security.refuse_cross_site(request)
    return security.posted(request)


def _has_token(posted: Posted) -> bool:
    return security.is_token(services().token_key, _token(), posted.get("token"))


def _is_behind(draft: Draft, filled: Page, posted: Posted) -> bool:
    """Whether another tab changed this page after the one that posts had been drawn."""
    seen = posted.get("version", [""])[0]
    now = draft.versions.get(filled.slug, 0)
    return now > (int(seen) if seen.isdecimal() and len(seen) < 9 else 0) and draft.raw.get(filled.slug) != filled.raw


def _may_visit(form: Form, kind: type[Page], draft: Draft) -> bool:
    asked = form.asked(draft.values)
    first = form.first_open(draft.values, draft.done)
    return kind in asked and (first is None or asked.index(kind) <= asked.index(first))


def _onward(form: Form, draft: Draft) -> Response:
    """To the first page that still needs an answer, or to the check."""
    first = form.first_open(draft.values, draft.done)
    return _to(form, first.slug if first else "check")


def _to(form: Form, slug: str) -> Response:
    return see_other(f"/forms/{form.name}/{slug}/")


def _page(form: Form, filled: Page, draft: Draft, trouble: str = "") -> str:
    return draw("forms/page.html", page=filled, trouble=trouble, **_step(form, draft, filled.slug))


def _empty_page(form: Form, kind: type[Page], draft: Draft) -> str:
    """As _page, from what was drawn before: see skeleton."""
    texts = {**_step(form, draft, kind.slug), "version": draft.versions.get(kind.slug, 0)}
    marks = {name: mark(name) for name in ("step", "steps", "token")}
    blank = Draft(form.name, versions={kind.slug: mark("version")})  # type: ignore[dict-item]
    known = {"form": form, "slug": kind.slug, "draft": blank, "trouble": "", **marks}
    key = (form.name, kind.slug, i18n.language())
    return services().skeletons.fill(key, texts, lambda: draw("forms/page.html", page=kind.of(), **known))


def _check(form: Form, draft: Draft, trouble: str = "") -> str:
    sections = form.reading(draft.values)
    return draw("forms/check.html", sections=sections, trouble=trouble, **_step(form, draft, "check"))


def _step(form: Form, draft: Draft, slug: str) -> dict[str, Any]:
    steps = [page.slug for page in form.asked(draft.values)] + ["check"]
    token = security.token(services().token_key, _token())
    place = steps.index(slug) + 1 if slug in steps else 0
    return {"form": form, "draft": draft, "slug": slug, "step": place, "steps": len(steps), "token": token}
