"""What a supervisor sees flagged."""

from __future__ import annotations

from forms_app.staff.accounts import row_seals
from forms_app.storage.tables import accounts
from support.desk import Browser, Desk

SAME = "Unusual: opened or searched for somebody with the same name"


def called(desk: Desk, name: str, email: str = "worker@example.org") -> Browser:
    """A caseworker of this name, signed in."""
    browser = desk.signed_in("caseworker", email)
    with desk.office.database.write() as connection:
        row_seals.change(connection, desk.office, accounts, accounts.c.email == email, name=name)
    return browser


def flags(desk: Desk, what: str) -> int:
    return desk.signed_in().get("/audit/?only=unusual").text.count(what)
