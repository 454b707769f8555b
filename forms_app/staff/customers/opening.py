"""Opening a customer's page: for a reason, written into the audit trail and into the customer's own history.

The address of an opened page is a locked box: it names nobody, is good for one member of staff, and for an hour.
"""

from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from flask import abort

from forms_app.bundles.history import Look
from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.sealing.seal import lock, unlock
from forms_app.staff.auth_guard import signed_in
from forms_app.staff.office import office

GOOD_FOR = timedelta(hours=1)
REASONS: dict[str, LazyString] = {
    Look.CALL: _l("This person is on the telephone"),
    Look.VISIT: _l("This person is here at the desk"),
    Look.LETTER: _l("This person wrote"),
    Look.REQUEST: _l("A PIN request"),
    Look.TASK: _l("A task: to confirm, to call back, a letter"),
    Look.CHECK: _l("A supervisor's check"),
}


class Opened(NamedTuple):
    """Whose page, since when, and for which of REASONS."""

    person_id: str
    at: datetime
    reason: str

    @property
    def address(self) -> str:
        return _boxed("opened", [self.person_id, self.at.isoformat(), self.reason])


class TooLong(Exception):
    """The page was opened more than an hour ago: a reason is wanted anew."""

    def __init__(self, person_id: str) -> None:
        super().__init__("the page was opened too long ago")
        self.person_id = person_id


def read(address: str) -> Opened:
    """404 for an address that was not made for this person. Raises TooLong."""
    person_id, at, reason = _unboxed("opened", address)
    opened = Opened(person_id, datetime.fromisoformat(at), reason)
    if office().now() - opened.at > GOOD_FOR:
        raise TooLong(person_id)
    return opened


def person_of(address: str, account_id: int) -> str:
    """Whose page it was, for this member of staff, however long ago."""
    return _unboxed("opened", address, account_id)[0]


def ticket(person_id: str) -> str:
    """Names somebody in a page, before there is a reason."""
    return _boxed("ticket", [person_id])


def of_ticket(text: str, account_id: int | None = None) -> str:
    """Made for whoever is signed in, or for this member of staff."""
    return _unboxed("ticket", text, account_id)[0]


def _boxed(kind: str, said: list[str]) -> str:
    box = lock(office().key(f"customer {kind}"), json.dumps(said).encode(), _context(signed_in().account_id))
    return base64.urlsafe_b64encode(box).decode()


def _unboxed(kind: str, text: str, account_id: int | None = None) -> list[str]:
    context = _context(signed_in().account_id if account_id is None else account_id)
    try:
        box = base64.urlsafe_b64decode(text.encode("ascii"))
        said: list[str] = json.loads(unlock(office().key(f"customer {kind}"), box, context))
    except (InvalidTag, ValueError):
        abort(404)
    return said


def _context(account_id: int) -> bytes:
    return str(account_id).encode()
