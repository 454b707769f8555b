"""A code that is handed over at the desk: shown to whoever asked for it last, each look written down, for an hour."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import NamedTuple

from flask import abort

from forms_app.case_data.store import asks
from forms_app.case_data.store.asks import Kind, Word
from forms_app.case_data.store.for_staff.account import Account, Ask
from forms_app.sealing import codes
from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import signed_in
from forms_app.staff.customers.opening import Opened
from forms_app.staff.office import office

SHOWN_FOR = timedelta(hours=1)


class Ready(NamedTuple):
    """`ask`: that it was made for. `shown`: the code in groups of four; empty while nobody looks."""

    ask: int
    shown: str = ""


def ready(about: Account) -> Ready | None:
    """The code that this member of staff may hand over now."""
    return next((Ready(ask.number) for ask in about.asks if _may_show(ask)), None)


def show(opened: Opened, number: int) -> Ready:
    """404 if it is not for this person or this member of staff, or not any more."""
    asked = office().asks.answer_to(number) or abort(404)
    said = Ask(asked.number, asked.kind, asked.account, asked.at, asked.answer, asked.result)
    if asked.person_id != opened.person_id or not _may_show(said):
        abort(404)
    with office().database.write() as connection:
        audit.record(connection, office(), Action.CUSTOMER_CODE_SHOWN, signed_in().account_id, detail=opened.person_id)
    sealed = base64.b64decode(asked.result["sealed"])
    plain = office().opening.open(sealed, asks.of_result(asked.nonce)).decode()
    return Ready(number, codes.for_print(plain))


def _may_show(ask: Ask) -> bool:
    is_code = ask.kind in (Kind.CODE, Kind.RECOVERY) and ask.answer == Word.CODE and "sealed" in ask.result
    is_mine = ask.account == str(signed_in().account_id)
    return is_code and is_mine and office().now() - ask.at <= SHOWN_FOR
