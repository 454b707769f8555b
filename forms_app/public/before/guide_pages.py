"""The right door: a question a page, an answer a link; at its end the form begins with what was answered."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request

from forms_app.filling.start import begin, draft_of, is_ticked
from forms_app.forms import FORMS, HELPER, sent_from
from forms_app.forms import guide as door
from forms_app.forms.guide import Outcome
from forms_app.public import cookie
from forms_app.public.services import services
from forms_app.web import csrf
from forms_app.web.pages import draw, see_other

blueprint = Blueprint("doors", __name__)


@blueprint.get("/forms/")
def first() -> str:
    guide = services().guide
    return draw("doors/question.html", question=guide.first, first=True, forms=sent_from("public").values())


@blueprint.get("/forms/door/<node>/")
def ask(node: str) -> str:
    guide = services().guide
    here = guide.node(node) or abort(404)
    if isinstance(here, door.Question):
        return draw("doors/question.html", question=here, first=here is guide.first, forms=sent_from("public").values())
    return _outcome(here)


@blueprint.post("/forms/door/<node>/")
def begin_there(node: str) -> Response | str:
    """Start the door's form, or 404 where the path does not end at one. Nothing is marked as answered for good."""
    outcome = services().guide.outcomes.get(node)
    form = FORMS.get(outcome.door.form) if outcome else None
    if outcome is None or form is None:
        abort(404)
    csrf.refuse_cross_site(request)
    if is_ticked("go", "switch"):
        return _outcome(outcome, is_ticked(HELPER, "yes"))
    token = begin(form, {name: [value] for name, value in outcome.implies.items()})
    return cookie.give(see_other(f"/forms/{form.name}/{form.pages[0].slug}/"), token)


def _outcome(outcome: Outcome, helps: bool = False) -> str:
    form = FORMS.get(outcome.door.form)
    there = draft_of(form) if form else None
    others = services().guide.others(outcome)
    return draw("doors/outcome.html", outcome=outcome, form=form, begun=there, others=others, forms=FORMS, helps=helps)
