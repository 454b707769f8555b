"""A half-finished form: one row, locked with a key that needs both the server's secret and the visitor's cookie.

The row is found by a hash of the cookie and the form, so one browser may hold a draft of each form. Raw texts are
kept as they were typed, valid or not. Idle for 30 minutes and it is gone; in the account, where what stands for the
cookie is made from its holder's keys, after 7 days.
"""

from __future__ import annotations

import hashlib
import json
import math
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, bindparam, delete, exists, insert, select, update

from forms_app.sealing.seal import derive, lock, unlock
from forms_app.storage.database import Database
from forms_app.storage.database.statements import Change, Lookup, Write
from forms_app.storage.tables import drafts, intakes, pickups, receipts, unsent, unsent_customers
from forms_app.text import Raw

IDLE = timedelta(minutes=30)
TOKEN_BYTES = 32
MOST_BYTES = 256 * 1024  # of a draft, packed: many times what the longest answers of any form take
FIRST_VERSIONS = 2 * 10**9  # a version never stands for that of another draft, which may once lie in the same row
_LOAD = select(*drafts.c["version", "wrapped_key", "box", "touched_at"]).where(drafts.c.id == bindparam("wanted"))
_LOAD_RECEIPT = select(*receipts.c["box", "sent_at"]).where(receipts.c.id == bindparam("wanted"))
_INSERT, _INSERT_RECEIPT = insert(drafts), Change(insert(receipts), "id", "box", "sent_at")
_DELETE = delete(drafts).where(drafts.c.id == bindparam("wanted"))
_TAKE = Change(_DELETE.where(drafts.c.version == bindparam("known")))
_DELETE_RECEIPT = Change(delete(receipts).where(receipts.c.id == bindparam("wanted")))
_TOUCH = update(drafts).where(drafts.c.id == bindparam("wanted")).values(touched_at=bindparam("touched"))
_UPDATE = Change(
    update(drafts)
    .where(drafts.c.id == bindparam("wanted"), drafts.c.version == bindparam("before"))
    .values(version=bindparam("next"), box=bindparam("locked"), touched_at=bindparam("touched"))
)


@dataclass(frozen=True)
class Draft:
    """What has been filled in so far. `versions` says at which version of the draft each page last changed.

    `key` locks its row; it, the moment of the last change and its size stand beside the content, never inside.
    """

    form: str
    key: bytes = field(default=b"", repr=False)
    version: int = 0
    raw: dict[str, Raw] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    done: frozenset[str] = frozenset()
    versions: dict[str, int] = field(default_factory=dict)
    asked_once: frozenset[str] = frozenset()  # see filling.asked_once
    begun_at: str = ""  # ISO; see filling.bot_signals
    caught: bool = False  # something was written where nobody sees an input
    checked: bool = False  # the person has seen "check your answers"
    code: str = ""  # opens it elsewhere: see pickup
    opened_by: str = ""  # the code that brought it into this browser
    sending: tuple[str, ...] = ()  # reference and receipt code under which it is sent: see account.forms.sending
    touched_at: datetime | None = None  # None: changed by this very request
    size: int = 0  # of the stored version, in bytes

    def with_page(self, slug: str, raw: Raw, values: dict[str, Any] | None) -> Draft:
        """The draft after a page was posted; without values the page was saved unfinished."""
        same = self.raw.get(slug) == raw
        version = self.version + 1
        return replace(
            self,
            version=version,
            raw={**self.raw, slug: raw},
            values={**self.values, **(values or {})},
            done=self.done | {slug} if values is not None else self.done if same else self.done - {slug},
            versions=self.versions if same else {**self.versions, slug: version},
            touched_at=None,
            sending=(),
        )

    def seen_whole(self, complete: bool) -> Draft:
        """From the first time that every page is answered, each later change leads back to the check."""
        return replace(self, checked=True) if complete else self

    @property
    def shown_version(self) -> int:
        """The version of the answers that stand in it: that they are being sent changes none of them."""
        return self.version - 1 if self.sending else self.version

    def seconds_left(self, now: datetime) -> int:
        """How long it is still kept if nothing is done with it; never less than one while it is there."""
        return seconds_left(self.touched_at or now, now)

    def packed(self) -> bytes:
        content = {**vars(self), "key": "", "touched_at": None, "size": 0, "done": sorted(self.done)}
        content["asked_once"] = sorted(self.asked_once)
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def unpacked(cls, content: bytes, key: bytes, touched_at: datetime | None = None) -> Draft:
        loaded = json.loads(content)
        sets = {name: frozenset(loaded.get(name, ())) for name in ("done", "asked_once")}
        sending = tuple(loaded.get("sending", ()))
        return cls(**{**loaded, **sets, "sending": sending, "key": key, "touched_at": touched_at, "size": len(content)})


