"""The session of somebody who came in: what only its cookie holds unwraps her keys for as long as it lasts."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.account import orders
from forms_app.account.doors import ways
from forms_app.account.services import services
from forms_app.sealing.owner_keys import NotHers, OwnerKeys, PublicKeys, unwrap
from forms_app.storage.account import holders, unfinished
from forms_app.web.sign_in import sessions


def begin(connection: Connection, account_id: int, keys: OwnerKeys, public: PublicKeys, way: str = ways.SESSION) -> str:
    """A new session; its token, which the cookie holds and nothing else."""
    realm = services().realm
    holders.forget_lapsed_keys(connection, realm.alive_since)
    token = sessions.begin(connection, realm, account_id)
    holders.keep_session_keys(connection, session_id(token), keys.wrap(token.encode(), way, public))
    return token


def let_in(response: Response, token: str) -> Response:
    sessions.set_cookie(services().realm, response, token)
    return response


def keys_of(connection: Connection, token: str, public: PublicKeys) -> OwnerKeys:
    """Her private keys, for this request. Raises NotHers where they do not unwrap, as after she was signed out."""
    return keys_in(holders.session_keys_of(connection, session_id(token)), token, public)


def keys_in(wrapped: bytes | None, token: str, public: PublicKeys) -> OwnerKeys:
    """The same, where they were read already."""
    return unwrap(wrapped or b"", token.encode(), ways.SESSION, public)


def settle(connection: Connection, token: str, public: PublicKeys) -> OwnerKeys | None:
    """From now on this session, which only showed papers, shows all that is hers. None where it did already."""
    try:
        wrapped = holders.session_keys_of(connection, session_id(token)) or b""
        keys = unwrap(wrapped, token.encode(), ways.PAPERS, public)
    except NotHers:
        return None
    holders.forget_session_keys(connection, session_id(token))
    holders.keep_session_keys(connection, session_id(token), keys.wrap(token.encode(), ways.SESSION, public))
    return keys


def is_whole(connection: Connection, account_id: int, keys: OwnerKeys, public: PublicKeys) -> None:
    """She has what lets her in again: her codes open nothing more from now on, and the inside counts her account as
    there."""
    order = unfinished.take(connection, account_id)
    if order:
        orders.hand_in(connection, keys, public, order)


def session_id(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
