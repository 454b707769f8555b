"""The weekly figures of customers' accounts, from Monday on, and the rows behind each of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from flask import abort, render_template

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.for_staff import people, weeks
from forms_app.case_data.store.for_staff.weeks import Week
from forms_app.deadlines import local_date
from forms_app.deadlines.dates import LOS_ANGELES
from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.staff.customers import opening, words
from forms_app.staff.customers.tasks import LAST_FIGURES, Row
from forms_app.staff.customers.words import colleagues
from forms_app.staff.office import Office, office
from forms_app.staff.paging import Part

EACH_WEEKS, EACH = 8, 50
A_WEEK = timedelta(days=7)
FIGURES: dict[str, LazyString] = {
    "opened": _l("opened"),
    "confirmed": _l("confirmed by staff"),
    "by-itself": _l("confirmed by 7 days"),
    "stopped": _l("stopped"),
    "vetoed": _l("“not me”"),
    "letters": _l("letters mailed"),
    "changes": _l("changes asked for"),
    "dates": _l("asked about dates"),
    "messages": _l("messages"),
    "keyed": _l("keyed in for somebody"),
    "posted": _l("documents posted"),
    "not-posted": _l("of these taken back"),
}


class Line(NamedTuple):
    """One week, named by its Monday."""

    monday: date
    week: Week


def beside_reports(staff: Office) -> dict[str, Any]:
    """For the page of reports; nothing where there are no case data, or they cannot be reached."""
    return staff.ask_cases(lambda cases: _figures(staff, cases), {})


def _figures(staff: Office, cases: CaseDatabase) -> dict[str, Any]:
    first = weeks.first_opened(cases)
    this = _monday(staff.today())
    count = (this - _monday(local_date(first))) // A_WEEK + 1 if first else 0
    part = Part.asked("weeks", count, EACH_WEEKS)
    mondays = [this - A_WEEK * place for place in range(part.skipped, part.last_row)]
    return {"weeks": [Line(monday, _week(cases, monday)) for monday in mondays], "part_weeks": part, "figures": FIGURES}


def week_of_customers(monday: str, figure: str) -> str:
    """The rows behind one figure: whose by the last figures of the number alone."""
    cases, day = office().cases, _day(monday)
    if cases is None or not cases.is_made() or figure not in FIGURES:
        abort(404)
    week = _week(cases, day)
    part = Part.asked("page", week.counts[figure], EACH)
    found = weeks.rows(cases, figure, week, part.skipped, EACH)
    known = people.among(cases, {event.person_id for event in found})
    lines = [
        Row(opening.ticket(event.person_id), known[event.person_id].participant_id[-LAST_FIGURES:], event)
        if event.person_id in known
        else Row("", "", event)
        for event in found
    ]
    about = {
        "rows": lines,
        "part": part,
        "monday": day,
        "figure": FIGURES[figure],
        "words": words,
        "colleagues": colleagues(),
    }
    return render_template("staff/customers/week.html", **about)


def _week(cases: CaseDatabase, monday: date) -> Week:
    return weeks.week(cases, _begin(monday), _begin(monday + A_WEEK))


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), LOS_ANGELES).astimezone(UTC)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        abort(404)
    return day if day.weekday() == 0 else abort(404)
