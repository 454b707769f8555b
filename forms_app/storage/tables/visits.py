"""What a visitor leaves with us before and after sending: locked with a key that only her cookie or code has."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table

from forms_app.storage.tables.base import metadata
from forms_app.storage.tables.columns import Moment

# A half-finished form. `id` is a hash of the visitor's cookie and the form; only that cookie opens `box`.
drafts = Table(
    "drafts",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("wrapped_key", LargeBinary, nullable=False),
    Column("box", LargeBinary, nullable=False),
    Column("touched_at", Moment, nullable=False, index=True),
)

# What was sent, for its sender, for 30 minutes: locked like a draft, found by the same cookie.
receipts = Table(
    "receipts",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("box", LargeBinary, nullable=False),
    Column("sent_at", Moment, nullable=False, index=True),
)

# A draft left for later: locked under a code that only the person has, found by a keyed hash of it.
pickups = Table(
    "pickups",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("draft_id", LargeBinary(32), nullable=False),
    Column("box", LargeBinary, nullable=False),
    Column("until", Moment, nullable=False, index=True),
)

# How often something was tried lately. `id` is a keyed hash: the table names nobody.
throttles = Table(
    "throttles",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("started_at", Moment, nullable=False, index=True),
)
