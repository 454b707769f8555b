"""A PIN that was chosen, until the worker agrees: what she has until then stays, and a call that breaks off loses
nothing."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from time import monotonic, sleep

from sqlalchemy import Connection

from forms_app.bundles.messages import Answer, Message, Order, canonical
from forms_app.phone.behind.cabinet import Cabinet
from forms_app.sealing.owner_keys import OwnerKeys, PublicKeys
from forms_app.storage.account import inside
from forms_app.storage.account.inside import HandedIn
from forms_app.storage.phone import callers
from forms_app.storage.phone.callers import CallerRow

WAY = "telephone pin"  # by which her keys are wrapped
Ready = tuple[CallerRow, HandedIn]
AGREED = (Answer.OPENED, Answer.DONE)
PATIENCE_SECONDS, STEP_SECONDS = 8.0, 0.2  # the worker looks every second


def prepared(cabinet: Cabinet, number: str, pin: str, keys: OwnerKeys, public: PublicKeys, message: Message) -> Ready:
    """What `write` writes: all the slow work is done before a transaction begins."""
    mark, item = cabinet.mark_of(number), cabinet.handed_in(message)
    made = cabinet.stretch(mark, pin)
    wrapped = keys.wrap(made.key, WAY, public)
    return CallerRow(item.id, mark, public.data, made.verifier, wrapped, item.at), item


def write(connection: Connection, cabinet: Cabinet, ready: Ready) -> None:
    row, item = ready
    callers.add(connection, cabinet.row_key, row)
    inside.hand_in(connection, item)


def answered(cabinet: Cabinet, item_id: bytes) -> str:
    """The worker's word, waited for; "" where there is none in time."""
    until = monotonic() + PATIENCE_SECONDS
    while not (word := _word(cabinet, item_id)) and monotonic() < until:
        sleep(STEP_SECONDS)
    return word


def settle(cabinet: Cabinet, rows: Iterable[CallerRow]) -> None:
    """Those to which the worker has agreed count from now on, in place of any before; those that it refused go."""
    for row in (row for row in rows if not row.is_live):
        word = _word(cabinet, row.handed_in)
        if not word:
            continue
        with cabinet.database.write() as connection:
            if word in AGREED:
                callers.make_live(connection, cabinet.row_key, row)
            else:
                callers.remove(connection, [row])


def signed(cabinet: Cabinet, keys: OwnerKeys, public: PublicKeys, kind: str) -> Order:
    """What a caller orders, with the keys of her PIN: obeyed once."""
    said = {"kind": kind, "body": {}, "key": public.id.hex(), "at": cabinet.now().isoformat()}
    words = canonical({**said, "nonce": secrets.token_hex(16)})
    return Order(public.id, words, keys.sign(words))


def _word(cabinet: Cabinet, item_id: bytes) -> str:
    with cabinet.database.read() as connection:
        return inside.answer_to(connection, item_id) or ""
