"""The date of hers that a request is about: by its place in the address where it begins, in the draft from then on.

A date is found again by its day, its hour, what it is and its case: no number of the agency's system stands anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import g, request
from werkzeug.wrappers import Response

from forms_app.account.forms import for_cases, sent
from forms_app.account.forms.sent import Request
from forms_app.account.pages import draw, path_to, see_other
from forms_app.account.services import services
from forms_app.account.views.cases.dates import DateShown, dates_shown, to_come
from forms_app.account.views.cases.shown import by_case_id, cases_shown
from forms_app.account.views.opened import details, opened
from forms_app.account.words import hour
from forms_app.forms import FORMS, Form
from forms_app.forms.shared import case_of
from forms_app.i18n.translation import gettext as _

PLACE = "date"  # in the address: the place of a date on the page of dates
COURT = "court"  # which the court alone moves
KINDS = frozenset({"phone", "test"})  # all else that the agency sets is an appointment
KEPT = timedelta(days=400)  # what was asked longer ago is of no date to come
Values = Mapping[str, Any]


class AskedFor(NamedTuple):
    """What she asked for one date."""

    form: Form
    request: Request


def refuse(form: Form) -> str | Response | None:
    """Where a request begins: to the dates where it names none that can be asked about; what was asked already."""
    if not form.policy.of_date or request.path != path_to(f"/forms/{form.name}/"):
        return None
    one = _here()
    if one is None:
        return see_other("/dates/")
    found = _open_request(form, values_of(one))
    return draw("account/asked_already.html", form=form, found=found, one=one) if found else None


def begun_with(form: Form) -> dict[str, Any]:
    """The answers that a draft begins with."""
    one = _here() if form.policy.of_date else None
    return values_of(one) if one else {}


def fault(form: Form, answers: Values) -> str:
    """Why it cannot be sent as things are now; nothing where it can."""
    if not form.policy.of_date:
        return ""
    if not any(_is(one, answers) for one in _kept_dates()):
        return _("This date was moved or canceled since you began. Look at your dates as they are now.")
    if _open_request(form, answers):
        return _("You have asked this for this date already. It is under “My requests”.")
    return ""


def values_of(one: DateShown) -> dict[str, Any]:
    about = by_case_id(cases_shown(opened().money, details())).get(one.event.case_id)
    kind = one.event.kind if one.event.kind in KINDS else "appointment"  # as the page of dates calls it
    when = {"date_on": one.on.isoformat(), "date_time": hour(one.event.starts_at), "date_kind": kind}
    return {**when, **for_cases.answers_of(about)}


def asked_for(one: DateShown) -> list[AskedFor]:
    """What she asked for this date, the last of each form."""
    found: dict[str, AskedFor] = {}
    for asked in _asked():
        if asked.kept["form"] not in found and _is(one, asked.kept["answers"]):
            found[asked.kept["form"]] = AskedFor(FORMS[asked.kept["form"]], asked)
    return list(found.values())


def may_ask(one: DateShown, today: date) -> bool:
    return one.is_kept and one.event.kind != COURT and one.on >= today


def _here() -> DateShown | None:
    """The date that the address names, if something can be asked for it."""
    text = request.args.get(PLACE, "")
    place = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
    return next((one for one in _kept_dates() if one.place == place), None)


def _kept_dates() -> Iterator[DateShown]:
    whole, today = details(), services().today()
    return (one for one in to_come(dates_shown(whole), today) if may_ask(one, today)) if whole else iter(())


def _open_request(form: Form, answers: Values) -> Request | None:
    """What she asked in this form for this date, while nothing has come of it."""
    same = (one for one in _asked() if one.kept["form"] == form.name and _key(one.kept["answers"]) == _key(answers))
    return next((one for one in same if one.standing is None or not one.standing.is_over), None)


def _asked() -> list[Request]:
    """Every request about a date, the last first; looked up once for each page."""
    if "asked" not in g:
        g.asked = list(_look_up())
    found: list[Request] = g.asked
    return found


def _look_up() -> Iterator[Request]:
    oldest = services().now() - KEPT
    for number in range(1, -(-sent.count() // sent.EACH) + 1):
        for one in sent.page(number):
            if one and one.sent_at < oldest:
                return
            if one and one.form.policy.of_date:
                yield one


def _is(one: DateShown, answers: Values) -> bool:
    return _key(values_of(one)) == _key(answers)


def _key(answers: Values) -> tuple[object, ...]:
    """The same in every language: of the hour the figures and whether it is before noon."""
    hours = "".join(re.findall(r"\d|[apAP](?=\W*[mM])", str(answers.get("date_time", "")))).lower()
    return answers.get("date_on"), hours, answers.get("date_kind"), case_of(answers)[0]
