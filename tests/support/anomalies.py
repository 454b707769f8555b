"""What a supervisor sees flagged."""

from __future__ import annotations

from forms_app.staff.accounts import accounts
from forms_app.storage.accounts import accounts as stored
from support.desk import Browser, Desk

SAME = "Unusual: opened or searched for somebody with the same name"


def called(desk: Desk, name: str, email: str = "worker@example.org") -> Browser:
    """A caseworker of this name, signed in."""
    browser = desk.signed_in("caseworker", email)
    with desk.office.database.write() as connection:
        account = accounts.find(connection, desk.office, email)
        stored.change(connection, desk.office.sign_in.rows, account.id, name=name)
    return browser


def flags(desk: Desk, what: str) -> int:
    return desk.signed_in().get("/audit/?only=unusual").text.count(what)
