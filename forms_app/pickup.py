"""A draft left for later: a copy locked under a code that only the person has, for seven days, to be opened once.

No mail, no account: whoever has the code has the answers, so the page that shows it says so. Resuming moves the
draft to the new browser, ends the old code and makes a new one. While the first browser goes on, the copy follows.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from forms_app.drafts import Draft, row_id
from forms_app.models import drafts, pickups
from forms_app.sealing import derive, lock, unlock

KEPT = timedelta(days=7)


class Pickups:
    """The drafts left for later, of one process."""

    def __init__(self, server_key: bytes) -> None:
        self._server_key = server_key

    def leave(self, connection: Connection, token: bytes, draft: Draft, now: datetime) -> None:
        """Put a copy behind the draft's code, in the caller's transaction."""
        row = {"id": self._id(draft.code), "draft_id": row_id(token, draft.form), "until": now + KEPT}
        connection.execute(insert(pickups).values(**row, box=self._box(draft)))

    def follow(self, connection: Connection, draft: Draft) -> None:
        """Bring the copy up to date; nothing if the code has been used or has run out."""
        if draft.code:
            copy = update(pickups).where(pickups.c.id == self._id(draft.code))
            connection.execute(copy.values(box=self._box(draft)))

    def end(self, connection: Connection, draft: Draft) -> None:
        """The draft was sent: its code opens nothing any more."""
        if draft.code:
            connection.execute(delete(pickups).where(pickups.c.id == self._id(draft.code)))

    def collect(self, connection: Connection, code: str, now: datetime) -> Draft | None:
        """The draft behind a code, which is used up by this, and gone from the browser where it was begun."""
        wanted = pickups.c.id == self._id(code)
        row = connection.execute(select(pickups).where(wanted, pickups.c.until > now)).first()
        if row is None or connection.execute(delete(pickups).where(wanted)).rowcount != 1:
            return None
        connection.execute(delete(drafts).where(drafts.c.id == row.draft_id))
        return Draft.unpacked(unlock(self._key(code), row.box, row.id), secrets.token_bytes(32))

    def _id(self, code: str) -> bytes:
        return hmac.digest(derive(self._server_key, "pick-up row"), code.encode(), "sha256")

    def _key(self, code: str) -> bytes:
        return derive(self._server_key + code.encode(), "pick-up key")

    def _box(self, draft: Draft) -> bytes:
        return lock(self._key(draft.code), draft.packed(), self._id(draft.code))
