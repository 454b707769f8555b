"""Answers what accounts hand in: a code is right or not, an order is signed by its holder or nothing happens."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, NamedTuple

import structlog

from forms_app.bundles import messages
from forms_app.bundles.history import By, What
from forms_app.bundles.messages import Activation, Answer, NotAMessage, Order, Recovery
from forms_app.case_data.store import holders
from forms_app.case_data.store.activation_codes import Way
from forms_app.case_data.store.holders import LIVE, HolderKeys, State
from forms_app.case_worker import events, going_on, joining, mailing, recovering, sealing
from forms_app.case_worker.desk import admitting
from forms_app.case_worker.papers import orders as papers
from forms_app.case_worker.parts import ACCOUNT, Parts
from forms_app.case_worker.telephone import ending, pins
from forms_app.case_worker.telling import asking
from forms_app.sealing.owner_keys import NotHers, PublicKeys
from forms_app.sealing.unseal import CannotOpen
from forms_app.storage.account import inside
from forms_app.storage.account.inside import HandedIn
from forms_app.storage.database import Database
from forms_app.storage.throttles import Limit, TooMany

AT_ONCE = 50
# Wrong codes slow whoever tries them, and never end a code: 10^15 of them stand against a few thousand tries. By person
# they are not counted, or others would keep her out of her own; but once they have used up everybody's tries she has
# some that are hers.
IN_ALL = Limit("codes in all", 1_000, timedelta(hours=1))
PER_PERSON = Limit("codes of a person", 10, timedelta(hours=1))
# Orders that wait until the days after a recovery are over: how she is reached, and by what she is known. Whatever ends
# something does not.
CHANGES = frozenset({"address", "contact", "employment", "consent", pins.SET})
Act = Callable[[Parts, HolderKeys, Mapping[str, Any]], Answer]


def work_off_handed_in(parts: Parts) -> int:
    """How many were answered."""

    def answer(asked: Read) -> None:
        word = _answer(parts, asked)
        with parts.account.write() as connection:
            inside.answer(connection, asked.item.id, word.value, parts.now())

    return going_on.each(partial(read_handed_in, parts, parts.account, ACCOUNT), answer, lambda asked: asked.whose)


class Read(NamedTuple):
    """What was handed in, opened; None where it is nothing that can be read."""

    item: HandedIn
    message: messages.Message | None

    @property
    def whose(self) -> Hashable:
        """What one person wants is done in its order: known by her keys, or the number that she typed."""
        known = (getattr(self.message, name, None) for name in ("key_id", "participant_id"))
        return next(filter(None, known), self.item.id)


def read_handed_in(parts: Parts, database: Database, door: str, left: int) -> list[Read]:
    """What waits in the database of a door."""
    with database.read() as connection:
        waiting = inside.waiting(connection, AT_ONCE, left)
    return [Read(item, _message(parts, item, door)) for item in waiting]


def _message(parts: Parts, item: HandedIn, door: str) -> messages.Message | None:
    try:
        return messages.decode(parts.opening.open(item.sealed, messages.context(item.id)))
    except (CannotOpen, NotAMessage):
        structlog.get_logger().warning("what was handed in cannot be read", kind=door)
        return None


def _answer(parts: Parts, asked: Read) -> Answer:
    message = asked.message
    if isinstance(message, Order):
        return _obey(parts, asked.item, message)
    if isinstance(message, Activation | Recovery):
        return _try(parts, message)
    return Answer.NOT_HERS if message else Answer.NOT_RIGHT


def _try(parts: Parts, asked: Activation | Recovery) -> Answer:
    """Codes of somebody who is not in."""
    try:
        public, counted = PublicKeys(asked.public_keys), count_try(parts, asked.participant_id)
    except NotHers:
        return Answer.NOT_RIGHT
    except TooMany:
        return Answer.TOO_MANY
    word = _open(parts, asked, public) if isinstance(asked, Activation) else recovering.begin(parts, asked, public)
    if word is not Answer.NOT_RIGHT:
        parts.tries.give_back(counted)
    return word


def count_try(parts: Parts, participant_id: str) -> list[tuple[Limit, str]]:
    """Of a code, by whichever door: what was counted. Raises TooMany."""
    for counted in ([(IN_ALL, "")], [(PER_PERSON, participant_id)]):
        try:
            parts.tries.spend(counted)
            return counted
        except TooMany as limit:
            last = limit
    raise last


def _open(parts: Parts, asked: Activation, public: PublicKeys) -> Answer:
    person_id = parts.data.person_of(asked.participant_id) or ""
    with parts.cases.aside.write() as connection:
        code = parts.codes.find(connection, person_id, asked.code, parts.today())
        if code is None:
            return Answer.NOT_RIGHT
        every = parts.own_list.of_person(connection, person_id)
        if any(holder.state in LIVE for holder in every) or needs_a_person(parts, person_id, code.way):
            return Answer.AT_THE_DESK
        for holder in every:
            if holder.public.id != public.id:  # begun before, in a browser that is gone
                parts.own_list.remove(connection, holder.public.id)
        parts.own_list.put(connection, HolderKeys(person_id, public, State.BEGUN, parts.today()))
        parts.codes.bind(connection, code, public.id)
    sealing.seal_person(parts, person_id)
    return Answer.OPENED


def needs_a_person(parts: Parts, person_id: str, way: Way) -> bool:
    """A protected person is let in by a code that two of the staff had made for her; nobody while one of her doors is
    stopped."""
    with parts.cases.aside.read() as connection:
        if any(holder.state is State.FROZEN for _door, holder in parts.keys_of(connection, person_id)):
            return True
    standing = parts.data.standing(person_id)
    if standing is None or standing.shows_nothing:
        return True
    return standing.is_protected and way is not Way.DESK


def _obey(parts: Parts, item: HandedIn, order: Order) -> Answer:
    """Whatever does not verify, or was obeyed before, changes nothing."""
    with parts.cases.aside.read() as connection:
        holder = parts.own_list.by_key(connection, order.key_id)
    said = signed(holder, order) if holder else None
    if holder is None or said is None:
        return Answer.NOT_HERS
    act = pins.entrusting(item.id, order) if said["kind"] == pins.SET else ACTS.get(said["kind"])
    if said["kind"] in CHANGES and is_quiet(parts, holder):
        return Answer.NOT_YET
    with parts.cases.aside.write() as connection:
        is_new = bool(act) and holders.take_order(connection, order.key_id, said["nonce"], item.id)
    word = act(parts, holder, said["body"]) if act and is_new else Answer.NOT_HERS
    if said["kind"] == pins.SET and word is Answer.DONE:
        sealing.seal_person(parts, holder.person_id)  # so that she reads that it is on its way
    return word


def is_quiet(parts: Parts, holder: HolderKeys) -> bool:
    with parts.cases.aside.read() as connection:
        until = parts.quiet.until(connection, holder.public.id)
    return until is not None and parts.now() < until


def signed(holder: HolderKeys, order: Order) -> Mapping[str, Any] | None:
    """What she signed, if she did, with the keys that it names."""
    try:
        holder.public.verify(order.signed, order.signature)
        said: Mapping[str, Any] = json.loads(order.signed)
    except (NotHers, ValueError):
        return None
    return said if said.get("key") == order.key_id.hex() and said.get("nonce") else None


def _complete(parts: Parts, holder: HolderKeys, _body: Mapping[str, Any]) -> Answer:
    """The account is whole: its code opens nothing more, it counts as new until somebody confirms her, and a letter
    tells her of it. One that staff have stopped meanwhile stays so."""
    if State.BEGUN not in (holder.state, holder.was):
        return Answer.DONE
    with parts.cases.aside.write() as connection:
        whole = admitting.is_whole(parts, holder, parts.codes.spend(connection, holder.public.id))
        parts.own_list.put(connection, whole)
        mailing.give_notice(parts, connection, whole)
        events.write(connection, parts, holder, What.ACCOUNT_OPENED, By.HOLDER)
    sealing.seal_person(parts, holder.person_id)
    return Answer.DONE


ACTS: dict[str, Act] = {
    "address": asking.give_address,
    "address-code": asking.type_code,
    "wishes": asking.choose,
    "pause": asking.pause,
    "no-address": asking.forget,
    "sent": joining.note_sent,
    "joined": joining.note,
    "complete": _complete,
    "event": events.obey,
    "phone-end": ending.end,
    "recover": recovering.check,
    "recovered": recovering.finish,
    "opened": papers.opened,
    "consent": papers.consent,
    "no-consent": papers.no_consent,
}
