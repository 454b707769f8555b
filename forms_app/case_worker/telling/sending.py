"""Puts news into the outbox, and looks what became of it. An address that mail comes back from is used no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from forms_app.case_data.store.telling import notices
from forms_app.case_data.store.telling.notices import Notice, State
from forms_app.case_worker.parts import Parts
from forms_app.case_worker.telling import addresses, news
from forms_app.storage.outbox import deliveries

AT_ONCE = 100
KEPT = timedelta(days=30)  # longer than a mail takes to come back
NOT_THERE = frozenset({"refused", "bounced"})  # what the reasons of the outbox say of an address
NUMBER = "number"  # the kind of a mail that shows whose an address is
CHANGED_FROM = "changed-from"  # of the one to the address until now, when another takes its place


def work_off(parts: Parts) -> int:
    """How many went to the outbox, or nowhere because she wants none any more."""
    with parts.cases.aside.read() as connection:
        waiting = notices.waiting(connection, AT_ONCE)
    for notice in waiting:
        _hand_over(parts, notice)
    return len(waiting)


def _hand_over(parts: Parts, notice: Notice) -> None:
    """First the outbox, then the note of it: killed in between, it is added under the same id, and so not twice."""
    with parts.cases.aside.read() as connection:
        wishes = parts.telling.wishes.of(connection, notice.person_id)
    if wishes is None or not wishes.wants(notice.kind):
        state = State.ENDED
    elif news.is_held(parts, notice):
        state = State.HELD
    else:
        with parts.telling.outbox.write() as connection:
            addresses.mail(parts, connection, wishes, notice.id)
        state = State.HANDED
    with parts.cases.aside.write() as connection:
        notices.move(connection, [notice.id], state)


def look_after(parts: Parts) -> None:
    """What did not arrive: an address that takes no mail is used no more; where the server was the fault, again."""
    with parts.cases.aside.write() as connection:
        notices.forget_older(connection, parts.now() - KEPT)
    with parts.telling.outbox.read() as connection:
        failed = deliveries.failed_of_holders(connection)
    with parts.cases.aside.read() as connection:
        found = notices.find(connection, list(failed))
    for notice in found:
        with parts.cases.aside.write() as connection:
            if failed[notice.id] in NOT_THERE and notice.kind != CHANGED_FROM:
                _use_no_more(parts, connection, notice)
            elif notice.kind not in (NUMBER, CHANGED_FROM):
                again = notices.id_of(notice.person_id, notice.kind, notice.id)
                notices.add(connection, replace(notice, id=again))
            notices.move(connection, [notice.id], State.ENDED)
    if found:
        with parts.telling.outbox.write() as connection:
            deliveries.see_to(connection, [notice.id for notice in found])


def _use_no_more(parts: Parts, connection: Connection, notice: Notice) -> None:
    """Unless she has given another address since."""
    wishes = parts.telling.wishes.of(connection, notice.person_id)
    if wishes and wishes.since <= notice.at:
        parts.telling.wishes.put(connection, replace(wishes, came_back=True))
