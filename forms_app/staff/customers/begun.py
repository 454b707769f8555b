"""What somebody typed on a customer's page and could not send, because the session or the page was over: kept for this
person alone, for 72 hours, and there again once the page is opened."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from flask import g
from sqlalchemy import Connection

from forms_app.sealing.seal import lock, unlock
from forms_app.staff.accounts.sessions import Session
from forms_app.staff.auth_guard import signed_in
from forms_app.staff.customers import opening
from forms_app.staff.office import office
from forms_app.staff.rights import Right, who
from forms_app.staff.submissions.unsaved_text import LIVES
from forms_app.storage.accounts import unsent

FIELDS = ("way", "paper", "own_number", "outcome", "compared", "news", "reason", "words")
OPENING = "open"  # the question why
Words = dict[str, dict[str, str]]  # of each act its fields


def rescue(writer: Session, posted: Mapping[str, list[str]], opened: str = "") -> bool:
    """Of a post that came when the session was over. Whether there was anything to keep."""
    person_id = _whose(writer, posted, opened)
    return bool(person_id) and writer.role in who(Right.CUSTOMERS) and keep(person_id, posted, writer.account_id)


def _whose(writer: Session, posted: Mapping[str, list[str]], opened: str) -> str:
    if opened:
        return opening.person_of(opened, writer.account_id)
    return opening.of_ticket(next(iter(posted.get("person", ())), ""), writer.account_id)


def keep(person_id: str, posted: Mapping[str, list[str]], account_id: int) -> bool:
    """Beside what was kept of other acts. Whether anything was typed or chosen."""
    act = next(iter(posted.get("act", ())), OPENING)
    typed = {name: posted[name][0] for name in FIELDS if posted.get(name, [""])[0].strip()}
    if typed:
        with office().database.write() as connection:
            _put(connection, account_id, person_id, {**_of(connection, account_id, person_id), act: typed})
    return bool(typed)


def of_person(person_id: str) -> Words:
    """What this member of staff typed about somebody, and what was posted just now."""
    with office().database.read() as connection:
        words = _of(connection, signed_in().account_id, person_id)
    if "posted" in g:
        act = next(iter(g.posted.get("act", ())), OPENING)
        posted = {name: g.posted.get(name, [""])[0] for name in FIELDS}
        words |= {act: posted} if any(posted.values()) else {}
    return words


def done(person_id: str, act: str) -> None:
    """Sent, so no longer kept; all of it where no act is named."""
    me = signed_in().account_id
    with office().database.write() as connection:
        before = _of(connection, me, person_id)
        left = {name: typed for name, typed in before.items() if act and name != act}
        if left != before:
            _put(connection, me, person_id, left)


def waiting() -> list[str]:
    """People about whom this member of staff typed something that was not sent."""
    me = signed_in().account_id
    with office().database.read() as connection:
        boxes = unsent.of_customers(connection, me, office().now())
    return [person_id for about, box in boxes for person_id, words in [_opened(me, about, box)] if words]


def has_some() -> bool:
    """For whoever may open accounts: whether to lead there."""
    return signed_in().role in who(Right.CUSTOMERS) and bool(waiting())


def _put(connection: Connection, account_id: int, person_id: str, words: Words) -> None:
    about = _about(person_id)
    unsent.drop_of_customer(connection, account_id, about)
    if words:
        plain = json.dumps([person_id, words]).encode()
        box = lock(office().key("unsent"), plain, _context(account_id, about))
        unsent.add_of_customer(connection, account_id, about, box, office().now() + LIVES)


def _of(connection: Connection, account_id: int, person_id: str) -> Words:
    about = _about(person_id)
    boxes = unsent.of_customers(connection, account_id, office().now())
    return next((_opened(account_id, about, box)[1] for its, box in boxes if its == about), {})


def _opened(account_id: int, about: bytes, box: bytes) -> tuple[str, Words]:
    try:
        person_id, words = json.loads(unlock(office().key("unsent"), box, _context(account_id, about)))
    except InvalidTag:  # made under another staff key: as if it were not there
        return "", {}
    return person_id, words


def _about(person_id: str) -> bytes:
    return hmac.digest(office().key("unsent customer"), person_id.encode(), "sha256")


def _context(account_id: int, about: bytes) -> bytes:
    return f"unsent customer {account_id} {about.hex()}".encode()
