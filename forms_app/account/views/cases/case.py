"""One case in one role of hers: how it stands, what the court ordered, who works on it, and what happens next."""

from __future__ import annotations

from flask import abort

from forms_app.account.pages import draw
from forms_app.account.services import services
from forms_app.account.views.cases.dates import dates_shown, to_come
from forms_app.account.views.cases.shown import CaseShown, cases_shown, in_force
from forms_app.account.views.opened import details, hers, opened
from forms_app.account.views.papers import shelf
from forms_app.bundles.details import Details


def case(place: int) -> str:
    """`place`: of the case among hers, from 1; no number of a case stands in an address."""
    found, whole, today = opened(), details(), services().today()
    cases = cases_shown(found.money, whole)
    if cases and not 1 <= place <= len(cases):
        abort(404)
    if not cases:
        return draw("account/case.html", found=found, one=None)
    one = cases[place - 1]
    orders = list(in_force(one.case.orders, today))
    others = [line for line in one.case.orders if line not in orders]
    shown = {"found": found, "her": hers(), "whole": whole, "cases": cases, "one": one}
    return draw("account/case.html", **shown, orders=orders, others=others, **_around(whole, one))


def _around(whole: Details | None, one: CaseShown) -> dict[str, object]:
    """What of dates, documents and steps is about this case; what is about none of hers is about each."""
    if whole is None:
        return {"coming": [], "answers": [], "steps": []}
    about, today = (one.case.case_id, ""), services().today()
    answers = shelf.to_answer(shelf.shown(whole, opened().money), today)
    return {
        "coming": [date for date in to_come(dates_shown(whole), today) if date.is_kept and date.event.case_id in about],
        "answers": [document for document in answers if document.case_id in about],
        "steps": [step for step in reversed(whole.steps) if step.case_id in about],
    }
