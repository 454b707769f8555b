"""The acts that the law dates: noted, withdrawn, corrected; desk, clock, lists and the sender's page follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection

from forms_app.deadlines.dates import LOS_ANGELES
from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.acts import acts, news, standing
from forms_app.staff.acts.acts import Act
from forms_app.staff.acts.checks import Refused, check
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import signed_in
from forms_app.staff.office import office
from forms_app.staff.search import index
from forms_app.staff.submissions.contents import Content
from forms_app.storage import status
from forms_app.storage.states import SubmissionState
from forms_app.storage.status import Status
from forms_app.storage.submissions import answers_told, search_terms, submissions
from forms_app.storage.submissions.submissions import SubmissionRow, Values

ENDING = frozenset({"answered", "transferred", "ended"})
EVENTS = {
    "answered": Action.ANSWERED,
    "extended": Action.EXTENDED,
    "transferred": Action.TRANSFERRED,
    "ended": Action.ENDED,
    "arrived": Action.CORRECTED,
    "added": Action.ADDED,
}
FOR_HER = frozenset({"answered", "added"})  # their words are hers to read, and stand in no trail


_TAKEN_UP: tuple[status.State, status.State] = "received", "looked_at"


def do(connection: Connection, row: SubmissionRow, act: Act, *, sure: bool = False) -> Status:
    """Note one act and all that follows from it. Raises Refused."""
    content = standing.content_of(office(), row)
    before = standing.status_of(connection, office(), row, content)
    act = check(row, content, before, act, sure)
    acts.note(connection, office(), signed_in().account_id, row, before, act)
    _event(connection, row, act)
    return _settle(connection, row, content, before, was_right=act.kind != "arrived", closes=act.kind in ENDING)


def withdraw(connection: Connection, row: SubmissionRow, number: str, reason: str) -> Act:
    """What was noted stands no longer, and everything is as if it had not been. Raises Refused."""
    content = standing.content_of(office(), row)
    before = standing.status_of(connection, office(), row, content)
    act = _withdrawn(connection, row, before, number, reason)
    _refuse_loose_additions(connection, row, content, before)
    _record(connection, row, Action.WITHDRAWN, f"{act.said}: {reason}")
    _settle(connection, row, content, before)
    return act


def correct(connection: Connection, row: SubmissionRow, number: str, reason: str, **other: Any) -> Act:
    """The same act as it was in truth; both stand in the list. Raises Refused."""
    content = standing.content_of(office(), row)
    before = standing.status_of(connection, office(), row, content)
    was = _withdrawn(connection, row, before, number, reason)
    without = _work_out(connection, row, content, before)
    act = check(row, content, without, replace(was, **other), sure=True)
    acts.note(connection, office(), signed_in().account_id, row, before, act)
    _record(connection, row, Action.CORRECTED, f"{was.said} → {act.said}: {reason}")
    _settle(connection, row, content, before)
    return act


def looked_at(connection: Connection, row: SubmissionRow, *, taken_up: bool) -> None:
    """Somebody took it up, or it is new again: the sender reads that, unless she reads more already."""
    was, state = _TAKEN_UP if taken_up else _TAKEN_UP[::-1]
    content = standing.content_of(office(), row)
    now = standing.status_of(connection, office(), row, content)
    if content and content.status_key and now.state == was:
        status.write(connection, row.reference, content.status_key, replace(now, state=state))


def _withdrawn(connection: Connection, row: SubmissionRow, before: Status, number: str, reason: str) -> Act:
    try:
        return acts.withdraw(connection, office(), signed_in().account_id, row, before, number, reason)
    except acts.Withdrawn:
        raise Refused(_("A colleague has withdrawn or corrected this already.")) from None


def _refuse_loose_additions(connection: Connection, row: SubmissionRow, content: Content | None, was: Status) -> None:
    """What was added to an answer does not stand without it."""
    if was.added and not _work_out(connection, row, content, was).answered_on:
        raise Refused(_("Something was added to this answer. Withdraw that first, then the answer."))


def _work_out(connection: Connection, row: SubmissionRow, content: Content | None, before: Status) -> Status:
    standing_acts, rules = acts.standing(acts.list_acts(connection, office(), row, before)), office().rules
    return standing.after(rules, before, standing.first(rules, row, content, standing_acts), standing_acts)


def _settle(
    connection: Connection,
    row: SubmissionRow,
    content: Content | None,
    before: Status,
    *,
    was_right: bool = False,
    closes: bool = False,
) -> Status:
    """Everything that follows: what the sender reads, the mail that says so, due day, state and lists."""
    now, rules, today = (
        _work_out(connection, row, content, before),
        office().rules,
        office().today(),
    )
    now = replace(now, told=standing.withdrawn_from_view(rules, before, now, today, was_right=was_right))
    if content:
        if content.status_key:
            status.write(connection, row.reference, content.status_key, now)
        if _is_other(before, now):
            news.tell(connection, row, content)
    over = standing.is_over(now)
    if content and content.account and over and _is_other(before, now):
        answers_told.add(connection, row.reference)
    state = SubmissionState.CLOSED if over and (closes or not standing.is_over(before)) else row.state
    withdrawn = now.state == "looked_at" and before.state not in _TAKEN_UP  # she reads that somebody works on it
    taken_up = withdrawn and state == SubmissionState.RECEIVED
    state = SubmissionState.WORKING if taken_up or (state == SubmissionState.CLOSED and not over) else state
    came: Values = move(connection, row, content, now) if now.received_on != before.received_on else {}
    arrival = standing.arrival(content, acts.standing(acts.list_acts(connection, office(), row, now)))
    channel = arrival.channel if arrival else row.channel
    values: Values = {"state": state, "due_on": standing.due_on(rules, now), "channel": channel, **came}
    submissions.change(connection, row.reference, values)
    return now


def _is_other(before: Status, now: Status) -> bool:
    """Whether there is something new to read; that somebody has looked at it is not."""
    return replace(now, state="received") != replace(before, state="received")


def move(connection: Connection, row: SubmissionRow, content: Content | None, now: Status) -> Values:
    """It counts as received on another day; what finds it, which is kept by that day, moves with it."""
    received_at = datetime.combine(now.received_on, time(12), LOS_ANGELES)
    terms = index.terms_of(office(), row.form, content.answers) if content else frozenset()
    found_by = {*terms, index.own_term(office(), row.reference)}
    search_terms.move(connection, row.reference, found_by, received_at)
    return {"received_at": received_at}


def _event(connection: Connection, row: SubmissionRow, act: Act) -> None:
    if act.kind in EVENTS:
        detail = f"{act.said}: {act.text}" if act.text and act.kind not in FOR_HER else act.said
        _record(connection, row, EVENTS[act.kind], detail.removeprefix(f"{act.kind} "))


def _record(connection: Connection, row: SubmissionRow, action: Action, detail: str) -> None:
    audit.record(connection, office(), action, signed_in().account_id, row.reference, detail)
