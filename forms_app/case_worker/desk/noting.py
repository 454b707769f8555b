"""What staff only tell the worker, and her history says: a page opened, a call back, a code handed over, an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from forms_app.bundles.history import Look, What
from forms_app.bundles.wishes import Kind
from forms_app.case_data.store import asks
from forms_app.case_data.store.asks import Ask, Reply, Word
from forms_app.case_data.store.holder_events import HolderEvent
from forms_app.case_data.store.holders import State
from forms_app.case_worker import sealing
from forms_app.case_worker.desk.stopping import note
from forms_app.case_worker.parts import Parts
from forms_app.case_worker.telling import news

LONGEST_FORM = 40
NOT_REACHED, OUTCOMES = "not-reached", ("hers", "not-hers")


def looked_at(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    _tell(parts, ask, What.LOOKED_AT, Look(body["reason"]).value)
    return Reply(Word.DONE)


def called_back(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """Where nobody was reached it stays to be done."""
    if body["outcome"] == NOT_REACHED:
        return Reply(Word.NOT_REACHED)
    _tell(parts, ask, What.CALLED_BACK, OUTCOMES[OUTCOMES.index(body["outcome"])])
    return Reply(Word.DONE)


def handed_over(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """The code is needed no more, sealed or not."""
    with parts.cases.aside.write() as connection:
        asks.forget_code(connection, int(body["ask"]), ask.person_id)
    return Reply(Word.DONE)


def answered(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """Something that came from an account has an answer; she may want to hear of it."""
    key_id, form = bytes.fromhex(body["key"]), str(body["form"])[:LONGEST_FORM]
    with parts.cases.aside.read() as connection:
        holder = parts.own_list.by_key(connection, key_id)
    if holder is None:
        return Reply(Word.NO_ACCOUNT)
    with parts.cases.aside.write() as connection:
        note(parts, connection, ask, holder, What.ANSWERED, form)
        wishes = parts.telling.wishes.of(connection, holder.person_id)
        if wishes and holder.state in (State.OPEN, State.FROZEN):
            news.tell(parts, connection, wishes, Kind.ANSWER, ask.nonce)
    sealing.seal_histories(parts, holder.person_id)
    return Reply(Word.DONE)


def _tell(parts: Parts, ask: Ask, what: What, detail: str) -> None:
    with parts.cases.aside.write() as connection:
        _write(connection, parts, ask, what, detail)
    sealing.seal_histories(parts, ask.person_id)


def _write(connection: Connection, parts: Parts, ask: Ask, what: What, detail: str) -> None:
    """Beside each account of hers; of somebody who has none, beside none."""
    every = parts.keys_of(connection, ask.person_id)
    for _door, holder in every:
        note(parts, connection, ask, holder, what, detail)
    if not every:
        parts.events.add(connection, HolderEvent(ask.person_id, None, ask.at, what.value, ask.account, detail))
