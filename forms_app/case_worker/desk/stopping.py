"""Stopping an account, and letting it go on: its bundles leave the databases, and nothing is sealed to it meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from forms_app.bundles.history import What
from forms_app.case_data.store import asks
from forms_app.case_data.store.asks import Ask, Kind, Reply, Word
from forms_app.case_data.store.holder_events import HolderEvent
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_data.store.papers import delivered
from forms_app.case_data.store.telling import sent_forms
from forms_app.case_worker import events, mailing, sealing
from forms_app.case_worker.parts import Parts
from forms_app.case_worker.telling import asking
from forms_app.storage.account import inside


def freeze(parts: Parts, ask: Ask, _body: Mapping[str, Any]) -> Reply:
    """Whatever she has, an account that is only begun too, and what a telephone PIN opens."""
    return _stop(parts, ask, What.FROZEN)


def veto(parts: Parts, ask: Ask, _body: Mapping[str, Any]) -> Reply:
    """Somebody says that the account, or a letter with a code, is not hers: her codes end, and what there is stops,
    until staff have called her back."""
    with parts.cases.aside.write() as connection:
        parts.codes.end_all(connection, ask.person_id)
        mailing.withdraw_of(connection, ask.person_id, "ended")
        if not parts.keys_of(connection, ask.person_id):
            event = HolderEvent(ask.person_id, None, ask.at, What.VETOED.value, ask.account, "")
            parts.events.add(connection, event)
            return Reply(Word.DONE)
    return _stop(parts, ask, What.VETOED)


def thaw(parts: Parts, ask: Ask, _body: Mapping[str, Any]) -> Reply:
    """It is again what it was; after "that was not me" only by another than who noted that, or by both."""
    if _was_own(parts, ask, Kind.VETO) and not _is_second(parts, ask):
        return Reply(Word.ONE_MORE, {"about": ""})
    with parts.cases.aside.write() as connection:
        every = parts.keys_of(connection, ask.person_id)
        for door, holder in every:
            if holder.state is State.FROZEN:
                was = holder.was or State.NEW
                door.own_list.put(connection, replace(holder, state=was, was=None, since=parts.today()))
            note(parts, connection, ask, holder, What.THAWED)
    sealing.seal_person(parts, ask.person_id)
    return Reply(Word.DONE if every else Word.NO_ACCOUNT)


def close(parts: Parts, ask: Ask, _body: Mapping[str, Any]) -> Reply:
    """A stopped account turned out to be somebody else's: these keys are nobody's now, and a code opens one of hers.
    Who stopped it closes it with another alone."""
    if _was_own(parts, ask, Kind.VETO, Kind.FREEZE) and not _is_second(parts, ask):
        return Reply(Word.ONE_MORE, {"about": ""})
    with parts.cases.aside.write() as connection:
        every = parts.keys_of(connection, ask.person_id)
        for door, holder in every:
            if holder.state is not State.FROZEN:
                continue
            note(parts, connection, ask, holder, What.CLOSED)
            mailing.withdraw_of(connection, ask.person_id, "closed", key_id=holder.public.id)
            door.own_list.remove(connection, holder.public.id)
            sent_forms.forget(connection, holder.public.id)
            delivered.forget_opened(connection, ask.person_id)
        was_done = was_noted(parts, connection, ask, What.CLOSED)
        if was_done:
            asking.forget_address(parts, connection, ask.person_id, "closed")
    if was_done:
        asking.stop_in_outbox(parts, ask.person_id)
    return Reply(Word.DONE if was_done else Word.NO_ACCOUNT)


def end_sessions(parts: Parts, ask: Ask, _body: Mapping[str, Any]) -> Reply:
    """Every browser in which somebody is signed in to it is signed out."""
    with parts.cases.aside.write() as connection:
        every = parts.own_list.of_person(connection, ask.person_id)
        for holder in every:
            note(parts, connection, ask, holder, What.SESSIONS_ENDED)
    _end(parts, every)
    sealing.seal_histories(parts, ask.person_id)
    return Reply(Word.DONE if every else Word.NO_ACCOUNT)


def note(parts: Parts, connection: Connection, ask: Ask, holder: HolderKeys, what: What, detail: str = "") -> None:
    """At the moment at which it was asked: whoever does it again, because he was stopped, notes nothing twice."""
    event = HolderEvent(holder.person_id, holder.public.id, ask.at, what.value, ask.account, detail)
    events.add(connection, parts, event)


def was_noted(parts: Parts, connection: Connection, ask: Ask, what: What) -> bool:
    """By this ask, now or before somebody was stopped on the way to its answer."""
    return any((one.what, one.at) == (what, ask.at) for one in parts.events.of_person(connection, ask.person_id))


def _was_own(parts: Parts, ask: Ask, *kinds: Kind) -> bool:
    """Whether one of these was asked by the same member of staff, since the account was last let go on."""
    with parts.cases.aside.read() as connection:
        its = {kind: asks.of_kind(connection, kind, ask.person_id) for kind in (*kinds, Kind.THAW)}
    begun = max((one.number for one in its[Kind.THAW] if one.answer == Word.DONE), default=0)
    return any(one.account == ask.account and one.number > begun for kind in kinds for one in its[kind])


def _is_second(parts: Parts, ask: Ask) -> bool:
    """Whether another has asked the same since the account was last stopped."""
    with parts.cases.aside.read() as connection:
        stops = [one for kind in (Kind.VETO, Kind.FREEZE) for one in asks.of_kind(connection, kind, ask.person_id)]
        same = asks.of_kind(connection, Kind(ask.kind), ask.person_id)
    begun = max((one.number for one in stops), default=0)
    return any(one.number > begun and one.answer == Word.ONE_MORE and one.account != ask.account for one in same)


def _stop(parts: Parts, ask: Ask, what: What) -> Reply:
    with parts.cases.aside.write() as connection:
        every = parts.keys_of(connection, ask.person_id)
        for door, holder in every:
            if holder.state is not State.FROZEN:
                stopped = replace(holder, state=State.FROZEN, was=holder.state, since=parts.today())
                door.own_list.put(connection, stopped)
            note(parts, connection, ask, holder, what)
    with ExitStack() as all_of_it:  # whatever fails, the rest is done; then it is asked again
        for door, holder in every:
            all_of_it.callback(sealing.take_back, parts, holder, door)
        all_of_it.callback(_end, parts, [holder for _door, holder in every])
    return Reply(Word.DONE if every else Word.NO_ACCOUNT)


def _end(parts: Parts, every: list[HolderKeys]) -> None:
    with parts.account.write() as connection:
        for holder in every:
            inside.end_sessions(connection, holder.public.id, parts.now())
