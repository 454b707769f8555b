"""A draft left for later: a copy locked under a code that only the person has, for seven days, to be opened once.

No mail, no account: whoever has the code has the answers, so the page that shows it says so. Resuming moves the
draft to the new browser, ends the old code and makes a new one. While the first browser goes on, the copy follows;
when it begins again or leaves, the copy stays: it was left there for later.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from forms_app.sealing.seal import derive, lock, unlock
from forms_app.storage.drafts import Draft, row_id
from forms_app.storage.tables import drafts, pickups

KEPT = timedelta(days=7)
_COPY = pickups.c["draft_id", "box"]


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
        """The draft behind a code, which is used up by this, and gone from the browser where it was begun.

        What that browser has begun in its place since is another draft: its version shows it, and it stays.
        """
        row = connection.execute(delete(pickups).where(*self._waiting(code, now)).returning(*_COPY)).first()
        if row is None:
            return None
        found = self._opened(code, row.box)
        itself = drafts.c.id == row.draft_id, drafts.c.version == found.version
        connection.execute(delete(drafts).where(*itself))
        return found

    def look(self, connection: Connection, code: str, now: datetime) -> Draft | None:
        """The draft behind a code, which stays where it is."""
        box = connection.execute(select(pickups.c.box).where(*self._waiting(code, now))).scalar()
        return self._opened(code, box) if box else None

    def _waiting(self, code: str, now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        return pickups.c.id == self._id(code), pickups.c.until > now

    def _opened(self, code: str, box: bytes) -> Draft:
        return Draft.unpacked(unlock(self._key(code), box, self._id(code)), secrets.token_bytes(32))

    def _id(self, code: str) -> bytes:
        return hmac.digest(derive(self._server_key, "pick-up row"), code.encode(), "sha256")

    def _key(self, code: str) -> bytes:
        return derive(self._server_key + code.encode(), "pick-up key")

    def _box(self, draft: Draft) -> bytes:
        return lock(self._key(draft.code), draft.packed(), self._id(draft.code))
