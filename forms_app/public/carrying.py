"""From a complaint sent here to a request for a state hearing: what the person's two numbers open is filled in.

Only what names, locates and quotes nobody goes over: reference, county, role, the day filed and the day of the answer.
"""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, request

from forms_app import security
from forms_app.forms import FORMS
from forms_app.moment import utc_now
from forms_app.public import counting, visitor
from forms_app.public.pages import see_other
from forms_app.public.services import services
from forms_app.public.status import Ask, look_up
from forms_app.public.steps import to
from forms_app.questions.base import Raw
from forms_app.status import Status

blueprint = Blueprint("carrying", __name__)
FORM = "state-hearing"


@blueprint.post("/forms/state-hearing/carried/")
def begin() -> Response:
    """A new draft with the complaint's facts, each page still to be confirmed; else to the page that asks for both."""
    security.refuse_cross_site(request)
    page = Ask.of(security.posted(request))
    found = look_up(**page.values) if page.validate() else None
    if found is None or found.form != "complaint":
        return see_other("/forms/status/")
    counting.count(counting.BEGUN)
    form, token, now = FORMS[FORM], visitor.token_or_new(), utc_now()
    raw = _raw(page.values["reference"], found)
    draft = services().drafts.start(token, form.name, now)
    for kind in form.pages:
        filled = kind.of(raw)
        if filled.raw:
            draft = draft.with_page(kind.slug, filled.raw, None)
            services().drafts.save(token, draft, now)
    return visitor.give(to(form, form.pages[0].slug), token)


def _raw(reference: str, found: Status) -> Raw:
    answered = {"was_answered": ["yes"], **_date("answered_on", found.answered_on)} if found.answered_on else {}
    carried = {name: [str(value)] for name, value in found.carried.items()}
    filed = {"has_complained": ["yes"], **_date("filed_on", found.filed_on)}
    return {"complaint_reference": [reference], **filed, **answered, **carried}


def _date(name: str, day: date) -> Raw:
    parts = {"month": day.month, "day": day.day, "year": day.year}
    return {f"{name}-{part}": [str(number)] for part, number in parts.items()}
