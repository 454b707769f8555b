"""The tables. Readable columns are what routing and deadlines need; everything a person wrote is sealed."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, aware on both sides of the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


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

# What was sent, for the agency.
submissions = Table(
    "submissions",
    metadata,
    Column("reference", String(9), primary_key=True),
    Column("form", String(40), nullable=False),
    Column("language", String(2), nullable=False),
    Column("county", String(40), nullable=False),
    Column("state", String(20), nullable=False),
    Column("owner", ForeignKey("accounts.id")),
    Column("received_at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("ix_submissions_newest", "received_at", "reference"),
)

# What must still be done because of a submission; written in the same transaction.
outbox = Table(
    "outbox",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("reference", String(9), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("sealed", LargeBinary),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("totp_box", LargeBinary, nullable=False),
    Column("totp_last_step", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("disabled_at", Moment),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)

# Who saw and did what: append-only, each row carrying the hash of the one before.
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("account_id", ForeignKey("accounts.id")),
    Column("action", String(40), nullable=False),
    Column("reference", String(9), index=True),
    Column("detail", LargeBinary),
    Column("previous_hash", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)

# How often something was tried lately. `id` is a keyed hash: the table names nobody.
throttles = Table(
    "throttles",
    metadata,
    Column("id", LargeBinary(32), primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("started_at", Moment, nullable=False, index=True),
)
