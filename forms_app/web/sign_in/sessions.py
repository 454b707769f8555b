"""Who is signed in: an opaque token in a cookie, its hash in a row; ended by idleness, by age or by signing out."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from flask import Request
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.storage.accounts import sessions as stored
from forms_app.storage.accounts.sessions import SessionRow
from forms_app.storage.accounts.sign_in import A_co, AccountRow
from forms_app.web import cookies
from forms_app.web.sign_in.realm import Realm

# A page view is not worth a write to disk each time; idleness is measured to this much.
GRAIN = timedelta(seconds=20)
AHEAD = timedelta(minutes=2)  # the clocks of two machines differ by less
A = TypeVar("A", bound=AccountRow)


@dataclass(frozen=True, slots=True)
class SignedIn(Generic[A_co]):
    """One person on one browser. `token` is what its cookie holds; empty where no cookie told. `ends_at`: when it is
    over if nothing more happens."""

    id: bytes
    token: str
    account: A_co
    began_at: datetime
    ends_at: datetime


def begin(connection: Connection, realm: Realm[AccountRow], account_id: int) -> str:
    """A new session, always with a new token, which is returned and kept nowhere."""
    token, now = secrets.token_urlsafe(32), realm.now()
    stored.delete_older(connection, realm.rows, now - realm.longest)
    stored.add(connection, realm.rows, _id(token), account_id, now)
    return token


def find(realm: Realm[A], request: Request, *, is_seen: bool = True) -> SignedIn[A] | None:
    """The live session of this request's cookie; notes that it was seen, unless this request is nobody's doing."""
    token = _token(realm, request)
    found = _find_stored(realm, token)
    if found is None or not _is_alive(realm, found[0]):
        return None
    session, account = found
    if is_seen and realm.now() - session.seen_at >= GRAIN:
        session = replace(session, seen_at=realm.now())
        with realm.database.write() as connection:
            stored.see(connection, realm.rows, session.id, session.seen_at, realm.alive_since)
    return _signed_in(realm, session, token, account)


def find_lapsed(realm: Realm[A], request: Request) -> SignedIn[A] | None:
    """Whose session this cookie was before it ended by time alone: good for keeping what they typed, and no more."""
    token = _token(realm, request)
    found = _find_stored(realm, token)
    return _signed_in(realm, found[0], token, found[1]) if found else None


def find_of_page(realm: Realm[A], is_its: Callable[[bytes], bool]) -> SignedIn[A] | None:
    """Whose session it was, live or over, in which a page was drawn: `is_its` knows by the token in the page. Good for
    keeping what they typed, as `find_lapsed` is; the cookie went when they signed out in another tab."""
    with realm.database.read() as connection:
        found = stored.find_by(connection, realm.rows, realm.now() - realm.longest, is_its)
    return _signed_in(realm, found[0], "", found[1]) if found else None


def list_alive(connection: Connection, realm: Realm[AccountRow], account_id: int) -> list[SessionRow]:
    """In which browsers a person is signed in, the one seen last first."""
    return stored.list_alive(connection, realm.rows, account_id, realm.alive_since)


def end(connection: Connection, realm: Realm[AccountRow], session_id: bytes) -> None:
    """It is over at once; its row goes with its age, so that words typed in another tab still find their writer."""
    stored.close(connection, realm.rows, session_id)


def revoke(connection: Connection, realm: Realm[AccountRow], account_id: int, session_id: bytes) -> bool:
    """End one from another browser. False if this account has no such session."""
    return stored.end(connection, realm.rows, account_id, session_id)


def revoke_all(connection: Connection, realm: Realm[AccountRow], account_id: int, *, but: bytes = b"") -> None:
    stored.end_all(connection, realm.rows, account_id, but=but)


def set_cookie(realm: Realm[AccountRow], response: Response, token: str) -> None:
    cookies.set_cookie(response, realm.name, token, behind_tls=realm.behind_tls)


def expire_cookie(realm: Realm[AccountRow], response: Response) -> None:
    cookies.expire(response, realm.name, behind_tls=realm.behind_tls)


def is_told(realm: Realm[AccountRow], request: Request) -> bool:
    """Whether this browser says that it is somebody's, right or not: it was signed in before."""
    return bool(_token(realm, request))


def _token(realm: Realm[AccountRow], request: Request) -> str:
    return request.cookies.get(cookies.name_of(realm.name, behind_tls=realm.behind_tls), "")


def _find_stored(realm: Realm[A], token: str) -> tuple[SessionRow, A] | None:
    return realm.session_lookup.find(_id(token))


def _signed_in(realm: Realm[A], session: SessionRow, token: str, account: A) -> SignedIn[A]:
    ends_at = min(session.seen_at + realm.idle, session.created_at + realm.longest)
    return SignedIn(session.id, token, account, session.created_at, ends_at)


def _is_alive(realm: Realm[AccountRow], session: SessionRow) -> bool:
    """One of a time to come is over: the clock was wrong then, and would let it lie idle for as long."""
    since = realm.alive_since
    return session.seen_at > since.seen and session.created_at > since.created and session.seen_at < realm.now() + AHEAD


def _id(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
