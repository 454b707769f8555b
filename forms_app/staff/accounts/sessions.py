"""Who is signed in: an opaque token in a cookie, its hash in a row; ended by idleness, by age or by signing out."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Request
from sqlalchemy import Connection, Row, delete, select
from werkzeug.wrappers import Response

from forms_app.staff.accounts import row_seals
from forms_app.staff.office import Office
from forms_app.storage.tables import accounts, sessions
from forms_app.web.security import cookie_name

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
# A page view is not worth a write to disk each time; idleness is measured to this much.
GRAIN = timedelta(seconds=20)
OVER = datetime(1970, 1, 1, tzinfo=UTC)  # last seen then: signed out
_BOTH = select(*row_seals.columns(sessions), *row_seals.columns(accounts)).select_from(sessions).join(accounts)


@dataclass(frozen=True)
class Session:
    """One person, signed in on one browser."""

    id: bytes
    token: str
    account_id: int
    email: str
    role: str
    name: str = ""


def open_one(connection: Connection, office: Office, account_id: int) -> str:
    """A new session, always with a new token, which is returned and kept nowhere."""
    token, now = secrets.token_urlsafe(32), office.now()
    connection.execute(delete(sessions).where(sessions.c.created_at < now - LONGEST))
    row = {"id": _id(token), "account_id": account_id, "created_at": now, "seen_at": now}
    row_seals.put(connection, office, sessions, row)
    return token


def find(office: Office, request: Request) -> Session | None:
    """The live session of this request's cookie; notes that it was seen."""
    token = request.cookies.get(cookie_name(office.settings, "staff"), "")
    now = office.now()
    row = _row(office, token)
    if row is None or row.sessions_seen_at <= now - IDLE or row.sessions_created_at <= now - LONGEST:
        return None
    if now - row.sessions_seen_at >= GRAIN:
        _touch(office, row.sessions_id)
    return _session(row, token)


def lapsed(office: Office, request: Request) -> Session | None:
    """Whose session this cookie was before it ended by time alone: good for keeping what they typed, and no more."""
    token = request.cookies.get(cookie_name(office.settings, "staff"), "")
    row = _row(office, token)
    return _session(row, token) if row else None


def _row(office: Office, token: str) -> Row[Any] | None:
    """Of a session and its account, if the staff side wrote both and the account is switched on."""
    with office.database.read() as connection:
        row = connection.execute(_BOTH.where(sessions.c.id == _id(token), accounts.c.disabled_at.is_(None))).first()
    return row if row and _is_ours(office, row) else None


def _is_ours(office: Office, row: Row[Any]) -> bool:
    return all(row_seals.is_whole(office, table, row) for table in (sessions, accounts))


def _session(row: Row[Any], token: str) -> Session:
    who = row.accounts_email, row.accounts_role, row.accounts_name
    return Session(row.sessions_id, token, row.accounts_id, *who)


def of_page(office: Office, is_its: Callable[[bytes], bool]) -> Session | None:
    """Whose session it was, live or over, in which a page was drawn: `is_its` knows by the token in the page. Good for
    keeping what they typed, as `lapsed` is; the cookie went when they signed out in another tab."""
    lately = sessions.c.created_at > office.now() - LONGEST, accounts.c.disabled_at.is_(None)
    with office.database.read() as connection:
        rows = connection.execute(_BOTH.where(*lately)).all()
    row = next((row for row in rows if is_its(row.sessions_id)), None)
    return _session(row, "") if row and _is_ours(office, row) else None


def end(connection: Connection, office: Office, session: Session) -> None:
    """It is over at once; its row goes with its age, so that words typed in another tab still find their writer."""
    row_seals.change(connection, office, sessions, sessions.c.id == session.id, seen_at=OVER)


def set_cookie(office: Office, response: Response, token: str, name: str = "staff", max_age: int | None = None) -> None:
    """A cookie for this host only, Secure behind TLS; without `max_age` it goes with the browser's session."""
    secure = office.settings.behind_tls
    name = cookie_name(office.settings, name)
    response.set_cookie(name, token, max_age, path="/", secure=secure, httponly=True, samesite="Strict")


def expire_cookie(office: Office, response: Response, name: str = "staff") -> None:
    name, secure = cookie_name(office.settings, name), office.settings.behind_tls
    response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="Strict")


def _touch(office: Office, session_id: bytes) -> None:
    with office.database.write() as connection:
        row_seals.change(connection, office, sessions, sessions.c.id == session_id, seen_at=office.now())


def _id(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
