"""The right door: a question a page, an answer a link; at its end the form begins with what was answered."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request

from forms_app import door, security
from forms_app.door import Outcome
from forms_app.forms import FORMS, Form
from forms_app.moment import utc_now
from forms_app.public import counting, visitor
from forms_app.public.pages import draw, see_other
from forms_app.public.services import services
from forms_app.questions import Page

blueprint = Blueprint("doors", __name__)


@blueprint.get("/forms/")
def first() -> str:
    guide = services().guide
    return draw("doors/question.html", question=guide.first, first=True, forms=FORMS.values())


@blueprint.get("/forms/door/<node>/")
def ask(node: str) -> str:
    guide = services().guide
    here = guide.node(node) or abort(404)
    if isinstance(here, door.Question):
        return draw("doors/question.html", question=here, first=here is guide.first, forms=FORMS.values())
    return _outcome(here)


@blueprint.post("/forms/door/<node>/")
def begin(node: str) -> Response:
    """Start the door's form, or 404 where the path does not end at one. Nothing is marked as answered for good."""
    outcome = services().guide.outcomes.get(node)
    form = FORMS.get(outcome.door.form or "") if outcome else None
    if outcome is None or form is None:
        abort(404)
    security.refuse_cross_site(request)
    counting.count(counting.BEGUN)
    token = visitor.token_or_new()
    draft = services().drafts.start(token, form.name, utc_now())
    for page in _told(form, outcome):
        draft = draft.with_page(page.slug, page.raw, None)
        services().drafts.save(token, draft, utc_now())
    return visitor.give(see_other(f"/forms/{form.name}/{form.pages[0].slug}/"), token)


def _outcome(outcome: Outcome) -> str:
    form = FORMS.get(outcome.door.form or "")
    token = visitor.token()
    begun = services().drafts.load(token, form.name, utc_now()) if form and token else None
    others = services().guide.others(outcome)
    return draw("doors/outcome.html", outcome=outcome, form=form, begun=begun, others=others, forms=FORMS)


def _told(form: Form, outcome: Outcome) -> list[Page]:
    """The pages on which the answers that the path implies stand, filled in and still to be confirmed."""
    raw = {name: [value] for name, value in outcome.implies.items()}
    filled = (kind.of(raw) for kind in form.pages)
    return [page for page in filled if page.raw]
