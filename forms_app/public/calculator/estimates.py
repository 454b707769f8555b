"""The estimate: worked out anew from the answers each time that it is looked at, kept nowhere."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from forms_app.deadlines.clock import today
from forms_app.forms import CALCULATOR
from forms_app.forms.calculator import limits, results
from forms_app.forms.calculator.answers import family
from forms_app.forms.calculator.explanations import explain
from forms_app.forms.calculator.net_incomes import basis, lines
from forms_app.guideline.estimate import Estimate, estimate
from forms_app.public.calculator.curve import curve
from forms_app.public.filling.steps import around, draft_here, onward
from forms_app.public.pages import draw
from forms_app.public.services import services

blueprint = Blueprint("calculator_estimate", __name__)


@blueprint.get("/forms/calculator/estimate/")
def show() -> Response | str:
    draft = draft_here(CALCULATOR)
    if CALCULATOR.first_open(draft.values, draft.done):
        return onward(CALCULATOR, draft)
    found = estimate_of(CALCULATOR.relevant(draft.values))
    sections = CALCULATOR.reading(draft.values)
    return draw("calculator/estimate.html", sections=sections, **_context(found), **around(CALCULATOR, draft))


def estimate_of(answers: dict[str, Any]) -> Estimate:
    sources, day = services().guideline, today()
    return estimate(sources, family(answers, sources.laws, day), day)


def _context(found: Estimate) -> dict[str, Any]:
    return {
        "estimate": found,
        "headline": results.headline(found),
        "limits": limits,
        "about": list(limits.about(found)),
        "steps": explain(found),
        "incomes": [(net, lines(net), basis(net)) for net in (found.a, found.b)],
        "tables": limits.tables(found),
        "times": results.other_times(found),
        "changes": results.other_incomes(found),
        "curve": curve(found),
        "versions": list(limits.versions(found)),
    }
