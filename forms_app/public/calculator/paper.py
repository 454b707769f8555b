"""The estimate on paper, to take along: worked out anew from the answers, kept nowhere."""

from __future__ import annotations

from flask import Blueprint, Response

from forms_app.deadlines.clock import today
from forms_app.filling.paper import set_paper
from forms_app.filling.steps import draft_here, onward
from forms_app.forms import CALCULATOR
from forms_app.i18n import urls
from forms_app.pdf import Summary, summary
from forms_app.public.calculator.estimates import estimate_of
from forms_app.public.services import services

blueprint = Blueprint("calculator_paper", __name__)


@blueprint.get("/forms/calculator/estimate/estimate.pdf")
def show() -> Response:
    draft = draft_here(CALCULATOR)
    if CALCULATOR.first_open(draft.values, draft.done):
        return onward(CALCULATOR, draft)
    found = estimate_of(CALCULATOR.relevant(draft.values))
    content = Summary(found, CALCULATOR.reading(draft.values), today())
    return set_paper(summary(content, urls.language(), services().agency))
