"""How often somebody may try to be a holder, so that failing on purpose locks her out from nowhere.

Three kinds of failing are counted apart. Who has neither password nor code is slowed by address and in all, and uses up
nothing of hers. Who shows a right second factor with a wrong password is counted for that one factor. Who knows her
password and guesses the code has a few tries; then a single code of the app, which can be guessed, no longer does, but
two in a row, a code of the sheet or a passkey, which nobody guesses, still do, from any place.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from sqlalchemy import Connection

from forms_app.account.factors.seconds import Second
from forms_app.account.services import services
from forms_app.storage.throttles import Limit, TooMany
from forms_app.web.sign_in import limits
from forms_app.web.sign_in.limits import Tries
from forms_app.web.sign_in.realm import WINDOW

WRONG_PASSWORD = Limit("right second factor, wrong password", 5, WINDOW)
WRONG_CODE = Limit("right password, wrong second factor", 5, WINDOW)
NEITHER = Limit("neither is right", 1_000_000, WINDOW)  # counted so that every try does the same work


@dataclass(frozen=True, slots=True)
class Try:
    """One try. `is_hers`: in a browser in which she has signed in before, which has tries of its own."""

    login: str
    second: Second
    is_hers: bool
    counted: Tries


def begin(login: str, second: Second) -> Try:
    """Before the password is looked at. Raises TooMany, by where it comes from and never by whose it is."""
    counted = [] if second.is_strong else limits.spend_of_place(services().realm, request, login)
    return Try(login, second, limits.is_device(services().realm, request, login), counted)


def is_good(connection: Connection, one: Try) -> bool:
    """Everything was right: whether that is enough. If it is, the try counts nowhere."""
    asked = [_of_second(one)]
    if not one.second.is_strong and not one.is_hers:
        asked.append(_of_password(one))
    throttle = services().realm.throttle
    if any(throttle.is_used_up(connection, *counter) for counter in asked):
        return False
    throttle.uncount(connection, one.counted)
    return True


def failed(one: Try, *, is_password: bool) -> None:
    """Something was wrong, or too much. `is_password`: whether the password was all that was right."""
    counted = _of_password(one) if is_password else _of_second(one) if one.second.is_right else (NEITHER, one.login)
    try:
        services().realm.throttle.spend([counted])
    except TooMany:
        return  # as many as can be counted


def _of_second(one: Try) -> tuple[Limit, str]:
    return WRONG_PASSWORD, f"{services().mark_of(one.login)} {one.second.name}"


def _of_password(one: Try) -> tuple[Limit, str]:
    return WRONG_CODE, services().mark_of(one.login)
