"""Onward into a form with what is known already: from a complaint sent here, or from the calculator of dates.

Only what names, locates and quotes nobody goes over: reference, county, role, the day filed and the day of the answer.
"""

from __future__ import annotations

from flask import Blueprint, Response, abort, request

from forms_app.filling.start import begin, draft_of, pages_known
from forms_app.filling.steps import Posted, to
from forms_app.forms import FORMS, Form
from forms_app.forms.policy import Course, KnownDates
from forms_app.public import cookie
from forms_app.public.after.status import Ask, look_up
from forms_app.public.before.own_dates import Dates, Known
from forms_app.text import Raw
from forms_app.web import csrf, posts
from forms_app.web.pages import see_other

blueprint = Blueprint("carrying", __name__)


@blueprint.post("/forms/<name>/carried/")
def begin_with_complaint(name: str) -> Response:
    """A new draft with the complaint's facts, each page still to be confirmed; else to the page that asks for both."""
    form, course = _in_course(name)
    if not course.after:
        abort(404)
    csrf.refuse_cross_site(request)
    posted = posts.read(request)
    page = Ask.of(posted)
    found = look_up(**page.values) if page.validate() else None
    if found is None or found.form != course.after:
        return see_other("/forms/status/")
    carried = {name: [str(value)] for name, value in found.carried.items()}
    dates = KnownDates(None, found.filed_on, found.answered_on)
    return _begin(form, {**course.known(dates, page.values["reference"]), **carried}, posted)


@blueprint.post("/forms/<name>/dated/")
def begin_with_dates(name: str) -> Response:
    """A new draft with the dates of the calculator, each page still to be confirmed; else back to the calculator."""
    form, course = _in_course(name)
    csrf.refuse_cross_site(request)
    posted = posts.read(request)
    page = Dates.of(posted)
    if not page.validate():
        return see_other("/forms/deadlines/")
    return _begin(form, course.known(Known.of(page), ""), posted)


def _in_course(name: str) -> tuple[Form, Course]:
    form = FORMS.get(name) or abort(404)
    return form, form.policy.course or abort(404)


def _begin(form: Form, suggested: Raw, posted: Posted) -> Response:
    if _would_replace(form, suggested) and posted.get("go") != ["again"]:
        return see_other(f"/forms/{form.name}/")  # where it is asked which one shall stay
    return cookie.give(to(form, form.pages[0].slug), begin(form, suggested))


def _would_replace(form: Form, suggested: Raw) -> bool:
    """Whether one lies in this browser that is more than the first half of a double click."""
    there = draft_of(form)
    return there is not None and there.raw != pages_known(form, suggested)
