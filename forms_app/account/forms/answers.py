"""Which answers she has not read as they are now, among all that she sent: the first page, lists, conversations ask."""

from __future__ import annotations

from collections.abc import Iterable

from forms_app.account.forms import lost_keys, sent
from forms_app.account.forms.sender import account_id, mark, said_as
from forms_app.account.forms.sent import Request
from forms_app.account.services import services
from forms_app.storage.account import requests


def unread() -> list[Request]:
    """What has an answer that she has not read, the last one first."""
    return [one for one in _every() if one.has_news]


def first_page() -> list[Request]:
    """Of each conversation the newest; of what was sent with lost keys each."""
    found: dict[object, Request] = {}
    for one in unread():
        found.setdefault(_conversation(one) or one.path, one)
    return list(found.values())


def note_read(shown: Iterable[Request | None]) -> None:
    """What of it she had not read stands before her now; so does the same answer to another message of it."""
    new = {_mark(one): (_conversation(one), _says(one)) for one in shown if one and one.has_news}
    told = {answer for answer in new.values() if answer[0]}
    if told:
        new |= {_mark(one): answer for one in unread() if (answer := (_conversation(one), _says(one))) in told}
    if new:
        with services().database.write() as connection:
            requests.note_read(connection, account_id(), {of: says for of, (_whose, says) in new.items()})


def _every() -> list[Request]:
    """All that her keys open; then what was sent with others."""
    with services().database.read() as connection:
        rows = requests.every(connection, account_id())
    mine = [one for one in sent.opened_rows(rows) if one]
    known = {one.kept["reference"] for one in mine}
    return [*mine, *(one for one in lost_keys.every()[::-1] if one.kept["reference"] not in known)]


def _conversation(one: Request) -> bytes | None:
    return one.case.mark if one.case else None


def _mark(one: Request) -> bytes:
    return mark(one.kept["reference"])


def _says(one: Request) -> bytes:
    return said_as(one.standing) if one.standing else b""
