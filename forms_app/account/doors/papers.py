"""What she has to keep on paper, shown until she says that she has kept it: after Back, too, and after a reload.

It lies locked by what only the cookie of her session holds, for half an hour, and goes with the session. Who has just
opened an account, or come back to one, sees nothing else before; should it go until then, her codes open it once more.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from cryptography.exceptions import InvalidTag
from flask import request
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.account import guard
from forms_app.account.doors import arrival
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.sealing.owner_keys import PublicKeys
from forms_app.sealing.seal import derive, lock, unlock
from forms_app.storage.account import papers as stored

LASTS = timedelta(minutes=30)
LEAVING = "leaving"  # of the address: she wanted to sign out
OPENED, RENEWED, RECOVERED = "opened", "renewed", "recovered"


@dataclass(frozen=True, slots=True)
class Papers:
    """`why`: opened, renewed or recovered. `paper`: the recovery paper, if new; `sheet`: the codes, if they are."""

    why: str
    paper: str
    sheet: Sequence[str]


def put(connection: Connection, token: str, papers: Papers) -> None:
    """`token`: of the session in which they are read."""
    session_id, now = arrival.session_id(token), services().now()
    box = lock(_key(token), json.dumps(asdict(papers)).encode(), session_id)
    stored.forget_older(connection, now - LASTS)
    stored.put(connection, session_id, box, now)


def papers_page() -> Response | str:
    papers = _read()
    if papers is None:
        return see_other("/home/")
    return draw("account/paper.html", papers=papers, is_leaving=LEAVING in request.args)


def keep_papers() -> Response:
    with services().database.write() as connection:
        keep(connection)
    return see_other("/home/")


def keep(connection: Connection) -> None:
    """She has kept them: nobody reads them here again, and an account that was opened with them is whole."""
    holder = guard.holder()
    public = PublicKeys(holder.account.public_keys)
    stored.remove(connection, holder.id)
    if keys := arrival.settle(connection, holder.token, public):
        arrival.is_whole(connection, holder.account.id, keys, public)


def are_shown() -> bool:
    """She has not said yet that she has kept them: the end of this session takes them from her."""
    return _read() is not None


def _read() -> Papers | None:
    holder = guard.holder()
    with services().database.read() as connection:
        box = stored.find(connection, holder.id, services().now() - LASTS)
    try:
        return Papers(**json.loads(unlock(_key(holder.token), box, holder.id))) if box else None
    except InvalidTag:  # of a session that is not this one
        return None


def _key(token: str) -> bytes:
    return derive(token.encode("utf-8", "surrogatepass"), "papers to be kept")
