"""After a recovery: until when nothing may be changed by a holder's orders. Each row carries the worker's mark."""

from __future__ import annotations

import hmac
from datetime import datetime

import structlog
from sqlalchemy import Connection, delete, insert, select

from forms_app.case_data.store.holder_tables import quiet_keys


class Quiet:
    """The list under one secret."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def put(self, connection: Connection, key_id: bytes, until: datetime) -> None:
        connection.execute(delete(quiet_keys).where(quiet_keys.c.key_id == key_id))
        row = {"key_id": key_id, "until": until.isoformat()}
        connection.execute(insert(quiet_keys).values(**row, mark=self._mark(key_id, row["until"])))

    def until(self, connection: Connection, key_id: bytes) -> datetime | None:
        """None where there was no recovery with these keys."""
        its = select(quiet_keys.c.until, quiet_keys.c.mark).where(quiet_keys.c.key_id == key_id)
        row = connection.execute(its).first()
        if row is None:
            return None
        if not hmac.compare_digest(row[1], self._mark(key_id, row[0])):
            structlog.get_logger().error("a row of the recoveries is not ours", kind="own list")
            return None
        return datetime.fromisoformat(row[0])

    def _mark(self, key_id: bytes, until: object) -> bytes:
        return hmac.digest(self._key, key_id + str(until).encode(), "sha256")
