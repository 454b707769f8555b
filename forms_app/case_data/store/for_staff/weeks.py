"""How many accounts were opened, confirmed, stopped in a span of time, and which those were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from forms_app.bundles.history import What
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.for_staff.account import EVENT, ONCE, Event, event
from forms_app.case_data.store.holder_tables import holder_events

_E = holder_events.c
ABOUT_DATES = ("another-day", "date-interpreter")  # the forms
_BY_ITSELF = (_E.what == What.CONFIRMED.value) & (_E.by == "")
COUNTED: dict[str, ColumnElement[bool]] = {
    "opened": _E.what == What.ACCOUNT_OPENED.value,
    "confirmed": (_E.what == What.CONFIRMED.value) & (_E.by != ""),
    "by-itself": _BY_ITSELF,
    "stopped": _E.what == What.FROZEN.value,
    "vetoed": _E.what == What.VETOED.value,
    "letters": _E.what == What.LETTER_MAILED.value,
    "changes": _E.what == What.CONTACT_CHANGED.value,
    "dates": (_E.what == What.FORM_SENT.value) & _E.detail.in_(ABOUT_DATES),
    "messages": _E.what == What.MESSAGE_SENT.value,
    "keyed": _E.what == What.KEYED_IN.value,
    "posted": _E.what == What.DOCUMENT_POSTED.value,
    "not-posted": _E.what == What.DOCUMENT_NOT_POSTED.value,
}


@dataclass(frozen=True)
class Week:
    """From a moment on and before another. `counts`: by the names of COUNTED; `mean_days`: from the opening of an
    account until it showed everything, of those that came so far in this week; None where none did."""

    since: datetime
    until: datetime
    counts: Mapping[str, int]
    mean_days: float | None


def first_opened(cases: CaseDatabase) -> datetime | None:
    """When the first account was."""
    with cases.aside.read() as connection:
        at: str | None = connection.execute(select(func.min(_E.at)).where(COUNTED["opened"])).scalar()
    return datetime.fromisoformat(at) if at else None


def week(cases: CaseDatabase, since: datetime, until: datetime) -> Week:
    span = _between(since, until)
    with cases.aside.read() as connection:
        counts = {name: _count(connection, span & which) for name, which in COUNTED.items()}
        return Week(since, until, counts, _mean_days(connection, span))


def rows(cases: CaseDatabase, name: str, week: Week, skipped: int, most: int) -> list[Event]:
    """Those that a figure counts, the last first."""
    these = select(*EVENT).where(_between(week.since, week.until) & COUNTED[name], ONCE)
    with cases.aside.read() as connection:
        found = connection.execute(these.order_by(_E.number.desc()).offset(skipped).limit(most))
        return [event(row) for row in found]


def _between(since: datetime, until: datetime) -> ColumnElement[bool]:
    return (_E.at >= since.isoformat()) & (_E.at < until.isoformat())


def _count(connection: Connection, which: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(holder_events).where(which, ONCE)).scalar_one()


def _mean_days(connection: Connection, span: ColumnElement[bool]) -> float | None:
    opened = holder_events.alias()
    hers = (opened.c.person_id == _E.person_id) & (opened.c.key_id == _E.key_id)
    its = hers & (opened.c.what == What.ACCOUNT_OPENED.value)
    pairs = select(opened.c.at, _E.at).select_from(holder_events.join(opened, its))
    found = connection.execute(pairs.where(span & (_E.what == What.CONFIRMED.value))).all()
    days = [(datetime.fromisoformat(end) - datetime.fromisoformat(start)) / timedelta(days=1) for start, end in found]
    return sum(days) / len(days) if days else None
