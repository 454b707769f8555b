"""At start: when the list of closed days has changed, every open due day is counted anew, and the trail says so.

A day that was told and has passed stays as it was: a changed list makes nothing that is late any less late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from forms_app import deadlines
from forms_app.deadlines import ClosedDay, Rules
from forms_app.deadlines.dates import LOS_ANGELES
from forms_app.forms import FORMS, clock_of
from forms_app.staff import audit
from forms_app.staff.acts import acts, news, recording, standing
from forms_app.staff.audit import Action
from forms_app.staff.letters import on_mailed
from forms_app.staff.office import Office
from forms_app.staff.submissions.contents import Content
from forms_app.storage import status
from forms_app.storage.accounts import audit_trail
from forms_app.storage.accounts.audit_trail import EventFilter
from forms_app.storage.rows import NO_DAY
from forms_app.storage.states import SubmissionState
from forms_app.storage.status import Status, Told
from forms_app.storage.submissions import submissions
from forms_app.storage.submissions.submissions import SubmissionRow, Values

BATCH = 100
HEARING_ENDS = timedelta(days=200)  # after the arrival, at the latest; with room to spare
# What says that something which is closed has an outcome; a PIN request that was joined is answered with the other.
OUTCOMES = (Action.ANSWERED, Action.TRANSFERRED, Action.ENDED, Action.JOINED, Action.PIN_LETTER)


def at_start(staff: Office) -> None:
    """Before anything is served. Several processes that start at once take turns, and the first does it."""
    with staff.database.read() as connection:
        known = _days_before(connection, staff)
    if known is not None and known == _days_listed(staff.rules):
        return
    with staff.database.write() as connection:
        known = _days_before(connection, staff)
        if known is not None and known == _days_listed(staff.rules):
            return
        if known is None:
            _open_what_is_buried(connection, staff)
        changed = known ^ _days_listed(staff.rules) if known is not None else frozenset[str]()
        note(connection, staff, known)
        for row in _affected(connection, date.fromisoformat(min(changed)) if changed else None):
            _count(connection, staff, row, _rules_of(staff.rules, known))


def note(connection: Connection, staff: Office, days: frozenset[str] | None = None) -> None:
    """The whole list as it is now, in the trail; the next start compares."""
    listed = _days_listed(staff.rules)
    came, went = sorted(listed - (days or frozenset())), sorted((days or frozenset()) - listed)
    changed = f"+ {' '.join(came) or '–'}; - {' '.join(went) or '–'}" if days is not None else "first noted"
    audit.record(connection, staff, Action.CLOSED_DAYS, None, detail=f"{changed}; = {' '.join(sorted(listed))}")


def _days_listed(rules: Rules) -> frozenset[str]:
    return frozenset(day.isoformat() for day in rules.closed)


def _days_before(connection: Connection, staff: Office) -> frozenset[str] | None:
    """The list by which everything was counted; None before the first time."""
    row = audit_trail.find_newest(connection, EventFilter(actions=(Action.CLOSED_DAYS,)))
    return None if row is None else frozenset(audit.detail_of(staff, row).rpartition("= ")[2].split())


def _rules_of(rules: Rules, days: frozenset[str] | None) -> Rules:
    """The rules by which everything was told until now."""
    if days is None:
        return rules
    closed = {day: ClosedDay(day, {}) for day in map(date.fromisoformat, days)}
    return replace(rules, closed=closed)


def _affected(connection: Connection, earliest: date | None) -> Iterator[SubmissionRow]:
    """Whatever is open and due on the earliest changed day or later, and every complaint whose sender may yet go on
    to a hearing then: no other day can move. Without an earlier list, whatever is open and due."""
    reached = ""
    while rows := _page_of_touched(connection, earliest, reached):
        yield from rows
        reached = rows[-1].reference


def _page_of_touched(connection: Connection, earliest: date | None, reached: str) -> list[SubmissionRow]:
    if earliest is None:
        return submissions.list_owed(connection, deadlines.EARLIEST, reached, BATCH)
    followed = [form.name for form in FORMS.values() if form.policy.clock.hearing]
    place = earliest, followed, _heard_since(earliest)
    return submissions.list_owed_or_received(connection, *place, reached, BATCH)


def _heard_since(earliest: date) -> datetime:
    return datetime.combine(earliest, time(), LOS_ANGELES) - HEARING_ENDS


def _count(connection: Connection, staff: Office, row: SubmissionRow, old: Rules) -> None:
    content, today = standing.content_of(staff, row), staff.today()
    before = standing.status_of(connection, staff, row, content)
    now = _counted(connection, staff, row, content, before)
    if row.due_on < today and standing.due_on(staff.rules, now) > row.due_on:
        now = replace(now, passed_on=row.due_on)
    news_told = tuple(_told(staff.rules, old, row, before, now, today))
    if news_told:
        now = replace(now, told=(*before.told, *news_told)[-standing.MOST_TOLD :])
    if now == before:
        return
    _keep(connection, staff, row, content, before, now)
    if content and content.status_key:
        status.write(connection, row.reference, content.status_key, now)
        if news_told:
            news.tell(connection, row, content)


def _told(rules: Rules, old: Rules, row: SubmissionRow, before: Status, now: Status, today: date) -> Iterator[Told]:
    due_on = standing.due_on(rules, now)
    if NO_DAY not in (row.due_on, due_on) and due_on != row.due_on:
        yield Told("due", row.due_on, today)
    clock = clock_of(row.form)
    was, hearing = status.hearing(old, before, clock), status.hearing(rules, now, clock)
    if was and hearing and was.last.last_day != hearing.last.last_day:
        yield Told("last", was.last.last_day, today)


def _keep(
    connection: Connection, staff: Office, row: SubmissionRow, content: Content | None, before: Status, now: Status
) -> None:
    """On the desk: due day, letters that wait, and the trail."""
    due_on = standing.due_on(staff.rules, now)
    came: Values = recording.move(connection, row, content, now) if now.received_on != before.received_on else {}
    if due_on == row.due_on and not came:
        return
    due: Values = {} if row.state == SubmissionState.CLOSED else {"due_on": due_on}
    submissions.count_anew(connection, row.reference, {**due, **came})
    if due and due_on != row.due_on:
        on_mailed.put_off(connection, row.reference)
        detail = f"{row.due_on.isoformat()} → {due_on.isoformat()}"
        audit.record(connection, staff, Action.COUNTED_ANEW, None, row.reference, detail)


def _counted(
    connection: Connection, staff: Office, row: SubmissionRow, content: Content | None, before: Status
) -> Status:
    standing_acts = acts.standing(acts.list_acts(connection, staff, row, before))
    return standing.after(staff.rules, before, standing.first(staff.rules, row, content, standing_acts), standing_acts)


def _open_what_is_buried(connection: Connection, staff: Office) -> None:
    """Earlier versions let a person close what nobody had answered; it is due all the same, and late."""
    for reference in submissions.list_closed_without(connection, [str(one) for one in OUTCOMES]):
        submissions.change(connection, reference, {"state": SubmissionState.WORKING})
        audit.record(connection, staff, Action.OPENED_AGAIN, None, reference)
