"""Answers what the line hands in: codes of callers, PINs that were chosen in accounts, what callers sign.

Wrong codes are one count for the account and the telephone, and whoever is not let in there is not let in here. What
the line says by itself is a reason for nothing but a note.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection

from forms_app.bundles.history import By, What
from forms_app.bundles.messages import Answer, Order, PhoneOpening, PhonePin, PhoneWrong
from forms_app.case_data.store import holders
from forms_app.case_data.store.activation_codes import Code, Way
from forms_app.case_data.store.holders import LIVE, HolderKeys, State
from forms_app.case_worker import answering, events, going_on, mailing, sealing
from forms_app.case_worker.answering import Read
from forms_app.case_worker.parts import Door, Parts
from forms_app.case_worker.telephone import ending, pins
from forms_app.sealing.owner_keys import NotHers, PublicKeys
from forms_app.storage.account import inside
from forms_app.storage.account.inside import HandedIn
from forms_app.storage.throttles import Limit, TooMany

KEPT = timedelta(days=1)  # an answer, for a line that was away
ONCE_AN_HOUR = Limit("wrong PIN noted", 1, timedelta(hours=1))  # whoever tries a thousand times fills nobody's history
BY_TELEPHONE = "notice-phone"  # the words of the letter that gives notice
CALLED = "phone-call"
TOLD = {CALLED: What.PHONE_CALL, pins.SET: What.PHONE_PIN_SET}  # what a caller signs with the keys of her PIN


def work_off_calls(parts: Parts) -> int:
    """How many were answered."""
    line = parts.telephone
    if line is None:
        return 0

    def answer(asked: Read) -> None:
        word = _answer(parts, line, asked)
        with line.database.write() as connection:
            inside.answer(connection, asked.item.id, word.value, parts.now())
            inside.forget_answered(connection, parts.now() - KEPT)

    read = partial(answering.read_handed_in, parts, line.database, line.name)
    return going_on.each(read, answer, lambda asked: asked.whose)


def _answer(parts: Parts, line: Door, asked: Read) -> Answer:
    if asked.message is None:
        return Answer.NOT_RIGHT
    act = ACTS.get(type(asked.message))
    try:
        return act(parts, line, asked.item, asked.message) if act else Answer.NOT_HERS
    except NotHers:
        return Answer.NOT_HERS


def _open(parts: Parts, line: Door, _item: HandedIn, asked: PhoneOpening) -> Answer:
    """A code from a letter or from the desk opens a telephone that shows what a new account shows."""
    public = PublicKeys(asked.public_keys)
    person_id = parts.data.person_of(asked.participant_id) or ""
    if _has(parts, line, public):  # done already, and stopped before it was answered
        sealing.seal_person(parts, person_id)
        return Answer.OPENED
    try:
        counted = answering.count_try(parts, asked.participant_id)
    except TooMany:
        return Answer.TOO_MANY
    word = _let_in(parts, line, person_id, asked.code, public)
    if word is not Answer.NOT_RIGHT:
        parts.tries.give_back(counted)
    return word


def _has(parts: Parts, line: Door, public: PublicKeys) -> bool:
    with parts.cases.aside.read() as connection:
        return line.own_list.by_key(connection, public.id) is not None


def _let_in(parts: Parts, line: Door, person_id: str, typed: str, public: PublicKeys) -> Answer:
    with parts.cases.aside.read() as connection:
        code = parts.codes.find(connection, person_id, typed, parts.today())
        old = line.own_list.of_person(connection, person_id)
    if code is None:
        return Answer.NOT_RIGHT
    if answering.needs_a_person(parts, person_id, code.way) or (old and code.way is not Way.DESK):
        return Answer.AT_THE_DESK
    ending.take_back(parts, old)
    with parts.cases.aside.write() as connection:
        ending.remove(parts, connection, old)
        _forget_begun(parts, connection, code)
        parts.codes.bind(connection, code, public.id)
        is_confirmed = parts.codes.spend(connection, public.id) is Way.DESK
        holder = HolderKeys(person_id, public, State.OPEN if is_confirmed else State.NEW, parts.today())
        line.own_list.put(connection, holder)
        mailing.give_notice(parts, connection, holder, BY_TELEPHONE)
        events.write(connection, parts, holder, What.ACCOUNT_OPENED, By.HOLDER, "phone")
    sealing.seal_person(parts, person_id)
    return Answer.OPENED


def _forget_begun(parts: Parts, connection: Connection, code: Code) -> None:
    """A code opens one door: an account that was begun with it and is not whole ends here."""
    begun = parts.own_list.by_key(connection, code.key_id) if code.key_id else None
    if begun and begun.state is State.BEGUN:
        parts.own_list.remove(connection, begun.public.id)


def _set_pin(parts: Parts, line: Door, item: HandedIn, asked: PhonePin) -> Answer:
    """The order of a confirmed holder; the keys of her old PIN are nobody's from then on."""
    public, order = PublicKeys(asked.public_keys), Order(asked.key_id, asked.signed, asked.signature)
    with parts.cases.aside.read() as connection:
        holder = parts.own_list.by_key(connection, order.key_id)
        old = line.own_list.of_person(connection, holder.person_id) if holder else []
    said = answering.signed(holder, order) if holder else None
    if holder is None or said is None or said["kind"] != pins.SET or _is_anothers(parts, holder, asked.participant_id):
        return Answer.NOT_HERS
    if holder.state is not State.OPEN or answering.is_quiet(parts, holder):
        return Answer.NOT_YET
    with parts.cases.aside.write() as connection:
        if not holders.take_order(connection, order.key_id, f"line {said['nonce']}", item.id):
            return Answer.NOT_HERS
    ending.take_back(parts, [one for one in old if one.public.id != public.id])
    with parts.cases.aside.write() as connection:
        ending.remove(parts, connection, old)
        line.own_list.put(connection, HolderKeys(holder.person_id, public, State.OPEN, parts.today()))
        events.write(connection, parts, holder, What.PHONE_PIN_SET, By.HOLDER)
    sealing.seal_person(parts, holder.person_id)
    return Answer.DONE


