"""Onward into a form with what is known already: from a complaint sent here, or from the calculator of dates.

Only what names, locates and quotes nobody goes over: reference, county, role, the day filed and the day of the answer.
"""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, abort, request

from forms_app.forms import FORMS, Form
from forms_app.public import cookie
from forms_app.public.after.status import Ask, look_up
from forms_app.public.before.own_dates import Dates, Known
from forms_app.public.filling.start import begin, begun, pages_known
from forms_app.public.filling.steps import Posted, to
from forms_app.public.pages import see_other
from forms_app.storage.status import Status
from forms_app.text import Raw
from forms_app.web import csrf, posts

blueprint = Blueprint("carrying", __name__)
COMPLAINT, HEARING = FORMS["complaint"], FORMS["state-hearing"]


@blueprint.post("/forms/state-hearing/carried/")
def begin_with_complaint() -> Response:
    """A new draft with the complaint's facts, each page still to be confirmed; else to the page that asks for both."""
    csrf.refuse_cross_site(request)
    posted = posts.read(request)
    page = Ask.of(posted)
    found = look_up(**page.values) if page.validate() else None
    if found is None or found.form != "complaint":
        return see_other("/forms/status/")
    return _begin(HEARING, _of_complaint(page.values["reference"], found), posted)


@blueprint.post("/forms/<name>/dated/")
def begin_with_dates(name: str) -> Response:
    """A new draft with the dates of the calculator, each page still to be confirmed; else back to the calculator."""
    form = FORMS.get(name)
    if form not in (COMPLAINT, HEARING):
        abort(404)
    csrf.refuse_cross_site(request)
    posted = posts.read(request)
    page = Dates.of(posted)
    if not page.validate():
        return see_other("/forms/deadlines/")
    known = Known.of(page)
    return _begin(form, _date("learned_on", known.learned_on) if form is COMPLAINT else _of_dates(known), posted)


def _begin(form: Form, known: Raw, posted: Posted) -> Response:
    if _would_replace(form, known) and posted.get("go") != ["again"]:
        return see_other(f"/forms/{form.name}/")  # where it is asked which one shall stay
    return cookie.give(to(form, form.pages[0].slug), begin(form, known))


def _would_replace(form: Form, known: Raw) -> bool:
    """Whether one lies in this browser that is more than the first half of a double click."""
    there = begun(form)
    return there is not None and there.raw != pages_known(form, known)


def _of_complaint(reference: str, found: Status) -> Raw:
    carried = {name: [str(value)] for name, value in found.carried.items()}
    return {"complaint_reference": [reference], **_of_dates(Known(None, found.filed_on, found.answered_on)), **carried}


def _of_dates(known: Known) -> Raw:
    filed = {"has_complained": ["yes"], **_date("filed_on", known.filed_on)} if known.filed_on else {}
    answered = {"was_answered": ["yes"], **_date("answered_on", known.answered_on)} if known.answered_on else {}
    return {**filed, **answered}


def _date(name: str, day: date | None) -> Raw:
    parts = {"month": day.month, "day": day.day, "year": day.year} if day else {}
    return {f"{name}-{part}": [str(number)] for part, number in parts.items()}
