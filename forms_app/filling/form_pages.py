"""Filling in a form: start, then one small page after another, each kept as it was typed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, g, make_response, redirect, request

from forms_app.deadlines.clock import utc_now
from forms_app.facts import languages
from forms_app.filling import asked_once
from forms_app.filling.services import services
from forms_app.filling.start import begin, draft_of, is_ticked
from forms_app.filling.steps import (
    LONGER,
    Posted,
    around,
    draft_here,
    form_named,
    has_token,
    may_visit,
    onward,
    page_drawn,
    page_shown,
    questionnaire_named,
    read_post,
    to,
    token_here,
)
from forms_app.filling.visitor import visitor
from forms_app.forms import HELPER, Form, Questionnaire
from forms_app.forms.questions import Page, entry_after
from forms_app.i18n import urls
from forms_app.sealing.seal import NONCE_BYTES, TAG_BYTES
from forms_app.storage.drafts import Changed, Draft, TooLong
from forms_app.web import csrf
from forms_app.web.pages import draw, see_other

blueprint = Blueprint("filling", __name__)
REARRANGING = ("add", "remove")
LEAVING = ("tasks", "back", "later")
MOST_DIGITS = 10  # of a version
SEALED_BYTES = NONCE_BYTES + TAG_BYTES
AGAIN = "again"  # asks for a page with what must be changed in it: its address once it was answered 422


@blueprint.get("/forms/<name>/")
def start_page(name: str) -> str:
    form = form_named(name)
    draft = draft_of(form)
    if draft:
        return _start_drawn(form, draft)
    key = (form.name, "start", urls.language())
    return services().page_cache.fill(key, lambda _marks: _start_drawn(form, None), {}, {})


def _start_drawn(form: Form, draft: Draft | None, helps: bool = False) -> str:
    around = {"told": visitor().told(form), "carried": visitor().carried()}
    return draw("forms/start.html", form=form, begun=draft, helps=helps, **around)


@blueprint.post("/forms/<name>/")
def begin_here(name: str) -> Response | str:
    form = form_named(name)
    csrf.refuse_cross_site(request)
    if is_ticked("go", "switch"):
        return _start_drawn(form, draft_of(form), is_ticked(HELPER, "yes"))
    token = begin(form, visitor().known(form))
    return visitor().keep(to(form, "tasks" if form.task_list else form.pages[0].slug), token)


@blueprint.get("/forms/<name>/tasks/")
def tasks(name: str) -> str:
    form = form_named(name)
    if not form.task_list:
        abort(404)
    draft = draft_here(form)
    tasks = [_task(page, draft) for page in form.asked(draft.values)]
    return draw("forms/tasks.html", tasks=tasks, **around(form, draft))


def _task(page: type[Page], draft: Draft) -> dict[str, Any]:
    return {"slug": page.slug, "heading": page.heading, "done": page.slug in draft.done}


@blueprint.get("/forms/<name>/<slug>/")
def page(name: str, slug: str) -> Response | str:
    form = questionnaire_named(name)
    kind = form.by_slug.get(slug) or abort(404)
    draft = draft_here(form)
    if not may_visit(form, kind, draft):
        return onward(form, draft)
    raw = draft.raw.get(slug)
    if raw is not None and AGAIN in request.args:
        return page_drawn(form, _validate(kind.of(raw), draft), draft)
    return page_shown(form, kind, raw or kind.suggested(draft.values), draft)


def _validate(filled: Page, draft: Draft) -> Page:
    """A page that was kept with mistakes, with what must be changed, as on the answer to its post."""
    if filled.validate() and filled.agrees(draft.values):
        asked_once.say(filled.doubts())
    return filled


@blueprint.post("/forms/<name>/<slug>/")
def keep(name: str, slug: str) -> Response | tuple[str, int]:
    form = questionnaire_named(name)
    kind = form.by_slug.get(slug) or abort(404)
    posted = read_post()
    filled = kind.of(posted)
    g.show_again = lambda: page_drawn(form, filled, g.get("draft") or _unread(form, filled, posted), trouble="storage")
    draft = g.draft = draft_here(form)
    if not has_token(posted):
        return page_drawn(form, filled, draft, trouble="token"), 400
    if _is_behind(draft, filled, posted):
        return page_drawn(form, filled, draft, trouble="changed"), 409
    return _store(form, filled, draft, posted.get("go", ["next"])[0])


def _store(form: Questionnaire, filled: Page, draft: Draft, go: str) -> Response | tuple[str, int]:
    steps_before = len(form.longest(draft.values, draft.done))
    valid = _may_be_done(filled, go) and filled.validate() and filled.agrees(draft.values)
    unasked = asked_once.new_doubts(filled, draft) if valid else []
    doubts = unasked if go == "next" else []
    raw = filled.rearranged(go) if go.startswith(REARRANGING) else filled.raw
    draft = draft.with_page(filled.slug, raw, filled.values if valid and not unasked else None)
    draft = asked_once.mark_asked(draft, doubts).seen_whole(form.first_open(draft.values, draft.done) is None)
    try:
        _save(draft)
    except Changed:
        return page_drawn(form, filled, draft_here(form), trouble="changed"), 409
    except TooLong:
        return page_drawn(form, filled, draft_here(form), trouble="too_long"), 413
    asked_once.say(doubts)
    if go == "next" and (not valid or filled.error_summary):
        return page_drawn(form, filled, draft), 422
    if doubts:
        return to(form, filled.slug, f"?{AGAIN}")
    answer = _after(form, filled, draft, go)
    if go in ("next", "back") and len(form.longest(draft.values, draft.done)) > steps_before:
        answer.location = f"{answer.location}?{LONGER}"
    return answer


def _may_be_done(filled: Page, go: str) -> bool:
    """Whoever leaves a page otherwise than by Continue is not told of mistakes; complete answers count all the same."""
    return go == "next" or go in LEAVING and any(text.strip() for texts in filled.raw.values() for text in texts)


def _save(draft: Draft) -> None:
    """The draft and, where there is one, the copy behind its code."""
    parts = services()
    replacement = parts.drafts.replacement(token_here(), draft, utc_now())
    grown = len(replacement[1]["locked"]) - SEALED_BYTES - draft.size
    parts.room.expect(grown * (2 if draft.code else 1))
    with parts.database.write() as connection:
        parts.drafts.replace(connection, replacement)
        parts.pickups.follow(connection, draft)


def _after(form: Questionnaire, filled: Page, draft: Draft, go: str) -> Response:
    """Where a button leads once the page is kept."""
    if go in languages.LANGUAGES:
        return make_response(redirect(urls.path_in(request.path, go), 303))
    if go == "save":
        idle = visitor().idle(form, draft)
        left = {"Left": str(idle.left)} if idle else {}
        return Response(status=204, headers={"Version": str(draft.versions.get(filled.slug, 0)), **left})
    if go == "tasks":
        return to(form, "tasks")
    if go.startswith(REARRANGING):
        return to(form, filled.slug, f"#{entry_after(go, draft.raw[filled.slug])}")
    if go == "later" and isinstance(form, Form):
        return visitor().later(form, filled, draft)
    return _neighbour(form, filled.slug, draft, back=go == "back")


def _neighbour(form: Questionnaire, slug: str, draft: Draft, *, back: bool) -> Response:
    """The page before or behind; from the check on, every change leads back to what is still open or to the check."""
    asked = [page.slug for page in form.asked(draft.values)]
    if slug not in asked:
        return onward(form, draft)
    place = asked.index(slug)
    if back:
        return to(form, asked[place - 1]) if place else see_other(f"/forms/{form.name}/")
    if draft.checked or place + 1 == len(asked):
        return onward(form, draft)
    return to(form, asked[place + 1])


def _is_behind(draft: Draft, filled: Page, posted: Posted) -> bool:
    """Whether another tab changed this page, or began the form anew, after the one that posts had been drawn."""
    return draft.versions.get(filled.slug, 0) != version_of(posted) and draft.raw.get(filled.slug) != filled.raw


def version_of(posted: Posted) -> int:
    """The version of the page that posts."""
    said = posted.get("version", [""])[0]
    return int(said) if said.isdecimal() and len(said) <= MOST_DIGITS else 0


def _unread(form: Questionnaire, filled: Page, posted: Posted) -> Draft:
    """What is known of a draft that could not even be read."""
    return Draft(form.name, versions={filled.slug: version_of(posted)})
