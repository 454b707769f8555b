"""Takes over PINs that were chosen in accounts: opens each, makes keys for it, and hands them in with the order of the
holder. It looks every second, beside the calls."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from forms_app.bundles import messages
from forms_app.bundles.messages import NotAMessage, Order, PhonePin
from forms_app.phone import pins
from forms_app.phone.behind import book, choosing
from forms_app.phone.behind.book import Notes
from forms_app.phone.behind.cabinet import Cabinet
from forms_app.processes import logs
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.sealing.unseal import CannotOpen
from forms_app.storage.phone import callers, entrusted
from forms_app.storage.phone.entrusted import Entrusted

LOOK_SECONDS = 1.0
AT_ONCE = 20
UNANSWERED = timedelta(days=1)  # then nobody waits for it any more


def start(cabinet: Cabinet, notes: Notes, stop: threading.Event) -> threading.Thread:
    thread = threading.Thread(target=_go_round, args=(cabinet, notes, stop), daemon=True)
    thread.start()
    return thread


def _go_round(cabinet: Cabinet, notes: Notes, stop: threading.Event) -> None:
    while not stop.wait(LOOK_SECONDS):
        try:
            work_off(cabinet, notes)
        except (SQLAlchemyError, OSError) as error:
            logs.failure(error, "telephone")


def work_off(cabinet: Cabinet, notes: Notes) -> int:
    """One round; how many PINs were taken over."""
    with cabinet.database.read() as connection:
        waiting = entrusted.waiting(connection, AT_ONCE)
        unsettled = callers.pending(connection, cabinet.row_key)
    for item in waiting:
        _take(cabinet, item)
    choosing.settle(cabinet, unsettled)
    _forget_unanswered(cabinet)
    book.hand_in_notes(cabinet, notes)
    return len(waiting)


def _take(cabinet: Cabinet, item: Entrusted) -> None:
    """Out of the database in the transaction that puts in what was made of it."""
    ready = None
    try:
        number, pin, order = _opened(cabinet, item)
        keys = OwnerKeys.generate()
        public = keys.public
        message = PhonePin(number, order.key_id, order.signed, order.signature, public.data)
        if pins.fault(pin, number) is None:
            ready = choosing.prepared(cabinet, number, pin, keys, public, message)
    except (CannotOpen, NotAMessage, ValueError, KeyError, TypeError) as error:
        logs.failure(error, "telephone")
    with cabinet.database.write() as connection:
        if entrusted.take(connection, item.id) and ready:
            choosing.write(connection, cabinet, ready)


def _opened(cabinet: Cabinet, item: Entrusted) -> tuple[str, str, Order]:
    order = messages.decode(item.message)
    if not isinstance(order, Order):
        raise NotAMessage("no order")
    said: Mapping[str, Any] = json.loads(order.signed)
    box = base64.b64decode(said["body"]["sealed"])
    plain = json.loads(cabinet.opening.open(box, messages.pin_context(order.key_id)))
    return str(plain["participant_id"]), str(plain["pin"]), order


def _forget_unanswered(cabinet: Cabinet) -> None:
    with cabinet.database.read() as connection:
        old = [row for row in callers.pending(connection, cabinet.row_key) if row.at < cabinet.now() - UNANSWERED]
    if old:
        with cabinet.database.write() as connection:
            callers.remove(connection, old)
