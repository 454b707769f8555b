"""What she sent while signed in: sealed to her, with all that its receipt says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection

from forms_app import deadlines
from forms_app.account.forms.sender import account_id, mark, said_as, token
from forms_app.account.services import services
from forms_app.account.views.opened import Hers, hers
from forms_app.forms import FORMS, Form, shared
from forms_app.sealing.unseal import CannotOpen
from forms_app.storage import status
from forms_app.storage.account import requests
from forms_app.storage.account.requests import SentRow
from forms_app.storage.filing import Accepted
from forms_app.storage.status import NoStatus, Status
from forms_app.text import folding

JUST_NOW = timedelta(minutes=30)
EACH = 10  # on a page
OVER = frozenset({"answered", "ended"})


class Case(NamedTuple):
    """A case as she writes of it."""

    number: str
    county: str

    @property
    def mark(self) -> bytes:
        """Of all that she writes of it; it tells nobody else which case that is."""
        said = f"{folding.number(self.number)} {self.county}"
        return hashlib.sha256(b"thread" + token() + said.encode()).digest()


@dataclass(frozen=True, slots=True)
class Request:
    """`place`: the how manieth that she sent, from 1. `kept`: as for a receipt. `standing`: None where nobody knows.

    `read_as`: the hash of the answer as she has read it; empty, where that says nothing; None, where she has not.
    `is_earlier`: sent with keys that are lost, or keyed in by staff; `place` is among those, and `kept` is without what
    she wrote where that has not come back.
    """

    place: int
    kept: dict[str, Any]
    standing: Status | None
    read_as: bytes | None = b""
    is_earlier: bool = False

    @property
    def form(self) -> Form:
        return FORMS[self.kept["form"]]

    @property
    def path(self) -> str:
        """Of its receipt."""
        return f"/requests/{'earlier/' if self.is_earlier else ''}{self.place}/"

    @property
    def anchor(self) -> str:
        """In a conversation."""
        return f"said-{'earlier-' if self.is_earlier else ''}{self.place}"

    @property
    def sent_on(self) -> date:
        return deadlines.local_date(self.sent_at)

    @property
    def is_new(self) -> bool:
        return services().now() - self.sent_at < JUST_NOW

    @property
    def sent_at(self) -> datetime:
        return datetime.fromisoformat(self.kept["sent_at"])

    @property
    def is_over(self) -> bool:
        return self.standing is not None and self.standing.state in OVER

    @property
    def has_news(self) -> bool:
        """An answer, or that there will be none, which she has not read as it is now."""
        now = self.standing
        return now is not None and now.state in OVER and self.read_as not in (b"", said_as(now))

    @property
    def read_additions(self) -> int | None:
        """How many of the additions she has read, where nothing but additions is new; None else."""
        now = self.standing
        if now is None or not self.has_news:
            return None
        before = (said_as(replace(now, added=now.added[:number])) for number in range(len(now.added)))
        return next((number for number, said in enumerate(before) if said == self.read_as), None)

    @property
    def is_joined(self) -> bool:
        """It was asked on the public site, and taken into a conversation: what it said stays sealed to the agency."""
        return "case" in self.kept

    def saying(self, answers: dict[str, Any]) -> Request:
        """With what was written in it, which lies elsewhere."""
        return replace(self, kept={**self.kept, "answers": answers})

    @property
    def case(self) -> Case | None:
        """The case with which it is one conversation."""
        return None if self.is_earlier and not self.kept["answers"] else case_of(self.kept)


def keep(connection: Connection, kept: dict[str, Any]) -> bool:
    """In the caller's transaction; what stands there already stays, and False says so."""
    plain = json.dumps(kept, ensure_ascii=False).encode()
    sealed = hers().keys.keep(plain, _context())
    case = case_of(kept)
    return requests.put(connection, account_id(), mark(kept["reference"]), sealed, case.mark if case else None)


def case_of(kept: Mapping[str, Any]) -> Case | None:
    """Of a message the case that it says it is about; of a question that joined a conversation the case of that."""
    if "case" in kept:
        return Case(**kept["case"])
    if not FORMS[kept["form"]].policy.is_message:
        return None
    answers = kept["answers"]
    return Case(*shared.case_of(answers))


def count() -> int:
    with services().database.read() as connection:
        return requests.count(connection, account_id())


def page(number: int, case: Case | None = None) -> list[Request | None]:
    """The `number`th page of what she sent, the last first; of one case alone, where it is given. None for one that her
    present keys do not open."""
    with services().database.read() as connection:
        mark = case.mark if case else None
        rows = requests.newest(connection, account_id(), (number - 1) * EACH, EACH, mark)
    return opened_rows(rows)


def at_place(place: int) -> Request | None:
    with services().database.read() as connection:
        row = requests.at_place(connection, account_id(), place) if place > 0 else None
    return next(iter(opened_rows([row]))) if row else None


def place_of(reference: str) -> int:
    with services().database.read() as connection:
        return place_in(connection, reference)


def place_in(connection: Connection, reference: str) -> int:
    """The same, in the caller's transaction."""
    return requests.place_of(connection, account_id(), mark(reference))


def place_just_sent(form: str) -> int | None:
    """Of the last one, if it was this form and is not long ago; of several that went together the first."""
    last = at_place(count())
    if last is None or not last.is_new or last.kept["form"] != form:
        return None
    together = last.kept.get("together")
    return place_of(together[0]["reference"]) if together else last.place


def opened_rows(rows: Sequence[SentRow]) -> list[Request | None]:
    """How all of them stand is asked at once."""
    her, context = hers(), _context()
    kept = {row.place: _open(her, row.sealed, context) for row in rows}
    known = [one for one in kept.values() if one]
    keys = {one["reference"]: key_of(one) for one in known}
    found: dict[str, Status] = {}
    if keys:
        with services().sent.read() as connection:
            found = status.read_all(connection, keys)
    return [
        Request(row.place, one, found.get(one["reference"]), row.read_as) if (one := kept[row.place]) else None
        for row in rows
    ]


def _open(her: Hers, sealed: bytes, context: str) -> dict[str, Any] | None:
    try:
        kept: dict[str, Any] = json.loads(her.keys.open(her.public, sealed, context))
    except CannotOpen:  # sealed to keys that were hers before
        return None
    return kept


def is_there(numbers: Accepted) -> bool:
    """Whether the agency has it: what these two numbers open."""
    return standing_of(numbers._asdict()) is not None


def standing_of(kept: Mapping[str, Any]) -> Status | None:
    """How it stands now, in the database of the forms."""
    with services().sent.read() as connection:
        try:
            return status.read(connection, kept["reference"], key_of(kept))
        except NoStatus:
            return None


def key_of(kept: Mapping[str, Any]) -> bytes:
    return status.key_of(services().pepper, kept["reference"], kept["receipt_code"])


def _context() -> str:
    return f"request {hers().public.id.hex()}"
