"""Letting somebody in: staff confirm who she is, or have a code made for her.

A code that is handed over takes two of them, for it opens a confirmed account; so does confirming a protected person,
and whomever the same member of staff had a code made for.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from forms_app.bundles.history import What
from forms_app.case_data.store import asks
from forms_app.case_data.store.activation_codes import Way
from forms_app.case_data.store.asks import Ask, Reply, Word
from forms_app.case_data.store.holders import LIVE, HolderKeys, State
from forms_app.case_data.store.letters.inside_letters import Kind
from forms_app.case_worker import events, mailing, sealing
from forms_app.case_worker.desk.stopping import note
from forms_app.case_worker.parts import Parts

SECOND_WITHIN = timedelta(days=1)  # a code is handed over while she stands there
LETTERS = {"activation": Kind.CODE, "recovery": Kind.RECOVERY}
WAYS = ("desk", "called")


def confirm(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """From now on she sees everything: in her account; of one for the telephone alone, there."""
    way = WAYS[WAYS.index(body["way"])]
    with parts.cases.aside.read() as connection:
        every = [(door, one) for door, one in parts.keys_of(connection, ask.person_id) if one.state in LIVE]
    if not every:
        return Reply(Word.NO_ACCOUNT)
    door, holder = next((one for one in every if one[1].state is State.NEW), every[0])
    if holder.state is State.FROZEN:
        return Reply(Word.IS_FROZEN)
    about = holder.public.id.hex()
    is_for_two = bool(body.get("saw_code")) or _is_for_two(parts, ask)
    if holder.state is State.NEW and is_for_two and _needs_another(parts, ask, about):
        return Reply(Word.ONE_MORE, {"about": about})
    with parts.cases.aside.write() as connection:
        if holder.state is State.NEW:
            door.own_list.put(connection, replace(holder, state=State.OPEN, since=parts.today()))
        note(parts, connection, ask, holder, What.CONFIRMED, way)
    sealing.seal_person(parts, ask.person_id)
    return Reply(Word.DONE)


def code(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """A letter to the address of record, or a code that is handed over; that one opens a confirmed account."""
    if body["way"] == Way.LETTER.value:
        return mailing.send_code(parts, ask, ask.person_id, LETTERS[body.get("for", "activation")])
    if body["way"] != Way.DESK.value or not body["document"]:
        raise ValueError("no way, or nothing was seen")
    if why := _why_none(parts, ask.person_id):
        return Reply(Word.PERSON, {"why": why})
    return _hand_over(parts, ask, Way.DESK)


def recovery(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """A code that is handed over, and with her paper or a letter lets her back in."""
    if not body["document"]:
        raise ValueError("nothing was seen")
    with parts.cases.aside.read() as connection:
        every = parts.own_list.of_person(connection, ask.person_id)
    holder = next((one for one in every if one.state in LIVE), None)
    if holder is None:
        return Reply(Word.NO_ACCOUNT)
    return Reply(Word.IS_FROZEN) if holder.state is State.FROZEN else _hand_over(parts, ask, Way.RECOVERY)


def _hand_over(parts: Parts, ask: Ask, way: Way) -> Reply:
    """The code, which nobody but staff reads, once."""
    if _needs_another(parts, ask, "", SECOND_WITHIN):
        return Reply(Word.ONE_MORE, {"about": ""})
    with parts.cases.aside.write() as connection:
        made = parts.codes.give(connection, ask.person_id, parts.today(), way)
    events.note_of_person(parts, ask.person_id, What.CODE_MADE, ask.account, Way.DESK.value)
    sealed = parts.inbox.seal(made.encode(), asks.of_result(ask.nonce))
    return Reply(Word.CODE, {"sealed": base64.b64encode(sealed).decode("ascii")})


def _why_none(parts: Parts, person_id: str) -> str:
    standing = parts.data.standing(person_id)
    if standing is None or standing.joined_to:
        return "gone"
    return "died" if standing.has_died else "frozen" if standing.is_frozen else ""


def _needs_another(parts: Parts, ask: Ask, about: str, within: timedelta | None = None) -> bool:
    """Whether nobody else of the staff has asked the same, since it was last done."""
    with parts.cases.aside.read() as connection:
        every = asks.of_kind(connection, asks.Kind(ask.kind), ask.person_id)
    done = max((one.number for one in every if one.answer in (Word.CODE, Word.DONE)), default=0)
    return not any(
        one.answer == Word.ONE_MORE
        and one.number > done
        and one.account != ask.account
        and one.result["about"] == about
        and (within is None or ask.at - one.at <= within)
        for one in every
    )


def _is_for_two(parts: Parts, ask: Ask) -> bool:
    """Whether one may not confirm her alone: she is protected, or had her code from the same member of staff, who could
    have opened the account with it."""
    standing = parts.data.standing(ask.person_id)
    if standing is None or standing.is_protected:
        return True
    with parts.cases.aside.read() as connection:
        every = asks.of_kind(connection, asks.Kind.CODE, ask.person_id)
    return any(one.account == ask.account and one.answer in (Word.LETTER, Word.CODE) for one in every)


def is_whole(parts: Parts, holder: HolderKeys, way: Way) -> HolderKeys:
    """What she is once her account is there: confirmed where staff handed her the code; stopped if it was stopped."""
    state = State.OPEN if way is Way.DESK else State.NEW
    if holder.state is State.FROZEN:
        return replace(holder, was=state)
    return replace(holder, state=state, since=parts.today())
