"""From a complaint sent here to a request for a state hearing: what the person's two numbers open is filled in.

Only what names, locates and quotes nobody goes over: reference, county, role, the day filed and the day of the answer.
"""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, request

from forms_app import security
from forms_app.forms import FORMS
from forms_app.public import visitor
from forms_app.public.beginning import begin, begun, pages_known
from forms_app.public.pages import see_other
from forms_app.public.status import Ask, look_up
from forms_app.public.steps import to
from forms_app.questions.base import Raw
from forms_app.status import Status

blueprint = Blueprint("carrying", __name__)
FORM = FORMS["state-hearing"]


@blueprint.post("/forms/state-hearing/carried/")
def begin_with_complaint() -> Response:
    """A new draft with the complaint's facts, each page still to be confirmed; else to the page that asks for both."""
    security.refuse_cross_site(request)
    posted = security.posted(request)
    page = Ask.of(posted)
    found = look_up(**page.values) if page.validate() else None
    if found is None or found.form != "complaint":
        return see_other("/forms/status/")
    known = _raw(page.values["reference"], found)
    if _would_replace(known) and posted.get("go") != ["again"]:
        return see_other(f"/forms/{FORM.name}/")  # where it is asked which one shall stay
    return visitor.give(to(FORM, FORM.pages[0].slug), begin(FORM, known))


def _would_replace(known: Raw) -> bool:
    """Whether a request lies in this browser that is more than the first half of a double click."""
    there = begun(FORM)
    return there is not None and there.raw != pages_known(FORM, known)


def _raw(reference: str, found: Status) -> Raw:
    answered = {"was_answered": ["yes"], **_date("answered_on", found.answered_on)} if found.answered_on else {}
    carried = {name: [str(value)] for name, value in found.carried.items()}
    filed = {"has_complained": ["yes"], **_date("filed_on", found.filed_on)}
    return {"complaint_reference": [reference], **filed, **answered, **carried}


def _date(name: str, day: date) -> Raw:
    parts = {"month": day.month, "day": day.day, "year": day.year}
    return {f"{name}-{part}": [str(number)] for part, number in parts.items()}
