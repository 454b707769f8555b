"""What staff end for whoever calls, writes or comes in: what she wanted in her account, and no longer wants.

Ending is as easy as saying yes was (15 USC 7001(c)(1)(B)(i)). Saying yes is hers alone, in her account: there is no
ask for that. Whoever it was that asked, her history says how it was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from forms_app.bundles.history import Way, What
from forms_app.case_data.store.asks import Ask, Reply, Word
from forms_app.case_data.store.holder_events import HolderEvent
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_data.store.telling import wishes
from forms_app.case_worker import events, sealing
from forms_app.case_worker.desk.stopping import was_noted
from forms_app.case_worker.papers import orders
from forms_app.case_worker.parts import Door, Parts
from forms_app.case_worker.telephone import ending
from forms_app.case_worker.telling import asking
from forms_app.storage.phone import entrusted


def paper_again(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """From now on letters go by mail. What went into the account alone until now lies there."""
    way = Way(body["way"])
    with parts.cases.aside.write() as connection:
        every = parts.own_list.of_person(connection, ask.person_id)
        said = [one for one in every if parts.paper.consents.of(connection, one.public.id)]
        for one in said:
            parts.paper.consents.forget(connection, one.public.id)
        if said:
            wishes.note_consent(connection, ask.person_id, ask.at, {orders.KIND: False}, f"withdrawn {way}")
            _note(parts, connection, ask, What.PAPER_AGAIN, way)
    return _done(parts, ask, What.PAPER_AGAIN)


def no_news(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """No mail goes out any more; `forget`: the address goes, too."""
    way, forgets = Way(body["way"]), {"pause": False, "forget": True}[body["what"]]
    what = What.NEWS_FORGOTTEN if forgets else What.NEWS_PAUSED
    with parts.cases.aside.write() as connection:
        there = parts.telling.wishes.of(connection, ask.person_id)
        if there and forgets:
            asking.forget_address(parts, connection, ask.person_id, f"withdrawn {way}")
        elif there:
            asking.silence(parts, connection, ask.person_id)
        if there and (forgets or not there.is_paused):
            _note(parts, connection, ask, what, way)
    asking.stop_in_outbox(parts, ask.person_id)
    return _done(parts, ask, what)


def no_pin(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """Her telephone PIN opens nothing more, nor one on its way to the line. One that is stopped stays so: while it
    stands there, no code opens another."""
    way, line = Way(body["way"]), parts.telephone
    if line is None:
        return Reply(Word.NOTHING)
    with parts.cases.aside.read() as connection:
        old = line.own_list.of_person(connection, ask.person_id)
        hers = parts.own_list.of_person(connection, ask.person_id)
    if any(one.state is State.FROZEN for one in old):
        return Reply(Word.IS_FROZEN)
    if old or _is_on_its_way(line, hers):
        with parts.cases.aside.write() as connection:  # first: whoever is stopped on the way does the rest again
            _note(parts, connection, ask, What.PHONE_PIN_ENDED, way)
    with line.database.write() as connection:
        for one in hers:
            entrusted.forget(connection, one.public.id)
    ending.take_back(parts, old)
    with parts.cases.aside.write() as connection:
        ending.remove(parts, connection, old)
    return _done(parts, ask, What.PHONE_PIN_ENDED)


def _is_on_its_way(line: Door, hers: list[HolderKeys]) -> bool:
    with line.database.read() as connection:
        return any(entrusted.has(connection, one.public.id) for one in hers)


def _note(parts: Parts, connection: Connection, ask: Ask, what: What, way: Way) -> None:
    """Of her, whichever keys she has."""
    events.add(connection, parts, HolderEvent(ask.person_id, None, ask.at, what.value, ask.account, way.value))


def _done(parts: Parts, ask: Ask, what: What) -> Reply:
    with parts.cases.aside.read() as connection:
        was_done = was_noted(parts, connection, ask, what)
    sealing.seal_person(parts, ask.person_id)
    return Reply(Word.DONE if was_done else Word.NOTHING)
