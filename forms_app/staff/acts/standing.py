"""Where a submission stands: worked out from the acts that were noted and not withdrawn, for desk and sender alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from forms_app import deadlines
from forms_app.deadlines import Arrival, Deadline, Rules
from forms_app.forms import clock_of
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff.acts import acts
from forms_app.staff.acts.acts import Act, Kind
from forms_app.staff.office import Office
from forms_app.staff.submissions import contents
from forms_app.staff.submissions.contents import Content
from forms_app.storage import status
from forms_app.storage.rows import NO_DAY
from forms_app.storage.status import Added, Status, Told
from forms_app.storage.submissions.submissions import SubmissionRow

MOST_TOLD = 12  # she needs no more of what was corrected than the latest


def content_of(office: Office, row: SubmissionRow) -> Content | None:
    """None of what cannot be opened here: its day runs all the same."""
    try:
        return contents.open_content(office, row)
    except CannotOpen:
        return None


def status_of(connection: Connection, office: Office, row: SubmissionRow, content: Content | None) -> Status:
    """What the sender reads; where there is nothing for her to read, the same from the acts alone."""
    told = contents.standing(connection, row, content) if content else None
    if told is not None:
        return told
    bare = _bare(row)
    return after(office.rules, bare, bare, acts.standing(acts.list_acts(connection, office, row, bare)))


def after(rules: Rules, before: Status, first: Status, standing: Sequence[Act]) -> Status:
    """The status that these acts make of what came in; `before` is what the sender read until now."""
    now = replace(first, carried=before.carried, told=before.told, state="received")
    now = _extend(rules, now, _all(standing, "extended"))
    for act in _last(standing, "transferred"):
        now = replace(now, transferred_on=act.on, transferred_to=act.county)
    for act in _last(standing, "ended"):
        now = replace(now, ended_on=act.on, ended=act.outcome)
    answers = _all(standing, "answered")
    if answers:  # the earliest day is the safe one for her: from there her own days count
        reply = next((act.text for act in reversed(answers) if act.text), "")
        outcome = next((act.outcome for act in reversed(answers) if act.outcome), "")
        added = tuple(Added(act.on, act.text) for act in _all(standing, "added"))
        day = min(act.on for act in answers)
        now = replace(now, answered_on=day, reply=reply, outcome=outcome, added=added)
    kept = before.passed_on if _same_days(before, now) else None
    return replace(now, state=_state(now, taken_up=before.state != "received" or bool(standing)), passed_on=kept)


def arrival(content: Content | None, standing: Sequence[Act]) -> Arrival | None:
    """How it came that staff keyed in, the last correction first; None for what came online or cannot be read."""
    for act in _last(standing, "arrived"):
        return act.arrival
    return content.keyed.arrival if content and content.keyed else None


def first(rules: Rules, row: SubmissionRow, content: Content | None, standing: Sequence[Act]) -> Status:
    came = arrival(content, standing)
    if came is None:
        return _bare(row)
    return Status(row.form, came.filed_on, clock_of(row.form).received(rules, came).on)


def due(rules: Rules, now: Status) -> Deadline | None:
    """What the agency itself still owes: nothing once it is answered, ended or another agency's."""
    return None if now.state == "transferred" else status.agency_due(rules, now, clock_of(now.form))


def due_on(rules: Rules, now: Status) -> date:
    owed = due(rules, now)
    return owed.last_day if owed else NO_DAY


def is_over(now: Status) -> bool:
    return bool(how_ended(now))


def how_ended(now: Status) -> str:
    """How it ended here, if it has."""
    return now.state if now.state in ("answered", "ended", "transferred") else ""


def withdrawn_from_view(rules: Rules, before: Status, now: Status, today: date, *, was_right: bool) -> tuple[Told, ...]:
    """What she could read until today and cannot any more; `was_right` of what only went on, such as an answer."""
    new = tuple(_withdrawn_from_view(rules, before, now, today, was_right=was_right))
    return (*before.told, *new)[-MOST_TOLD:]


def _withdrawn_from_view(rules: Rules, before: Status, now: Status, today: date, *, was_right: bool) -> Iterator[Told]:
    old, new = due(rules, before), due(rules, now)
    if old and new and old.last_day != new.last_day:
        yield Told("due", old.last_day, today)
    if was_right:
        return
    was, hearing = (status.hearing(rules, one, clock_of(now.form)) for one in (before, now))
    if was and hearing and was.last.last_day != hearing.last.last_day:
        yield Told("last", was.last.last_day, today)
    if before.answered_on and before.answered_on != now.answered_on:
        yield Told("answered", before.answered_on, today)
    if before.transferred_on and _transfer(before) != _transfer(now):
        yield Told("transferred", before.transferred_on, today)
    if before.ended_on and before.ended_on != now.ended_on:
        yield Told("ended", before.ended_on, today)


def _extend(rules: Rules, now: Status, notices: list[Act]) -> Status:
    """A notice gives more time only if it was mailed while there was time (Fam. Code 17800); later it gives none."""
    clock = clock_of(now.form)
    due = clock.due_on(rules, now.received_on)
    if not clock.extended or not due or not notices:
        return now
    if any(act.on <= _mail_by(now, act, due) for act in notices):
        return replace(now, extended=True)
    return replace(now, notice_on=min(act.on for act in notices))


def _mail_by(now: Status, notice: Act, due: Deadline) -> date:
    """The due day as it was told when the notice was noted: a new list of closed days changes nothing afterwards."""
    if notice.due_on and notice.received_on == now.received_on:
        return notice.due_on
    return due.last_day


def _state(now: Status, taken_up: bool) -> status.State:
    if now.answered_on:
        return "answered"
    if now.ended_on:
        return "ended"
    if now.transferred_on:
        return "transferred"
    if now.extended or now.notice_on:
        return "extended"
    return "looked_at" if taken_up else "received"


def _all(standing: Iterable[Act], kind: Kind) -> list[Act]:
    return [act for act in standing if act.kind == kind]


def _last(standing: Sequence[Act], kind: Kind) -> list[Act]:
    return _all(standing, kind)[-1:]


def _same_days(before: Status, now: Status) -> bool:
    return (before.filed_on, before.received_on, before.extended) == (now.filed_on, now.received_on, now.extended)


def _transfer(one: Status) -> tuple[date | None, str]:
    return one.transferred_on, one.transferred_to


def _bare(row: SubmissionRow) -> Status:
    day = deadlines.local_date(row.received_at)
    return Status(row.form, day, day)
