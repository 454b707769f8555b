"""Who is signed in: an opaque token in a cookie, its hash in a row; ended by idleness, by age or by signing out."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Request
from sqlalchemy import Connection, delete, insert, select, update
from werkzeug.wrappers import Response

from forms_app.models import accounts, sessions
from forms_app.security import cookie_name
from forms_app.staff.office import Office

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
# A page view is not worth a write to disk each time; idleness is measured to this much.
GRAIN = timedelta(seconds=20)


OVER = datetime(1970, 1, 1, tzinfo=UTC)  # last seen then: signed out


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
    connection.execute(insert(sessions).values(**row))
    return token


def find(office: Office, request: Request) -> Session | None:
    """The live session of this request's cookie; notes that it was seen."""
    token = request.cookies.get(cookie_name(office.settings, "staff"), "")
    now = office.now()
    alive = (sessions.c.seen_at > now - IDLE, sessions.c.created_at > now - LONGEST, accounts.c.disabled_at.is_(None))
    who = sessions.c.account_id, accounts.c.email, accounts.c.role, accounts.c.name
    with office.database.read() as connection:
        found = (
            select(sessions.c.id, sessions.c.seen_at, *who).join(accounts).where(sessions.c.id == _id(token), *alive)
        )
        row = connection.execute(found).first()
    if row is None:
        return None
    if now - row.seen_at >= GRAIN:
        _touch(office, row.id)
    return Session(row.id, token, row.account_id, row.email, row.role, row.name)


def lapsed(office: Office, request: Request) -> Session | None:
    """Whose session this cookie was before it ended by time alone: good for keeping what they typed, and no more."""
    token = request.cookies.get(cookie_name(office.settings, "staff"), "")
    columns = sessions.c.id, sessions.c.account_id, accounts.c.email, accounts.c.role
    known = select(*columns).join(accounts).where(sessions.c.id == _id(token), accounts.c.disabled_at.is_(None))
    with office.database.read() as connection:
        row = connection.execute(known).first()
    return Session(row.id, token, row.account_id, row.email, row.role) if row else None


def of_page(office: Office, is_its: Callable[[bytes], bool]) -> Session | None:
    """Whose session it was, live or over, in which a page was drawn: `is_its` knows by the token in the page. Good for
    keeping what they typed, as `lapsed` is; the cookie went when they signed out in another tab."""
    columns = sessions.c.id, sessions.c.account_id, accounts.c.email, accounts.c.role
    lately = sessions.c.created_at > office.now() - LONGEST, accounts.c.disabled_at.is_(None)
    with office.database.read() as connection:
        rows = connection.execute(select(*columns).join(accounts).where(*lately)).all()
    row = next((row for row in rows if is_its(row.id)), None)
    return Session(row.id, "", row.account_id, row.email, row.role) if row else None


def end(connection: Connection, session: Session) -> None:
    """It is over at once; its row goes with its age, so that words typed in another tab still find their writer."""
    connection.execute(update(sessions).where(sessions.c.id == session.id).values(seen_at=OVER))


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
        connection.execute(update(sessions).where(sessions.c.id == session_id).values(seen_at=office.now()))


def _id(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
