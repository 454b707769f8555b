"""Where an estimate begins: empty, with all questions on one page, or from an example."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, request

from forms_app.deadlines.clock import utc_now
from forms_app.filling.start import begin, draft_of
from forms_app.filling.steps import to
from forms_app.forms import CALCULATOR
from forms_app.forms.calculator.examples import EXAMPLES
from forms_app.public import cookie
from forms_app.public.services import services
from forms_app.text import Raw
from forms_app.web import csrf, posts
from forms_app.web.pages import draw

blueprint = Blueprint("calculator", __name__)
AT_ONCE = "tasks"  # the button, and the address, of all questions on one page


@blueprint.get("/forms/calculator/")
def start() -> str:
    return draw("calculator/start.html", form=CALCULATOR, begun=draft_of(CALCULATOR), examples=EXAMPLES)


@blueprint.post("/forms/calculator/")
def begin_here() -> Response:
    csrf.refuse_cross_site(request)
    go = posts.read(request).get("go", [""])[0]
    example = next((example for example in EXAMPLES if example.id == go), None)
    token = begin(CALCULATOR)
    if example:
        _fill(token, example.raw)
    there = CALCULATOR.end if example else AT_ONCE if go == AT_ONCE else CALCULATOR.pages[0].slug
    return cookie.give(to(CALCULATOR, there), token)


def _fill(token: bytes, raw: Raw) -> None:
    """Answer every page of the new draft that the example answers."""
    parts, now = services(), utc_now()
    begun = parts.drafts.load(token, CALCULATOR.name, now)
    if begun is None:  # left in this very moment
        return
    draft = begun
    for kind in CALCULATOR.pages:
        page = kind.of(raw)
        if page.raw and page.validate():
            draft = draft.with_page(kind.slug, page.raw, page.values)
    parts.drafts.save(token, replace(draft, version=begun.version + 1, checked=True), now)