def _is_anothers(parts: Parts, holder: HolderKeys, participant_id: str) -> bool:
    return parts.data.person_of(participant_id) != holder.person_id


def _note(parts: Parts, line: Door, item: HandedIn, order: Order) -> Answer:
    """What a caller did, signed with the keys of her PIN: she called, or chose another one for the same keys."""
    with parts.cases.aside.read() as connection:
        holder = line.own_list.by_key(connection, order.key_id)
        hers = parts.own_list.of_person(connection, holder.person_id) if holder else []
    said = answering.signed(holder, order) if holder else None
    if holder is None or said is None or said["kind"] not in TOLD or holder.state not in LIVE:
        return Answer.NOT_HERS
    is_change = said["kind"] == pins.SET
    if is_change and (holder.state is State.FROZEN or any(answering.is_quiet(parts, one) for one in hers)):
        return Answer.NOT_YET
    with parts.cases.aside.write() as connection:
        if not holders.take_order(connection, order.key_id, said["nonce"], item.id):
            return Answer.NOT_HERS
        if is_change:
            line.own_list.put(connection, replace(holder, since=parts.today()))
        events.write(connection, parts, holder, TOLD[said["kind"]], By.HOLDER if is_change else "")
    sealing.seal_person(parts, holder.person_id)
    return Answer.DONE


def _note_wrong(parts: Parts, line: Door, _item: HandedIn, asked: PhoneWrong) -> Answer:
    """She reads of it in her history, once an hour at most."""
    person_id = parts.data.person_of(asked.participant_id) or ""
    with parts.cases.aside.read() as connection:
        holder = next(iter(line.own_list.of_person(connection, person_id)), None)
    if holder is None:
        return Answer.NOT_HERS
    try:
        parts.tries.spend([(ONCE_AN_HOUR, person_id)])
    except TooMany:
        return Answer.TOO_MANY
    events.note(parts, holder, What.PHONE_WRONG)
    return Answer.DONE


ACTS: dict[type, Callable[..., Answer]] = {
    PhoneOpening: _open,
    PhonePin: _set_pin,
    Order: _note,
    PhoneWrong: _note_wrong,
}
