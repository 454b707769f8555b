"""Where in a form a visitor is: her draft, which pages she may see, and how a step of hers is drawn."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Response, abort, request
from markupsafe import Markup

from forms_app.deadlines.clock import today, utc_now
from forms_app.filling import answer_copy, page_cache
from forms_app.filling.page_cache import MarkedPage, Marks
from forms_app.filling.services import services
from forms_app.filling.visitor import visitor
from forms_app.forms import HELPER, Form, Questionnaire
from forms_app.forms.questions import Page
from forms_app.i18n import urls
from forms_app.i18n.translation import gettext as _
from forms_app.storage.drafts import Draft
from forms_app.text import Raw
from forms_app.web import csrf, posts
from forms_app.web.pages import draw, see_other

Posted = dict[str, list[str]]
LONGER = "longer"  # asks for a page that says why there are more steps than before
_ITEM = {
    -1: Markup('<li class="done">{}</li>'),
    0: Markup('<li aria-current="step">{}</li>'),
    1: Markup("<li>{}</li>"),
}


def form_named(name: str) -> Form:
    return visitor().forms.get(name) or abort(404)


def questionnaire_named(name: str) -> Questionnaire:
    """A form, or what is filled in as one and never sent."""
    return visitor().filled_in.get(name) or abort(404)


def token_here() -> bytes:
    """The visitor's token; without one the visit ends at the page that says why."""
    return visitor().token() or abort(visitor().gone(None))


def draft_here(form: Questionnaire) -> Draft:
    draft = services().drafts.load(token_here(), form.name, utc_now())
    return draft or abort(visitor().gone(form))


def read_post() -> Posted:
    csrf.refuse_cross_site(request)
    return posts.read(request)


def has_token(posted: Posted) -> bool:
    return visitor().is_token(posted.get("token"))


def may_visit(form: Questionnaire, kind: type[Page], draft: Draft) -> bool:
    """Pages are filled in in order, unless the form has a task list."""
    asked = form.asked(draft.values)
    before = itertools.takewhile(lambda page: page is not kind, asked)
    return kind in asked and (form.task_list or all(page.slug in draft.done for page in before))


def onward(form: Questionnaire, draft: Draft) -> Response:
    """To the first page that still needs an answer, or to the end: of a form the check."""
    first = form.first_open(draft.values, draft.done)
    return to(form, first.slug if first else form.end)


def to(form: Questionnaire, slug: str, anchor: str = "") -> Response:
    return see_other(f"/forms/{form.name}/{slug}/{anchor}")


def page_drawn(form: Questionnaire, filled: Page, draft: Draft, trouble: str = "") -> str:
    _fit_hints(filled)
    return draw("forms/page.html", page=filled, trouble=trouble, **_step(form, draft, filled.slug))


def page_shown(form: Questionnaire, kind: type[Page], typed: Raw, draft: Draft) -> str:
    """As page_drawn for a page that nothing is said about, from what was drawn before: see page_cache."""
    counts, helps = page_cache.shape(form, kind.slug, typed), bool(draft.values.get(HELPER))
    if counts is None:
        return page_drawn(form, kind.of(typed), draft)
    step = _step(form, draft, kind.slug)
    texts = {**step, "version": draft.versions.get(kind.slug, 0), "left": step["idle"].left if step["idle"] else ""}
    key = (form.name, kind.slug, urls.language(), helps, *counts)

    def drawn(marks: Marks) -> str:
        return _draw_marked(form, page_cache.empty(form, kind.slug, counts), helps, marks)

    return services().page_cache.fill(key, drawn, texts, typed)


def _draw_marked(form: Questionnaire, blank: Page, helps: bool, marks: Marks) -> str:
    """The page with a mark for whatever differs between visitors."""
    texts = {name: marks.text(name) for name in ("step", "steps", "token", "way", "longer")}
    version = {blank.slug: marks.text("version")}
    draft = Draft(form.name, values={HELPER: helps}, versions=version)  # type: ignore[arg-type]
    idle = visitor().idle(form, draft)
    left = replace(idle, left=marks.text("left")) if idle and services().page_cache.keeps else idle
    _fit_hints(blank)
    page = MarkedPage(blank, marks)
    return draw("forms/page.html", page=page, form=form, slug=blank.slug, draft=draft, idle=left, trouble="", **texts)


def _fit_hints(page: Page) -> None:
    if not services().agency.official:
        page.say_for_practice()


def check_drawn(form: Form, draft: Draft, trouble: str = "", fault: str = "") -> str:
    """`fault`: why it cannot be sent as it is, in words."""
    sections = form.reading(form.relevant(draft.values))
    notes = form.notes(form.relevant(draft.values), services().rules, today(), urls.language())
    notes += form.lasting(draft.values, services().agency.official)
    copy = answer_copy.seal_copy(token_here(), draft)
    wrong = {"trouble": trouble, "fault": fault}
    context = {"sections": sections, "notes": notes, "copy": copy, "by": form.policy.ways, **wrong}
    return draw("forms/check.html", **context, **_step(form, draft, "check"))


def _step(form: Questionnaire, draft: Draft, slug: str) -> dict[str, Any]:
    pages = form.longest(draft.values, draft.done)
    sure = {form.end, *(page.slug for page in form.asked(draft.values))}
    steps = {**{page.slug: page.heading for page in pages}, form.end: form.end_heading}
    place = list(steps).index(slug) + 1 if slug in steps else 0
    way = _way([(step, heading, step in sure) for step, heading in steps.items()], place)
    longer = LONGER in request.args
    return {**around(form, draft), "slug": slug, "step": place, "steps": len(steps), "way": way, "longer": _why(longer)}


def _why(longer: bool) -> Markup:
    said = _("There are more steps now because of what you changed.")
    return Markup('<p class="notice" role="status">{}</p>').format(said) if longer else Markup("")


def _way(steps: Sequence[tuple[str, object, bool]], place: int) -> Markup:
    """Every step as an item of a list: those behind her, the one where she is, those that may still come."""
    items = (
        _ITEM[(at > place) - (at < place)].format(heading if is_sure else _("%(heading)s (perhaps)", heading=heading))
        for at, (_slug, heading, is_sure) in enumerate(steps, start=1)
    )
    return Markup("\n").join(items) if place else Markup("")


def around(form: Questionnaire, draft: Draft) -> dict[str, Any]:
    """What every page needs that shows something of a draft."""
    return {"form": form, "draft": draft, "token": visitor().form_token(), "idle": visitor().idle(form, draft)}
