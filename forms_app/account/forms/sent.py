"""What she sent while signed in: sealed to her, with all that its receipt says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from forms_app import deadlines
from forms_app.account.forms.sender import account_id, mark
from forms_app.account.services import services
from forms_app.account.views.opened import hers
from forms_app.forms import FORMS, Form
from forms_app.sealing.unseal import CannotOpen
from forms_app.storage import status
from forms_app.storage.account import requests
from forms_app.storage.status import NoStatus, Status

JUST_NOW = timedelta(minutes=30)
EACH = 10  # on a page


@dataclass(frozen=True, slots=True)
class Request:
    """`place`: the how manieth that she sent, from 1. `kept`: as for a receipt. `standing`: None where nobody knows."""

    place: int
    kept: dict[str, Any]
    standing: Status | None

    @property
    def form(self) -> Form:
        return FORMS[self.kept["form"]]

    @property
    def sent_on(self) -> date:
        return deadlines.local_date(self.sent_at)

    @property
    def is_new(self) -> bool:
        return services().now() - self.sent_at < JUST_NOW

    @property
    def sent_at(self) -> datetime:
        return datetime.fromisoformat(self.kept["sent_at"])


def keep(connection: Connection, kept: dict[str, Any]) -> None:
    """In the caller's transaction; what stands there already stays."""
    plain = json.dumps(kept, ensure_ascii=False).encode()
    sealed = hers().public.sealing_key.seal(plain, _context())
    requests.put(connection, account_id(), mark(kept["reference"]), sealed)


def count() -> int:
    with services().database.read() as connection:
        return requests.count(connection, account_id())


def page(number: int) -> list[Request | None]:
    """The `number`th page of what she sent, the last first. None for one that her present keys do not open."""
    skip = (number - 1) * EACH
    with services().database.read() as connection:
        sealed = requests.newest(connection, account_id(), skip, EACH)
        last = requests.count(connection, account_id()) - skip
    return list(_opened(sealed, last))


def at_place(place: int) -> Request | None:
    with services().database.read() as connection:
        sealed = requests.at_place(connection, account_id(), place) if place > 0 else None
    return next(_opened([sealed], place)) if sealed else None


def place_of(reference: str) -> int:
    with services().database.read() as connection:
        return requests.place_of(connection, account_id(), mark(reference))


def place_just_sent(form: str) -> int | None:
    """Of the last one, if it was this form and is not long ago."""
    last = at_place(count())
    return last.place if last and last.is_new and last.kept["form"] == form else None


def _opened(sealed: list[bytes], last: int) -> Iterator[Request | None]:
    for place, one in zip(range(last, 0, -1), sealed, strict=False):
        kept = _open(one)
        yield Request(place, kept, standing_of(kept)) if kept else None


def _open(sealed: bytes) -> dict[str, Any] | None:
    try:
        kept: dict[str, Any] = json.loads(hers().keys.open(hers().public, sealed, _context()))
    except CannotOpen:  # sealed to keys that were hers before
        return None
    return kept


def standing_of(kept: dict[str, Any]) -> Status | None:
    """How it stands now, in the database of the forms."""
    reference, code = kept["reference"], kept["receipt_code"]
    with services().sent.read() as connection:
        try:
            return status.read(connection, reference, status.key_of(services().pepper, reference, code))
        except NoStatus:
            return None


def _context() -> str:
    return f"request {hers().public.id.hex()}"
