"""An order that she signs, and the inside's word to it, which is waited for: no page has to reload by itself."""

from __future__ import annotations

import time

from forms_app.account import orders
from forms_app.account.doors import waiting
from forms_app.account.services import services
from forms_app.account.views.opened import hers
from forms_app.storage.account import inside


def order(kind: str, **body: object) -> str:
    """One of messages.Answer; "" where there is none yet: it stays handed in, and is done later."""
    her = hers()
    with services().database.write() as connection:
        item_id = orders.hand_in(connection, her.keys, her.public, kind, body)
    until = time.monotonic() + waiting.PATIENCE_SECONDS
    while not (word := _answer(item_id)) and time.monotonic() < until:
        time.sleep(waiting.STEP_SECONDS)
    return word


def _answer(item_id: bytes) -> str:
    with services().database.read() as connection:
        return inside.answer_to(connection, item_id) or ""
