"""The estimate: worked out anew from the answers each time that it is looked at, kept nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response
from markupsafe import Markup, escape

from forms_app.deadlines.clock import today
from forms_app.filling import idle
from forms_app.filling.page_cache import Marks
from forms_app.filling.steps import around, draft_here, onward
from forms_app.forms import CALCULATOR
from forms_app.forms.calculator import limits, results
from forms_app.forms.calculator.answers import family
from forms_app.forms.calculator.explanations import explain
from forms_app.forms.calculator.net_incomes import basis, lines
from forms_app.guideline.estimate import Estimate, estimate
from forms_app.i18n import urls
from forms_app.i18n.translation import gettext as _
from forms_app.public.calculator.curve import curve
from forms_app.public.calculator.parts import answers_list, notices, steps_list, sum_of, what_if
from forms_app.public.sealed_parts import Parts
from forms_app.public.services import services
from forms_app.storage.drafts import Draft
from forms_app.web.pages import draw

blueprint = Blueprint("calculator_estimate", __name__)
DIFFERS = ("headline", "notes", "incomes", "steps", "curve", "times", "changes", "basis", "answers", "token")


@blueprint.get("/forms/calculator/estimate/")
def show() -> Response | str:
    draft = draft_here(CALCULATOR)
    if CALCULATOR.first_open(draft.values, draft.done):
        return onward(CALCULATOR, draft)
    kept, where = services().estimates, f"{urls.language()} {today()}"
    parts = kept.read(draft, where)
    if parts is None:
        parts = _parts(draft)
        kept.keep(draft, where, parts)
    known, given = bool(parts["steps"]), around(CALCULATOR, draft)
    key = (CALCULATOR.name, CALCULATOR.end, urls.language(), known)
    texts = {**parts, "token": given["token"], "left": given["idle"].left}
    return services().page_cache.fill(key, lambda marks: _draw_marked(known, marks), texts, {})


def estimate_of(answers: dict[str, Any]) -> Estimate:
    sources, day = services().guideline, today()
    return estimate(sources, family(answers, sources.laws, day), day)


def _draw_marked(known: bool, marks: Marks) -> str:
    """The page with a mark for whatever differs between visitors; `known`: whether there is a result."""
    draft = Draft(CALCULATOR.name)
    left: Any = marks.text("left")
    texts = {name: marks.text(name) for name in DIFFERS}
    given = {"form": CALCULATOR, "draft": draft, "known": known, "limits": limits}
    return draw("calculator/estimate.html", idle=replace(idle.of_draft(CALCULATOR, draft), left=left), **given, **texts)


def _parts(draft: Draft) -> Parts:
    found = estimate_of(CALCULATOR.relevant(draft.values))
    names = _("You"), _("The other parent")
    sums = [sum_of(name, lines(net), basis(net)) for name, net in zip(names, (found.a, found.b), strict=True)]
    return {
        "headline": escape(results.headline(found)),
        "notes": notices(limits.about(found)),
        "incomes": sums[0] + sums[1],
        "steps": steps_list(explain(found)) if found.result else Markup(""),
        "curve": curve(found),
        "times": what_if(results.other_times(found)),
        "changes": what_if(results.other_incomes(found)),
        "basis": escape(" ".join((*limits.versions(found), limits.tables(found)))),
        "answers": answers_list(CALCULATOR.reading(draft.values)),
    }
