"""The last step of opening an account, and of coming back to one: one thing more than a password, and a new paper."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Any

from flask import abort, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.account import guard
from forms_app.account.doors import arrival, papers, repeats, waiting, ways
from forms_app.account.doors.come_back import come_back, take_over
from forms_app.account.doors.papers import OPENED, RECOVERED, Papers
from forms_app.account.factors import choosing
from forms_app.account.factors.choosing import Chosen, Wrong
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.bundles.messages import Answer
from forms_app.i18n import urls
from forms_app.sealing import recovery_paper
from forms_app.storage.account import activations, unfinished
from forms_app.storage.account.activations import ACTIVATION, ActivationRow
from forms_app.storage.accounts import accounts
from forms_app.storage.accounts.accounts import LoginTaken
from forms_app.web.sign_in import limits

Page = Response | str | tuple[str, int]
# The account's row, made or changed, in a transaction that does more; its number.
Write = Callable[[Connection, ActivationRow, dict[str, Any]], int]


def second_page() -> Page:
    return _page(_opened())


def second() -> Page:
    """An app's code, a passkey, or that she wants a sheet; then the account is there, and she reads her paper."""
    if repeated := repeats.again():
        return repeated
    row = _opened()
    try:
        chosen = choosing.read(row.mark, row.id)
    except Wrong as wrong:
        return _page(row, wrong), 422
    try:
        return _finish(row, chosen)
    except LoginTaken:
        return draw("account/wait.html", answer=Answer.AT_THE_DESK, answers=Answer, is_back=False), 409


def _opened() -> ActivationRow:
    row, answer = waiting.find()
    if answer != Answer.OPENED:
        abort(see_other("/activate/wait/"))
    return row


def _page(row: ActivationRow, wrong: Wrong | None = None) -> str:
    parts = choosing.page(row.mark, row.id, wrong.offer if wrong else None)
    return draw("account/second.html", **parts, wrong=wrong.what if wrong else "")


def _finish(row: ActivationRow, chosen: Chosen) -> Response:
    """The account, its second factor and a session that shows her papers, in one transaction; the order that spends the
    codes goes out once she has kept them. Raises LoginTaken."""
    secret, (keys, public) = recovery_paper.new(), waiting.keys_of(row)
    is_first = row.way == ACTIVATION
    write: Write = _add if is_first else come_back
    values = {
        "password_hash": row.password_hash,
        "public_keys": row.public_keys,
        "wrapped_by_password": row.wrapped_by_password,
        "wrapped_by_recovery": keys.wrap(paper_key(secret), ways.RECOVERY, public),
        "totp_box": chosen.totp_box,
        "totp_last_step": chosen.totp_last_step,
    }
    with services().database.write() as connection:
        if not activations.remove(connection, row.id):
            return see_other("/home/")
        account_id = write(connection, row, values)
        sheet = chosen.keep(connection, account_id, services().now())
        unfinished.note(connection, account_id, "complete" if is_first else "recovered")
        token = arrival.begin(connection, account_id, keys, public, ways.PAPERS)
        why = OPENED if is_first else RECOVERED
        papers.put(connection, token, Papers(why, recovery_paper.for_print(secret), sheet))
        repeats.keep(connection, token, "/papers/")
    page = see_other("/papers/")
    guard.forget_door(page)
    limits.remember_device(services().realm, request, page, row.mark)
    return arrival.let_in(page, token)


def paper_key(secret: bytes) -> bytes:
    """What wraps her keys beside the password: the paper alone opens nothing without the server's part."""
    return hmac.digest(services().key("recovery paper"), secret, "sha256")


def _add(connection: Connection, row: ActivationRow, values: dict[str, Any]) -> int:
    """Where an account of this number stands here, the inside knows it no more: staff have closed it, or it was never
    whole. Else its word to the code had been another."""
    given = {**values, "language": urls.language(), "created_at": services().now()}
    closed = accounts.find_active(connection, services().realm.rows, row.mark)
    if closed is not None:
        return take_over(connection, closed, given)
    return accounts.add(connection, services().realm.rows, row.mark, **given)
