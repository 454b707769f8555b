"""What was sealed before, found again by a keyed digest of the clear text: a SQLite file that stays with who packs.

Without the agency's signing key the digests tell nothing, not even whether a guessed address is among them.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from forms_app.sealing.seal import derive

HEAD = 64  # bytes of an envelope that no other one has: they begin with a key made for this one


class Memory:
    """Envelopes by (key, context, clear text)."""

    def __init__(self, database: sqlite3.Connection, secret: bytes) -> None:
        self._database, self._key = database, derive(secret, "memory of packing")

    def recall(self, key_id: bytes, plain: bytes, context: str) -> bytes | None:
        digest = self._digest(key_id, plain, context)
        found = self._database.execute("UPDATE sealed SET used = 1 WHERE digest = ? RETURNING envelope", (digest,))
        row = found.fetchone()
        return bytes(row[0]) if row else None

    def keep(self, key_id: bytes, plain: bytes, context: str, envelope: bytes) -> None:
        digest = self._digest(key_id, plain, context)
        self._database.execute("INSERT INTO sealed VALUES (?, ?, 1)", (digest, envelope))

    def note(self, envelope: bytes) -> None:
        """That it stands in the package already, sealed by an earlier packing."""
        self._database.execute("UPDATE sealed SET used = 1 WHERE substr(envelope, 1, 64) = ?", (envelope[:HEAD],))

    def forget_unused(self) -> None:
        """Whoever is no longer in the package shall not stay here."""
        self._database.execute("DELETE FROM sealed WHERE NOT used")

    def _digest(self, key_id: bytes, plain: bytes, context: str) -> bytes:
        whole = b"\0".join((key_id, context.encode(), plain))
        return hmac.digest(self._key, whole, hashlib.sha256)


@contextmanager
def remember(path: Path, secret: bytes) -> Iterator[Memory]:
    """The memory in this file, made if absent; it is written only if the packing ends without an error."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA secure_delete = ON")
        database.execute("BEGIN IMMEDIATE")
        database.execute("CREATE TABLE IF NOT EXISTS sealed (digest BLOB PRIMARY KEY, envelope BLOB, used INTEGER)")
        database.execute("CREATE INDEX IF NOT EXISTS by_head ON sealed (substr(envelope, 1, 64))")
        database.execute("UPDATE sealed SET used = 0")
        yield Memory(database, secret)
        database.execute("COMMIT")
    finally:
        database.close()
