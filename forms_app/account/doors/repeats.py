"""The same button pressed twice: the browser drops the first answer, and with it the cookie that would let her in.

So for a minute the same post out of the same browser, password and code among it, is let in by the same session. Who
could send it again has all that it takes to come in anyway.
"""

from __future__ import annotations

import hmac
import json
from datetime import timedelta

from flask import request
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.account import guard
from forms_app.account.doors import arrival
from forms_app.account.pages import see_other
from forms_app.account.services import services
from forms_app.sealing.seal import derive, lock, unlock
from forms_app.storage.account import repeats

LASTS = timedelta(minutes=1)


def keep(connection: Connection, token: str, goal: str) -> None:
    """`token`: of the session that this post began. `goal`: where it leads."""
    now, row_id = services().now(), _id()
    box = lock(_key(), json.dumps([token, goal]).encode(), row_id)
    repeats.put(connection, row_id, box, now, now - LASTS)


def again() -> Response | None:
    """The answer to this post, if it let her in just now."""
    row_id = _id()
    with services().database.read() as connection:
        box = repeats.find(connection, row_id, services().now() - LASTS)
    if box is None:
        return None
    token, goal = json.loads(unlock(_key(), box, row_id))
    return arrival.let_in(see_other(goal), token)


def _id() -> bytes:
    said = json.dumps([request.path, guard.posted()], sort_keys=True).encode("utf-8", "surrogatepass")
    return hmac.digest(services().key("repeated posts"), _door() + said, "sha256")


def _key() -> bytes:
    return derive(_door(), "repeated post")


def _door() -> bytes:
    return guard.door().encode("utf-8", "surrogatepass")
