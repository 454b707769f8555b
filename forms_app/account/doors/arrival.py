"""The session of somebody who came in: what only its cookie holds unwraps her keys for as long as it lasts."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.account.doors import ways
from forms_app.account.services import services
from forms_app.sealing.owner_keys import OwnerKeys, PublicKeys, unwrap
from forms_app.storage.account import holders
from forms_app.web.sign_in import sessions


def begin(connection: Connection, account_id: int, keys: OwnerKeys, public: PublicKeys) -> str:
    """A new session; its token, which the cookie holds and nothing else."""
    realm = services().realm
    holders.forget_lapsed_keys(connection, realm.alive_since)
    token = sessions.begin(connection, realm, account_id)
    holders.keep_session_keys(connection, session_id(token), keys.wrap(token.encode(), ways.SESSION, public))
    return token


def let_in(response: Response, token: str) -> Response:
    sessions.set_cookie(services().realm, response, token)
    return response


def keys_of(connection: Connection, token: str, public: PublicKeys) -> OwnerKeys:
    """Her private keys, for this request. Raises NotHers where they do not unwrap, as after she was signed out."""
    wrapped = holders.session_keys_of(connection, session_id(token)) or b""
    return unwrap(wrapped, token.encode(), ways.SESSION, public)


def session_id(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