class Changed(Exception):
    """The draft was changed meanwhile, from another tab."""


class TooLong(Exception):
    """The draft would hold more than MOST_BYTES."""


class Drafts:
    """The drafts of one process. `token` is the content of the visitor's cookie."""

    def __init__(self, database: Database, server_key: bytes, kept: timedelta = IDLE) -> None:
        """`kept`: how long something is there that nobody does anything with."""
        self._database = database
        self._server_key = server_key
        self._kept = kept
        self._lookup, self._receipts = Lookup(database, _LOAD), Lookup(database, _LOAD_RECEIPT)

    def start(
        self,
        token: bytes,
        form: str,
        now: datetime,
        values: Mapping[str, Any] | None = None,
        known: Mapping[str, Raw] | None = None,
        *,
        caught: bool = False,
    ) -> Draft:
        """A new draft in place of whatever this browser had of this form; empty but for `values` and `known` pages."""
        draft = Draft(form, secrets.token_bytes(32), secrets.randbelow(FIRST_VERSIONS), values=dict(values or {}))
        draft = replace(draft, begun_at=now.isoformat(), caught=caught)
        for slug, raw in (known or {}).items():
            draft = draft.with_page(slug, raw, None)
        with self._database.write() as connection:
            self.put(connection, token, draft, now)
        return draft

    def put(self, connection: Connection, token: bytes, draft: Draft, now: datetime) -> None:
        """Make this the draft of this browser and form, inside the caller's transaction."""
        draft_id = row_id(token, draft.form)
        wrapped = lock(self._wrapping_key(token), draft.key, draft_id)
        row = {"id": draft_id, "version": draft.version, "wrapped_key": wrapped, "touched_at": now}
        connection.execute(_DELETE, {"wanted": draft_id})
        connection.execute(_INSERT, {**row, "box": _box(draft, draft_id)})

    def load(self, token: bytes, form: str, now: datetime) -> Draft | None:
        """The draft of this browser and form, or None if there is none or it has been idle for too long."""
        draft_id = row_id(token, form)
        row = self._lookup.first(wanted=draft_id)
        if row is None:
            return None
        version, wrapped, box, touched_at = row
        if touched_at < now - self._kept:
            return None
        try:
            key = unlock(self._wrapping_key(token), wrapped, draft_id)
            return Draft.unpacked(unlock(key, box, _context(draft_id, version)), key, touched_at)
        except InvalidTag:  # made under another server key, or changed from outside: as if it were not there
            return None

    def save(self, token: bytes, draft: Draft, now: datetime) -> None:
        """Store the next version. Raises Changed if the stored one is not the one before it."""
        replacement = self.replacement(token, draft, now)
        with self._database.write() as connection:
            self.replace(connection, replacement)

    def replacement(self, token: bytes, draft: Draft, now: datetime) -> Write:
        """The next version, locked and ready for a transaction that has not begun. Raises TooLong."""
        draft_id = row_id(token, draft.form)
        values = {"wanted": draft_id, "before": draft.version - 1, "touched": now}
        return _UPDATE, {**values, "next": draft.version, "locked": _box(draft, draft_id)}

    def replace(self, connection: Connection, replacement: Write) -> None:
        """As save, inside the caller's transaction."""
        change, given = replacement
        if change.run(connection, **given) != 1:
            raise Changed

    def touch(self, token: bytes, form: str, now: datetime) -> None:
        """Somebody is still there: the time until it is deleted begins anew."""
        with self._database.write() as connection:
            connection.execute(_TOUCH, {"wanted": row_id(token, form), "touched": now})

    def take(self, connection: Connection, token: bytes, draft: Draft) -> bool:
        """Remove the draft inside the caller's transaction; False if another request took or changed it first."""
        return _TAKE.run(connection, wanted=row_id(token, draft.form), known=draft.version) == 1

    def receipt_writes(self, token: bytes, receipt: dict[str, Any], now: datetime) -> list[Write]:
        """Leaves the receipt in the draft's place, ready for a transaction that has not begun."""
        receipt_id = row_id(token, "receipt")
        content = json.dumps(receipt, ensure_ascii=False).encode()
        box = lock(self._receipt_key(token), content, receipt_id)
        return [
            (_DELETE_RECEIPT, {"wanted": receipt_id}),
            (_INSERT_RECEIPT, {"id": receipt_id, "box": box, "sent_at": now}),
        ]

    def receipt(self, token: bytes, now: datetime) -> dict[str, Any] | None:
        """The receipt of this browser's latest submission, for 30 minutes from sending."""
        receipt_id = row_id(token, "receipt")
        row = self._receipts.first(wanted=receipt_id)
        if row is None:
            return None
        box, sent_at = row
        if sent_at < now - IDLE:
            return None
        try:
            content: dict[str, Any] = json.loads(unlock(self._receipt_key(token), box, receipt_id))
        except InvalidTag:
            return None
        return content

    def outlived(self, token: bytes, forms: Iterable[str], now: datetime) -> bool:
        """Whether something that this browser had was left idle for too long; known until the row is purged."""
        old_drafts = drafts.c.id.in_([row_id(token, form) for form in forms]), drafts.c.touched_at < now - IDLE
        old_receipt = receipts.c.id == row_id(token, "receipt"), receipts.c.sent_at < now - IDLE
        with self._database.read() as connection:
            return any(connection.execute(select(exists().where(*old))).scalar() for old in (old_drafts, old_receipt))

    def forget(self, token: bytes, forms: Iterable[str]) -> None:
        """Delete everything this browser has here: drafts and receipt."""
        with self._database.write() as connection:
            connection.execute(delete(drafts).where(drafts.c.id.in_([row_id(token, form) for form in forms])))
            connection.execute(delete(receipts).where(receipts.c.id == row_id(token, "receipt")))

    def _wrapping_key(self, token: bytes) -> bytes:
        return derive(self._server_key + token, "draft key")

    def _receipt_key(self, token: bytes) -> bytes:
        return derive(self._server_key + token, "receipt")


def purge(database: Database, now: datetime) -> int:
    """Delete what has outlived its time: drafts, receipts, copies left for later, intakes. How many rows that were."""
    idle = drafts.c.touched_at < now - IDLE, receipts.c.sent_at < now - IDLE
    kept = (table.c.until <= now for table in (pickups, intakes, unsent, unsent_customers))
    old = *idle, *kept
    with database.write() as connection:
        return sum(connection.execute(delete(past.left.table).where(past)).rowcount for past in old)


def seconds_left(since: datetime, now: datetime) -> int:
    """Of the half hour that begins at `since`."""
    return max(1, math.ceil((since + IDLE - now).total_seconds()))


def new_token() -> bytes:
    return secrets.token_bytes(TOKEN_BYTES)


def row_id(token: bytes, what: str) -> bytes:
    return hashlib.sha256(b"draft" + token + what.encode()).digest()


def _context(draft_id: bytes, version: int) -> bytes:
    return draft_id + version.to_bytes(8, "big")


def _box(draft: Draft, draft_id: bytes) -> bytes:
    packed = draft.packed()
    if len(packed) > MOST_BYTES:
        raise TooLong
    return lock(draft.key, packed, _context(draft_id, draft.version))
